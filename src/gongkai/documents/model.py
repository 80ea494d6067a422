"""What every reader gives, whatever the format: a document of paragraphs and tables, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


class Unreadable(Exception):
    """A file that cannot be read; the message is one Chinese sentence that says why and what to do."""


Box = tuple[float, float, float, float]


# Places and cells are made by the hundred for each file, and freezing makes each four times as slow to make: they are
# values all the same, never to be changed.
@dataclass(slots=True, unsafe_hash=True)
class Place:
    """Where something stands in its source. Counts start at 1, as a person counts.

    `part` names a part of the file other than the main text (a sheet, a header, a file in an archive); `box` is
    left, top, right, bottom in points from the top left corner of the page; `characters` is a range in the
    paragraph or cell.
    """

    part: str = ""
    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    characters: tuple[int, int] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """As its fields in order: a report has hundreds of places, and goes from process to process."""
        spot = (self.page, self.box, self.paragraph, self.table, self.row, self.column, self.characters)
        return Place, (self.part, *spot)

    def __str__(self) -> str:
        """The place in words.

        >>> str(Place(page=3, table=2, row=4, column=1))
        '第3页第2个表第4行第1列'
        """
        counted = (
            ("第{}页", self.page),
            ("第{}个表", self.table),
            ("第{}段", self.paragraph),
            ("第{}行", self.row),
            ("第{}列", self.column),
        )
        words = "".join(pattern.format(number) for pattern, number in counted if number is not None)
        return f"{self.part}{'，' if self.part and words else ''}{words}" or "正文"


NOWHERE = Place()


def places_in(table: int, row: int, width: int) -> Sequence[Place]:
    """The places of at least `width` cells of a row of a table, from its first column on.

    >>> str(places_in(2, 4, 3)[2])
    '第2个表第4行第3列'
    """
    if width > USUAL_WIDTH:
        return _places_in.__wrapped__(table, row, width)
    return _places_in(table, row, USUAL_WIDTH)


USUAL_WIDTH = 24


@lru_cache(maxsize=512)
def _places_in(table: int, row: int, width: int) -> tuple[Place, ...]:
    """Places are never changed, and every report has the same ones."""
    return tuple([Place("", None, None, None, table, row, column) for column in range(1, width + 1)])


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """A paragraph; `level` is 1 to 6 for a heading that the format marks as such, else 0."""

    text: str
    place: Place = NOWHERE
    level: int = 0


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """A cell of a table with the rows and columns it spans.

    `sure` says from 0 to 1 how sure the recogniser was of characters seen in a picture; 1 where characters are given.
    """

    text: str
    place: Place = NOWHERE
    rowspan: int = 1
    colspan: int = 1
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its rows of cells; a cell that spans stands once, where it begins."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = NOWHERE

    def grid(self) -> list[list[Cell | None]]:
        """The table laid out: each spanned position repeats its cell, a position that no cell covers is None."""
        laid: dict[tuple[int, int], Cell] = {}
        for y, row in enumerate(self.rows):
            x = 0
            for cell in row:
                while (y, x) in laid:
                    x += 1
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        laid[y + down, x + right] = cell
                x += cell.colspan
        width = 1 + max((x for _, x in laid), default=-1)
        return [[laid.get((y, x)) for x in range(width)] for y in range(len(self.rows))]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a person reads it: its blocks in order, and what the reader could not be sure of.

    `recognised` says that the characters were recognised in a picture and may be wrong one by one; `caption` is the
    title that a web page names in its head, where nobody sees it in the text.
    """

    blocks: tuple[Block, ...]
    format: str
    doubts: tuple[str, ...] = field(default=())
    recognised: bool = False
    caption: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))
