"""发布闸: verifies exactly the bytes that will be served, and blocks. It never edits, and it fails closed. design.md,
idea 7.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.web.disclosure import body, rules
from gongkai.web.disclosure.models import Consultation, File, Item, Rendition, Scan, Stage, State
from gongkai.web.disclosure.services import planning, rendering, reviewing, scanning
from gongkai.web.disclosure.services.rendering import Sheet


@dataclass(frozen=True, slots=True)
class Case:
    """What the gate looks at: an item, its rendition with the bytes read back from the store, and what a scan of them
    saw.
    """

    item: Item
    rendition: Rendition
    sheets: tuple[Sheet, ...]
    seen: scanning.Look
    today: date
    now: datetime


def examine(item: Item, rendition: Rendition, *, today: date, now: datetime) -> Case:
    """Read every byte back and scan all of it, Word and PDF included. Slow; outside of any transaction."""
    sheets = tuple(_sheet(file) for file in rendition.files.all())
    own = item.organ.telephones()
    seen = scanning.look(sheets, on=today, roles=File.Role.values, published=own)
    code = scanning.look_at_code(sheets, on=today, published=own)
    seen.found.update({f"{name}的网页代码": found for name, found in code.found.items()})
    seen.erred += code.erred
    return Case(item, rendition, sheets, seen, today, now)


def _sheet(file: File) -> Sheet:
    data = rendering.read(file)
    return Sheet(file.role, file.name, file.media_type, data, file.position, file.file, file.derived)


def same_bytes(case: Case) -> Iterator[str]:
    """The rendition is of the newest revision and its bytes are those of its manifest."""
    if case.rendition.revision.number != case.item.version:
        yield "发布件不是最新一稿的。"
    if rendering.manifest_digest(list(case.sheets)) != case.rendition.digest:
        yield "发布件的内容与清单不一致。"
    if case.rendition.revision.content != case.item.content():
        yield "内容在审核之后又改了。"


def fully_reviewed(case: Case) -> Iterator[str]:
    """Secrecy review and every review of the organ's plan, on these bytes, each by another person and by no author."""
    passed = reviewing.valid(case.item, case.rendition.digest)
    writers = reviewing.authors(case.item)
    for step in planning.plan_of(case.item.organ):
        review = passed.get(step.stage)
        if review is None:
            yield f"{step.stage.label}没有通过这一稿。"
        elif review.by_id in writers:
            yield f"{step.stage.label}由起草人自己办理，不作数。"
    readers = [review.by_id for stage, review in passed.items() if stage != Stage.SECRECY]
    if len(set(readers)) != len(readers):
        yield "三审不是由不同的人办理的。"


def nothing_private(case: Case) -> Iterator[str]:
    """A fresh scan of every file finds nothing but what a named person decided to leave; a scan that erred blocks."""
    yield from case.seen.erred
    allowed = scanning.overruled_prints(case.item)
    for file, findings in case.seen.found.items():
        left = [found for found in findings if scanning.fingerprint(found) not in allowed]
        if left:
            kinds = "、".join(dict.fromkeys(scanning.TITLES.get(found.kind, found.kind) for found in left))
            yield f"{file or '正文'}里还有个人信息 {len(left)} 处（{kinds}），首处在{left[0].where}。"


def settled(case: Case) -> Iterator[str]:
    """Nothing found at submission is still undecided, and the last stored scan of these bytes did not err."""
    if left := scanning.unsettled(case.item):
        yield f"还有 {left} 处个人信息没有处理。"
    scan = Scan.objects.filter(item=case.item, digest=case.rendition.digest).first()
    if scan is None or scan.outcome == Scan.Outcome.ERRED:
        yield "提交时的个人信息扫描没有完成。"
    if rules.needs_impact(case.item, bool(scanning.overruled_prints(case.item))) and not case.item.impact.strip():
        yield "个人信息保护影响评估没有填写（个人信息保护法第五十五条）。"


def agreed(case: Case) -> Iterator[str]:
    """Organs that had to be consulted or to approve have said yes. 条例第十一条."""
    for asked in case.item.consultations.all():
        if asked.answer != Consultation.Answer.AGREED:
            yield f"{asked.organ_name}{asked.get_what_display()}：{asked.get_answer_display()}（条例第十一条）。"


def meant_for_all(case: Case) -> Iterator[str]:
    """It is to be published, its time has come, its state says ready."""
    if not case.item.is_public_by_nature:
        yield f"公开属性是{case.item.get_openness_display()}，不能发布。"
    if case.item.state != State.READY:
        yield f"现在是{case.item.get_state_display()}，不在待发布。"
    if case.item.publish_at and case.item.publish_at > case.now:
        yield "还没有到定时发布的时间。"
    if missing := rules.defects(case.item, case.today):
        yield from (sentence for _, sentence in missing)


def clean_body(case: Case) -> Iterator[str]:
    """The page is only what a body may hold: no script, style or foreign frame."""
    for sheet in case.sheets:
        if sheet.role == "body" and body.clean(sheet.data.decode()) != sheet.data.decode():
            yield "正文里有不允许的网页代码。"


CHECKS: tuple[tuple[str, Callable[[Case], Iterator[str]]], ...] = (
    ("字节一致", same_bytes),
    ("审核齐全", fully_reviewed),
    ("没有个人信息", nothing_private),
    ("发现的都已处理", settled),
    ("协商和批准", agreed),
    ("可以公开、时间已到", meant_for_all),
    ("网页代码", clean_body),
)
"""Every check of the gate. A check that raises blocks."""


def judge(case: Case) -> tuple[list[dict[str, object]], list[str]]:
    """Run every check: what each said, and all failures."""
    told: list[dict[str, object]] = []
    failures: list[str] = []
    for name, check in CHECKS:
        try:
            found = list(check(case))
        except Exception as error:
            found = [f"“{name}”没有查完（{type(error).__name__}）。"]
        told.append({"check": name, "failures": found})
        failures += found
    return told, failures
