"""Plain text and Markdown: tab-separated rows, one cell a line, pipe tables, HTML tables in Markdown."""

import re
from collections.abc import Iterator

from gongkai.documents.encodings import decode, looks_like_text
from gongkai.documents.html import html_tables
from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable, places_in
from gongkai.documents.strokes import as_rows

HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
MARKS = re.compile(r"\*\*|</?(?:b|i|u|strong|em|sup|sub)>|<br\s*/?>", re.IGNORECASE)
MARK_SIGNS = ("*", "<", "\\")
"""Text without any of these has no marks."""
LINK = re.compile(r"<(https?://[^<>\s]+|mailto:[^<>\s]+)>")
RULE = re.compile(r"^[\s|:+=\-—–_]*$")
TABBED_RULE = re.compile(r"^[\t |:+=—–_-]*[=—–_-]{3}[\t |:+=—–_-]*$")
"""A rule under a header: longer than the stroke that stands in a cell for a figure."""
PIPE = re.compile(r"^\s*\|.*\|\s*$")
MARKDOWN = re.compile(r"^(?:#{1,6} |\|(?:\s*:?-{3,}:?\s*\|)+\s*$)", re.MULTILINE)
ESCAPED = re.compile(r"\\([\\`*_<>\[\]|~#+-])")
TABLE_OPENS, TABLE_CLOSES = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)


class TextReader:
    """Text in UTF-8, GB18030 or UTF-16."""

    format = "txt"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """Whatever else no reader knows, if it decodes as text."""
        return looks_like_text(data)

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The lines as paragraphs and tables."""
        text = decode(data)
        blocks = tuple(_blocks(text))
        if not blocks:
            raise Unreadable("文件是空的，没有可读的内容。")
        return Document(blocks, self.format)


def _blocks(text: str) -> Iterator[Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\ufeff", "")
    lines, end = Lines(), 0
    lines.escapes = bool(MARKDOWN.search(text))
    if "<table" not in text.lower():
        yield from lines.blocks(text)
        return
    while (opens := TABLE_OPENS.search(text, end)) and (closes := TABLE_CLOSES.search(text, opens.end())):
        yield from lines.blocks(text[end : opens.start()])
        for table in html_tables(text[opens.start() : closes.end()], lines.tables):
            lines.tables += 1
            yield table
        end = closes.end()
    yield from lines.blocks(text[end:])


class Lines:
    """Sorts lines into paragraphs and the three kinds of tables; counts both over several calls."""

    def __init__(self) -> None:
        self.paragraphs = self.tables = 0
        self.escapes, self._marked = False, True
        self._rows: list[list[str]] = []
        self._stacked: list[str] | None = None

    def blocks(self, text: str) -> Iterator[Block]:
        """The blocks of `text`, in order."""
        lines = as_rows(text.split("\n")) if "|" in text else text.split("\n")
        self._marked = any(sign in text for sign in MARK_SIGNS)
        stacked = _is_stacked(lines)
        for line in lines:
            if "|" in line and line.count("|") > 1 and PIPE.match(line):
                cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
                if not RULE.match(line) or self._is_blank_row(cells):
                    self._rows.append(cells)
            elif "\t" in line and not TABBED_RULE.match(line):
                self._tabbed(line, stacked)
            elif not line.strip():
                self._stacked = None
            elif self._stacked is not None:
                self._stacked[-1] += line
            elif not (self._rows and RULE.match(line)):
                yield from self._close()
                yield from self._paragraph(line)
        yield from self._close()

    def _is_blank_row(self, cells: list[str]) -> bool:
        """Whether cells without words are a row: as many as above, all blank or strokes for figures, no rule."""
        if not self._rows or len(cells) != len(self._rows[-1]):
            return False
        marks = {cell.strip() for cell in cells}
        return marks == {""} or (len(self._rows) > 1 and max(map(len, marks)) == 1)

    def _plain(self, text: str) -> str:
        """The text without marks and, in Markdown, without the backslashes that kept its signs from being marks."""
        text = _clean(text)
        return ESCAPED.sub(r"\1", text) if self.escapes and "\\" in text else text

    def _tabbed(self, line: str, stacked: bool) -> None:
        if not stacked:
            self._rows.append(line.split("\t"))
            return
        if self._stacked is None:
            self._stacked = []
            self._rows.append(self._stacked)
        self._stacked.append(line[1:])

    def _close(self) -> Iterator[Block]:
        self._stacked = None
        if self._rows:
            self.tables += 1
            rows = [[self._plain(text) for text in row] for row in self._rows] if self._marked else self._rows
            yield _table(rows, self.tables)
            self._rows = []

    def _paragraph(self, line: str) -> Iterator[Block]:
        heading = HEADING.match(line)
        text = self._plain(line[heading.end() :] if heading else line).strip()
        if text:
            self.paragraphs += 1
            yield Paragraph(text, Place(paragraph=self.paragraphs), len(heading[1]) if heading else 0)


def _is_stacked(lines: list[str]) -> bool:
    """Whether each cell stands on its own line behind a tab, rows being parted by empty lines."""
    tabbed = [line for line in lines if "\t" in line]
    single = sum(line[0] == "\t" and line.count("\t") == 1 for line in tabbed)
    return len(tabbed) >= 4 and single * 10 >= len(tabbed) * 9


def _clean(text: str) -> str:
    if "*" in text or "<" in text:
        text = MARKS.sub("", LINK.sub(r"\1", text))
    return text


def _table(rows: list[list[str]], number: int) -> Table:
    return Table(
        tuple(
            [
                tuple(
                    [
                        Cell(text.strip(" \t\n"), place)
                        for place, text in zip(places_in(number, y, len(row)), row, strict=False)
                    ]
                )
                for y, row in enumerate(rows, 1)
            ]
        ),
        Place(table=number),
    )
