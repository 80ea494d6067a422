"""One worksheet: its rows, read from the XML as a stream, and everything around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from html import escape, unescape
from typing import NamedTuple

from lxml import etree

from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.xml_parts import XmlPart, parse_xml
from gongkai.documents.limits import refuse_entities
from gongkai.documents.model import Place
from gongkai.documents.rewriting import changed_cells

_ATTRIBUTE = re.compile(r'\b(\w+)="([^"]*)"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TELLING_FORMULA = re.compile(r"\d{4}|[\u3400-\u9fff]{4}|@")
_MARKUP = re.compile(r"<[^>]*>")
_PHONETIC = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_PRECISION = 15
"""Significant digits that a spreadsheet keeps."""


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share: strings, which of them are in use, styles that do not show."""

    strings: Sequence[str] = ()
    unseen_styles: dict[str, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)


class _Cell(NamedTuple):
    column: int
    text: str
    style: str = ""
    shared: int = -1
    rounded: bool = False
    formula: str = ""
    xml: str = ""
    attributes: str = ""


@cache
def _row_pattern(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"<{prefix}row\b([^>]*?)(?:/>|>(.*?)</{prefix}row>)", re.DOTALL)


@cache
def _cell_pattern(prefix: str) -> re.Pattern[str]:
    value = rf"(?:<{prefix}f\b[^>]*?(?:/>|>(?P<f>.*?)</{prefix}f>))?\s*(?:<{prefix}v\b[^>]*>(?P<v>[^<]*)</{prefix}v>)?"
    inline = rf"\s*(?:<{prefix}is\b[^>]*>(?P<i>.*?)</{prefix}is>)?"
    return re.compile(rf"<{prefix}c\b(?P<a>[^>]*?)(?:/>|>\s*{value}{inline}.*?</{prefix}c>)", re.DOTALL)


@cache
def _usual_pattern(prefix: str) -> re.Pattern[str]:
    """A cell as spreadsheet programs write it where there is nothing special about it."""
    attributes = r' r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(s|n)")?'
    return re.compile(rf"<{prefix}c{attributes}(?:/>|>(?:<{prefix}v>([^<&]*)</{prefix}v>)?</{prefix}c>)")


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


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


def text_of(xml: str) -> str:
    """The text of a shared or inline string: its runs joined, markup and phonetic readings taken out."""
    if "<" in xml:
        xml = _MARKUP.sub("", _PHONETIC.sub("", xml))
    text = unescape(xml) if "&" in xml else xml
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


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
        grid, number, at = next(self.tables), 0, 0
        for match in _row_pattern(self.prefix).finditer(self.body):
            attributes = match[1]
            given = re.search(r'\br="(\d+)"', attributes)
            number = int(given[1]) if given else number + 1
            self._written.append(self.body[at : match.start()])
            at = match.end()
            row = match[0]
            if match[2]:
                cells = self._usual(match[2]) or self._cells(match[2])
                passage = self._passage(cells, number, grid, self._unseen_row(attributes))
                if passage.text.strip(CELL):
                    yield passage
                formulas: list[int] = []
                yield from self._formulas(cells, number, formulas)
                row = self._row(passage, cells, match, formulas)
            self._written.append(row)
        self._written.append(self.body[at:])
        yield from self._around()

    def _unseen_row(self, attributes: str) -> str:
        if 'hidden="1"' in attributes or 'hidden="true"' in attributes or 'ht="0"' in attributes:
            return "被筛选掉的行" if self.filtered else "隐藏的行"
        return ""

    def _usual(self, xml: str) -> list[_Cell] | None:
        """The cells of a row in which every one is usual, else `None`."""
        found = _usual_pattern(self.prefix).findall(xml)
        if len(found) != xml.count(f"<{self.prefix}c "):
            return None
        strings, known = self.book.strings, len(self.book.strings)
        cells = []
        for letters, style, kind, value in found:
            if kind == "s":
                index = int(value or -1)
                self.book.used.add(index)
                text = strings[index] if 0 <= index < known else ""
                cells.append(_Cell(_column(letters), text, style, index))
            else:
                text = value if value.isdigit() else _digits(value)
                cells.append(_Cell(_column(letters), text, style, -1, len(text) > _PRECISION and text.isdigit()))
        return cells

    def _cells(self, xml: str) -> list[_Cell]:
        cells: list[_Cell] = []
        column = 0
        for match in _cell_pattern(self.prefix).finditer(xml):
            attributes = match["a"]
            known = dict(_ATTRIBUTE.findall(attributes))
            name = known.get("r", "").rstrip("0123456789")
            column = _column(name) if name else column + 1
            cells.append(self._cell(match, attributes, column, known.get("t", "n"), known.get("s", "")))
        return cells

    def _cell(self, match: re.Match[str], attributes: str, column: int, kind: str, style: str) -> _Cell:
        value, formula = match["v"] or "", match["f"] or ""
        rest = (formula, match[0], attributes)
        if kind == "s" and value.strip().isdigit():
            index = int(value)
            self.book.used.add(index)
            text = self.book.strings[index] if index < len(self.book.strings) else ""
            return _Cell(column, text, style, index, False, *rest)
        if kind == "inlineStr":
            return _Cell(column, text_of(match["i"] or ""), style, -1, False, *rest)
        if kind == "n" and value:
            text = _digits(value)
            return _Cell(column, text, style, -1, len(text) > _PRECISION and text.isdigit(), *rest)
        return _Cell(column, text_of(value), style, -1, False, *rest)

    def _passage(self, cells: list[_Cell], number: int, grid: int, why: str) -> Passage:
        texts = [cell.text.replace(CELL, " ") if CELL in cell.text else cell.text for cell in cells]
        text = CELL.join(texts)
        offsets, at = [], 0
        for piece in texts:
            offsets.append(at)
            at += len(piece) + 1
        hidden = "，".join(word for word in (self.why, why) if word)
        rounded = tuple(index for index, cell in enumerate(cells) if cell.rounded)
        place = Place(self.place.part, row=number)
        route = self.why or why or "正文"
        columns = tuple(cell.column for cell in cells)
        spans = () if hidden else self._spans(cells, offsets)
        return Passage(text, place, route, hidden, grid, tuple(offsets), columns, rounded, spans=spans)

    def _spans(self, cells: list[_Cell], offsets: list[int]) -> tuple[tuple[int, int, str], ...]:
        if not self.unseen_columns and not self.book.unseen_styles:
            return ()
        spans = []
        for cell, offset in zip(cells, offsets, strict=True):
            why = self.book.unseen_styles.get(cell.style, "")
            if any(low <= cell.column <= high for low, high in self.unseen_columns):
                why = "隐藏的列"
            if why:
                spans.append((offset, offset + len(cell.text), why))
        return tuple(spans)

    def _formulas(self, cells: list[_Cell], number: int, dropped: list[int]) -> Iterator[Passage]:
        for index, cell in enumerate(cells):
            if cell.formula and _TELLING_FORMULA.search(cell.formula):
                text = unescape(cell.formula)
                place = Place(self.place.part, row=number, column=cell.column)
                passage = Passage(re.sub(r'"\s*&\s*"', "", text), place, "公式", self.why or "公式")
                yield passage
                if passage.changes:
                    dropped.append(index)

    def _row(self, passage: Passage, cells: list[_Cell], match: re.Match[str], formulas: list[int]) -> str:
        """The row as XML: changed cells become text of their own, the others stay as they were."""
        if not passage.changes and not formulas:
            self.book.kept.update(cell.shared for cell in cells if cell.shared >= 0)
            return match[0]
        cells = self._cells(match[2])
        texts = passage.cell_texts()
        fresh = changed_cells(texts, passage.cells, passage.changes)
        parts = []
        for index, (cell, old, new) in enumerate(zip(cells, texts, fresh, strict=True)):
            if old == new and index not in formulas:
                if cell.shared >= 0:
                    self.book.kept.add(cell.shared)
                parts.append(cell.xml)
            else:
                self.changed = True
                parts.append(self._inline(cell, new))
        return f"<{self.prefix}row{match[1]}>{''.join(parts)}</{self.prefix}row>"

    def _inline(self, cell: _Cell, text: str) -> str:
        p = self.prefix
        attributes = re.sub(r'\s+(?:t|cm|vm)="[^"]*"', "", cell.attributes).rstrip()
        if not text:
            return f"<{p}c{attributes}/>"
        body = escape(text, quote=False)
        return f'<{p}c{attributes} t="inlineStr"><{p}is><{p}t xml:space="preserve">{body}</{p}t></{p}is></{p}c>'

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


def _digits(value: str) -> str:
    """A stored number written out.

    >>> _digits("1.3800138E10"), _digits("12.50"), _digits("13800138000.0")
    ('13800138000', '12.50', '13800138000')
    """
    if value.isdigit():
        return value
    if "E" in value or "e" in value or value.endswith(".0"):
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if number == number.to_integral_value() and abs(number) < Decimal(10) ** 30:
            return str(int(number))
    return value
