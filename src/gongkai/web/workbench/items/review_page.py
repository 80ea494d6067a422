"""What the page of an item shows: the text with its findings marked, the steps, the checklist, the next acts. Mock-up
08.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import lxml.html
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from gongkai.privacy.finding import find as find_private
from gongkai.web.accounts.models import Account
from gongkai.web.disclosure import body, labels, rules
from gongkai.web.disclosure.limits import calendar_of, due_after
from gongkai.web.disclosure.models import Channel, Finding, Item, Rendition, Review, Scan, Stage, State
from gongkai.web.disclosure.models.item import IN_REVIEW, OPEN_TO_EDIT
from gongkai.web.disclosure.services import checking, planning, rendering, reviewing, scanning
from gongkai.web.disclosure.todo import waiting_for
from gongkai.web.patterns.values import Row, Step, said

UNDER_WAY = (*OPEN_TO_EDIT, *IN_REVIEW)


@dataclass(slots=True)
class Numbered:
    """A finding with the number by which text and panel know it."""

    number: int
    finding: Finding
    column: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of its mark."""
        return "bad" if self.finding.must else "warn"


def numbered(item: Item) -> list[Numbered]:
    """The open findings, what must be settled first."""
    found = sorted(item.findings.filter(status=Finding.Status.OPEN), key=lambda one: (not one.must, one.file, one.pk))
    return [Numbered(n, one, scanning.column_title(one), choices_of(one)) for n, one in enumerate(found, start=1)]


def choices_of(finding: Finding) -> list[tuple[str, str]]:
    """What can be done with a finding, the proposal first."""
    ways = [Finding.Proposal.MASK, Finding.Proposal.REMOVE]
    if "列" in finding.place and (not finding.file or finding.file.endswith(".xlsx")):
        ways.append(Finding.Proposal.COLUMN)
    if finding.file.endswith(".xlsx"):
        ways.append(Finding.Proposal.REBUILD)
    proposed = Finding.Proposal(finding.proposal)
    return [(way.value, way.label) for way in [proposed, *(way for way in ways if way != proposed)]]


def marked_body(item: Item, findings: list[Numbered], today: date) -> SafeString:
    """The body with each open finding marked by its number. The reviewer sees the data; nothing of it is stored."""
    prints = {one: entry for entry in findings if not entry.finding.file for one in entry.finding.fingerprints}
    if not prints:
        return SafeString(item.body)  # a body is cleaned when it is saved
    secrets: dict[str, Numbered] = {}
    for found in find_private(body.passages(item.body), on=today, published=item.organ.telephones()):
        entry = prints.get(scanning.fingerprint(found))
        if entry and found.secret:
            secrets[found.secret] = entry
    root = lxml.html.fragment_fromstring(item.body, create_parent="div")
    for secret in sorted(secrets, key=len, reverse=True):
        for element in list(root.iter()):
            _mark(element, secret, secrets[secret])
    return SafeString("".join(lxml.html.tostring(child, encoding="unicode") for child in root))


def _mark(element: Any, secret: str, entry: Numbered) -> None:
    if element.get("class", "").startswith("hit"):
        return
    if element.text and secret in element.text:
        before, after = element.text.split(secret, 1)
        element.text = before
        element.insert(0, _hit(secret, entry, after))
        _mark_tail(element[0], secret, entry)
    for child in list(element):
        _mark_tail(child, secret, entry)


def _mark_tail(child: Any, secret: str, entry: Numbered) -> None:
    if child.tail and secret in child.tail:
        before, after = child.tail.split(secret, 1)
        child.tail = before
        hit = _hit(secret, entry, after)
        child.addnext(hit)
        _mark_tail(hit, secret, entry)


def _hit(secret: str, entry: Numbered, tail: str) -> Any:
    link = lxml.html.Element("a", {"class": "hit bad" if entry.kind == "bad" else "hit", "href": f"#f{entry.number}"})
    link.text = secret
    number = lxml.html.Element("sup", {} if entry.kind == "bad" else {"class": "w"})
    number.text = str(entry.number)
    link.append(number)
    link.tail = tail
    return link


def steps(item: Item, valid: dict[Stage, Review], today: date) -> list[Step]:
    """起草、一审、二审、三审、发布 with who and when."""
    begun = item.submitted_at or item.made_at
    told = [
        Step(
            "起草、一校",
            f"{item.made_by_name} {said(localtime(begun).date())}",
            "done" if item.state not in ("draft", "returned") else "now",
        )
    ]
    for step in planning.reviews_of(item.organ):
        review = valid.get(step.stage)
        now = item.state == reviewing.STATES[step.stage]
        text = (
            f"{review.by_name} {said(localtime(review.at).date())}" if review and not now else ("正在审" if now else "")
        )
        state = "now" if now else "done" if review and item.state != State.RETURNED else ""
        told.append(Step(f"{step.stage.label}　{step.title}", text, state))
    return [*told, _publishing(item, today)]


def _publishing(item: Item, today: date) -> Step:
    if hasattr(item, "publication") and item.state in ("published", "notice", "over", "withdrawn"):
        return Step("发布", said(item.publication.published_on), "done")
    if not item.is_public_by_nature:
        return Step("不公开留存", "定期评估（第十八条）")
    if item.publish_at:
        return Step(
            "发布", f"{localtime(item.publish_at):%m月%d日 %H:%M} 定时", "now" if item.state == State.READY else ""
        )
    if item.formed_on is None:
        return Step("发布")
    due, _ = due_after(item.formed_on, calendar_of(item.organ), item.catalogue)
    return Step("发布", f"最晚 {said(due)}", "now" if item.state == State.READY else "")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of 发布前必须完成: `kind` ok, bad, warn or empty."""

    words: str
    kind: str = ""

    @property
    def icon(self) -> str:
        """The icon before it."""
        return {"ok": "circle-check", "bad": "circle-x", "warn": "circle-alert"}.get(self.kind, "circle-dashed")


def checklist(item: Item, valid: dict[Stage, Review], findings: list[Numbered], remarks: list[Any]) -> list[Check]:
    """What must be done before publishing."""
    secrecy = valid.get(Stage.SECRECY)
    filled, of = rules.metadata_filled(item)
    scan = Scan.objects.filter(item=item).first()
    checks = [
        Check(f"保密审查：不涉密（{secrecy.by_name} {said(localtime(secrecy.at).date())}）", "ok")
        if secrecy
        else Check("保密审查：还没有审这一稿"),
        Check(f"错别字、表述：{len(remarks)} 处", "ok" if not remarks else "warn"),
        Check(f"元数据：{filled}/{of}", "ok" if filled == of else "warn"),
        Check("个人信息：没有查完，要重新扫描", "bad")
        if scan and scan.outcome == "erred"
        else Check(f"个人信息：还有 {len(findings)} 处", "bad")
        if findings
        else Check("个人信息：已处理", "ok" if scan else ""),
    ]
    if rules.needs_impact(item, bool(scanning.overruled_prints(item))):
        filled_in = bool(item.impact.strip())
        checks.append(Check(f"个人信息影响评估：{'已填' if filled_in else '未填'}", "ok" if filled_in else "warn"))
    for asked in item.consultations.all():
        kind = {"agreed": "ok", "refused": "bad"}.get(asked.answer, "warn")
        checks.append(Check(f"{asked.organ_name}{asked.get_what_display()}：{asked.get_answer_display()}", kind))
    if item.state in UNDER_WAY:
        told = "还没有人能办，请系统管理员在“人员与分工”里给人角色"
        checks += [Check(f"{stage.label}：{told}", "bad") for stage in planning.without_reviewer(item.organ)]
    plan = planning.reviews_of(item.organ)
    done = sum(step.stage in valid for step in plan)
    return [*checks, Check(f"审核：{done}/{len(plan)}", "ok" if done == len(plan) else "")]


def openness_rows(item: Item) -> list[Row]:
    """公开属性 and what goes with it."""
    source = labels.say("clause", item.clause) if item.is_public_by_nature else labels.say("basis", item.basis)
    period = (
        f"{said(item.notice_from)}至{said(item.notice_to)}，期满自动撤下" if item.notice_from and item.notice_to else ""
    )
    return [
        Row("公开属性", item.get_openness_display()),
        Row("依据", source),
        Row("理由", item.reason),
        Row("标准目录事项", item.catalogue.path if item.catalogue else ""),
        Row("领域", labels.say("field", item.field)),
        Row("对象", item.get_audience_display() + (f"（{item.group}）" if item.group else "")),
        Row("公示期", period),
        Row("索引号", item.index_number or "提交时编"),
        Row("文号", item.document_number),
        Row("成文日期", item.made_on),
        Row("影响评估", item.impact, long=True),
    ]


def channels_of(item: Item) -> list[tuple[Channel, str]]:
    """Where it will go, each with what to mind."""
    from gongkai.web.disclosure.channels import kinds

    told = []
    for channel in Channel.objects.filter(pk__in=item.channels):
        kind = kinds().get(channel.kind)
        unfit = item.audience == "group" and kind is not None and not kind.for_groups
        told.append((channel, "不建议：对象为特定群众" if unfit else kind.title if kind else ""))
    return told


def turn(account: Account, item: Item, wanted: str = "") -> Stage | None:
    """The stage this person can review now; the one asked for where there are two."""
    stages = [stage for _, stage in waiting_for(account, item)]
    return next((stage for stage in stages if stage == wanted), stages[0] if stages else None)


def context(item: Item, account: Account, today: date, wanted: str = "") -> dict[str, Any]:
    """Everything the page shows."""
    rendition: Rendition | None = rendering.current(item)
    valid = reviewing.valid(item, rendition.digest) if rendition else {}
    findings, remarks = numbered(item), checking.remarks(item, today)
    checks = checklist(item, valid, findings, remarks)
    must = sum(entry.finding.must for entry in findings)
    return {
        "item": item,
        "findings": findings,
        "remarks": remarks,
        "must": must,
        "stage": turn(account, item, wanted),
        "steps": steps(item, valid, today),
        "checks": checks,
        "done": sum(check.kind == "ok" for check in checks),
        "body": marked_body(item, findings, today),
        "rows": openness_rows(item),
        "channels": channels_of(item),
        "attachments": item.attachments.all(),
        "in_review": item.state in IN_REVIEW,
        "decided": item.findings.exclude(status__in=("open", "gone")),
        "reviews": item.reviews.all()[:20],
        "badge": format_html('<span class="badge {}">{}</span>', item.badge, item.get_state_display()),
        "may": {
            act: account.can(f"disclosure.{act}", item)
            for act in (
                "edit",
                "submit",
                "publish",
                "mask",
                "overrule",
                "withdraw",
                "consult",
                "validate",
                "edit_in_review",
            )
        },
    }
