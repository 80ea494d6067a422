"""The statutory tables of a report as grids: labels and merges from its form, figures as text, links or inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.paper import Cell as PaperCell
from gongkai.report.model import Report
from gongkai.report.writing.tables import printed, tables
from gongkai.web.patterns.values import Cell

Draw = Callable[[str, str, int], Cell]
"""Path, printed figure and columns it spans → the cell."""


@dataclass(frozen=True)
class Grid:
    """A table as `{% grid %}` takes it."""

    section: int
    caption: str
    head: Sequence[Sequence[Cell]]
    rows: Sequence[Sequence[Cell]]


def kinds(path: str, words: str) -> str:
    """How a figure looks: nought is paler, totals stand on grey."""
    total = path.endswith("/total") or path.startswith("applications/total/")
    return " ".join(kind for kind, so in (("zero", words == "0"), ("sum", total)) if so)


def plain(path: str, words: str, across: int) -> Cell:
    """A figure to be read."""
    return Cell(words or "—", kind=kinds(path, words), across=across, figure=True)


def grids(report: Report, draw: Draw = plain) -> dict[int, Grid]:
    """The three tables by their section, every figure drawn by `draw`."""
    made = {}
    by_table = {2: [path for block in report.layout.proactive for path in block.paths()],
                3: list(report.layout.applications.paths()), 4: list(report.layout.reviews.paths())}  # fmt: skip
    for number, table in tables(report).items():
        paths = iter(by_table[number])
        rows = [[_cell(cell, report, paths, draw) for cell in row] for row in table.rows]
        caption = f"表{'〇一二三四'[number]}：{report.layout.sections[number - 1]}"
        made[number] = Grid(number, caption, rows[: table.header_rows], rows[table.header_rows :])
    return made


def _cell(cell: PaperCell, report: Report, paths: object, draw: Draw) -> Cell:
    if cell.header:
        left = "l" if cell.align == "left" else ""
        return Cell(cell.text, kind=left, across=cell.colspan, down=cell.rowspan, head=cell.header)
    path = next(paths)
    return draw(path, printed(report.cells.get(path)), cell.colspan)
