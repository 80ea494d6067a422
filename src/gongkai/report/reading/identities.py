"""The identities inside a row of tables three and four: H3 and H4 (law/annual-report-forms §5)."""

from collections.abc import Iterator, Sequence

from gongkai.report.reading.figures import Entry

FEWEST_FIGURES, SMALL = 3, 10
Way = tuple[Entry, ...]
"""One way to read a row: an entry for each cell of the form."""


def adds_up(parts: Sequence[Entry], total: Entry) -> bool | None:
    """Whether the parts make the total; None where a cell is blank, lost or in doubt."""
    figures = [part.value for part in parts]
    if total.value is None or None in figures:
        known = [figure for figure in figures if figure is not None]
        return False if total.value is not None and sum(known) > total.value else None
    return sum(figure for figure in figures if figure is not None) == total.value


def _groups(way: Way) -> Iterator[Way]:
    """The groups of a row that end in their total: a row of table four has three groups of five."""
    size = 5 if len(way) == 15 else len(way)
    return (way[start : start + size] for start in range(0, len(way), size))


def row_holds(way: Way) -> bool:
    """Whether no group of the row contradicts its total."""
    return all(adds_up(group[:-1], group[-1]) is not False for group in _groups(way))


def row_proves(way: Way) -> bool:
    """Whether the printed figures of every group make its printed total, which is more than 0 somewhere; with blanks
    between them one figure and a total like it prove nothing, nor do small figures, which add up by chance."""
    groups = list(_groups(way))
    whole = all(group[-1].value is not None and not any(item.lost for item in group) for group in groups)
    if any(item.value is None and not item.text for item in way):
        figures = [item.value for item in way if item.value]
        if len(figures) < FEWEST_FIGURES or max(figures) < SMALL:
            return False
    sums = (sum(item.value or 0 for item in group[:-1]) == group[-1].value for group in groups)
    return whole and all(sums) and any(group[-1].value for group in groups)
