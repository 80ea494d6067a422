"""Where in the rows of a table the figures of the form begin: what whole rows show and no row speaks against."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType

from gongkai.report.forms import forms
from gongkai.report.reading.alignment import Match
from gongkai.report.reading.strips import Strip

ENOUGH = 3
"""So many whole rows show what holds for a table; fewer may agree by chance."""


@dataclass(slots=True)
class Line:
    """A row with figures: its strip, how many cells it has in the form, where its first and last figure stand, and how
    deep the form puts it."""

    strip: Strip
    width: int
    first: int
    last: int
    depth: int = 0

    @property
    def spare(self) -> int:
        """How many cells more than the form it has."""
        return len(self.strip.values) - self.width

    def admits(self, start: int) -> bool:
        """Whether its figures may begin at `start`."""
        return 0 <= start <= min(self.first, self.spare) and self.last < start + self.width


@dataclass
class Lines:
    """The rows of one source table; `longer` those with cells to spare, `whole` those with a figure for every cell."""

    every: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.longer = [line for line in self.every if line.spare > 0 and line.strip.figures <= line.width]
        self.whole = [line for line in self.every if line.strip.figures == line.width]
        exact = [line.strip for line in self.whole if not line.spare]
        self.exact_widths, self.exact_ats = {strip.width for strip in exact}, {strip.at for strip in exact}
        spared = [line for line in self.whole if line.spare > 0]
        self.leads = Counter(line.first for line in spared)
        lead, end = _only(self.leads), _only(Counter(line.spare - line.first for line in spared))
        self.lead = lead if lead is not None and self._agree(lambda line: lead) else None
        self.end = end if end is not None and self._agree(lambda line: line.spare - end) else None
        self.alike = Counter((line.strip.at, line.depth > 0, line.first) for line in spared)
        uneven = (line for line in self.whole if len({cell.colspan for cell in line.strip.values}) > 1)
        self.spans_lie = next(uneven, None) is not None

    def _agree(self, start: Callable[[Line], int]) -> bool:
        """Whether no row with cells to spare has a figure outside what a rule gives it."""
        return all(line.admits(start(line)) for line in self.longer)

    def crooked(self, strip: Strip) -> bool:
        """Whether labels that the form puts in one column do not stand in one, in rows of as many cells as this."""
        wide = [line for line in self.every if line.strip.width == strip.width]
        depth = self.depth(strip)
        return len({line.strip.at for line in wide if line.depth == depth}) > 1

    def depth(self, strip: Strip) -> int:
        """How deep the form puts the row of a strip."""
        return next((line.depth for line in self.every if line.strip is strip), 0)

    def one_blank(self, strip: Strip) -> bool:
        """Whether one blank stands before the figures of every row whose label ends in this column: of every row of
        results, or of every row of no group, whose labels the form makes wider."""
        at, of_results = strip.at, self.depth(strip) > 0
        leads = {lead: count for (*where, lead), count in self.alike.items() if where == [at, of_results]}
        beside = (line for line in self.longer if line.strip.at == at and not line.admits(1))
        return list(leads) == [1] and leads[1] >= ENOUGH and at not in self.exact_ats and next(beside, None) is None

    def begun_at_once(self, strip: Strip, of_results: bool) -> bool:
        """Whether whole rows of as many cells, whose label ends in the same column, begin without a blank."""
        return any(
            (line.strip.at, line.strip.width, line.depth > 0, line.first) == (strip.at, strip.width, of_results, 0)
            for line in self.whole
        )

    def column(self, width: int) -> int | None:
        """In which column all rows of so many cells have their first figure of the form."""
        column = _only(Counter(line.strip.at + line.first for line in self.whole if line.strip.width == width))
        if column is None:
            return None
        beside = (
            line
            for line in self.every
            if line.strip.width == width
            and line.strip.figures <= line.width
            and not line.admits(column - line.strip.at)
        )
        return column if next(beside, None) is None else None


@cache
def _depths() -> Mapping[str, int]:
    """Under how many labels a row of table 三 stands in the form: none, 三、本年度办理结果, or a group below it."""
    rows = (row for form in forms().values() for row in form.applications.rows)
    return {f"applications/{row.key}": (row.kind != "flow") + bool(row.group) for row in rows}


def _line(match: Match, width: int) -> Line:
    filled = [n for n, value in enumerate(match.strip.values) if value.text.strip()]
    return Line(match.strip, width, filled[0], filled[-1], _depths().get(match.path, 0))


class Beginnings:
    """What the rows of each source table show together."""

    def __init__(self, rows: Sequence[Match] = (), widths: Mapping[str, int] = MappingProxyType({})) -> None:
        """Learn from the rows of a table of the form; `widths` says how many cells each has there."""
        self._rows, self._widths = rows, widths

    @cached_property
    def _tables(self) -> dict[int, Lines]:
        """The rows of each source table, looked at when the first of them is in question."""
        found: dict[int, list[Line]] = {}
        for match in self._rows:
            if match.strip.table and match.strip.figures:
                found.setdefault(match.strip.table, []).append(_line(match, self._widths[match.path]))
        return {number: Lines(lines) for number, lines in found.items()}

    def leads(self, strip: Strip) -> list[int]:
        """After how many blanks the figures of whole rows with cells to spare begin."""
        lines = self._tables.get(strip.table)
        return sorted(lines.leads) if lines else []

    def covered(self, strip: Strip) -> list[int]:
        """Which values of a row stand in columns in which other rows have the label of a group, which reaches down."""
        lines = self._tables.get(strip.table)
        heads = {column for line in lines.every for column in line.strip.heads} if lines else set()
        return sorted(column - strip.at for column in heads if column >= strip.at)

    @property
    def spans_lie(self) -> bool:
        """Whether the figures of whole rows span now one column, now several, so that spans tell nothing."""
        return any(lines.spans_lie for lines in self._tables.values())

    def starts(self, strip: Strip, width: int) -> list[int]:
        """Where the figures of a row with cells to spare may begin; nothing where its table does not show it."""
        lines = self._tables.get(strip.table)
        if lines is None or not strip.figures:
            return []
        found = set() if lines.crooked(strip) else _by_whole_rows(lines, strip, width)
        if lines.lead is None and any(self._in_another_column(lines, strip, start) for start in found):
            found = set()
        blank = not strip.values[0].text.strip()
        if not found and blank and lines.one_blank(strip) and not self._begun_elsewhere(lines, strip):
            return [1]
        regular = lines.exact_widths <= {strip.width} and not lines.crooked(strip)
        column = lines.column(strip.width) if regular and not found else None
        if column is not None and not self._in_another_column(lines, strip, column - strip.at):
            return [column - strip.at]
        return sorted(found)

    def _begun_elsewhere(self, lines: Lines, strip: Strip) -> bool:
        """Whether another part of the table, torn into several, has rows like this one that begin without a blank."""
        others = (other for other in self._tables.values() if other is not lines)
        return any(other.begun_at_once(strip, lines.depth(strip) > 0) for other in others)

    def _in_another_column(self, lines: Lines, strip: Strip, start: int) -> bool:
        """Whether whole rows of as many cells in another part of a torn table begin in another column."""
        others = (
            line.strip.at + line.first
            for other in self._tables.values()
            if other is not lines
            for line in other.whole
            if line.strip.width == strip.width
        )
        return any(column != strip.at + start for column in others)


def _by_whole_rows(lines: Lines, strip: Strip, width: int) -> set[int]:
    """Where the figures begin after as many blanks, or before as many, as in all whole rows with cells to spare."""
    found: set[int] = set()
    if lines.exact_widths <= {strip.width}:  # else some rows have cells to spare and others not, by chance
        found |= {lines.lead} if lines.lead is not None else set()
        found |= {len(strip.values) - width - lines.end} if lines.end is not None else set()
    return found


def _only(counted: Counter[int]) -> int | None:
    """The one value that enough rows show and none contradicts."""
    return next(iter(counted)) if len(counted) == 1 and counted.total() >= ENOUGH else None
