"""Pages of text pieces and tables put into reading order: paragraphs over lines and pages, page numbers left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.documents.model import Block, Paragraph, Place
from gongkai.documents.ruled import Grid, Piece, line_text

PAGE_NUMBER = re.compile(
    r"^(?:[-—–－•·.\s]*\d{1,4}[-—–－•·.\s]*|第?\s*\d{1,4}\s*页(?:[,，/\s]*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$"
)


@dataclass(slots=True)
class Page:
    """A page taken apart: its tables, and the lines outside them."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    grids: list[Grid]
    lines: list[list[Piece]]


def flow(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of all pages in order; a paragraph may run over a page's end."""
    running = _running_heads(pages)
    paragraphs, tables = 0, 0
    held: _Held | None = None
    for page in pages:
        lines = [line for line in page.lines if not _outside_text(line, page, running)]
        left = min((line[0].left for line in lines), default=0.0)
        right = max((line[-1].right for line in lines), default=page.width)
        items: list[list[Piece] | Grid] = [*lines, *page.grids]
        for item in sorted(items, key=_top):
            if isinstance(item, Grid):
                if held:
                    paragraphs += 1
                    yield held.paragraph(paragraphs)
                    held = None
                tables += 1
                yield item.table(page.number, tables)
                continue
            line = _Held.of(item, page.number, left, right)
            if held and held.continues(line):
                held.add(line)
                continue
            if held:
                paragraphs += 1
                yield held.paragraph(paragraphs)
            held = line
    if held:
        yield held.paragraph(paragraphs + 1)


def _top(item: list[Piece] | Grid) -> float:
    return item.ys[0] if isinstance(item, Grid) else min(piece.top for piece in item)


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Lines that stand at the same place of many pages: headers and footers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for line in page.lines[:1] + page.lines[-1:]:
            seen[line_text(line), round(line[0].top / 10)] += 1
    return frozenset(text for (text, _), count in seen.items() if count >= 3 and len(text) < 60)


def _outside_text(line: list[Piece], page: Page, running: frozenset[str]) -> bool:
    if page.height * 0.09 <= line[0].bottom and line[0].top <= page.height * 0.87:
        return False
    text = line_text(line)
    return bool(PAGE_NUMBER.match(text)) or text in running


@dataclass(slots=True)
class _Held:
    """A paragraph that may go on with the next line."""

    text: str
    page: int
    box: tuple[float, float, float, float]
    indented: bool
    full: bool
    parted: bool
    middle: bool
    height: float

    @classmethod
    def of(cls, line: list[Piece], page: int, left: float, right: float) -> "_Held":
        """A line as the beginning of a paragraph."""
        text = line_text(line)
        box = (line[0].left, min(p.top for p in line), line[-1].right, max(p.bottom for p in line))
        size = max(box[3] - box[1], 6.0)
        indented, full = box[0] - left > size * 0.9, right - box[2] < size * 1.9
        middle = indented and abs((box[0] - left) - (right - box[2])) < size * 2 and not full
        return cls(text, page, box, indented, full, " " in text and _columns(line, size), middle, size)

    def continues(self, line: "_Held") -> bool:
        """Whether `line` goes on with this paragraph."""
        if not self.full or self.parted or line.parted or line.indented or line.middle:
            return False
        return abs(self.height - line.height) < max(self.height, line.height) * 0.5

    def add(self, line: "_Held") -> None:
        """Go on with `line`."""
        spaced = (
            self.text[-1:].isascii()
            and line.text[:1].isascii()
            and self.text[-1:].isalpha()
            and line.text[:1].isalpha()
        )
        self.text += (" " if spaced else "") + line.text
        self.full = line.full
        if line.page == self.page:
            self.box = (min(self.box[0], line.box[0]), self.box[1], max(self.box[2], line.box[2]), line.box[3])

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph as it stands."""
        return Paragraph(self.text, Place(page=self.page, box=self.box, paragraph=number))


def _columns(line: list[Piece], size: float) -> bool:
    """Whether the line has gaps as between the columns of a table."""
    gaps = [right.left - left.right for left, right in pairwise(line)]
    return any(gap > size * 2 for gap in gaps)
