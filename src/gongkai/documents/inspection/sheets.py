"""One worksheet: its rows, read from the XML as a stream, and everything around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import accumulate

from lxml import etree

from gongkai.documents.inspection.cells import Row, inline_cell, pieces
from gongkai.documents.inspection.layouts import Reader
from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.xml_parts import XmlPart, parse_xml
from gongkai.documents.limits import refuse_entities
from gongkai.documents.model import Place
from gongkai.documents.rewriting import changed_cells

_ATTRIBUTE = re.compile(r'\b(\w+)="([^"]*)"')
_TELLING_FORMULA = re.compile(r"\d{4}|[\u3400-\u9fff]{4}|@")
_GIVEN = re.compile(r'\br="(\d+)"')


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share: strings, which of them are in use, styles that do not show."""

    strings: Mapping[str, str] = field(default_factory=dict)
    unseen_styles: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    """The strings that a cell still refers to."""
    replaced: set[str] = field(default_factory=set)
    """The strings of cells that were changed: another cell may have kept them."""


@cache
def _row_pattern(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"<{prefix}row\b([^>]*?)(/?)>")


def plain_xml(data: bytes, part: str) -> str:
    """The text of an XML part without comments, CDATA sections or an odd encoding; raises `Unreadable`."""
    refuse_entities(data)
    if b"<!--" in data or b"<![CDATA[" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"'" in data[60:2000]:
        data = _canonical(data, part)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _canonical(data, part).decode("utf-8")


def _canonical(data: bytes, part: str) -> bytes:
    root = parse_xml(data, part)
    for comment in root.xpath("//comment()|//processing-instruction()"):
        parent = comment.getparent()
        if parent is not None:
            parent.remove(comment)
    return bytes(etree.tostring(root, encoding="UTF-8"))


class Sheet:
    """A worksheet as rows of cells with the reasons why a reader would not see them."""

    def __init__(self, xml: str, place: Place, why: str, book: Book, tables: Iterator[int]) -> None:
        """`xml` is the plain text of the part; `why` the reason for which the whole sheet is not seen."""
        self.place, self.why, self.book, self.tables = place, why, book, tables
        start = re.search(r"<((?:\w+:)?)sheetData\b[^>]*?(/?)>", xml)
        self.prefix = start[1] if start else ""
        begin = start.end() if start and not start[2] else 0
        end = xml.find(f"</{self.prefix}sheetData>", begin) if begin else -1
        self.head, self.body, self.tail = (xml[:begin], xml[begin:end], xml[end:]) if end >= 0 else (xml, "", "")
        self.filtered = "autoFilter" in self.tail
        self.unseen_columns = self._unseen_columns()
        self.changed = False
        self._written: list[str] = []

    def _unseen_columns(self) -> list[tuple[int, int]]:
        listed = (dict(_ATTRIBUTE.findall(match)) for match in re.findall(r"<(?:\w+:)?col\b([^>]*)>", self.head))
        unseen = (col for col in listed if col.get("hidden") in ("1", "true") or col.get("width", "9") in ("0", "0.0"))
        return [(int(column.get("min", 1)), int(column.get("max", 1))) for column in unseen]

    def passages(self) -> Iterator[Passage]:
        """The rows, the formulas in them, then everything around them."""
        self._written = []
        grid, number, copied = next(self.tables), 0, 0
        reader = Reader(self.prefix, self.book.strings)
        for attributes, inner, begin, end in self._rows():
            given = _GIVEN.search(attributes)
            number = int(given[1]) if given else number + 1
            cells = reader.read(inner)
            passage = self._passage(cells, number, grid, self._unseen_row(attributes))
            if passage.text.strip(CELL):
                yield passage
            formulas: list[int] = []
            if cells.formulas:
                yield from self._formulas(cells, number, formulas)
            if passage.changes or formulas:
                self._written += (self.body[copied:begin], self._row(passage, cells, (attributes, inner), formulas))
                copied = end
            else:
                self.book.kept.update(cells.shared)
        self._written.append(self.body[copied:])
        yield from self._around()

    def _rows(self) -> Iterator[tuple[str, str, int, int]]:
        """The rows that hold anything: their attributes, what is in them, where they begin and end."""
        close, at = f"</{self.prefix}row>", 0
        pattern, body = _row_pattern(self.prefix), self.body
        while (match := pattern.search(body, at)) is not None:
            at = match.end()
            if match[2]:
                continue
            end = body.find(close, at)
            if end < 0:
                return
            yield match[1], body[at:end], match.start(), end + len(close)
            at = end + len(close)

    def _unseen_row(self, attributes: str) -> str:
        if 'hidden="1"' in attributes or 'hidden="true"' in attributes or 'ht="0"' in attributes:
            return "被筛选掉的行" if self.filtered else "隐藏的行"
        return ""

    def _passage(self, cells: Row, number: int, grid: int, why: str) -> Passage:
        text = CELL.join(cells.texts)
        if text.count(CELL) >= len(cells.texts):
            cells.texts = [piece.replace(CELL, " ") for piece in cells.texts]
            text = CELL.join(cells.texts)
        offsets = tuple(accumulate([len(cell) + 1 for cell in cells.texts[:-1]], initial=0))
        hidden = "，".join(word for word in (self.why, why) if word) if self.why or why else ""
        place = Place(self.place.part, None, None, None, None, number)
        spans = () if hidden else self._spans(cells, offsets)
        route = self.why or why or "正文"
        return Passage(text, place, route, hidden, grid, offsets, cells.columns, cells.rounded, spans=spans)

    def _spans(self, cells: Row, offsets: Sequence[int]) -> tuple[tuple[int, int, str], ...]:
        if not self.unseen_columns and not self.book.unseen_styles:
            return ()
        spans = []
        for text, column, style, offset in zip(cells.texts, cells.columns, cells.styles, offsets, strict=True):
            why = self.book.unseen_styles.get(style, "")
            if any(low <= column <= high for low, high in self.unseen_columns):
                why = "隐藏的列"
            if why:
                spans.append((offset, offset + len(text), why))
        return tuple(spans)

    def _formulas(self, cells: Row, number: int, dropped: list[int]) -> Iterator[Passage]:
        for index, formula in cells.formulas.items():
            if _TELLING_FORMULA.search(formula):
                text = unescape(formula)
                place = Place(self.place.part, row=number, column=cells.columns[index])
                passage = Passage(re.sub(r'"\s*&\s*"', "", text), place, "公式", self.why or "公式")
                yield passage
                if passage.changes:
                    dropped.append(index)

    def _row(self, passage: Passage, cells: Row, source: tuple[str, str], formulas: list[int]) -> str:
        """The row as XML: changed cells become text of their own.

        `source` is the row as it is written: its attributes, and what is in it.
        """
        fresh = changed_cells(cells.texts, passage.cells, passage.changes)
        parts, attributes = pieces(source[1], self.prefix)
        for index, (old, new, shared) in enumerate(zip(cells.texts, fresh, cells.shared, strict=True)):
            if old == new and index not in formulas:
                self.book.kept.add(shared)
            else:
                self.changed = True
                self.book.replaced.add(shared)
                parts[index] = inline_cell(self.prefix, attributes[index], new)
        return f"<{self.prefix}row{source[0]}>{''.join(parts)}</{self.prefix}row>"

    def _around(self) -> Iterator[Passage]:
        """Headers and footers, validations, links and the rest of the part, with the rows taken out."""
        skeleton = self.head + self.tail if self.tail else self.head
        around = XmlPart(
            skeleton.encode(), self.place, "工作表设置", self.tables, self.why or "页眉页脚、有效性、链接等"
        )
        yield from around.passages()
        if around.changed:
            self.changed = True
            xml = around.save().decode()
            begin = re.search(rf"<{self.prefix}sheetData\b[^>]*?(/?)>", xml)
            if begin and begin[1]:
                self.head, self.tail = xml[: begin.end() - 2] + ">", f"</{self.prefix}sheetData>" + xml[begin.end() :]
            elif begin:
                self.head, self.tail = xml[: begin.end()], xml[begin.end() :]

    def save(self) -> bytes:
        """The part as it now stands."""
        return (self.head + "".join(self._written) + self.tail).encode()
