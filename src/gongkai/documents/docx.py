"""Word documents, straight from their XML: paragraphs, tables with merged cells, tables in tables, text boxes."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.documents.archive import OLE, holds, ole_stream, opened
from gongkai.documents.limits import Clock, Limits, read_part, refuse_entities
from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = frozenset({W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "delText", FALLBACK})
LEVEL = re.compile(r"^(?:heading|标题)\s*([1-6])$", re.IGNORECASE)
WIDEST_SPAN = 200
MAIN = "word/document.xml"


class DocxReader:
    """A Word document (.docx)."""

    format = "docx"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """A ZIP archive with a main document part."""
        return holds(data, MAIN)

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The body in order; deleted text of tracked changes is left out, inserted text read."""
        with opened(data, limits) as archive:
            body = _parsed(archive, MAIN, limits).find(W + "body")
            styles = _heading_styles(archive, limits)
        if body is None:
            raise Unreadable("Word 文件里没有正文，可能已损坏；请用 Word 或 WPS 打开后另存再试。")
        walk = _Walk(styles, limits.nesting)
        blocks = tuple(walk.blocks(body, 0))
        if not blocks:
            raise Unreadable("Word 文件里没有可读的文字；如果内容是图片，请转成 PDF 后再试。")
        return Document(blocks, self.format)


class LockedOfficeReader:
    """An office file with a password: an OLE file that holds an encrypted package."""

    format = "docx"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """By the stream that encryption leaves."""
        return data.startswith(OLE) and ole_stream(data, "EncryptedPackage")

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """Refused in one sentence."""
        raise Unreadable("文件有密码保护，请解除密码后再试。")


def _parsed(archive: zipfile.ZipFile, name: str, limits: Limits) -> Any:
    xml = read_part(archive, name, limits)
    refuse_entities(xml)
    if STRICT.encode() in xml[:4096]:
        xml = xml.replace(STRICT.encode(), TRANSITIONAL.encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    return etree.fromstring(xml, parser)


def _heading_styles(archive: zipfile.ZipFile, limits: Limits) -> dict[str, int]:
    """The levels of the heading styles by their id."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    found = {}
    for style in _parsed(archive, "word/styles.xml", limits).iterfind(W + "style"):
        name = style.find(W + "name")
        if name is not None and (match := LEVEL.match(name.get(W + "val", ""))):
            found[style.get(W + "styleId", "")] = int(match[1])
    return found


class _Walk:
    """Walks the body in reading order and counts paragraphs and tables."""

    def __init__(self, styles: dict[str, int], deepest: int) -> None:
        self.paragraphs = self.tables = 0
        self._styles, self._deepest = styles, deepest

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """The blocks below `parent`."""
        if depth > self._deepest:
            raise Unreadable("Word 文件嵌套过深，可能是恶意文件，已拒绝。")
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, depth)
            elif child.tag == W + "tbl":
                yield from self._table(child, depth)
            elif isinstance(child.tag, str) and child.tag not in SKIPPED:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Any, depth: int) -> Iterator[Block]:
        boxes: list[Any] = []
        text = _text(element, boxes).strip("\n")
        for line in text.split("\n"):
            if line.strip():
                self.paragraphs += 1
                yield Paragraph(line.strip(), Place(paragraph=self.paragraphs), self._level(element))
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _level(self, element: Any) -> int:
        style = element.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(style.get(W + "val", ""), 0) if style is not None else 0

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        self.tables += 1
        number = self.tables
        rows, inner = _grid(element)
        laid = tuple(
            tuple(
                Cell(text, Place(table=number, row=y, column=x), rowspan, colspan)
                for x, (text, rowspan, colspan) in enumerate(row, start=1)
            )
            for y, row in enumerate(rows, start=1)
        )
        yield Table(laid, Place(table=number))
        for table in inner:
            if depth > self._deepest:
                raise Unreadable("Word 文件嵌套过深，可能是恶意文件，已拒绝。")
            yield from self._table(table, depth + 1)


Laid = list[list[tuple[str, int, int]]]


def _grid(table: Any) -> tuple[Laid, list[Any]]:
    """The rows of a table, vertically merged cells joined, and the tables inside its cells."""
    rows: list[list[list[Any]]] = []
    above: dict[int, list[Any]] = {}
    inner: list[Any] = []
    for row in _children(table, W + "tr"):
        cells: list[list[Any]] = []
        column = _count(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _children(row, W + "tc"):
            span, merge = _count(cell.find(f"{W}tcPr/{W}gridSpan")) or 1, cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(W + "val") != "restart" and column in above:
                above[column][1] += 1
            else:
                inner += _children(cell, W + "tbl")
                laid = [_cell_text(cell), 1, span]
                cells.append(laid)
                above[column] = laid
                if merge is None:
                    del above[column]
            column += span
        rows.append(cells)
    return [[(str(text), int(down), int(right)) for text, down, right in row] for row in rows], inner


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"):
            yield from _children(child, tag)


def _count(element: Any) -> int:
    value = element.get(W + "val", "") if element is not None else ""
    return min(int(value), WIDEST_SPAN) if value.isascii() and value.isdigit() else 0


def _cell_text(cell: Any) -> str:
    return "\n".join(filter(None, (_text(paragraph, []).strip() for paragraph in _children(cell, W + "p"))))


def _text(element: Any, boxes: list[Any]) -> str:
    """The text of a paragraph; the text boxes in it are put into `boxes`."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        tag = node.tag
        if tag == W + "t":
            parts.append(node.text or "")
        elif tag == W + "tab":
            parts.append("\t" if node.getparent().tag == W + "r" else "")
        elif tag in (W + "br", W + "cr"):
            parts.append("\n")
        elif tag == W + "txbxContent":
            boxes.append(node)
        elif tag not in SKIPPED:
            waiting.extend(reversed(node))
    return "".join(parts)
