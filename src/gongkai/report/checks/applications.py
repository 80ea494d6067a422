"""Table 三 is a ledger: what came in went out or is carried over, rows and columns add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.report.checks.base import Check, Finding
from gongkai.report.forms import forms
from gongkai.report.model import Figure, Report

TOTAL = "applications/total/total"
FORM = "统一格式表三"


@dataclass(slots=True)
class Sum:
    """The parts of a sum: those that are known, and whether some are blank or uncertain."""

    known: Figure
    blank: bool
    uncertain: bool


def add(report: Report, paths: Sequence[str]) -> Sum:
    """The sum of `paths`; a blank counts as nothing, but is told."""
    figures = [report.cells.get(path) for path in paths]
    doubtful = bool(report.uncertain) and any(path in report.uncertain for path in paths)
    return Sum(sum([figure for figure in figures if figure is not None]), None in figures, doubtful)


@cache
def columns(form: str) -> tuple[tuple[str, str], ...]:
    """The columns of table 三 with their labels."""
    return tuple(forms()[form].applications.columns.items())


@cache
def result_paths(form: str, column: str) -> tuple[str, ...]:
    """The cells of a column that are summed into （七）总计."""
    return tuple(f"applications/{row}/{column}" for row in forms()[form].results())


@cache
def numeric_rows(form: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every row of table 三 with the cells that its 总计 adds up."""
    parts = [column for column, _ in columns(form) if column != "total"]
    rows = (row.key for row in forms()[form].applications.rows)
    return tuple((row, tuple(f"applications/{row}/{column}" for column in parts)) for row in rows)


@cache
def flow_paths(column: str) -> tuple[str, ...]:
    """The cells of a column of what came in and of what went out."""
    return tuple(f"applications/{row}/{column}" for row in ("new", "carried_in", "total", "carried_out"))


class ApplicationsBalance(Check):
    """收到的申请，或者办结，或者结转下年度：表三每一列都是“第一项加第二项之和，等于第三项加第四项之和”。

    The identity is printed on the form. A blank or uncertain cell is passed over.
    """

    title = "申请收支不平"
    code, severity, cites = "applications-balance", "error", "统一格式表三勾稽关系（条例第五十条第一款第二项）"
    message = "表三“{column}”列：新收与上年结转共 {expected} 件，办理结果总计与结转下年度共 {actual} 件，应当相等。"
    mend = "对照台账核实这一列的新收、上年结转、总计、结转下年度四格，改正填错的一格。"
    wrong = dict(zip(flow_paths("total"), (10, 1, 9, 1), strict=True))
    right = wrong | {TOTAL: 10}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare both sides in every column."""
        for column, label in columns(report.form):
            if figures := report.known(*flow_paths(column)):
                new, carried_in, total, carried_out = figures
                expected, actual = new + carried_in, total + carried_out
                if expected != actual:
                    where = f"applications/total/{column}"
                    yield self.finding(where, expected=expected, actual=actual, column=label)
            else:
                yield from self._with_blanks(report, column, label)

    def _with_blanks(self, report: Report, column: str, label: str) -> Iterator[Finding]:
        """The same where cells are blank, each taken for 0; only a question."""
        paths, cells = flow_paths(column), report.cells
        came, went = add(report, paths[:2]), add(report, paths[2:])
        told = [cells.get(path) is not None for path in paths]
        if any(told[:2]) and any(told[2:]) and not came.uncertain and not went.uncertain and came.known != went.known:
            excuse = "其中有空白格：空白格如果不是 0，就不是错误。"
            yield self.finding(
                f"applications/total/{column}",
                severity="warning",
                innocent=excuse,
                expected=came.known,
                actual=went.known,
                column=label,
            )


class ResultsAddUp(Check):
    """每一件办结的申请只计入一种办理结果，所以表三“（七）总计”等于（一）至（六）各项之和。

    Rows that the document does not have at all (a mixed form) do not enter; a blank one makes a shortfall uncertain.
    """

    title = "办理结果加起来不等于总计"
    code, severity, cites = "results-add-up", "error", "统一格式表三（七）总计"
    message = "表三“{column}”列：（一）至（六）各项办理结果相加为 {expected} 件，（七）总计填 {actual} 件。"
    mend = "逐项核对办理结果；一件申请只计一种结果，改正填错的一格。"
    wrong = dict.fromkeys(result_paths("2021", "total"), 0) | {"applications/granted/total": 3, TOTAL: 4}
    right = wrong | {TOTAL: 3}

    def run(self, report: Report) -> Iterator[Finding]:
        """Add the results of every column."""
        for column, label in columns(report.form):
            where = f"applications/total/{column}"
            paths = [path for path in result_paths(report.form, column) if path in report.cells]
            yield from unequal(self, report, where, paths, column=label)


class RowsAddUp(Check):
    """每件申请只有一类申请人，所以表三每一行的“总计”等于自然人与五类法人或其他组织之和。"""

    title = "各类申请人加起来不等于总计"
    code, severity, cites = "rows-add-up", "error", "统一格式表三“总计”列"
    message = "表三“{row}”行：各类申请人相加为 {expected} 件，总计填 {actual} 件。"
    mend = "核对这一行的六类申请人数字和总计，改正填错的一格。"
    wrong = dict.fromkeys((f"applications/new/{name}" for name, _ in columns("2021")), 1)
    right = wrong | {"applications/new/total": 6}

    def run(self, report: Report) -> Iterator[Finding]:
        """Add the applicants of every row."""
        for row, parts in numeric_rows(report.form):
            where = f"applications/{row}/total"
            if where in report.cells:
                yield from unequal(self, report, where, parts, row=lambda row=row: row_label(report, row))


def row_label(report: Report, row: str) -> str:
    """The label of a row of table 三."""
    return report.layout.label(f"applications/{row}")


def unequal(check: Check, report: Report, where: str, parts: Sequence[str], **words: Any) -> Iterator[Finding]:
    """A total against its parts: certain where none is blank or they exceed it, a question where one is blank."""
    total = report.figure(where)
    if total is None or not parts:
        return
    added = add(report, parts)
    if added.known == total or added.uncertain or (added.blank and not added.known):
        return
    words = {name: word() if callable(word) else word for name, word in words.items()}
    if added.blank and added.known < total:
        excuse = "其中有空白格：空白格如果不是 0，就不是加错。"
        yield check.finding(where, severity="warning", innocent=excuse, expected=added.known, actual=total, **words)
        return
    yield check.finding(where, expected=added.known, actual=total, **words)
