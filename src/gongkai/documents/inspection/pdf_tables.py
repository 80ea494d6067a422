"""The ruled tables of a PDF page as rows of cells, so that a roster is read by the headers of its columns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from gongkai.documents import pdf_page
from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.pdf_text import Box, char_box
from gongkai.documents.model import Place
from gongkai.documents.ruled import Grid, Piece, find_grids, lines_of

MOST_CROSSINGS = 6_000_000
"""A page with so many strokes is a drawing, and is read as running text."""
SAME = 3.0
"""Points by which the columns of a table may differ on the next page."""
GAP = 3.0


@dataclass(slots=True)
class Word(Piece):
    """A piece of text with the numbers of its first character on the page and of the one after its last."""

    start: int = 0
    end: int = 0


@dataclass(slots=True, eq=False)
class Row(Passage):
    """The row of a ruled table; `indices` leads from each of its characters to that of the page, -1 for a separator."""

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

    def rows(self, page: Any, text: str, place: Place) -> list[Row]:
        """The rows of the ruled tables of a page, from top to bottom."""
        if not _grids(page, pdf_page.turn(page)[0]):
            return []
        textpage = page.get_textpage()
        try:
            turned, _, _ = pdf_page.turn(page, textpage)
            grids = _grids(page, turned)
            for word in _words(textpage, text, turned):
                any(grid.take(word) for grid in grids)
        finally:
            textpage.close()
        return [row for grid in grids if grid.pieces for row in self._rows(grid, place, _turned_back(turned))]

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


def _words(textpage: Any, text: str, turned: pdf_page.Turn) -> Iterator[Word]:
    """The words of a page: a word ends at white space, at a line's end and at a gap."""
    word: Word | None = None
    for index, sign in enumerate(text):
        box = None if sign.isspace() else char_box(textpage, index)
        if box is None:
            if sign.isspace() and word is not None:
                yield word
                word = None
            continue
        (x0, y0), (x1, y1) = turned(box[0], box[3]), turned(box[2], box[1])
        left, right, top, low = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if word is not None and word.end == index and -2 < left - word.right < GAP and _level(word, top, low):
            word.text, word.right, word.end = word.text + sign, right, index + 1
            word.top, word.bottom = min(word.top, top), max(word.bottom, low)
            continue
        if word is not None:
            yield word
        word = Word(sign, left, top, right, low, 1.0, index, index + 1)
    if word is not None:
        yield word


def _level(word: Word, top: float, low: float) -> bool:
    return word.top - 2 <= (top + low) / 2 <= word.bottom + 2


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
