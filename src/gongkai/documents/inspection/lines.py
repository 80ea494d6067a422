"""Plain text and tables of comma- or tab-separated values."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from gongkai.documents.encodings import decode
from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.opening import Context
from gongkai.documents.model import Place
from gongkai.documents.rewriting import changed, changed_cells

AT_ONCE = 50_000
"""About as many characters of a text are one passage."""


def encoding_of(data: bytes) -> str:
    """The encoding that `decode` read the bytes in, so that they are written back in it."""
    text = decode(data)
    for encoding in (
        "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8",
        "gb18030",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    ):
        try:
            if data.decode(encoding) == text:
                return encoding
        except UnicodeDecodeError:
            continue
    return "utf-8"


class Text:
    """A text file; a passage is some thousand lines, ending at an empty line or a line's end."""

    suffix = ".txt"

    def __init__(self, data: bytes, context: Context) -> None:
        """Decode the file."""
        self.encoding = encoding_of(data)
        self.text = decode(data)
        self.context = context
        self.doubts: list[str] = []
        self.changed = False
        self._written: list[str] = []

    def passages(self) -> Iterator[Passage]:
        """The pieces of the text; lines with tabs are the rows of a table."""
        self._written = []
        line = 1
        for piece in _pieces(self.text):
            if "\t" in piece:
                yield from self._rows(piece, line)
            else:
                passage = Passage(piece, Place(self.context.part, row=line), "正文")
                yield passage
                self.changed |= bool(passage.changes)
                self._written.append(changed(piece, passage.changes))
            line += piece.count("\n")

    def _rows(self, piece: str, first: int) -> Iterator[Passage]:
        grid = next(self.context.tables)
        for number, line in enumerate(piece.splitlines(keepends=True), start=first):
            body = line.rstrip("\r\n")
            text = body.replace("\t", CELL)
            cells = (0, *(match.end() for match in re.finditer(CELL, text)))
            place = Place(self.context.part, row=number)
            passage = Passage(text, place, "正文", "", grid, cells, tuple(range(1, len(cells) + 1)))
            yield passage
            self.changed |= bool(passage.changes)
            fresh = changed_cells(text.split(CELL), cells, passage.changes)
            self._written.append("\t".join(fresh) + line[len(body) :])

    def save(self) -> bytes:
        """The text in its encoding."""
        return "".join(self._written).encode(self.encoding)


def _pieces(text: str) -> Iterator[str]:
    """The text cut between lines: paragraphs without tabs apart from lines with them, none too long."""
    lines: list[str] = []
    size = 0
    tabbed = False
    for line in text.splitlines(keepends=True):
        if lines and (("\t" in line) != tabbed or size > AT_ONCE):
            yield "".join(lines)
            lines, size = [], 0
        tabbed = "\t" in line
        lines.append(line)
        size += len(line)
    if lines:
        yield "".join(lines)


class Csv:
    """Comma- or tab-separated values: every record is a row, quoted line breaks and all."""

    suffix = ".csv"

    def __init__(self, data: bytes, context: Context) -> None:
        """Decode the file and tell its separator."""
        self.encoding = encoding_of(data)
        self.text = decode(data)
        self.context = context
        self.doubts: list[str] = []
        self.changed = False
        head = self.text[:8192].split("\n", 5)[:5]
        self.separator = max(",\t;|", key=lambda sign: min((line.count(sign) for line in head if line), default=0))
        self._written = StringIO(newline="")

    def passages(self) -> Iterator[Passage]:
        """The records as rows."""
        grid = next(self.context.tables)
        self._written = StringIO(newline="")
        end = "\r\n" if "\r\n" in self.text[:8192] else "\n"
        writer = csv.writer(self._written, delimiter=self.separator, lineterminator=end)
        csv.field_size_limit(1 << 30)
        records = csv.reader(StringIO(self.text, newline=""), delimiter=self.separator)
        for number, record in enumerate(records, start=1):
            cells = [cell.replace(CELL, " ") for cell in record]
            offsets, at = [], 0
            for cell in cells:
                offsets.append(at)
                at += len(cell) + 1
            place = Place(self.context.part, row=number)
            columns = tuple(range(1, len(cells) + 1))
            passage = Passage(CELL.join(cells), place, "正文", "", grid, tuple(offsets), columns)
            yield passage
            self.changed |= bool(passage.changes)
            writer.writerow(changed_cells(cells, offsets, passage.changes) if passage.changes else record)

    def save(self) -> bytes:
        """The records in their encoding."""
        return self._written.getvalue().encode(self.encoding)
