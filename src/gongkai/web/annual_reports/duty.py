"""The annual report as a column of the county board."""

from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.web.annual_reports.models import AnnualReport, State
from gongkai.web.annual_reports.services.rounds import dues
from gongkai.web.annual_reports.services.writing import due_for
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.duties.base import Cell, Duty, Record

NEAR = 10
"""Days before the last day from which a report that nobody began is red."""
KINDS = {State.WRITING: "warn", State.RETURNED: "bad", State.REVIEWING: "ok", State.SIGNING: "ok",
         State.PUBLISHED: "ok", State.ACCEPTED: "ok"}  # fmt: skip
SHARES = {State.PUBLISHED: 1.0, State.ACCEPTED: 1.0, State.RETURNED: 0.5}


def year_of(today: date) -> int:
    """The year whose report is on the table: the one before."""
    return today.year - 1


class Reports(Duty):
    """年度报告: how far it is, red when overdue, returned, or not begun near the last day."""

    code, title, cites = "report", "年报", "条例第四十九条"

    def named(self, today: date) -> str:
        """With its year."""
        return f"{year_of(today)}年报"

    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """Two queries for all."""
        begun = {one.organ_id: one for one in AnnualReport.objects.filter(organ__in=organs, year=year_of(today))}
        owing = [organ for organ in organs if organ.publishes_guide]
        last = dues(owing, year_of(today))
        return {organ.pk: self.cell(begun.get(organ.pk), last[organ.pk], today) for organ in owing}

    def cell(self, report: AnnualReport | None, last: date, today: date) -> Cell:
        """The state in a word; `last` is the last day of a report that nobody began."""
        due = report.due_on if report else last
        if report is None:
            late = (due - today).days <= NEAR
            return Cell("未动", "bad" if late else "warn", 0.0 if due < today else None)
        state = State(report.state)
        if due < today and report.published_on is None:
            return Cell(f"逾期·{state.label}", "bad", 0.0)
        return Cell(state.label, KINDS[state], SHARES.get(state))

    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """The report with its day and what it was returned for."""
        year = year_of(today)
        report = AnnualReport.objects.filter(organ=organ, year=year).first()
        if report is None:
            return [Record(f"{year}年年度报告", "还没有开始编写", due_for(organ, year), kind="bad")]
        words = report.get_state_display() + (f"：{report.returned}" if report.returned else "")
        url = f"/workbench/round/{report.pk}/"
        return [Record(report.title, words, report.due_on, url, self.cell(report, report.due_on, today).kind)]
