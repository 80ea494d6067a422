"""Every text of a file, visible or hidden, with its place; and the means to change it there."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from gongkai.documents.model import Place

CELL = "\x1f"
"""Stands between the cells of a row."""


@dataclass(frozen=True, slots=True)
class Change:
    """Put `text` in the place of the characters from `start` to `end` of a passage."""

    start: int
    end: int
    text: str


@dataclass(slots=True, eq=False)
class Passage:
    """A piece of text that a person, or a program, can get out of a file.

    `route` names the way it was found; `hidden` says why a reader would not see it, empty if it is seen. The row of a
    table has its cells joined by `CELL`, with the offset and the column number of each, and the number of its table in
    `grid`. `changes` put there while the walk stands at the passage are carried out when it goes on.
    """

    text: str
    place: Place
    route: str = "正文"
    hidden: str = ""
    grid: int = 0
    cells: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    rounded: tuple[int, ...] = ()
    """Cells stored as floating-point numbers of sixteen digits and more, whose last digits are lost."""
    image: bool = False
    """A picture: `text` is what character recognition saw in it, empty where it was not looked into."""
    spans: tuple[tuple[int, int, str], ...] = ()
    """Ranges of the passage that a reader would not see, each with its reason."""
    sealed: str = ""
    """Why nobody here can read what stands there, and what to do: nothing of it may pass for clean."""
    changes: list[Change] = field(default_factory=list)

    def hidden_at(self, start: int, end: int) -> str:
        """Why a reader would not see a range of the passage, empty if it is seen."""
        return self.hidden or next((why for left, right, why in self.spans if left < end and start < right), "")

    def cell_texts(self) -> list[str]:
        """The texts of the cells of a row; of anything else, its one text."""
        return self.text.split(CELL) if self.cells else [self.text]

    def cell_at(self, offset: int) -> int:
        """Which cell an offset is in."""
        return max(0, bisect_right(self.cells, offset) - 1)


class Opened(Protocol):
    """A file in memory whose passages can be walked, changed on the way, and written out again."""

    doubts: list[str]
    suffix: str

    @property
    def changed(self) -> bool:
        """Whether the walk changed anything."""

    def passages(self) -> Iterator[Passage]:
        """Every passage, once, always in the same order; the file itself is not touched."""
        ...

    def save(self) -> bytes:
        """The file with the changes made during the walk; raises `Unreadable` where it cannot be written."""
        ...
