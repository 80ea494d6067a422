"""Whether the report keeps to its form: the right one for its year, unmixed, with the labels as printed."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from gongkai.report.checks.base import Check, Finding
from gongkai.report.checks.cells import cell_label, table_place
from gongkai.report.forms import form_for, forms
from gongkai.report.model import TABLES, Report

LAPSED = ("lapsed_uncorrected", "lapsed_unpaid")
LABEL_NOISE = re.compile(r"[\s　“”\"'‘’（）()，,、；;：:.．。\[\]【】*#|-]")
NUMERALS = "零一二三四五六七八九十"


class FormOfTheYear(Check):
    """2019、2020 年度用 2019 年的格式，2021 年度起用 2021 年的格式；看的是报告年度，不是公布日期。"""

    title = "用错了格式"
    code, severity, cites = "form-of-the-year", "error", "国办公开办函〔2019〕60号；国办公开办函〔2021〕30号"
    message = "{year} 年度报告应当用{expected_form}年格式（{number}），这份用的是{actual_form}年格式。"
    mend = "按当年适用的格式重新填表。"
    wrong = {"form": "2019", "year": 2023}
    right = {"form": "2021", "year": 2023}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the form used with the form of the year."""
        if report.year is None or report.year < 2019:
            return
        due = form_for(report.year)
        if due.form != report.form and not mixed_rows(report):
            yield self.finding(
                "form",
                year=report.year,
                expected_form=due.form,
                actual_form=report.form,
                number=due.number,
            )


class FormMixed(Check):
    """一份报告只用一种格式；两种格式混用，行数就对不上，逐年比较和逐级汇总也做不成。"""

    title = "两种格式混用"
    code, severity, cites = "form-mixed", "error", "国办公开办函〔2019〕60号；国办公开办函〔2021〕30号"
    message = "报告大体是{form}年格式，却{what}。"
    mend = "改用同一种格式；2021 年格式的“其他处理”分三行：逾期不补正、逾期未缴费、其他。"
    wrong = {"year": 2023, "applications/other/total": 0, "applications/total/total": 4} | {
        "applications/granted/total": 4
    }
    right = wrong | {f"applications/{row}/total": 0 for row in LAPSED}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for rows that only the other form has, and for the one 其他处理 row of the older form."""
        for row in mixed_rows(report):
            yield self.finding(row, form=report.form, what=f"有另一种格式的行（{_printed(report, row)}）")
        if one_other_row(report):
            yield self.finding(
                "applications/other", form=report.form, what="只有 2019 年格式的一行“（六）其他处理”，少了两行"
            )


@cache
def own_paths(form: str) -> frozenset[str]:
    """Every cell of a form."""
    return frozenset(forms()[form].paths())


def mixed_rows(report: Report) -> list[str]:
    """The rows with figures that the report's form does not have."""
    own = own_paths(report.form)
    extra = [path.rpartition("/")[0] for path, figure in report.cells.items() if figure is not None and path not in own]
    return list(dict.fromkeys(extra))


def one_other_row(report: Report) -> bool:
    """Whether a 2021 form has the one 其他处理 row of the 2019 form instead of three."""
    if report.form != "2021" or report.cells.get("applications/other/total") is None:
        return False
    cells = (f"applications/{row}/{column}" for row in LAPSED for column in report.layout.applications.columns)
    return not any(path in report.cells or path in report.uncertain for path in cells)


def _printed(report: Report, row: str) -> str:
    return report.printed.get(row) or cell_label(report, row)


class FormRows(Check):
    """统一格式的行一行不能少；没有发生的也要留着，填 0。"""

    title = "少了一行"
    code, severity, cites = "form-rows", "warning", "国办公开办函〔2021〕30号（不得增删表格内容）"
    message = "{table}缺少“{row}”一行。"
    innocent = "如果原件有这一行而没有读出来，以原件为准。"
    mend = "按统一格式补上这一行，没有的填 0。"
    wrong = {"proactive/licensing/decisions": 0, "proactive/penalties/decisions": 0, "proactive/charges/amount": 0} | {
        f"proactive/{row}/{column}": 0
        for row in ("regulations", "normative_documents")
        for column in ("issued", "repealed", "in_force")
    }
    right = wrong | {"proactive/coercion/decisions": 0}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for rows of the form without any cell, where most of their table is there."""
        lost = [row for row, cells in form_rows(report.form) if not any(c in report.cells for c in cells)]
        lost = [row for row in lost if not any(doubt.startswith(f"{row}/") for doubt in report.uncertain)]
        if not lost or mixed_rows(report):
            return
        for table in TABLES:
            due = [row for row, _ in form_rows(report.form) if row.startswith(table)]
            gone = [row for row in lost if row.startswith(table)]
            if one_other_row(report):
                gone = [row for row in gone if row.rpartition("/")[2] not in LAPSED]
            for row in gone if 2 * len(gone) < len(due) else ():
                name = f"第{NUMERALS[TABLES.index(table) + 2]}部分的表"
                yield self.finding(table_place(table), table=name, row=report.layout.label(row))


@cache
def form_rows(form: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every row of a form with its cells."""
    blocks = forms()[form].blocks()
    places = ((f"{block.table}/{row.key}", block.columns) for block in blocks for row in block.rows)
    return tuple((place, tuple(f"{place}/{column}" for column in columns)) for place, columns in places)


class Labels(Check):
    """统一格式的文字不能改：“本年制发件数”印成“本年发件”，意思就不清楚了。

    Spaces, punctuation and a missing number in front do not count; words that break off at the end are torn, not wrong.
    """

    title = "表里的文字与统一格式不同"
    code, severity, cites = "labels", "notice", "国办公开办函〔2021〕30号；国办公开办函〔2019〕60号"
    message = "表里印作“{quote}”，统一格式是“{label}”。"
    mend = "照统一格式改正表里的文字。"
    wrong = {"printed": {"applications/refused_state_secret": "1.属于国家机密"}}
    right = {"printed": {"applications/refused_state_secret": "1. 属于国家秘密"}}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the printed words of rows and columns with the form's."""
        due = form_labels(report.form)
        for path, words in report.printed.items():
            if path in due and not (path == "applications/other" and one_other_row(report)):
                label, group = due[path]
                printed = _unnumbered(words)
                full = _unnumbered(label)
                torn = len(printed) >= SHORTEST_TORN and full.startswith(printed)
                if not torn and printed not in (full, _unnumbered(group + label), _plain(group) + full):
                    yield self.finding(path, quote=words, label=label)


SHORTEST_TORN = 4


@cache
def form_labels(form: str) -> Mapping[str, tuple[str, str]]:
    """The words of every row and column of a form with the group of the row, by their places in `Report.printed`."""
    due: dict[str, tuple[str, str]] = {}
    for block in forms()[form].blocks():
        for row in block.rows:
            due[f"{block.table}/{row.key}"] = row.label, row.group
        for column, label in block.columns.items():
            rows = [row.key for row in block.rows] if block.table == "proactive" else ["*"]
            due |= {f"{block.table}/{row}/{column}": (label, "") for row in rows if block.table != "proactive"}
            due |= {f"{block.table}/*/{column}": (label, "")}
    return due


def _plain(words: str) -> str:
    return LABEL_NOISE.sub("", words)


@lru_cache(maxsize=2048)
def _unnumbered(words: str) -> str:
    """The words without spaces, punctuation and the number in front."""
    return re.sub(r"^(?:[一二三四五六七]|\d)(?=\D{2})", "", _plain(words))


class ArticleNumbers(Check):
    """第二部分的表头是条例第二十条的各项；印成第二十一条，依据就错了。"""

    title = "条文序号印错"
    code, severity, cites = "article-numbers", "notice", "条例第二十条；统一格式表二"
    message = "表头印作“{quote}”，统一格式是“{label}”。"
    mend = "照统一格式改正表头。"
    wrong = {"printed": {"proactive/header/1": "第二十一条第（一）项"}}
    right = {"printed": {"proactive/header/1": "第二十条第(一)项"}}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the printed headers with those of the form."""
        for number, block in enumerate(report.layout.proactive, start=1):
            path = f"proactive/header/{number}"
            words = report.printed.get(path)
            if words and _plain(words) != _plain(block.header):
                yield self.finding(path, quote=words, label=block.header)
