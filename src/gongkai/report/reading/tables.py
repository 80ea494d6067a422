"""The three tables of a report from its strips: which form, which rows, which figure in which cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache

from gongkai.documents import Cell, Place
from gongkai.report.forms import Block, Form, cell_kind, forms
from gongkai.report.model import Figure
from gongkai.report.reading.alignment import Match, align
from gongkai.report.reading.beginnings import Beginnings
from gongkai.report.reading.figures import Entry, entry
from gongkai.report.reading.headers import printed_headers
from gongkai.report.reading.identities import Way, row_proves
from gongkai.report.reading.reviews import following_values, header_alone, lone_row
from gongkai.report.reading.solving import consensus, narrowed, settle_columns
from gongkai.report.reading.splitting import NO_FIGURE, Row, ways
from gongkai.report.reading.strips import Strip, printed_label
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import squeezed

MOST_FIGURES = 9
"""A row of table 三 with more figures has taken in those of another."""
CHANGES = ("增", "减")
MORE_OR_FEWER = "这一格写的是增减，不是数量，请人工核对。"
UNIT = re.compile(r"采购总金额[（(]?(?:单位[:：]?)?(万?元)")
MISSING_ROW = "没有找到这一行，可能是原文没有，也可能是没有读到。"
BESIDE = "这一行读作空白，但紧挨着它有一行数字认不出是哪一行，请人工核对。"
MISSING_TABLE = "没有找到这张表，可能是图片或附件，请人工核对。"


@dataclass
class Figures:
    """What the tables say: cells, doubts, places and words as printed, by path; and the form they are in."""

    form: Form
    cells: dict[str, Figure | None] = field(default_factory=dict)
    uncertain: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    unit: str | None = None
    rows: int = 0
    national: bool = False
    """Whether columns that only the national forms have are printed."""
    apart: bool = True
    gaps: bool = False
    beginnings: Beginnings = field(default_factory=Beginnings)
    open: dict[str, list[Way]] = field(default_factory=dict)
    """The ways to read a row, by its path, where there are several."""

    def columns_of(self, row: str) -> list[str]:
        """The cells of a row of the form, in order."""
        return [path for path in self.form.paths() if path.startswith(f"{row}/")]

    def put(self, path: str, item: Entry, doubt: str = "") -> None:
        """Set a cell from what stands in it."""
        doubt = item.doubt or doubt
        if item.text[:1] in CHANGES and cell_kind(path) != "signed":
            doubt = doubt or MORE_OR_FEWER
        self.cells[path] = None if doubt else item.value
        if doubt:
            self.uncertain[path] = doubt
        if item.text and (doubt or not item.plain):
            self.printed[path] = item.text
        if item.place is not None:
            self.places[path] = item.place


def read_tables(grids: Sequence[Strip], running: Sequence[Strip], year: int | None) -> Figures:
    """The figures of the three tables, from real tables and, where a table is none, from running text."""
    proactive, applications = _rows("proactive", grids, running), _rows("applications", grids, running)
    ages = _ages(grids, running)
    figures = Figures(_form(ages, proactive, applications, year), national=any(ages))
    figures.apart = _apart(running)
    figures.gaps = not figures.apart and _has_gaps(applications, {match.path: range(7) for match in applications})
    figures.rows = len(proactive) + len(applications)
    _proactive(figures, proactive, [*grids, *running])
    _applications(figures, applications)
    _reviews(figures, grids, running)
    return figures


def _rows(table: str, grids: Sequence[Strip], running: Sequence[Strip]) -> list[Match]:
    """The rows of a table; running text only where real tables do not hold it."""
    found = align(table, grids)
    if len(found) > 3 or not running:
        return _beside_lost_figures(found, grids)
    return max(found, align(table, running), key=len)


def _beside_lost_figures(rows: list[Match], strips: Sequence[Strip]) -> list[Match]:
    """The rows, a blank one in doubt where figures stand next to it that belong to no row."""
    if all(row.strip.figures for row in rows):
        return rows
    matched = {id(row.strip) for row in rows}
    loose = [bool(strip.figures and (id(strip) not in matched or strip.figures > MOST_FIGURES)) for strip in strips]
    near = {id(strip) for n, strip in enumerate(strips) if any(loose[max(0, n - 1) : n + 2])}
    return [replace(row, doubt=BESIDE) if not row.strip.figures and id(row.strip) in near else row for row in rows]


def _ages(grids: Sequence[Strip], running: Sequence[Strip]) -> tuple[int, int]:
    """How many column headers of the older form are printed, and how many of the newer."""
    words = "".join(strip.joined for strip in (*grids, *running))
    data = wording()["tables"]
    older, newer = (sum(header in words for header in data[age]) for age in ("older", "newer"))
    return older, newer


def _form(ages: tuple[int, int], proactive: list[Match], applications: list[Match], year: int | None) -> Form:
    """The form by its column headers, then by the rows only one form has, then by the year."""
    older, newer = ages
    if older == newer:
        keys = {match.path for match in (*proactive, *applications)}
        older += len(keys & {"proactive/procurement", "proactive/other_services"})
        newer += len(keys & {"applications/lapsed_uncorrected", "applications/lapsed_unpaid"})
    if older == newer:
        return forms()["2019" if year is not None and year < 2021 else "2021"]
    return forms()["2019" if older > newer else "2021"]


def _proactive(figures: Figures, rows: Sequence[Match], strips: Sequence[Strip]) -> None:
    blocks = _blocks_by_row(figures.form.form)
    columns = {match.path: _cells_of(match.path, tuple(blocks[match.path].columns)) for match in rows}
    kinds = {path: [cell_kind(cell) for cell in cells] for path, cells in columns.items()}
    figures.gaps = figures.gaps or (not figures.apart and _has_gaps(rows, kinds))
    beginnings = Beginnings(rows, {path: len(cells) for path, cells in columns.items()})
    for match in rows:
        found = _row_ways(match, kinds[match.path], figures.apart, beginnings)
        cut = len(match.strip.values) < len(columns[match.path])
        _place_row(figures, match, columns[match.path], [] if cut and figures.gaps else found)
    _charges_in_yuan(figures)
    _missing(figures, figures.form.proactive, rows)
    figures.printed |= printed_headers(figures.form, strips)
    bought = next((match.strip for match in rows if match.path == "proactive/procurement"), None)
    figures.unit = _unit(bought, strips) if bought else None


def _unit(bought: Strip, strips: Sequence[Strip]) -> str | None:
    """The unit of 采购总金额 as its cell prints it, else its header."""
    words = "".join(value.text for value in bought.values)
    if "元" not in words:
        headers = (label for strip in strips if "采购总金额" in strip.joined for label in strip.labels)
        found = (UNIT.search(squeezed(label)) for label in headers)
        words = next((match[1] for match in found if match), "")
    return "万元" if "万元" in words else "元" if "元" in words else None


@cache
def _blocks_by_row(name: str) -> Mapping[str, Block]:
    """The block each row belongs to: of the document's form, else of the form that has the row."""
    blocks: dict[str, Block] = {}
    for each in (*(other for key, other in forms().items() if key != name), forms()[name]):
        blocks |= {f"proactive/{row.key}": block for block in each.proactive for row in block.rows}
    return blocks


def _charges_in_yuan(figures: Figures) -> None:
    """A cell that says 元 under a header in 万元 is converted; what it printed stays in `printed`."""
    path = "proactive/charges/amount"
    printed, value = figures.printed.get(path, ""), figures.cells.get(path)
    if value is not None and "元" in printed and "万" not in printed:
        figures.cells[path] = Decimal(value) / 10000


def _applications(figures: Figures, rows: Sequence[Match]) -> None:
    block = figures.form.applications
    columns = tuple(block.columns)
    kinds = ("count",) * len(columns)
    figures.beginnings = beginnings = Beginnings(rows, {match.path: len(columns) for match in rows})
    found = {match.path: _row_ways(match, kinds, figures.apart, beginnings) for match in rows}
    found |= {match.path: [] for match in rows if match.strip.parted and not any(map(row_proves, found[match.path]))}
    found |= {path: [] for path in _unproved(rows, found, len(columns))}
    if figures.gaps:
        found |= {match.path: [] for match in rows if _may_have_a_gap(match, len(columns))}
    open_to_sums = {path: narrowed(each) for path, each in found.items() if len(each) < 2 or not figures.gaps}
    settled = settle_columns(open_to_sums, figures.form.results())
    for match in rows:
        _place_row(figures, match, _cells_of(match.path, columns), settled.get(match.path, []))
    missing = {row.key for row in block.rows} - {match.path.split("/")[1] for match in rows}
    if missing == {"lapsed_uncorrected", "lapsed_unpaid"} and "六其他处理" in _words_of(rows, "applications/other"):
        rows = [*rows, *(replace(rows[0], path=f"applications/{key}") for key in missing)]
    _missing(figures, (block,), rows)


def _unproved(rows: Sequence[Match], found: Mapping[str, Sequence[Way]], width: int) -> list[str]:
    """The rows of running text that lack a cell where others lack several, and that do not prove which: there a blank
    leaves nothing, and a figure may stand for another."""
    running = [match for match in rows if not match.strip.table and match.strip.figures]
    if all(match.strip.figures >= width - 1 for match in running):
        return []
    short = (match for match in running if match.strip.figures == width - 1 and _holds_more_than_noughts(match))
    return [match.path for match in short if not any(map(row_proves, found[match.path]))]


def _holds_more_than_noughts(match: Match) -> bool:
    return any(value.text.strip("0 ") for value in match.strip.values)


@lru_cache(maxsize=256)
def _cells_of(row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of the cells of a row."""
    return tuple(f"{row}/{column}" for column in columns)


def _words_of(rows: Sequence[Match], path: str) -> str:
    """What a row prints before its figures; nothing if the row is in doubt."""
    return next((match.strip.joined for match in rows if match.path == path and not match.doubt), "")


def _row_ways(match: Match, kinds: Sequence[str], apart: bool, beginnings: Beginnings) -> list[Way]:
    """The ways to read a row, using what the whole rows of the same table show about where its figures begin."""
    strip, width = match.strip, len(kinds)
    if not strip.figures:
        return [(entry("", strip.values[0].place if strip.values else None),) * width]
    whole = strip.figures == width or (strip.table and 1 < strip.figures < width - 1)
    if whole and len(strip.values) == width and _plain(strip.values):
        return [tuple([entry(value.text, value.place) for value in strip.values])]
    spans = not strip.table or all(value.colspan == 1 for value in strip.values) or not beginnings.spans_lie
    row = Row(kinds, not strip.table, apart or bool(strip.table), (), spans)
    if len(strip.values) > width > strip.figures:
        row = replace(row, starts=beginnings.starts(strip, width), covered=beginnings.covered(strip))
    elif len(strip.values) == width == strip.figures + 1 and not strip.values[0].text.strip():
        row = replace(row, starts=beginnings.leads(strip))
    return ways(strip.values, row)


def _plain(values: Sequence[Cell]) -> bool:
    """Whether nothing but figures and blanks stand in cells."""
    return all(not value.text or value.text.isdigit() for value in values)


def _apart(strips: Sequence[Strip]) -> bool:
    """Whether running text keeps its figures apart: in one that does not, some run of digits makes no single figure."""
    return not any(NO_FIGURE.match(value.text) for strip in strips if not strip.table for value in strip.values)


def _has_gaps(rows: Sequence[Match], kinds: Mapping[str, Sequence[object]]) -> bool:
    """Whether a row of running text has fewer digits than cells: then blanks leave no trace, and no split is sure."""
    return any(
        not match.strip.table and sum(len(value.text) for value in match.strip.values) < len(kinds[match.path])
        for match in rows
    )


def _may_have_a_gap(match: Match, width: int) -> bool:
    """Whether figures that ran together may have a blank between them: only a row of noughts shows that it has none."""
    return not match.strip.table and len(match.strip.values) < width and _holds_more_than_noughts(match)


def _reviews(figures: Figures, grids: Sequence[Strip], running: Sequence[Strip]) -> None:
    block = figures.form.reviews
    paths = list(block.paths())
    gridded = following_values(grids) or lone_row(grids, len(paths))
    values = gridded or following_values(running)
    if not values:
        doubt = "" if header_alone(grids) and not any(strip.figures for strip in running) else MISSING_TABLE
        for path in paths:
            figures.put(path, Entry(doubt=doubt))
        return
    match = Match("reviews", Strip([], values, int(bool(gridded))))
    found = _row_ways(match, ("count",) * len(paths), figures.apart, figures.beginnings)
    if figures.gaps and (len(found) > 1 or _may_have_a_gap(match, len(paths))):
        found = []
    _place_row(figures, match, paths, narrowed(found))


def _place_row(figures: Figures, match: Match, paths: Sequence[str], found: list[Way]) -> None:
    """Set the cells of one row from the ways to read it."""
    if len(found) > 1:
        figures.open[match.path] = found
    cells, places, doubt = figures.cells, figures.places, match.doubt
    for path, item in zip(paths, consensus(found, len(paths)), strict=True):
        if doubt or item.doubt or (item.text and not item.plain):
            figures.put(path, item, doubt)
            continue
        cells[path] = item.value
        if item.place is not None:
            places[path] = item.place
    if match.strip.labels and match.path.count("/") == 1 and not match.doubt:
        figures.printed[match.path] = printed_label(match.strip, match.words)
    if match.strip.values and match.strip.values[0].place:
        figures.places.setdefault(match.path, match.strip.values[0].place)


def _missing(figures: Figures, blocks: Sequence[Block], rows: Sequence[Match]) -> None:
    """The rows of the form that were not found are in doubt: a reader never takes a lost row for a blank one."""
    there: Mapping[str, Match] = {match.path: match for match in rows}
    reason = MISSING_ROW if rows else MISSING_TABLE
    for block in blocks:
        for row in block.rows:
            if f"{block.table}/{row.key}" not in there:
                for column in block.columns:
                    figures.put(f"{block.table}/{row.key}/{column}", Entry(doubt=reason))
