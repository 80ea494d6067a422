"""The narrative as a witness: figures that ran together are parted where what the text says fits exactly one way."""

import re
from collections.abc import Iterable

from gongkai.report.model import Figure, Statement
from gongkai.report.reading.identities import Way
from gongkai.report.reading.tables import Figures

ROW = "proactive/normative_documents"
ABOUT = re.compile(r"规范性文件")
NOT_ABOUT = re.compile(r"解读|备案|清理|审查|审核|转发|刊登|评估|拟|其中")
COLUMNS = {
    "issued": re.compile(r"制发|制定|出台|印发|新发"),
    "repealed": re.compile(r"废止"),
    "in_force": re.compile(r"现行有效|继续有效"),
}
FEWEST_DIGITS = 2
"""A single digit fits by chance."""


def confirm(figures: Figures, statements: Iterable[Statement], year: int | None) -> bool:
    """Settle the row of 规范性文件 of the 2021 form if it is open and the text of the year leaves one way to part it.

    The text only chooses among ways that the digits allow; it never sets a figure.
    """
    if not (found := figures.open.get(ROW)):
        return False
    columns = [path.rpartition("/")[2] for path in figures.columns_of(ROW)]
    told = _told(statements, year) if columns == list(COLUMNS) else {}
    if not told or not any(len(str(figure)) >= FEWEST_DIGITS for figure in told.values()):
        return False
    fitting = [way for way in found if _fits(way, columns, told)]
    if len(fitting) != 1:
        return False
    for column, item in zip(columns, fitting[0], strict=True):
        path = f"{ROW}/{column}"
        figures.uncertain.pop(path, None)
        figures.printed.pop(path, None)
        figures.put(path, item)
    return True


def _fits(way: Way, columns: list[str], told: dict[str, Figure]) -> bool:
    return all(item.value == told[column] for column, item in zip(columns, way, strict=True) if column in told)


def _told(statements: Iterable[Statement], year: int | None) -> dict[str, Figure]:
    """What the text says of each column; nothing of one of which it says two things."""
    told: dict[str, set[Figure]] = {}
    for said in statements:
        if not ABOUT.search(said.of) or NOT_ABOUT.search(said.of) or said.year not in (None, year):
            continue
        named = [column for column, words in COLUMNS.items() if words.search(said.of)]
        if len(named) == 1 and said.unit in ("件", "份", "个"):
            told.setdefault(named[0], set()).add(said.quantity)
    return {column: figures.pop() for column, figures in told.items() if len(figures) == 1}
