"""Choosing among the ways to read the rows by the identities of the form; what they leave open stays open.

H3 and H4 hold inside a row, H1 and H2 in the columns of table 三 (law/annual-report-forms §5). A report may break them
itself: they choose among readings that are open, they never overrule one that is not.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from gongkai.report.model import Figure
from gongkai.report.reading.figures import Entry
from gongkai.report.reading.splitting import Way

MOST_COMBINATIONS = 20000
OPEN = "这几个数连在一起或缺格，按勾稽关系有不止一种拆法，请人工核对。"
NONE = "这几个数连在一起，没有一种拆法符合勾稽关系，请人工核对。"


def adds_up(parts: Sequence[Entry], total: Entry) -> bool | None:
    """Whether the parts make the total; None where a cell is blank, lost or in doubt."""
    figures = [part.value for part in parts]
    if total.value is None or None in figures:
        known = [figure for figure in figures if figure is not None]
        return False if total.value is not None and sum(known) > total.value else None
    return sum(figure for figure in figures if figure is not None) == total.value


def row_holds(way: Way) -> bool:
    """H3 and H4: each group of the row ends in its total. A row of 15 has three groups of five."""
    size = 5 if len(way) == 15 else len(way)
    groups = (way[start : start + size] for start in range(0, len(way), size))
    return all(adds_up(group[:-1], group[-1]) is not False for group in groups)


def narrowed(found: Sequence[Way]) -> list[Way]:
    """The ways that keep the identities of the row; where the row was not open, the one way it has."""
    return [way for way in found if row_holds(way)] if len(found) > 1 else list(found)


def settle_columns(rows: Mapping[str, list[Way]], results: Sequence[str]) -> dict[str, list[Way]]:
    """Narrow the open rows of table 三 by H1 and H2 in every column; unchanged where no combination keeps them all."""
    open_rows = [path for path, found in rows.items() if len(found) > 1]
    settled = dict(rows)
    if not open_rows or prod(len(rows[path]) for path in open_rows) > MOST_COMBINATIONS:
        return settled
    kept = []
    for combination in product(*(rows[path] for path in open_rows)):
        chosen = {path: found[0] for path, found in rows.items() if len(found) == 1}
        chosen |= dict(zip(open_rows, combination, strict=True))
        if all(_columns_hold(chosen, column, results) for column in range(7)):
            kept.append(combination)
    for position, path in enumerate(open_rows):
        if kept:
            settled[path] = list({id(combination[position]): combination[position] for combination in kept}.values())
    return settled


def _columns_hold(rows: Mapping[str, Way], column: int, results: Sequence[str]) -> bool:
    def value(key: str) -> Figure | None:
        way = rows.get(f"applications/{key}")
        return way[column].value if way else None

    new, carried_in, total, carried_out = (value(key) for key in ("new", "carried_in", "total", "carried_out"))
    if None not in (new, carried_in, total, carried_out) and new + carried_in != total + carried_out:  # type: ignore[operator]
        return False
    closed = [value(key) for key in results if f"applications/{key}" in rows]
    return None in closed or total is None or sum(figure for figure in closed if figure is not None) == total


def consensus(found: Sequence[Way], width: int) -> list[Entry]:
    """Cell by cell what all ways agree on; where they do not, a blank entry with its doubt."""
    if not found:
        return [Entry(doubt=NONE) for _ in range(width)]
    first = found[0]
    if len(found) == 1:
        return list(first)
    agreed = []
    for column in range(width):
        readings = {(way[column].value, way[column].lost) for way in found}
        agreed.append(
            first[column] if len(readings) == 1 else Entry(first[column].text, place=first[column].place, doubt=OPEN)
        )
    return agreed
