"""A stretch of text that is scanned at once: passages joined, with what the detectors ask about a position."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.documents.inspection import Passage
from gongkai.privacy.columns import LONG_NUMBER, Column, header_row, header_words, roster_words
from gongkai.privacy.numbers import Number, numbers, words
from gongkai.privacy.plain import CELL, PASSAGE, plain

BEFORE, AFTER = 24, 12
"""How many characters before a number, and how many behind it, may tell what it is."""

EDGES = CELL + PASSAGE
"""What stands before and behind a cell."""
_APART = re.compile(r"[，,。；;、\n]|.{6}")
"""A name and the number it announces stand next to each other."""


NONE: dict[int, Column] = {}
"""The columns of what stands under no header."""


@dataclass(slots=True)
class Grids:
    """The headers of the tables seen so far, by the number of the table."""

    headers: dict[int, dict[int, Column]] = field(default_factory=dict)

    def learn(self, passage: Passage) -> dict[int, Column]:
        """The columns in force below this row; a second header row adds to the first or takes its place."""
        known = self.headers.get(passage.grid, {})
        found = None if LONG_NUMBER.search(passage.text) else header_row(passage.cell_texts())
        if found is not None:
            fresh = {passage.columns[index]: column for index, column in found.items()}
            known = self.headers[passage.grid] = {**known, **fresh} if len(fresh) < len(known) else fresh
        return known


class Stretch:
    """Passages joined into one text, and its number runs, words, columns and what stands before a position."""

    def __init__(self, passages: Sequence[Passage], grids: Grids | None = None, on: date | None = None) -> None:
        """Join the passages; `on` is the day on which ages are counted, if they are to be."""
        self.passages, self.on = passages, on
        self.raw = PASSAGE + PASSAGE.join(passage.text for passage in passages) + PASSAGE
        self.plain = plain(self.raw)
        self._taken = bytearray(len(self.plain))
        self._starts: list[int] = []
        position = 1
        for passage in passages:
            self._starts.append(position)
            position += len(passage.text) + 1
        self._columns = self._headers(grids or Grids())

    def _headers(self, grids: Grids) -> list[dict[int, Column]]:
        """For each passage the columns that hold for it; nothing at all where no table is a roster."""
        if not any(passage.grid for passage in self.passages):
            return []
        if not grids.headers and not any(word in self.plain for word in roster_words()):
            return []
        found: list[dict[int, Column]] = []
        current, last = NONE, 0
        for index, passage in enumerate(self.passages):
            if not passage.grid:
                found.append(NONE)
                continue
            above = current if (same := passage.grid == last) else grids.headers.get(passage.grid, NONE)
            last, current = passage.grid, above
            if self._may_be_header(index):
                current = grids.learn(passage)
                above = above if same or current is above else NONE
            found.append(above)
        return found

    def _may_be_header(self, index: int) -> bool:
        """Whether a row has a word of a header; most rows of a roster have a long number, which no header has."""
        text = self.passages[index].text
        if LONG_NUMBER.search(text):
            return False
        start = self._starts[index]
        return header_words().search(self.plain, start, start + len(text)) is not None

    @cached_property
    def _signs(self) -> frozenset[str]:
        """Every character that occurs."""
        return frozenset(self.plain)

    def holds(self, word: str) -> bool:
        """Whether a word stands anywhere in the text."""
        return word[0] in self._signs and word in self.plain

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """The words of eight and more half-width letters and digits."""
        return words(self.plain)

    @cached_property
    def mixed_words(self) -> list[re.Match[str]]:
        """Those of the words that have letters in them."""
        return [word for word in self.words if not word[0].isdigit()]

    @cached_property
    def numbers(self) -> list[Number]:
        """Every run of eleven digits and more, however it is broken up."""
        return list(numbers(self.plain, self.words))

    def index(self, position: int) -> int:
        """Which passage a position is in."""
        return bisect_right(self._starts, position) - 1

    def begin(self, index: int) -> int:
        """Where a passage begins."""
        return self._starts[index]

    def columns(self, index: int) -> dict[int, Column]:
        """The columns that hold for a passage, empty where it is no row below a header."""
        return self._columns[index] if self._columns else NONE

    def column(self, position: int) -> Column | None:
        """The column of a roster that a position stands in."""
        if not self._columns:
            return None
        index = bisect_right(self._starts, position) - 1
        if not (known := self._columns[index]):
            return None
        passage = self.passages[index]
        return known.get(passage.columns[passage.cell_at(position - self._starts[index])])

    def before(self, position: int, most: int = BEFORE) -> str:
        """What stands before a position in its own passage."""
        text = self.plain[max(0, position - most) : position]
        return text[text.rfind(PASSAGE) + 1 :]

    def after(self, position: int, most: int = AFTER) -> str:
        """What stands behind a position in its own passage and cell."""
        return re.split(f"[{PASSAGE}{CELL}]", self.plain[position : position + most], maxsplit=1)[0]

    def context(self, position: int, most: int = BEFORE) -> str:
        """What tells the meaning of a position: the label of its column and what stands before it."""
        column = self.column(position)
        if column is None:
            return self.before(position, most * 2).replace(" ", "")[-most:]
        if self.plain[position - 1] in EDGES:
            return column.label
        cell = self.before(position, most)
        return column.label + cell[cell.rfind(CELL) + 1 :]

    def is_called(self, position: int, names: re.Pattern[str]) -> bool:
        """Whether a position is announced by one of these names: by its column, or directly before it."""
        column = self.column(position)
        if column is not None and names.search(column.label):
            return True
        before = self.before(position)
        return any(not _APART.search(before, match.end()) for match in names.finditer(before))

    def sentence(self, start: int, end: int, reach: int = 60) -> tuple[int, int]:
        """The range around a hit that a reader takes in together: up to a full stop, a line or a row's end."""
        left = max(self.plain.rfind(sign, max(0, start - reach), start) for sign in f"。；;\n{PASSAGE}") + 1
        ends = [at for sign in f"。；;\n{PASSAGE}" if (at := self.plain.find(sign, end, end + reach)) >= 0]
        return max(left, start - reach, 0), min(ends, default=min(end + reach, len(self.plain)))

    def fills_cell(self, number: Number) -> bool:
        """Whether the number is all that stands in its cell or passage."""
        return self.plain[number.start - 1] in EDGES and self.plain[number.end] in EDGES

    def take(self, number: Number) -> None:
        """Mark a number as recognised, so that nothing else claims it."""
        number.taken = True
        self._taken[number.start : number.end] = b"\x01" * (number.end - number.start)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a recognised number reaches into this range."""
        return self._taken.find(1, start, end) >= 0

    def free(self, lengths: frozenset[int]) -> Iterator[Number]:
        """The numbers of these lengths that nothing has claimed."""
        taken = self._taken
        for number in self.numbers:
            if len(number.digits) in lengths and taken.find(1, number.start, number.end) < 0:
                yield number
