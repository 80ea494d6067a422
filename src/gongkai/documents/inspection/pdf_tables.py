"""The tables of a PDF page as rows of cells, so that a roster is read by the headers of its columns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from gongkai.documents import pdf_page
from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.pdf_columns import Columns, may_hold_table, tables
from gongkai.documents.inspection.pdf_text import Box
from gongkai.documents.inspection.pdf_words import Word, words_of
from gongkai.documents.model import Place
from gongkai.documents.ruled import Grid, Piece, find_grids, lines_of

MOST_CROSSINGS = 6_000_000
"""A page with so many strokes is a drawing, and is read as running text."""
SAME = 3.0
"""Points by which the columns of a table may differ on the next page."""


@dataclass(slots=True, eq=False)
class Row(Passage):
    """The row of a table; `indices` leads from each of its characters to that of the page, -1 for a separator."""

    indices: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    """The cells on the page, in its own points: left, bottom, right, top."""

    def on_page(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the page's characters that a range of the row stands for, in order."""
        ranges: list[tuple[int, int]] = []
        for index in (index for index in self.indices[start:end] if index >= 0):
            if ranges and ranges[-1][1] == index:
                ranges[-1] = (ranges[-1][0], index + 1)
            else:
                ranges.append((index, index + 1))
        return ranges


class Tables:
    """The tables of a file; one that goes on over a page's end with the same columns stays one table."""

    def __init__(self, numbers: Iterator[int]) -> None:
        """`numbers` are those of the tables of the whole file."""
        self._numbers = numbers
        self._last: tuple[list[float], int, Iterator[int]] | None = None
        self._open: tuple[Columns, int, Iterator[int]] | None = None
        """The columns without lines with which the page before ended."""

    def rows(self, page: Any, text: str, place: Place) -> list[Row]:
        """The rows of the tables of a page: of the ruled ones, then of those told by their headings alone."""
        if not _grids(page, pdf_page.turn(page)[0]) and self._open is None and not may_hold_table(text):
            return []
        textpage = page.get_textpage()
        try:
            turned, _, _ = pdf_page.turn(page, textpage)
            grids = _grids(page, turned)
            words = [word for word in words_of(textpage, text, turned) if not any(grid.take(word) for grid in grids)]
        finally:
            textpage.close()
        back = _turned_back(turned)
        ruled = [row for grid in grids if grid.pieces for row in self._rows(grid, place, back)]
        return [*ruled, *self._unruled(words, place, back)]

    def _unruled(self, words: Sequence[Word], place: Place, back: pdf_page.Turn) -> Iterator[Row]:
        known, self._open = self._open, None
        for table in tables(lines_of(words), known[0] if known else None):
            if table.fresh or known is None:
                known = (table.columns, next(self._numbers), count(1))
            reach = {column: table.reach(column) for row in table.rows for column in row}
            for cells in table.rows:
                row = _row(sorted(cells.items()), known[1], place, next(known[2]))
                top = min(word.top for words in cells.values() for word in words)
                low = max(word.bottom for words in cells.values() for word in words)
                boxes = ((reach[at][0], top, reach[at][1], low) for at in sorted(cells))
                row.boxes = tuple(_turned_box(box, back) for box in boxes)
                yield row
            self._open = known

    def _rows(self, grid: Grid, place: Place, back: pdf_page.Turn) -> Iterator[Row]:
        known = self._last
        if known is None or len(known[0]) != len(grid.xs) or not _near(known[0], grid.xs):
            known = (grid.xs, next(self._numbers), count(1))
        self._last = known
        width, boxes = len(grid.xs) - 1, _cells(grid, back)
        for y in range(len(grid.ys) - 1):
            first = {grid.owner[y * width + x]: x for x in reversed(range(width))}
            cells = [(x, grid.pieces.get(owner, ())) for owner, x in first.items() if owner // width == y]
            cells.sort(key=lambda cell: cell[0])
            row = _row(cells, known[1], place, next(known[2]))
            if row.text.strip(CELL):
                row.boxes = tuple(boxes[grid.owner[y * width + x]] for x, _ in cells)
                yield row


def _grids(page: Any, turned: pdf_page.Turn) -> list[Grid]:
    across, down = pdf_page.strokes(page, turned)
    if not across or not down or len(across) * len(down) > MOST_CROSSINGS:
        return []
    return find_grids(across, down)


def _turned_back(turned: pdf_page.Turn) -> pdf_page.Turn:
    """The map from points as they are shown to the page's own."""
    (x0, y0), (x1, y1), (x2, y2) = turned(0, 0), turned(1, 0), turned(0, 1)

    def back(x: float, y: float) -> tuple[float, float]:
        across, down = x - x0, y - y0
        return across * (x1 - x0) + down * (y1 - y0), across * (x2 - x0) + down * (y2 - y0)

    return back


def _cells(grid: Grid, back: pdf_page.Turn) -> dict[int, Box]:
    """The cells of a table by their owner, each as a box in the page's own points."""
    width = len(grid.xs) - 1
    seen: dict[int, tuple[float, float, float, float]] = {}
    for square, owner in enumerate(grid.owner):
        y, x = divmod(square, width)
        left, top, right, low = seen.get(owner, (grid.xs[x], grid.ys[y], 0.0, 0.0))
        seen[owner] = (
            min(left, grid.xs[x]),
            min(top, grid.ys[y]),
            max(right, grid.xs[x + 1]),
            max(low, grid.ys[y + 1]),
        )
    return {owner: _turned_box(box, back) for owner, box in seen.items()}


def _turned_box(box: Box, back: pdf_page.Turn) -> Box:
    (x0, y0), (x1, y1) = back(box[0], box[1]), back(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _row(cells: Sequence[tuple[int, Sequence[Piece]]], grid: int, place: Place, number: int) -> Row:
    """A row of cells: the words of a line apart by a blank, its lines by a line's end."""
    signs: list[str] = []
    indices: list[int] = []
    offsets: list[int] = []
    for position, (_, pieces) in enumerate(cells):
        if position:
            signs.append(CELL)
            indices.append(-1)
        offsets.append(len(signs))
        for line in lines_of(pieces):
            for at, word in enumerate(word for word in line if isinstance(word, Word)):
                if len(signs) > offsets[-1]:
                    signs.append(" " if at else "\n")
                    indices.append(-1)
                signs += word.text
                indices += range(word.start, word.end)
    columns = tuple(x + 1 for x, _ in cells)
    here = Place(place.part, page=place.page, table=grid, row=number)
    row = Row("".join(signs), here, "正文", "", grid, tuple(offsets), columns)
    row.indices = tuple(indices)
    return row


def outside(text: str, rows: Sequence[Row]) -> str:
    """The text of a page with what stands in its tables taken out, every character at its position."""
    signs = list(text)
    for row in rows:
        for index in row.indices:
            if index >= 0:
                signs[index] = "\n"
    return "".join(signs)


def spans_of(row: Row, spans: Sequence[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """The ranges of a row that a reader would not see, from those of its page."""
    starts = [start for start, _, _ in spans]
    found: list[tuple[int, int, str]] = []
    for position, index in enumerate(row.indices):
        at = bisect_right(starts, index) - 1 if index >= 0 and spans else -1
        if at >= 0 and index < spans[at][1]:
            why = spans[at][2]
            if found and found[-1][1] == position and found[-1][2] == why:
                found[-1] = (found[-1][0], position + 1, why)
            else:
                found.append((position, position + 1, why))
    return tuple(found)
