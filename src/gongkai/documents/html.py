"""HTML pages: paragraphs, headings and tables with their spans, by lxml."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from gongkai.documents.encodings import decode
from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable, places_in

SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "select", "option", "textarea"})
BLOCKS = (
    "p div li ul ol dl dt dd section article header footer main aside nav form blockquote pre caption figure hr body"
)
BREAKING = frozenset(f"{BLOCKS} h1 h2 h3 h4 h5 h6 table tr td th figcaption center address fieldset".split(" "))
SPACE = re.compile(r"[ \t\r\n\f\v]+")
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|title)\b", re.IGNORECASE)
CELLS = frozenset({"td", "th"})
WIDEST_SPAN, DEEPEST_CELL = 1000, 100
FEW_CELLS, LONG_CELL, LONGEST_CAPTION = 6, 300, 300


class HtmlReader:
    """A saved web page."""

    format = "html"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """By its markup near the beginning, whatever the file is called."""
        head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        found = MARKUP.search(head)
        return found is not None and (head.startswith(b"<") or suffix in (".html", ".htm", ".xhtml", ".shtml"))

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The page's visible text in order."""
        tree = _parse(_text(data))
        blocks = Walk(limits.nesting * 4).blocks(tree)
        if not blocks:
            raise Unreadable("网页里没有可读的文字，内容可能由脚本载入；请在浏览器里另存为完整网页或 PDF 后再试。")
        return Document(tuple(blocks), self.format, caption=_caption(tree))


def _caption(tree: Any) -> str:
    """The title in the head of a page: that of the article as the portals of organs name it, else the page's."""
    head = tree.find("head")
    if head is None:
        return ""
    named = (meta.get("content", "") for meta in head.iter("meta") if meta.get("name", "").lower() == "articletitle")
    return (next(named, "").strip() or head.findtext("title", "").strip())[:LONGEST_CAPTION]


def _text(data: bytes) -> str:
    if declared := CHARSET.search(data[:4096]):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if name in ("gb2312", "gbk", "gb18030") else name)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _parse(text: str) -> Any:
    # Bytes and not text: an XML declaration with another encoding would be refused. Not lxml.html, which makes every
    # element it hands out an object of a class of its own, at twice the cost.
    text = text.replace("\0", "")
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        tree = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("网页里没有可读的内容。") from error
    if tree is None:
        raise Unreadable("网页里没有可读的内容。")
    return tree


def html_tables(markup: str, before: int = 0) -> Iterator[Table]:
    """The tables in a fragment of markup, numbered after the `before` tables that came earlier."""
    walk = Walk()
    walk.tables = before
    yield from (block for block in walk.blocks(_parse(markup)) if isinstance(block, Table))


class Walk:
    """Walks a page in reading order; text between breaking elements becomes a paragraph, a data table a table."""

    def __init__(self, depth: int = 240) -> None:
        self.paragraphs = self.tables = 0
        self._depth = depth
        self._run: list[str] = []
        self._blocks: list[Block] = []

    def blocks(self, root: Any) -> list[Block]:
        """The blocks below `root`."""
        self._element(root, 0)
        self._flush(0)
        return self._blocks

    def _element(self, element: Any, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT:
            return
        if depth > self._depth:
            raise Unreadable("网页嵌套过深，可能是恶意文件，已拒绝。")
        if tag == "br":
            self._run.append("\n")
            return
        if tag == "table" and _holds_data(element):
            self._flush(0)
            self._table(element)
            return
        breaking = tag in BREAKING
        if breaking:
            self._flush(0)
        self._inside(element, depth)
        if breaking:
            self._flush(int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0)

    def _inside(self, element: Any, depth: int) -> None:
        if text := element.text:
            self._run.append(_spaced(text))
        for child in element:
            self._element(child, depth + 1)
            if text := child.tail:
                self._run.append(_spaced(text))

    def _flush(self, level: int) -> None:
        if not self._run:
            return
        lines = "".join(self._run).split("\n")
        self._run = []
        for line in lines:
            if text := line.strip():
                self.paragraphs += 1
                self._blocks.append(Paragraph(text, Place(paragraph=self.paragraphs), level))

    def _table(self, element: Any) -> None:
        self.tables += 1
        number = self.tables
        rows: list[tuple[Cell, ...]] = []
        inner: list[Any] = []
        holds_tables = next(element.iterdescendants("table"), None) is not None
        plain = not holds_tables and next(element.iterdescendants(*SILENT), None) is None
        for y, row in enumerate(_rows(element), start=1):
            cells = []
            for place, cell in zip(places_in(number, y, len(row)), row.iterchildren("td", "th"), strict=False):
                inner += _nested(cell) if holds_tables else ()
                text = _plain_text(cell) if plain else _cell_text(cell)
                spans = (_span(cell, "rowspan"), _span(cell, "colspan")) if cell.keys() else (1, 1)
                cells.append(Cell(text, place, *spans))
            rows.append(tuple(cells))
        self._blocks.append(Table(tuple(rows), Place(table=number)))
        for table in inner:
            self._table(table)


def _holds_data(table: Any) -> bool:
    """A table for layout holds other tables, or long prose in few cells; a data table does not."""
    if next(table.iterdescendants("table"), None) is None:
        cells = list(islice(table.iterdescendants("td", "th"), FEW_CELLS + 1))
        return len(cells) > FEW_CELLS or all(len("".join(cell.itertext())) < LONG_CELL for cell in cells)
    own = [cell for row in _rows(table) for cell in row if cell.tag in CELLS]
    return len(own) > FEW_CELLS and all(len("".join(cell.itertext())) < LONG_CELL for cell in own)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _nested(cell: Any) -> Iterator[Any]:
    for table in cell.iterdescendants("table"):
        above = next(table.iterancestors("table"))
        if not any(ancestor is above for ancestor in cell.iterdescendants("table")):
            yield table


def _plain_text(cell: Any) -> str:
    """The text of a cell in which nothing is silent or a table: mostly one piece, as in <td><p><b>12</b></p></td>."""
    inner = cell
    while len(inner) == 1:
        before, inner = inner.text, inner[0]
        behind = inner.tail
        if (before and not before.isspace()) or (behind and not behind.isspace()):
            return _cell_text(cell)
    if len(inner):
        return _cell_text(cell)
    text = (inner.text or "").strip()
    return text if text.isprintable() and "  " not in text else SPACE.sub(" ", text)


def _cell_text(cell: Any) -> str:
    """The text of a cell without the tables in it; line breaks stay, so that two figures never run together."""
    parts: list[str] = []
    _gather(cell, parts, 0)
    return "\n".join(filter(None, (SPACE.sub(" ", line).strip() for line in "".join(parts).split("\0"))))


def _spaced(text: str) -> str:
    """The text with every run of white space as one space."""
    if text.isprintable() and "  " not in text:  # no white space but single spaces
        return text
    return " " if text.isspace() and text.isascii() else SPACE.sub(" ", text)


def _gather(element: Any, parts: list[str], depth: int) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SILENT and tag != "table" and depth < DEEPEST_CELL:
            breaking = tag == "br" or tag in BREAKING
            if breaking:
                parts.append("\0")
            _gather(child, parts, depth + 1)
            if breaking:
                parts.append("\0")
        if child.tail:
            parts.append(child.tail)


def _span(cell: Any, name: str) -> int:
    digits = cell.get(name, "").strip()
    return min(int(digits), WIDEST_SPAN) if digits.isascii() and digits.isdigit() and int(digits) > 0 else 1
