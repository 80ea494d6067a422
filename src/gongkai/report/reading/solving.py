"""Choosing among the ways to read the rows by the identities of the form; what they leave open stays open.

H3 and H4 hold inside a row, H1 and H2 in the columns of table 三 (law/annual-report-forms §5). A report may break them
itself: they choose among readings that are open, they never overrule one that is not.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from gongkai.report.model import Figure
from gongkai.report.reading.figures import Entry
from gongkai.report.reading.identities import Way, row_holds, row_proves

MOST_STEPS = 20_000
OPEN = "这几个数连在一起或缺格，按勾稽关系有不止一种拆法，请人工核对。"
NONE = "这几个数连在一起，没有一种拆法符合勾稽关系，请人工核对。"


def narrowed(found: Sequence[Way]) -> list[Way]:
    """The ways that keep the identities of the row, those first whose figures prove it; a row that was not open keeps
    the one way it has."""
    if len(found) < 2:
        return list(found)
    kept = [way for way in found if row_holds(way)]
    proven = [way for way in kept if row_proves(way)]
    if any(item.value is None and item.text for way in proven for item in way):
        return kept  # a mark may stand for a figure that was struck out, so that sums prove nothing
    some_blank = any(item.value is None and not item.text for way in proven for item in way)
    lost = [way for way in kept if (any if some_blank else all)(item.lost for item in way)]
    return proven + lost if proven else kept


def settle_columns(rows: Mapping[str, list[Way]], results: Sequence[str]) -> dict[str, list[Way]]:
    """Narrow the open rows of table 三 by H1 and H2 in every column; unchanged where no combination keeps them all."""
    settled = dict(rows)
    if not any(len(found) > 1 for found in rows.values()):
        return settled
    search = _Search(rows, results)
    for path, found in search.proven().items():
        settled[path] = found
    return settled


class _Search:
    """Every choice of one way a row that keeps H1 and H2 in all columns, found by adding up results under the total."""

    def __init__(self, rows: Mapping[str, list[Way]], results: Sequence[str]) -> None:
        whole = {
            path: [way for way in found if not any(item.value is None for item in way)] for path, found in rows.items()
        }
        self._flows = [f"applications/{key}" for key in ("new", "carried_in", "carried_out", "total")]
        found = [path for key in results if (path := f"applications/{key}") in rows]
        self._results = sorted(found, key=lambda path: len(whole[path]))
        self._whole = whole
        self._steps = 0
        self._used: dict[str, dict[int, Way]] = {path: {} for path in (*self._flows, *self._results)}

    def proven(self) -> dict[str, list[Way]]:
        """The ways of each row that take part in some full solution; nothing where there is none or too much to try."""
        paths = (*self._flows, *self._results)
        if not all(self._whole.get(path) for path in paths):
            return {}
        new = {_figures(way): way for way in self._whole[self._flows[0]]}
        for flows in product(*(self._whole[path] for path in self._flows[1:])):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return {}
            carried_in, carried_out, total = (_figures(way) for way in flows)
            due = tuple(c + d - b for b, c, d in zip(carried_in, carried_out, total, strict=True))
            if due in new:
                self._descend(0, total, [new[due], *flows])
        if self._steps > MOST_STEPS:
            return {}
        return {path: list(found.values()) for path, found in self._used.items() if found}

    def _descend(self, depth: int, left: tuple[Figure, ...], chosen: list[Way]) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            return
        if depth == len(self._results):
            if not any(left):
                for path, way in zip((*self._flows, *self._results), chosen, strict=True):
                    self._used[path][id(way)] = way
            return
        for way in self._whole[self._results[depth]]:
            rest = tuple(have - figure for have, figure in zip(left, _figures(way), strict=True))
            if min(rest) >= 0:
                self._descend(depth + 1, rest, [*chosen, way])


def _figures(way: Way) -> tuple[Figure, ...]:
    return tuple(item.value or 0 for item in way)


def consensus(found: Sequence[Way], width: int) -> Sequence[Entry]:
    """Cell by cell what all ways agree on; where they do not, a blank entry with its doubt."""
    if not found:
        return [Entry(doubt=NONE) for _ in range(width)]
    first = found[0]
    if len(found) == 1:
        return first
    agreed = []
    for column in range(width):
        readings = {(way[column].value, way[column].lost) for way in found}
        agreed.append(
            first[column] if len(readings) == 1 else Entry(first[column].text, place=first[column].place, doubt=OPEN)
        )
    return agreed
