"""The way of a report: 编写中 → 待核 → (退回) → 待签发 → 已公布 → 已收审. Nobody signs what he wrote."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.annual_reports.absorbing import refuse_twice
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.models import AnnualReport, State
from gongkai.web.annual_reports.services.setting import keep_figures, let_go
from gongkai.web.annual_reports.services.writing import locked
from gongkai.web.audit.services import Actor, Refused, record

SENT_BACK = "按主管部门的收审意见更正"
"""What the public reads of a correction that the county asked for; the county's remarks stay between the offices."""


def authors(report: AnnualReport) -> set[str]:
    """Who wrote or submitted it: the keys of everybody who set a word or a figure since it was last published."""
    keys = {report.submitted_by}
    keys |= set(report.sentences.exclude(by_key="").values_list("by_key", flat=True))
    return keys | set(report.overrides.exclude(by_key="").values_list("by_key", flat=True))


def _in(report: AnnualReport, state: State, by: Actor, act: str) -> AnnualReport:
    by.may(act, report)
    report = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    if report.state != state:
        raise Refused(f"报告现在是“{report.get_state_display()}”，不能这样办。请刷新后再看。")
    return report


def _move(report: AnnualReport, state: State, **values: Any) -> AnnualReport:
    report.state = state
    for name, value in values.items():
        setattr(report, name, value)
    report.version += 1
    report.save()
    return report


@transaction.atomic
def submit(report: AnnualReport, *, by: Actor, reason: str = "") -> AnnualReport:
    """Send it to be looked over. Errors stand in the way, unless a reason is given that all will read."""
    report = locked(report, by, "annual_reports.submit")
    refuse_twice(report.organ, report.year)
    errors = examine(report).errors
    if errors and not reason.strip():
        first = "；".join(one.finding.message for one in errors[:3])
        raise Refused(f"还有 {len(errors)} 处错误：{first} 改好再送核；确实要带着送的，写明理由。")
    if report.source != AnnualReport.Source.UPLOAD and report.frozen_at is None:
        keep_figures(report)  # what is looked over and signed is what will be published
        report.submitted_at = report.frozen_at
    else:
        report.submitted_at = timezone.now()
    values = {"submitted_by": by.audit_key, "returned": "", "submit_reason": reason.strip()[:300] if errors else ""}
    report = _move(report, State.REVIEWING, **values)
    record("annual_reports.submitted", report, by=by, errors=len(errors), reason=report.submit_reason)
    return report


@transaction.atomic
def review(report: AnnualReport, *, secrecy: bool, by: Actor) -> AnnualReport:
    """Find it right, secrecy included (条例第十七条); by somebody who did not write it."""
    report = _in(report, State.REVIEWING, by, "annual_reports.review")
    if by.audit_key in authors(report):
        raise Refused("自己编写或者送核的报告，要由别人来核。")
    if not secrecy:
        raise Refused("公开前要作保密审查（条例第十七条）：请确认报告里没有不能公开的内容。")
    report = _move(report, State.SIGNING, reviewed_by=by.audit_name)
    record("annual_reports.reviewed", report, by=by, secrecy=True)
    return report


@transaction.atomic
def give_back(report: AnnualReport, *, reason: str, by: Actor) -> AnnualReport:
    """Return it to who writes it, with the reason; from the review or from the signature."""
    signing = report.state == State.SIGNING
    act = "annual_reports.sign" if signing else "annual_reports.review"
    report = _in(report, State.SIGNING if signing else State.REVIEWING, by, act)
    if not reason.strip():
        raise Refused("退回要写明原因，起草人会看到。")
    if report.frozen_at and report.frozen_at == report.submitted_at:  # nobody froze it: it follows the ledgers again
        let_go(report)
    report = _move(report, State.RETURNED, returned=reason.strip(), signed_at=None, signed_key="", signed_by="")
    record("annual_reports.returned", report, by=by, reason=reason)
    return report


@transaction.atomic
def sign(report: AnnualReport, *, name: str, today: date, by: Actor) -> AnnualReport:
    """签发 by the leader in charge, who is the first answerable (国办公开办函〔2021〕30号); never by an author."""
    report = _in(report, State.SIGNING, by, "annual_reports.sign")
    if by.audit_key in authors(report):
        raise Refused("自己编写或者送核的报告，不能自己签发。")
    if report.signed_at:
        raise Refused(f"已由{report.signed_by}签发。")
    if not name.strip():
        raise Refused("写明签发人。")
    last = report.period[1]
    if today <= last and report.organ.ended_on is None:
        raise Refused(f"{last.year}年还没有结束，数据要统计到{last.month}月{last.day}日，过了这一天再签发。")
    values: dict[str, Any] = {"signed_by": name.strip()[:50], "signed_key": by.audit_key, "signed_at": timezone.now()}
    if report.issued_on is None:
        values["issued_on"] = today
    report = _move(report, State.SIGNING, **values)
    record("annual_reports.signed", report, by=by, signed_by=report.signed_by, issued_on=report.issued_on)
    return report


@transaction.atomic
def accept(report: AnnualReport, *, by: Actor, today: date) -> AnnualReport:
    """The supervising office has looked at what was published and has nothing to say."""
    report = _in(report, State.PUBLISHED, by, "annual_reports.accept")
    if report.notes.filter(settled_at=None).exists():
        raise Refused("还有没办结的退改意见，先办结再收审。")
    report = _move(report, State.ACCEPTED, accepted_on=today)
    record("annual_reports.accepted", report, by=by)
    return report


@transaction.atomic
def send_back(report: AnnualReport, *, reason: str, by: Actor) -> AnnualReport:
    """The supervising office wants it mended. What is published stays readable until the next edition."""
    by.may("annual_reports.send_back", report)
    report = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    if report.state not in (State.PUBLISHED, State.ACCEPTED):
        raise Refused("还没有公布的报告，由本机关自己核稿、退回。")
    if not reason.strip():
        raise Refused("退回要写明哪里要改。")
    report = _reopened(report, State.RETURNED, SENT_BACK, returned=reason.strip())
    record("annual_reports.sent_back", report, by=by, reason=reason)
    return report


@transaction.atomic
def correct(report: AnnualReport, *, reason: str, by: Actor) -> AnnualReport:
    """Open a published report again to correct it; the published edition stays, and so does its address."""
    by.may("annual_reports.write", report)
    report = AnnualReport.objects.select_for_update().select_related("organ").get(pk=report.pk)
    if report.state not in (State.PUBLISHED, State.ACCEPTED):
        raise Refused("还没有公布的报告不用更正，直接改。")
    if not reason.strip():
        raise Refused("写明更正什么、为什么更正，公布时会附在报告上。")
    report = _reopened(report, State.WRITING, reason.strip())
    record("annual_reports.correcting", report, by=by, reason=reason)
    return report


def _reopened(report: AnnualReport, state: State, reason: str, **values: Any) -> AnnualReport:
    return _move(report, state, correcting=reason.rstrip("。；")[:300], signed_at=None, signed_key="", signed_by="",
                 reviewed_by="", accepted_on=None, **values)  # fmt: skip
