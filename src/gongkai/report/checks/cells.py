"""The cells themselves: none impossible, none blank, no table without figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from gongkai.report.checks.base import Check, Finding, Kept
from gongkai.report.forms import cell_kind, forms
from gongkai.report.model import TABLES, Figure, Report

NAMES = {"proactive": "第二部分", "applications": "第三部分", "reviews": "第四部分"}


class ImpossibleFigure(Check):
    """件数是非负整数，金额不为负；只有 2019 年格式的“本年增/减”可以是负数。"""

    title = "不可能的数"
    code, severity, cites = "impossible-figure", "error", "统一格式表二、表三、表四"
    message = "“{label}”填 {actual}，{why}。"
    mend = "改为实际的数；没有的填 0。"
    wrong = {"applications/granted/natural_person": -3}
    right = {"applications/granted/natural_person": 3, "proactive/licensing/change": -3, "year": 2020}

    def run(self, report: Report) -> Iterator[Finding]:
        """Hold each figure against the kind of its cell."""
        for path, figure in report.cells.items():
            if figure and path not in report.uncertain and (why := _why(path, figure)):
                yield self.finding(path, actual=figure, label=cell_label(report, path), why=why)


def _why(path: str, figure: Figure) -> str:
    kind = "" if figure >= 0 and isinstance(figure, int) else cell_kind(path)
    if figure < 0 and kind != "signed":
        return "不能是负数"
    fraction = isinstance(figure, Decimal) and figure != figure.to_integral_value()
    return "应当是整数" if fraction and kind != "money" else ""


def cell_label(report: Report, path: str) -> str:
    """The words of the cell, also of a cell that only the other form has."""
    try:
        return report.layout.label(path)
    except KeyError:
        return path


class TableWithoutFigures(Check):
    """第二、三、四部分各是一张表，没有的填 0；整张表没有数，公众就看不到这一部分。"""

    title = "整张表没有数"
    code, severity, cites = "table-without-figures", "warning", "条例第五十条第一款；统一格式第二至四部分"
    message = "{name}的表里没有读到任何数。"
    innocent = "如果表格是图片，或者在附件里，请改成文字表格。"
    mend = "按统一格式补上这张表，没有的填 0。"
    wrong = {"applications/new/total": 1, "proactive/licensing/decisions": 1}
    right = wrong | {"reviews/reconsideration/total": 0}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for tables without a figure, unless the reader only could not settle them."""
        for table in TABLES:
            if not has_figures(report, table) and not any(path.startswith(table) for path in report.uncertain):
                yield self.finding(table_place(table), name=NAMES[table])


def table_place(table: str) -> str:
    """The section that holds a table."""
    return f"sections/{TABLES.index(table) + 2}"


class BlankCells(Check):
    """空白不是 0：看的人不知道是没有，还是漏填。没有的填 0。

    One finding a row. A row with nothing but its 总计 is told by `total-without-parts`; a row that the document does
    not have is told by `form-rows`; a table without any figure by `table-without-figures`.
    """

    title = "空白格"
    code, severity, cites = "blank-cells", "warning", "统一格式表二、表三、表四（不得留空）"
    message = "“{row}”有 {actual} 格空白{printed}。"
    innocent = "如果这些格确实没有发生，填 0 即可。"
    mend = "没有发生的填 0，漏填的补上。"
    wrong = {"proactive/penalties/items_last_year": 0, "proactive/penalties/change": 0, "year": 2020} | {
        "proactive/penalties/decisions": None
    }
    right = wrong | {"proactive/penalties/decisions": 0}

    def run(self, report: Report) -> Iterator[Finding]:
        """Count the blank cells of each row of the form."""
        for row, paths, blank in blank_rows(report):
            if not only_total(report, paths, blank):
                words = report.printed
                marks = sorted({mark for path in blank if path in words and (mark := words[path].strip())})
                printed = f"（印作“{'”“'.join(marks)}”）" if marks else ""
                yield self.finding(row, actual=len(blank), row=row_label(report, row), printed=printed)


class TotalWithoutParts(Check):
    """只填总计、不填分项，就看不出是谁申请的、怎么处理的，也无从核对总计。"""

    title = "只有总计没有分项"
    code, severity, cites = "total-without-parts", "warning", "统一格式表三、表四"
    message = "“{row}”只填了总计 {actual}，各分项全部空白。"
    innocent = "如果各分项都是 0，填上 0 即可。"
    mend = "补上各分项；没有的填 0。"
    wrong = {f"reviews/reconsideration/{part}": None for part in ("upheld", "corrected", "other", "pending")} | {
        "reviews/reconsideration/total": 0
    }
    right = dict.fromkeys(wrong, 0)

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for rows with a total and nothing else."""
        for row, paths, blank in blank_rows(report):
            if only_total(report, paths, blank):
                yield self.finding(row, actual=report.figure(paths[-1]), row=row_label(report, row))


def only_total(report: Report, paths: list[str], blank: list[str]) -> bool:
    """Whether the row has its 总计 and no other figure."""
    return paths[-1].endswith("/total") and len(blank) == len(paths) - 1 and paths[-1] not in blank


@Kept
def blank_rows(report: Report) -> list[tuple[str, list[str], list[str]]]:
    """Each row of the form that the document has and that has blank cells: its place, its cells, the blank ones."""
    return list(_blank_rows(report))


def _blank_rows(report: Report) -> Iterator[tuple[str, list[str], list[str]]]:
    empty = [path for path, figure in report.cells.items() if figure is None and path not in report.uncertain]
    rows = dict.fromkeys([path.rpartition("/")[0] for path in empty])
    if not rows:
        return
    empty_tables = {table for table in TABLES if not has_figures(report, table)}
    due = _paths(report.form)
    for row in rows:
        if row in due and row.partition("/")[0] not in empty_tables:
            cells, uncertain = report.cells, report.uncertain
            paths = [path for path in due[row] if path in cells]
            yield row, paths, [path for path in paths if cells[path] is None and path not in uncertain]


def has_figures(report: Report, table: str) -> bool:
    """Whether a table has any figure."""
    cells = report.cells
    if any(cells.get(path) is not None for path in _first_cells(report.form, table)):
        return True
    return any(figure is not None and path.startswith(table) for path, figure in report.cells.items())


@cache
def _first_cells(form: str, table: str) -> tuple[str, ...]:
    """The first cell of every row of a table: mostly one of them has a figure."""
    return tuple(paths[0] for row, paths in _paths(form).items() if row.startswith(table))


@cache
def _paths(form: str) -> Mapping[str, tuple[str, ...]]:
    """The cells of every row of a form."""
    blocks = forms()[form].blocks()
    rows = ((f"{block.table}/{row.key}", block.columns) for block in blocks for row in block.rows)
    return {row: tuple(f"{row}/{column}" for column in columns) for row, columns in rows}


def row_label(report: Report, row: str) -> str:
    """The words of a row."""
    return report.layout.label(row)
