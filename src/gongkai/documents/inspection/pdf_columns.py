"""The tables of a PDF page that no lines are drawn around: their columns are told by a heading and what is below it.

Only what is plain to see is read so: whole rows, one below the other, drawn one after the other. Anything else, such as
a cell over two lines, is left to the running text, in which a number broken over lines is found.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from gongkai.documents.inspection.pdf_words import Word
from gongkai.documents.ruled import Piece

FEWEST = 3
"""Columns of a table; two words beside each other are as often something else."""
APART = 0.9
"""Heights of the letters by which the words of two cells are apart; two words that are nearer are of one cell."""
NEAR = 3.0
"""Heights of a row within which the next one follows."""
_CELL = r"[^\d\s，。；：？！、,;:?!]{1,14}"
_HEADING = re.compile(rf"(?=.*[\u4e00-\u9fff]){_CELL}(?: {_CELL})*")
_LIKELY = re.compile(rf"(?<!\S){_CELL}\s+{_CELL}\s+{_CELL}(?!\S)")


@dataclass(slots=True)
class Columns:
    """The columns that a heading announces, by where its words stand."""

    spans: list[tuple[float, float]]

    def cells(self, line: Sequence[Word]) -> dict[int, list[Word]] | None:
        """The words of a line by their column; `None` where one lies over two, or two of different columns touch."""
        found: dict[int, list[Word]] = {}
        places: list[int] = []
        for word in line:
            over = [at for at, (left, right) in enumerate(self.spans) if word.left < right and left < word.right]
            if len(over) > 1:
                return None
            places.append(over[0] if over else self._nearest(word))
            found.setdefault(places[-1], []).append(word)
        touching = (
            one != other and not _apart(a, b) for (one, a), (other, b) in pairwise(zip(places, line, strict=True))
        )
        return None if any(touching) or places != sorted(places) else found

    def _nearest(self, word: Word) -> int:
        distances = [max(left - word.right, word.left - right) for left, right in self.spans]
        return distances.index(min(distances))


@dataclass(slots=True)
class Table:
    """A heading with the rows below it, or the rows with which a page goes on with the table of the page before."""

    columns: Columns
    rows: list[dict[int, list[Word]]] = field(default_factory=list)
    fresh: bool = True
    """Whether it begins here."""
    below: float = -inf
    """Where the last line ends that belongs to it."""
    drawn: int = 0
    """How much of the page is drawn by then."""

    @property
    def is_told(self) -> bool:
        """Whether there is more than a heading."""
        return len(self.rows) > self.fresh

    def goes_on(self, cells: Mapping[int, Sequence[Word]]) -> bool:
        """Whether these are a whole row, below the last one and drawn after it."""
        line = [word for words in cells.values() for word in words]
        whole = len(cells) >= max(FEWEST - 1, len(self.columns.spans) / 2)
        return whole and (not self.rows or (self.is_near(line) and self.drawn <= min(word.start for word in line)))

    def is_near(self, line: Sequence[Word]) -> bool:
        """Whether a line follows at once."""
        height = max(word.bottom - word.top for word in line)
        return min(word.top for word in line) - self.below < NEAR * height

    def take(self, cells: dict[int, list[Word]]) -> None:
        """Take a row."""
        self.rows.append(cells)
        line = [word for words in cells.values() for word in words]
        self.below, self.drawn = max(word.bottom for word in line), max(word.end for word in line)

    def give_up_last(self, line: Sequence[Word]) -> None:
        """Leave the last row to the running text: a line below, not a whole row, may belong to one of its cells."""
        if self.is_told:
            self.rows.pop()
        self.below = max(word.bottom for word in line)

    def reach(self, column: int) -> tuple[float, float]:
        """From where to where anything stands in a column: every box over a cell of it is as wide."""
        words = [word for row in self.rows for word in row.get(column, ())]
        return min(word.left for word in words), max(word.right for word in words)


def may_hold_table(text: str) -> bool:
    """Whether three short words stand beside each other, as in a heading."""
    return _LIKELY.search(text) is not None


def tables(lines: Sequence[Sequence[Piece]], known: Columns | None) -> Iterator[Table]:
    """The tables in the lines of a page; `known` are the columns with which the page before ended."""
    table = Table(known, fresh=False) if known else None
    for line in ([word for word in line if isinstance(word, Word)] for line in lines):
        cells = table.columns.cells(line) if table else None
        if table and cells and table.goes_on(cells):
            table.take(cells)
            continue
        if table and cells and table.is_near(line):
            table.give_up_last(line)
        if (heading := _heading(line)) is not None:
            yield from _finished(table)
            table = Table(Columns([(words[0].left, words[-1].right) for words in heading]))
            table.take(dict(enumerate(heading)))
        elif table and table.is_told:
            yield table
            table = Table(table.columns, fresh=False)
    yield from _finished(table)


def _finished(table: Table | None) -> Iterator[Table]:
    if table and table.is_told:
        yield table


def _apart(left: Word, right: Word) -> bool:
    return right.left - left.right > APART * min(left.bottom - left.top, right.bottom - right.top)


def _heading(line: Sequence[Word]) -> list[list[Word]] | None:
    """The words of a line by the cells of a heading, `None` where it is none."""
    cells: list[list[Word]] = []
    for word in line:
        if cells and not _apart(cells[-1][-1], word):
            cells[-1].append(word)
        else:
            cells.append([word])
    told = all(_HEADING.fullmatch(" ".join(word.text for word in cell)) for cell in cells)
    return cells if len(cells) >= FEWEST and told else None
