"""Tables out of ruling lines: from horizontal and vertical strokes to cells, merged ones included.

Shared by PDF pages and scanned images: both give strokes and pieces of text with boxes, in points from the top left.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.documents.model import Box, Cell, Place, Table

NEAR = 3.0
REACH = 4.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line along one axis: at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Piece:
    """A piece of text with its box: left, top, right, bottom; `sure` as in `Cell`."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float = 1.0


@dataclass(slots=True)
class Grid:
    """A table found on a page: its lines in both directions, and for every elementary square the cell it belongs to."""

    xs: list[float]
    ys: list[float]
    owner: list[int]
    pieces: dict[int, list[Piece]] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def take(self, piece: Piece) -> bool:
        """Take the piece into the cell its centre lies in; False if it lies outside."""
        xs, ys = self.xs, self.ys
        y = (piece.top + piece.bottom) / 2
        if not ys[0] <= y <= ys[-1]:
            return False
        x = (piece.left + piece.right) / 2
        if not xs[0] <= x <= xs[-1]:
            return False
        across = min(bisect_right(xs, x), len(xs) - 1) - 1
        down = min(bisect_right(ys, y), len(ys) - 1) - 1
        self.pieces.setdefault(self.owner[down * (len(xs) - 1) + across], []).append(piece)
        return True

    def table(self, page: int | None, number: int) -> Table:
        """The table with its spans and the text of each cell."""
        width = len(self.xs) - 1
        extent: dict[int, list[int]] = {}
        for square, owner in enumerate(self.owner):
            y, x = divmod(square, width)
            if owner == square:  # the first of a cell: row by row, so that its last one comes last
                extent[owner] = [y, x, y, x]
                continue
            reach = extent[owner]
            reach[2], reach[3] = y, max(reach[3], x)
        rows: list[list[Cell]] = [[] for _ in range(len(self.ys) - 1)]
        for owner, (top, left, bottom, right) in extent.items():
            box = (self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1])
            place = Place("", page, box, None, number, top + 1, left + 1)
            pieces = self.pieces.get(owner, ())
            sure = min([piece.sure for piece in pieces]) if pieces else 1.0
            rows[top].append(Cell(joined(pieces), place, bottom - top + 1, right - left + 1, sure))
        return Table(tuple(tuple(row) for row in rows), Place(page=page, box=self.box, table=number))


def find_grids(across: Iterable[Stroke], down: Iterable[Stroke]) -> list[Grid]:
    """The tables that horizontal (`across`) and vertical (`down`) strokes draw, from top to bottom."""
    horizontal, vertical = _merged(across), _merged(down)
    grids = []
    for rows, columns in _connected(horizontal, vertical):
        rows, columns = _closed(rows, columns), _closed(columns, rows)
        ys, xs = _lines(rows), _lines(columns)
        if len(ys) > 1 and len(xs) > 1 and (len(ys) > 2 or len(xs) > 2):
            grids.append(Grid(xs, ys, _owners(xs, ys, rows, columns)))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch, as one."""
    merged: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda each: (round(each.at / NEAR), each.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - stroke.at) <= NEAR and stroke.start <= last.end + REACH:
            merged[-1] = Stroke(last.at, last.start, max(last.end, stroke.end))
        else:
            merged.append(stroke)
    return [stroke for stroke in merged if stroke.end - stroke.start > 2 * NEAR]


def _connected(horizontal: list[Stroke], vertical: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The groups of strokes that cross each other."""
    group = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while group[node] != node:
            group[node] = group[group[node]]
            node = group[node]
        return node

    for h, row in enumerate(horizontal):
        for v, column in enumerate(vertical, start=len(horizontal)):
            if (
                row.start - REACH <= column.at <= row.end + REACH
                and column.start - REACH <= row.at <= column.end + REACH
            ):
                group[root(h)] = root(v)
    found: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for h, row in enumerate(horizontal):
        found.setdefault(root(h), ([], []))[0].append(row)
    for v, column in enumerate(vertical, start=len(horizontal)):
        found.setdefault(root(v), ([], []))[1].append(column)
    yield from found.values()


def _closed(lines: list[Stroke], crossing: list[Stroke]) -> list[Stroke]:
    """The lines with an edge added where those that cross them go past the last: a table open at a page's end."""
    if len(crossing) < 2 or not lines:
        return lines
    first, last = min(line.at for line in lines), max(line.at for line in lines)
    edges = []
    for beyond in (
        [line.start for line in crossing if line.start < first - 2 * REACH],
        [line.end for line in crossing if line.end > last + 2 * REACH],
    ):
        if len(beyond) > 1:
            at = min(beyond) if beyond[0] < first else max(beyond)
            edges.append(Stroke(at, min(line.at for line in crossing), max(line.at for line in crossing)))
    return [*lines, *edges]


def _lines(strokes: Sequence[Stroke]) -> list[float]:
    lines: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not lines or at - lines[-1] > NEAR:
            lines.append(at)
    return lines


def _owners(xs: list[float], ys: list[float], rows: list[Stroke], columns: list[Stroke]) -> list[int]:
    """For each elementary square the number of its cell: squares that no stroke parts belong together."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = list(range(width * height))

    def root(square: int) -> int:
        while owner[square] != square:
            owner[square] = owner[owner[square]]
            square = owner[square]
        return square

    by_y = [_reaches(rows, y) for y in ys]
    by_x = [_reaches(columns, x) for x in xs]
    for y in range(height):
        middle_y = (ys[y] + ys[y + 1]) / 2
        for x in range(width):
            middle_x = (xs[x] + xs[x + 1]) / 2
            square = y * width + x
            if x + 1 < width and not _covered(by_x[x + 1], middle_y):
                owner[root(square + 1)] = root(square)
            if y + 1 < height and not _covered(by_y[y + 1], middle_x):
                owner[root(square + width)] = root(square)
    first: dict[int, int] = {}
    return [first.setdefault(root(square), square) for square in range(width * height)]


def _reaches(strokes: Sequence[Stroke], at: float) -> list[tuple[float, float]]:
    """From where to where the strokes on a line go."""
    return [(stroke.start - NEAR, stroke.end + NEAR) for stroke in strokes if abs(stroke.at - at) <= NEAR]


def _covered(reaches: Sequence[tuple[float, float]], at: float) -> bool:
    return bool([end for start, end in reaches if start <= at <= end])


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces in lines from top to bottom, each from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.top + each.bottom):
        middle = (piece.top + piece.bottom) / 2
        for line in lines[-1:]:
            anchor = line[-1]
            if anchor.top < middle < anchor.bottom or piece.top < (anchor.top + anchor.bottom) / 2 < piece.bottom:
                line.append(piece)
                break
        else:
            lines.append([piece])
    for line in lines:
        line.sort(key=lambda each: each.left)
    return lines


def line_text(line: Sequence[Piece]) -> str:
    """The text of a line: a space between Latin words, between figures, and where a gap is as wide as a column's."""
    text = line[0].text
    if len(line) == 1:
        return text.strip()
    size = max(6.0, *(piece.bottom - piece.top for piece in line))
    for left, right in pairwise(line):
        gap = right.left - left.right
        text += (" " if gap > size * _widest_gap(left.text[-1:], right.text[:1]) else "") + right.text
    return text.strip()


def _widest_gap(before: str, after: str) -> float:
    """The gap, in line heights, that still joins two characters: figures may be spaced out, Latin words may not."""
    if not (before.isascii() and after.isascii()):
        return 1.6
    return 0.6 if before.isdigit() or after.isdigit() else 0.2


def joined(pieces: Iterable[Piece]) -> str:
    """The text of a cell: its lines, parted by line breaks."""
    pieces = list(pieces)
    if len(pieces) == 1:
        return pieces[0].text.strip()
    return "\n".join(line_text(line) for line in lines_of(pieces)) if pieces else ""
