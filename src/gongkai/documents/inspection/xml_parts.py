"""Every text and every attribute of an XML part, whatever its vocabulary: paragraphs and rows where it has them."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from lxml import etree

from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.limits import refuse_entities
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting import Segment, rewrite

PARAGRAPHS = frozenset(("p", "h", "si", "is", "text", "r", "rPh"))
_LONE = frozenset(("r", "rPh", "text"))
"""Elements that are a paragraph only where no other stands around them."""
ROWS = {"tr": "tc", "table-row": "table-cell"}
CONTAINERS = frozenset(
    ("tc", "table-cell", "txbxContent", "txBody", "comment", "body", "footnote", "endnote", "hdr", "ftr")
)
APART = frozenset(("instrText", "delInstrText"))
BREAKS = {
    "br": "\n",
    "cr": "\n",
    "line-break": "\n",
    "tab": " ",
    "s": " ",
    "noBreakHyphen": "-",
    "softHyphen": "\u200b",
}
_TELLING = re.compile(r"\d{6}|[@\u3400-\u9fff]|\d[ -]\d{3}")
_STRUCTURE = frozenset(("Type", "ContentType", "PartName", "Requires", "Ignorable", "paraId", "textId", "uri", "type"))
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "remove_blank_text": False,
    "huge_tree": True,
    "load_dtd": False,
}


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def parse_xml(data: bytes, part: str) -> Any:
    """The root of an XML part; raises `Unreadable`."""
    refuse_entities(data)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"文件内的部件 {part} 已损坏，读不出来；请用 Word 或 WPS 另存后再试。") from error


Hidden = Callable[[Any], str]
"""Why the text of an element would not be seen."""


class XmlPart:
    """One XML part, walked: rows of tables, paragraphs, texts elsewhere, attributes, comments."""

    def __init__(self, data: bytes, place: Place, route: str, tables: Iterator[int], why: str = "") -> None:
        """Parse the part; `why` is the reason for which nothing in it is seen, if so."""
        self.root = parse_xml(data, place.part)
        self.place, self.route, self.why, self.tables = place, route, why, tables
        self.changed = False
        self.seen: set[Any] = set()
        self.hidden: Hidden = lambda element: ""
        self._counter = count(1)

    def passages(self) -> Iterator[Passage]:
        """Every text of the part."""
        grids: dict[Any, tuple[int, Iterator[int]]] = {}
        elements = [element for element in self.root.iter() if self._is_paragraph(element)]
        rows_done: set[Any] = set()
        for element in elements:
            row = _row_of(element)
            if row is None:
                yield from self._paragraph(element)
            elif row not in rows_done:
                rows_done.add(row)
                table = row.getparent()
                if table not in grids:
                    grids[table] = (next(self.tables), count(1))
                yield from self._row(row, *grids[table])
        yield from self._leftovers()
        yield from self._attributes()

    def save(self) -> bytes:
        """The part as it now stands."""
        return bytes(etree.tostring(self.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))

    def _is_paragraph(self, element: Any) -> bool:
        name = local(element)
        if name not in PARAGRAPHS:
            return False
        if name not in _LONE:
            return True
        return name == "text" and len(element) > 0

    def _paragraph(self, element: Any) -> Iterator[Passage]:
        number = next(self._counter)
        yield from self._emit([self._collect(element)], Place(self.place.part, paragraph=number))

    def _row(self, row: Any, grid: int, counter: Iterator[int]) -> Iterator[Passage]:
        cell_name = ROWS[local(row)]
        cells = [cell for cell in row.iter() if local(cell) == cell_name and _nearest(cell, ROWS) is row]
        collected = [self._cell(cell) for cell in cells]
        yield from self._emit(collected, Place(self.place.part, table=grid, row=next(counter)), grid)

    def _cell(self, cell: Any) -> list[tuple[str, Any, str]]:
        pieces: list[tuple[str, Any, str]] = []
        for paragraph in cell.iter():
            if self._is_paragraph(paragraph) and _nearest(paragraph, CONTAINERS) is cell:
                pieces += [("\n", None, ""), *self._collect(paragraph)] if pieces else self._collect(paragraph)
        return pieces

    def _collect(self, paragraph: Any) -> list[tuple[str, Any, str]]:
        """The texts of a paragraph in order, as (text, element, slot); nested paragraphs are their own."""
        pieces: list[tuple[str, Any, str]] = []

        def walk(element: Any) -> None:
            name = local(element)
            if name in BREAKS and not element.text:
                pieces.append((BREAKS[name], None, ""))
            elif element.text and name not in APART and name and (element.text.strip() or not len(element)):
                self.seen.add((element, "text"))
                pieces.append((element.text, element, "text"))
            for child in element:
                if not self._is_paragraph(child):
                    walk(child)
                if child.tail and (child.tail.strip() or not _structural(element)):
                    self.seen.add((child, "tail"))
                    pieces.append((child.tail, child, "tail"))

        walk(paragraph)
        return pieces

    def _emit(self, cells: list[list[tuple[str, Any, str]]], place: Place, grid: int = 0) -> Iterator[Passage]:
        """The texts that stand there now; then those that tracked changes took out, with the words they touched."""
        gone = any(element is not None and _is_deleted(element) for pieces in cells for _, element, _ in pieces)
        kept = [[piece for piece in pieces if piece[1] is None or not _is_deleted(piece[1])] for pieces in cells]
        yield from self._joined(kept, place, grid)
        if gone:
            before = [[piece for piece in pieces if piece[1] is None or not _is_inserted(piece[1])] for pieces in cells]
            yield from self._joined(before, place, 0, deleted=True)

    def _joined(
        self, cells: list[list[tuple[str, Any, str]]], place: Place, grid: int, *, deleted: bool = False
    ) -> Iterator[Passage]:
        segments: list[Segment] = []
        spans: list[tuple[int, int, str]] = []
        offsets, at = [], 0
        for pieces in cells:
            offsets.append(at)
            for text, element, slot in pieces:
                if element is not None:
                    segments.append(Segment(at, element, slot))
                    why = "修订中已删除的文字" if _is_deleted(element) else self.hidden(element)
                    spans += [(at, at + len(text), why)] if why else []
                at += len(text)
            at += 1
        text = CELL.join("".join(piece[0] for piece in pieces).replace(CELL, " ") for pieces in cells)
        if not text.strip(" \n" + CELL):
            return
        if deleted:
            text = _only_touched(text, spans)
        passage = Passage(text, place, "修订" if deleted else self.route, self.why, grid, spans=tuple(spans))
        if grid:
            passage.cells, passage.columns = tuple(offsets), tuple(range(1, len(offsets) + 1))
        yield passage
        self._apply(passage, segments)

    def _apply(self, passage: Passage, segments: list[Segment]) -> None:
        if passage.changes:
            rewrite(segments, passage.changes)
            self.changed = True

    def _leftovers(self) -> Iterator[Passage]:
        """Texts that stand in no paragraph, and XML comments."""
        for element in self.root.iter():
            for slot in ("text", "tail"):
                value = getattr(element, slot)
                if value and value.strip() and (element, slot) not in self.seen:
                    number = next(self._counter)
                    why = self.why or ("XML 注释" if slot == "text" and not isinstance(element.tag, str) else "")
                    passage = Passage(value, Place(self.place.part, paragraph=number), self.route, why)
                    yield passage
                    self._apply(passage, [Segment(0, element, slot)])

    def _attributes(self) -> Iterator[Passage]:
        for element in self.root.iter(etree.Element):
            for name, value in element.attrib.items():
                if len(value) > 5 and _TELLING.search(value) and name.rpartition("}")[2] not in _STRUCTURE:
                    passage = Passage(value, self.place, "属性", self.why or "属性，如替代文字、标签、链接")
                    yield passage
                    self._apply(passage, [Segment(0, element, name)])


def _structural(element: Any) -> bool:
    return local(element) in ("r", "p", "si", "comment", "del", "ins", "text") and local(element.getparent()) != "text"


def _nearest(element: Any, names: Any) -> Any:
    return next((parent for parent in element.iterancestors() if local(parent) in names), None)


def _row_of(paragraph: Any) -> Any:
    """The row of a table that a paragraph stands in directly, not through a text box in it."""
    container = _nearest(paragraph, CONTAINERS)
    if container is None or local(container) not in ROWS.values():
        return None
    return _nearest(container, ROWS)


def _is_deleted(element: Any) -> bool:
    if local(element) == "delText":
        return True
    return any(local(parent) in ("del", "moveFrom") for parent in element.iterancestors())


def _is_inserted(element: Any) -> bool:
    return any(local(parent) in ("ins", "moveTo") for parent in element.iterancestors())


def _only_touched(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Only the words that deleted text is part of; the rest was scanned before, and is stars of commas here."""
    keep = bytearray(len(text))
    for word in re.finditer(r"[0-9A-Za-z]+|[^0-9A-Za-z]+", text):
        for start, end, _ in spans:
            if start < word.end() and word.start() < end:
                left, right = (word.start(), word.end()) if word[0][0].isalnum() else (start, end)
                keep[left:right] = b"\1" * (right - left)
    return "".join(sign if kept else "，" for sign, kept in zip(text, keep, strict=True))
