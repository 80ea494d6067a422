"""The statutory tables with their merged headers, and labels letter by letter from the form."""

from collections.abc import Sequence
from math import lcm

from gongkai.paper import Cell, Run, Table, header
from gongkai.report.forms import Block, Row
from gongkai.report.model import DOUBT_MARK, Figure, Report

AMOUNT = "proactive/procurement/amount"


def tables(report: Report) -> dict[int, Table]:
    """The three tables by the number of the section they stand in."""
    return {2: proactive(report), 3: applications(report), 4: reviews(report)}


def proactive(report: Report) -> Table:
    """Table 二: blocks that share one grid, each with its own columns."""
    blocks = report.layout.proactive
    width = lcm(*(len(block.columns) for block in blocks))
    rows: list[tuple[Cell, ...]] = []
    for block in blocks:
        span = width // len(block.columns)
        rows.append((header(block.header, colspan=width + 1),))
        columns = (header(label, colspan=span) for label in block.columns.values())
        rows.append((header(report.layout.captions["content"]), *columns))
        for row in block.rows:
            figures = (_figure(report, f"proactive/{row.key}/{column}", colspan=span) for column in block.columns)
            rows.append((header(row.label, "row"), *figures))
    return Table(tuple(rows), (width * 0.5, *(1,) * width), title=report.layout.sections[1])


def applications(report: Report) -> Table:
    """Table 三: three columns of labels, seven of figures."""
    form = report.layout
    block, words = form.applications, form.captions
    rows = [*_applicants(block, words["corner"], words["super_header"], words["organisations"])]
    inner = [row for row in block.rows if row.kind != "flow"]
    for row in block.rows:
        labels: list[Cell] = []
        if row.kind == "flow":
            labels.append(header(row.label, "row", colspan=3, align="left"))
        else:
            if row is inner[0]:
                labels.append(header(words["results"], "row", rowspan=len(inner)))
            labels += _result_labels(row, block.rows)
        rows.append((*labels, *(_figure(report, f"applications/{row.key}/{column}") for column in block.columns)))
    return Table(
        tuple(rows), (1.5, 2, 5.6, *(1.15,) * len(block.columns)), header_rows=3, title=form.sections[2], dense=True
    )


def _applicants(block: Block, corner: str, applicants: str, organisations: str) -> list[tuple[Cell, ...]]:
    """The three header rows: natural persons and the total stand alone, the columns between them are organisations."""
    first, *middle, last = block.columns.values()
    return [
        (header(corner, colspan=3, rowspan=3), header(applicants, colspan=len(block.columns))),
        (header(first, rowspan=2), header(organisations, colspan=len(middle)), header(last, rowspan=2)),
        tuple(header(label) for label in middle),
    ]


def _result_labels(row: Row, rows: Sequence[Row]) -> list[Cell]:
    if not row.group:
        return [header(row.label, "row", colspan=2, align="left")]
    group = [other for other in rows if other.group == row.group]
    before = [header(row.group, "row", rowspan=len(group), align="left")] if row is group[0] else []
    return [*before, header(row.label, "row", align="left")]


def reviews(report: Report) -> Table:
    """Table 四: one row of figures under three headers; what has a group stands under it."""
    block = report.layout.reviews
    width = len(block.columns)
    top: list[Cell] = []
    second: list[Cell] = []
    for row in block.rows:
        if not row.group:
            top.append(header(row.label, colspan=width, rowspan=2))
            continue
        group = [other for other in block.rows if other.group == row.group]
        if row is group[0]:
            top.append(header(row.group, colspan=width * len(group)))
        second.append(header(row.label, colspan=width))
    results = tuple(header(label) for _ in block.rows for label in block.columns.values())
    figures = tuple(_figure(report, path) for path in block.paths())
    widths = (1,) * (width * len(block.rows))
    return Table(
        (tuple(top), tuple(second), results, figures),
        widths,
        header_rows=3,
        title=report.layout.sections[3],
        dense=True,
    )


def _figure(report: Report, path: str, colspan: int = 1) -> Cell:
    words = printed(report.cells.get(path))
    if path == AMOUNT:
        words += report.procurement_unit or ""
    runs = [Run(words)] if words else []
    if path in report.uncertain:
        runs.append(Run(DOUBT_MARK, mark=True))
    return Cell(tuple(runs), colspan=colspan)


def printed(figure: Figure | None) -> str:
    """A figure as the form prints it: no separators, no exponent; a blank stays blank.

    >>> from decimal import Decimal
    >>> printed(1203), printed(Decimal("9116.360")), printed(Decimal("1E+2")), printed(None)
    ('1203', '9116.36', '100', '')
    """
    if figure is None:
        return ""
    if isinstance(figure, int):
        return str(figure)
    words = f"{figure:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
