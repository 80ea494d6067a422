"""Submitting and reviewing: secrecy review and up to three reviews, each of exactly one rendition. 条例第十七条."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import Account
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.disclosure import rules, vocabulary
from gongkai.web.disclosure.errors import Incomplete
from gongkai.web.disclosure.models import Item, Rendition, Review, Scan, Stage, State, Verdict
from gongkai.web.disclosure.models.item import IN_REVIEW, OPEN_TO_EDIT
from gongkai.web.disclosure.numbering import next_number
from gongkai.web.disclosure.services import planning, rendering, scanning

STATES = {Stage.FIRST: State.FIRST, Stage.SECOND: State.SECOND, Stage.THIRD: State.THIRD}


def submit(item: Item, *, by: Actor, today: date, publish_at: datetime | None = None) -> Item:
    """Send a draft to review: its rendition is made and scanned, its 索引号 given. Raises `Incomplete`."""
    by.may("disclosure.submit", item)
    item.refresh_from_db()
    if item.state not in OPEN_TO_EDIT:
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不用再提交。")
    if missing := rules.defects(item, today):
        raise Incomplete(missing)
    revision = item.revision
    sheets = rendering.sheets_of(revision)
    seen = scanning.look(sheets, on=today, published=item.organ.telephones())
    with transaction.atomic():
        item = _locked(item, revision.number)
        if item.state not in OPEN_TO_EDIT:
            raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不用再提交。")
        rendition = rendering.write(revision, sheets)
        scan = scanning.write(item, rendition, seen)
        if not item.index_number:
            item.index_number = next_number(item.organ, today)
        item.state, item.submitted_at, item.publish_at = State.FIRST, timezone.now(), publish_at or item.publish_at
        item.save(update_fields=["index_number", "state", "submitted_at", "publish_at", "changed_at"])
        record("disclosure.submitted", item, by=by, version=item.version, digest=rendition.digest, scan=scan.outcome)
    return item


def _locked(item: Item, version: int) -> Item:
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.version != version:
        raise Refused("内容刚刚有了新的一稿，请看过新稿再办理。")
    return item


def refresh(item: Item, *, by: Actor, today: date) -> Rendition:
    """Make and scan the rendition of a revision that was written during review; reviews of the former one hold no
    more.
    """
    revision = item.revision
    sheets = rendering.sheets_of(revision)
    seen = scanning.look(sheets, on=today, published=item.organ.telephones())
    with transaction.atomic():
        item, former = _locked(item, revision.number), rendering.current(item)
        rendition = rendering.write(revision, sheets)
        scan = scanning.write(item, rendition, seen)
        if rendition != former and item.state in (*IN_REVIEW, State.READY):
            item.state = State.FIRST
            item.save(update_fields=["state", "changed_at"])
        record("disclosure.remade", item, by=by, version=item.version, digest=rendition.digest, scan=scan.outcome)
    return rendition


def rescan(item: Item, *, by: Actor, today: date) -> Rendition:
    """Scan once more, after a scan that erred. The reviews of bytes that are the same stay."""
    by.may("disclosure.submit", item)
    item.refresh_from_db()
    if item.state not in (*IN_REVIEW, State.READY):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，提交审核时会自动扫描。")
    return refresh(item, by=by, today=today)


@transaction.atomic
def approve(item: Item, *, stage: Stage, version: int, by: Actor, today: date, comment: str = "") -> Item:
    """Pass one review of revision `version`. The last one leads to 待发布, or to the file of what is not published."""
    reviewer, item = _reviewer(item, stage, by), _locked(item, version)
    rendition = _reviewable(item, stage)
    _not_his_own(item, reviewer, stage, rendition)
    if stage == Stage.FIRST:
        _settled(item, rendition)
    if stage != Stage.SECRECY:
        _earlier_passed(item, stage, rendition)
    _write(item, stage, Verdict.PASSED, rendition, reviewer, comment, [])
    if stage != Stage.SECRECY:
        _advance(item, stage, today)
    record("disclosure.approved", item, by=by, stage=stage, version=version, digest=rendition.digest, comment=comment)
    return item


@transaction.atomic
def send_back(
    item: Item, *, stage: Stage, version: int, reason: str, by: Actor, places: Sequence[dict[str, str]] = ()
) -> Item:
    """Return an item to its author with reasons, by place where there are places."""
    reviewer, item = _reviewer(item, stage, by), _locked(item, version)
    rendition = _reviewable(item, stage, returning=True)
    if not reason.strip() and not places:
        raise Refused("退回要写明原因，起草人会看到。")
    _write(item, stage, Verdict.RETURNED, rendition, reviewer, reason, list(places))
    item.state = State.RETURNED
    item.save(update_fields=["state", "changed_at"])
    record("disclosure.sent_back", item, by=by, stage=stage, version=version, reason=reason)
    return item


@transaction.atomic
def refer(item: Item, *, version: int, reason: str, by: Actor) -> Item:
    """The secrecy reviewer cannot tell: reported to the competent or secrecy authority. 条例第十七条第三款. It
    blocks.
    """
    reviewer, item = _reviewer(item, Stage.SECRECY, by), _locked(item, version)
    rendition = _reviewable(item, Stage.SECRECY)
    if not reason.strip():
        raise Refused("写明报请哪个部门确定、为什么。")
    _write(item, Stage.SECRECY, Verdict.REFERRED, rendition, reviewer, reason, [])
    record("disclosure.referred", item, by=by, version=version, reason=reason)
    return item


@transaction.atomic
def recall(item: Item, *, by: Actor, why: str = "") -> Item:
    """Take an item back from review into the draft."""
    by.may("disclosure.submit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state not in (*IN_REVIEW, State.READY):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，没有可以取回的。")
    item.state = State.DRAFT
    item.save(update_fields=["state", "changed_at"])
    record("disclosure.recalled", item, by=by, why=why)
    return item


def _reviewer(item: Item, stage: Stage, by: Actor) -> Account:
    by.may(planning.ACTS[stage], item)
    if not isinstance(by, Account):
        raise Forbidden("审核须由具名的人员办理。")
    if not planning.may_review(by, item.organ, stage):
        raise Forbidden(f"本机关的{stage.label}由指定的人员办理。")
    return by


def _reviewable(item: Item, stage: Stage, *, returning: bool = False) -> Rendition:
    expected = (*IN_REVIEW, State.READY) if stage == Stage.SECRECY else (STATES[stage],)
    if item.state not in expected and not (returning and item.state in (*IN_REVIEW, State.READY)):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不在{stage.label}环节。")
    rendition = rendering.current(item)
    if rendition is None:
        raise Refused("这一稿还没有生成发布件，请重新扫描后再审。")
    return rendition


def authors(item: Item) -> set[int]:
    """Who wrote what is under review: everybody who saved text since the last publication."""
    served = item.publication.rendition.revision.number if hasattr(item, "publication") else 0
    rows = item.revisions.filter(number__gt=served, authored=True, by__isnull=False).values_list("by_id", flat=True)
    return set(rows)


def _not_his_own(item: Item, reviewer: Account, stage: Stage, rendition: Rendition) -> None:
    if reviewer.pk in authors(item):
        raise Refused("自己起草或者改过的内容，要由别人审核（先审查、后公开）。")
    if stage == Stage.SECRECY:
        return
    others = [review for kind, review in valid(item, rendition.digest).items() if kind not in (Stage.SECRECY, stage)]
    if any(review.by_id == reviewer.pk for review in others):
        raise Refused("三审要由不同的人办理，您已经审过前面的环节。")


def _settled(item: Item, rendition: Rendition) -> None:
    if Stage.SECRECY not in valid(item, rendition.digest):
        raise Refused("还没有通过保密审查，或者保密审查之后内容又改了，请先由保密审查员审查这一稿（条例第十七条）。")
    scan = Scan.objects.filter(item=item, digest=rendition.digest).first()
    if scan is None or scan.outcome == Scan.Outcome.ERRED:
        raise Refused("个人信息没有查完，不能通过。请重新扫描；仍不行的，换一种格式的附件。")
    if left := scanning.unsettled(item):
        raise Refused(f"还有 {left} 处个人信息没有处理：采纳遮盖建议，或者写明理由保留。")
    if rules.needs_impact(item, bool(scanning.overruled_prints(item))) and not item.impact.strip():
        raise Refused("请先填写个人信息保护影响评估（个人信息保护法第五十五条）。")


def _earlier_passed(item: Item, stage: Stage, rendition: Rendition) -> None:
    passed = valid(item, rendition.digest)
    for step in planning.reviews_of(item.organ):
        if step.stage == stage:
            return
        if step.stage not in passed:
            raise Refused(f"{step.stage.label}还没有通过这一稿。")
    raise Refused(f"{item.organ.name}没有设置{stage.label}。")


def valid(item: Item, digest: str) -> dict[Stage, Review]:
    """The reviews that hold for these bytes: of each stage the last word, if it is a pass."""
    last: dict[Stage, Review] = {}
    for review in item.reviews.filter(digest=digest).order_by("pk"):
        last[Stage(review.stage)] = review
    return {stage: review for stage, review in last.items() if review.verdict == Verdict.PASSED}


def _write(
    item: Item, stage: Stage, verdict: Verdict, rendition: Rendition, by: Account, comment: str,
    places: list[dict[str, str]],
) -> None:  # fmt: skip
    Review.objects.create(
        item=item, stage=stage, verdict=verdict, version=item.version, digest=rendition.digest, by=by, by_name=by.name,
        comment=comment, places=places,
    )  # fmt: skip


def _advance(item: Item, stage: Stage, today: date) -> None:
    stages = [step.stage for step in planning.reviews_of(item.organ)]
    following = stages[stages.index(stage) + 1 :]
    if following:
        item.state = STATES[following[0]]
    elif item.is_public_by_nature:
        item.state = State.READY
    else:
        item.state, item.review_due = State.KEPT, next_reassessment(today)
    item.save(update_fields=["state", "review_due", "changed_at"])


def next_reassessment(today: date) -> date:
    """When what is withheld is looked at again. 条例第十八条; the interval is a convention of `openness.toml`."""
    months = today.month - 1 + vocabulary.table("openness")["reassessment"]["months"]
    year, month = today.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date.resolution).day
    return date(year, month, min(today.day, last))
