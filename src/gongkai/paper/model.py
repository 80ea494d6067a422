"""One page model for every document the project prints: reports, letters, notices, board sheets.

A page is plain values and knows no format. Its measures and types are in `data/layouts.toml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Face = Literal["", "title", "body", "heading", "name", "sans"]
"""Which type: 小标宋, 仿宋, 黑体, 楷体, or the sans of a board; "" is the one of the surrounding block."""
Align = Literal["justify", "left", "center", "right"]
Header = Literal["", "col", "row"]
PageKind = Literal["gbt9704", "plain", "board"]


def printable(text: str) -> str:
    """The text without the control characters that no document format may hold; every other character stays.

    >>> printable("柳河\\x00镇\\x0b")
    '柳河镇'
    """
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\x7f" <= c <= "\x9f" and c not in _REFUSED))


_REFUSED = frozenset([*map(chr, range(0xD800, 0xE000)), "\ufffe", "\uffff"])


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one type; `mark` makes it stand out (a doubt, a blank to be filled in)."""

    text: str
    face: Face = ""
    bold: bool = False
    underline: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `indent` is the two characters every paragraph of an official text begins with."""

    runs: tuple[Run, ...]
    align: Align = "justify"
    indent: bool = True
    gap: bool = False
    """An empty line stands before it."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the text: level 1 一、 in 黑体, level 2 （一） in 楷体, level 3 plain and bold."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Items:
    """A list; an ordered one is numbered from 1."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick: each choice with whether it is ticked."""

    choices: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the rows and columns it spans; a `header` heads its columns or its rows."""

    runs: tuple[Run, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    header: Header = ""
    align: Align = "center"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its rows of cells; a cell that spans stands once, where it begins.

    `widths` are the shares of the columns; the first `header_rows` rows are repeated on every page the table reaches.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    header_rows: int = 0
    title: str = ""
    """What the table holds, for readers who do not see it."""
    dense: bool = False
    """Set close, so that a long table stays on one page."""
    form: bool = False
    """To be filled in by hand: the size of the text, and rows high enough to write in."""

    def grid(self) -> list[list[tuple[int, int]]]:
        """For each position the row and the index within it of the cell that covers it."""
        laid: dict[tuple[int, int], tuple[int, int]] = {}
        for y, row in enumerate(self.rows):
            x = 0
            for index, cell in enumerate(row):
                while (y, x) in laid:
                    x += 1
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        laid[y + down, x + right] = (y, index)
                x += cell.colspan
        try:
            return [[laid[y, x] for x in range(len(self.widths))] for y in range(len(self.rows))]
        except KeyError as hole:
            y, x = hole.args[0]
            raise ValueError(f"表格第{y + 1}行第{x + 1}列没有单元格。") from None

    def origins(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with the row and column it begins at, from 0."""
        seen = set()
        for y, line in enumerate(self.grid()):
            for x, key in enumerate(line):
                if key not in seen:
                    seen.add(key)
                    yield y, x, self.rows[key[0]][key[1]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG with the words that stand for it."""

    png: bytes
    words: str
    width: float = 40


SEAL_CENTRE = 7.0
"""From the top of the name's line down to the centre of the seal, mm; the middle of both lines is 10 mm down."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Name of the organ centred above its date, where the seal is put; either may be missing. GB/T 9704—2012 7.3.5."""

    organ: str
    on: date | None = None
    seal: bool = True
    picture: bytes = field(default=b"", repr=False)
    """A PNG of the seal, pressed over name and date; `width` is its size in millimetres."""
    width: float = 42

    @property
    def rise(self) -> float:
        """From the top of the name's line up to the top of the seal, mm: name and date stand a little below its
        centre, and its top is within one line of the text. GB/T 9704—2012 7.3.5.1.
        """
        return self.width / 2 - SEAL_CENTRE


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: the names of what is attached, under the text. GB/T 9704—2012 7.3.4."""

    names: tuple[str, ...]


Block = Paragraph | Heading | Items | Choices | Table | Picture | Signature | Attachments


@dataclass(frozen=True, slots=True)
class RedHead:
    """发文机关标志, 文号 and 签发人 above the red line. GB/T 9704—2012 7.2."""

    organ: str
    document_number: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: copies, printing office and date at the foot of the last page. GB/T 9704—2012 7.4."""

    office: str
    on: date | None = None
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A part on a page of its own that the reader fills in and sends back (回执)."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document, of however many sheets.

    `draft` shows where the seal goes and says 草稿; `organ` is the author in the properties of the file.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    kind: PageKind = "gbt9704"
    red_head: RedHead | None = None
    imprint: Imprint | None = None
    slips: tuple[Slip, ...] = ()
    organ: str = ""
    band: tuple[str, str] = ("", "")
    """The words at the left and the right of the head of a board sheet."""
    page_numbers: bool = True
    draft: bool = False

    def every_block(self) -> Iterator[Block]:
        """The blocks of the text, then those of the slips."""
        yield from self.blocks
        for slip in self.slips:
            yield from slip.blocks


def paragraph(text: str, **options: object) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text),), **options)  # type: ignore[arg-type]


def cell(text: str = "", **options: object) -> Cell:
    """A cell of one run."""
    return Cell((Run(text),) if text else (), **options)  # type: ignore[arg-type]


def header(text: str, direction: Header = "col", **options: object) -> Cell:
    """A header cell: of its columns ("col") or of its rows ("row")."""
    return cell(text, header=direction, **options)


def chinese_date(day: date) -> str:
    """The day as documents write it.

    >>> chinese_date(date(2026, 1, 26))
    '2026年1月26日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
