"""The county's round: its calendar, its notes on cells and sentences, and what becomes of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone

from gongkai.law import report_due
from gongkai.web.annual_reports.models import AnnualReport, Note, Round, State
from gongkai.web.annual_reports.services.moving import send_back
from gongkai.web.annual_reports.services.writing import DUE, due_for
from gongkai.web.audit.services import Actor, Forbidden, Refused, record, snapshot
from gongkai.web.messages.services import notify
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.services.registers import recipients

DATES = ("freeze_on", "draft_by", "check_by", "sign_by", "publish_by")
LABELS = {"freeze_on": "数据冻结", "draft_by": "初稿", "check_by": "核对退改", "sign_by": "签发", "publish_by": "公布"}


@transaction.atomic
def arrange(office: Organ, year: int, *, by: Actor, words: str = "", **dates: date) -> Round:
    """Set the dates of a year's round; the last of them may be earlier than the law's, never later. 条例第四十九条."""
    by.may("annual_reports.arrange", office)
    for name, after in pairwise(DATES):
        if dates[after] < dates[name]:
            raise Refused(f"“{LABELS[after]}”（{dates[after]}）不能早于“{LABELS[name]}”（{dates[name]}）。")
    legal = report_due(year, "department").due
    if dates["publish_by"] > legal:
        raise Refused(f"公布不能晚于 {legal}（条例第四十九条），县里可以提前，不能推后。")
    if dates["freeze_on"] < date(year, 12, 1):
        raise Refused(f"数据冻结不能早于 {year}年12月1日：这一年的数还没有完。")
    made = Round.objects.select_for_update().filter(office=office, year=year).first() or Round(office=office, year=year)
    before = snapshot(made, *DATES) if made.pk else {}
    for name in DATES:
        setattr(made, name, dates[name])
    made.words = words.strip()
    made.save()
    _set_due(office, year)
    record("annual_reports.arranged", made, by=by, before=before, after=snapshot(made, *DATES))
    return made


def _set_due(office: Organ, year: int) -> None:
    """Reports that were begun before follow the new last day."""
    reports = AnnualReport.objects.filter(year=year, published_on=None).select_related("organ")
    for report in reports.filter(organ__in=Organ.objects.below(office).exclude(kind=Kind.GOVERNMENT)):
        due = due_for(report.organ, year)
        if due != report.due_on:
            AnnualReport.objects.filter(pk=report.pk).update(due_on=due)


@transaction.atomic
def note(report: AnnualReport, *, where: str, words: str, by: Actor) -> Note:
    """A remark at a cell (`table/row/column`) or a section (`sections/N`); the organ is told when it is returned."""
    by.may("annual_reports.note", report)
    if not words.strip():
        raise Refused("写明这里哪里不对、怎样改。")
    if where not in report.layout.paths() and where not in {f"sections/{n}" for n in range(7)}:
        raise Refused("选择意见所在的单元格或者部分。")
    made = Note.objects.create(report=report, where=where, words=words.strip(), by_name=by.audit_name)
    record("annual_reports.noted", report, by=by, where=where, words=made.words)
    return made


@transaction.atomic
def settle(one: Note, *, answer: str, by: Actor) -> Note:
    """The organ says what it did about a note; the county may settle its own too."""
    try:
        by.may("annual_reports.settle", one.report)
    except Forbidden:
        by.may("annual_reports.note", one.report)
    if one.settled_at:
        raise Refused("这条意见已经办结。")
    if not answer.strip():
        raise Refused("写明怎样改的，或者为什么不用改。")
    one.answer, one.settled_at = answer.strip(), timezone.now()
    one.save(update_fields=["answer", "settled_at"])
    record("annual_reports.note_settled", one.report, by=by, where=one.where, answer=one.answer)
    return one


@transaction.atomic
def return_with_notes(report: AnnualReport, *, by: Actor, today: date, reason: str = "") -> AnnualReport:
    """退改: send it back with all open notes. What is published stays until the next edition."""
    open_notes: Sequence[Note] = list(report.notes.filter(settled_at=None))
    if not open_notes and not reason.strip():
        raise Refused("先在单元格或者文字旁边写意见，再退回。")
    told = "；".join(f"{one.place}：{one.words.rstrip('。；')}" for one in open_notes)
    report = send_back(report, reason="；".join(part for part in (reason.strip().rstrip("。；"), told) if part), by=by)
    words = f"{report.title}被退回修改，{len(open_notes)} 条意见：{told or reason}"[:300]
    for person in recipients(report.organ):
        url = f"/workbench/reports/{report.organ.short_code}/{report.year}/"
        notify(person, words, key=f"report-returned:{report.pk}:{report.version}", url=url, urgent=True)
    return report


def by_state(organs: "QuerySet[Organ]", year: int) -> "QuerySet[Organ]":
    """The organs with the state of their report of `year` as `report_state` (`None`: not begun), the slowest first."""
    states = AnnualReport.objects.filter(organ=OuterRef("pk"), year=year).values("state")[:1]
    ranks = [When(report_state=state, then=Value(-rank)) for rank, state in enumerate(BOARD) if state]
    rank = Case(*ranks, default=Value(-len(BOARD)), output_field=IntegerField())
    return organs.annotate(report_state=Subquery(states), rank=rank).order_by("rank", "order", "pk")


def counted(organs: "QuerySet[Organ]", year: int) -> dict[str, int]:
    """State → how many organs; `""` are those who have not begun."""
    reports = AnnualReport.objects.filter(year=year, organ__in=organs.order_by().values("pk")).order_by()
    found = dict(reports.values_list("state").annotate(Count("pk")))
    missing = organs.order_by().count() - sum(found.values())
    return found | ({"": missing} if missing else {})


def dues(organs: Iterable[Organ], year: int) -> dict[int, date]:
    """Organ → the last day to publish, as `due_for` has it, for many at once."""
    arranged = dict(Round.objects.filter(year=year).values_list("office", "publish_by"))
    legal = {kind: report_due(year, DUE.get(kind, "department")).due for kind in Kind}
    return {
        organ.pk: legal[Kind(organ.kind)] if organ.kind == Kind.GOVERNMENT
        else arranged.get(organ.supervisor_id or organ.parent_id, legal[Kind(organ.kind)])
        for organ in organs
    }  # fmt: skip


BOARD = (State.ACCEPTED, State.PUBLISHED, State.SIGNING, State.REVIEWING, State.WRITING, State.RETURNED, "")
"""The order of the strip: the furthest first."""
