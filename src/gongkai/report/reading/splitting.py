"""Every way values can fill the cells of a row: as they stand, with a cell lost, or one too many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from gongkai.documents import Cell
from gongkai.report.reading.cutting import run_together
from gongkai.report.reading.figures import LOST, entry, kind_of, parse
from gongkai.report.reading.identities import Way, row_holds

NO_FIGURE = re.compile(r"^(?:0\d{2,}|\d{9,})$")


@dataclass(slots=True)
class Row:
    """A row to be read: the kind of each cell of the form ("count", "signed", "money"), and what surrounds it.

    `running`: it stands in running text, where a blank leaves nothing. `apart`: its values are cells or lines of their
    own, not to be cut without need. `starts`: where in longer rows of the same table the figures begin. `spans`:
    whether the columns that a cell says it spans can be believed. `covered`: which values, if they are blank, may be no
    cells of its own but the places of labels that reach down from above.
    """

    kinds: Sequence[str]
    running: bool = False
    apart: bool = True
    starts: Sequence[int] = ()
    spans: bool = True
    covered: Sequence[int] = ()

    @property
    def width(self) -> int:
        """How many cells the form has."""
        return len(self.kinds)


def ways(values: Sequence[Cell], row: Row) -> list[Way]:
    """The ways to read `values` as the cells of a row.

    One way means that nothing was guessed. No way at all means that the figures cannot be told apart.
    """
    width = row.width
    filled = [value for value in values if value.text.strip()]
    if not filled:
        return [tuple(entry("", values[0].place if values else None) for _ in range(width))]
    if _crowded(values, filled, row):
        return run_together(filled, width, row.kinds)
    if len(values) == width:
        return _exact(values, filled, row)
    if len(filled) == width:
        return _full(values, filled)
    if row.spans and (spread := _spread(values, width)):
        return [_entries(spread)]
    return _without_some(filled, width) if len(filled) > width else _spread_out(values, filled, row)


def _spread(values: Sequence[Cell], width: int) -> list[Cell]:
    """The cells laid out where marks and blanks span columns and all of them fill the row exactly."""
    if all(cell.colspan == 1 for cell in values):
        return []
    spread = [cell for cell in values for _ in range(min(cell.colspan, width + 1))]
    plain = all(cell.colspan == 1 or kind_of(cell.text) in ("mark", "blank") for cell in values)
    return spread if plain and len(spread) == width else []


def _full(values: Sequence[Cell], filled: Sequence[Cell]) -> list[Way]:
    """As many figures as cells, blank cells around them. A blank among them, where the figures do not add up, may be a
    cell of the form, and one of the figures one too many."""
    way = _entries(filled)
    first = next(n for n, value in enumerate(values) if value.text.strip())
    together = all(value.text.strip() for value in values[first : first + len(filled)])
    return [way] if together or row_holds(way) else []


def _spread_out(values: Sequence[Cell], filled: Sequence[Cell], row: Row) -> list[Way]:
    """Fewer figures than cells: blanks among them, or cells lost."""
    if len(values) > row.width:
        return _windows(values, filled, row)
    same = len({value.text for value in filled}) == 1
    apart = len(values) > len(filled)  # a blank, whose place is not known either
    if len(filled) < row.width - 2 or row.width < 5 or (same and (row.running or apart)):
        return [(LOST,) * row.width]
    return _with_lost(filled, row.width)


def _exact(values: Sequence[Cell], filled: Sequence[Cell], row: Row) -> list[Way]:
    """As many cells as the form has.

    Where the last alone is blank and what stands before it could be the total, a cell may as well have been lost and
    the row filled up. Where the first alone is blank and full rows of the table have a blank to spare there, the last
    cell may have been lost.
    """
    way, width = _entries(values), row.width
    if len(filled) != width - 1 or width < 5:
        return [way]
    if not values[-1].text.strip():
        total = way[-2].value  # of a mark, which may stand for any figure, None
        if width == 15 or total is None or total >= sum(item.value or 0 for item in way[:-2]):
            return [way, *_with_lost(filled, width)]
    if 1 in row.starts and not values[0].text.strip():
        return [way, (*way[1:], LOST)]
    return [way]


def _entries(values: Sequence[Cell]) -> Way:
    return tuple([entry(value.text, value.place) for value in values])


def _crowded(values: Sequence[Cell], filled: Sequence[Cell], row: Row) -> bool:
    """Whether some value holds the figures of several cells: parted by spaces, or digits that make no single figure."""
    if row.width == 1:
        return False
    if any(kind_of(value.text) == "several" for value in filled):
        return True
    if len(filled) >= row.width or len(values) >= row.width > len(filled) + 1 > 2:
        return False
    if not row.apart:
        return True
    return len(filled) == 1 and bool(NO_FIGURE.match(filled[0].text))


def _windows(values: Sequence[Cell], filled: Sequence[Cell], row: Row) -> list[Way]:
    """The runs of neighbours that hold every figure; those that begin where full rows begin, if any does.

    A blank at the end may be the row's padding and a cell lost before it.
    """
    width, starts = row.width, row.starts
    full = [position for position, value in enumerate(values) if value.text.strip()]
    possible = range(max(0, full[-1] - width + 1), min(full[0], len(values) - width) + 1)
    known = [start for start in possible if start in starts] if set(starts) <= set(possible) else []
    found = [_entries(values[start : start + width]) for start in known or possible]
    for n in row.covered:
        if full[0] < n < full[-1] and n not in full:
            found += _windows([*values[:n], *values[n + 1 :]], filled, Row(row.kinds))
    if width - 2 <= len(filled) and not (found and all(way[-1].text for way in found)):
        found += _with_lost(filled, width)
    return found or [(LOST,) * width]


def _without_some(values: Sequence[Cell], width: int) -> list[Way]:
    """Too many figures: leave some out, in every way; equal ways count once.

    Figures that stand twice side by side and noughts are left out before any other; where marks stand among them, which
    may hide a figure, nothing can be told.
    """
    texts = [value.text.strip() for value in values]
    if len(values) > width + 2 or any(kind_of(text) == "mark" for text in texts):
        return []
    texts = [str(figure) if (figure := parse(text)[0]) is not None else text for text in texts]
    idle = {n for n, text in enumerate(texts) if not text.strip("0")}
    idle |= {n for n in range(len(texts)) if texts[n] in (*texts[max(0, n - 1) : n], *texts[n + 1 : n + 2])}
    likely: dict[tuple[str, ...], Way] = {}
    others: dict[tuple[str, ...], Way] = {}
    made, every = _entries(values), range(len(texts))
    for left_out in reversed(list(combinations(every, len(texts) - width))):
        found = likely if idle.issuperset(left_out) else others
        kept = [n for n in every if n not in left_out]
        if (key := tuple([texts[n] for n in kept])) not in found:
            found[key] = tuple([made[n] for n in kept])
    certain = any(map(row_holds, likely.values()))
    return list(likely.values() if certain else (likely | others).values())


def _with_lost(values: Sequence[Cell], width: int) -> list[Way]:
    """Too few figures: a cell was lost. Equal figures are taken to stand first, so that one cell is in doubt."""
    have = _entries(values)
    if len(have) < width - 2:
        return [(LOST,) * width]
    if len({item.text for item in have}) == 1:
        return [(*have, *(LOST,) * (width - len(have)))]
    found = []
    for places in combinations(range(width), len(have)):
        row = [LOST] * width
        for place, item in zip(places, have, strict=True):
            row[place] = item
        found.append(tuple(row))
    return found
