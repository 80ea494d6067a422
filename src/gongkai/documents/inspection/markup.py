"""HTML and bare XML: what shows, what does not, comments, scripts, attributes."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from lxml import etree, html

from gongkai.documents.encodings import decode
from gongkai.documents.inspection.data_addresses import Carried, inside, is_data
from gongkai.documents.inspection.lines import encoding_of
from gongkai.documents.inspection.model import CELL, Passage
from gongkai.documents.inspection.opening import Context
from gongkai.documents.inspection.xml_parts import XmlPart
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting import Segment, rewrite

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr o:p ruby rb rt"
)
INLINE = frozenset(_INLINE.split(" "))
APART = frozenset(("script", "style", "template", "noscript", "title", "textarea", "option"))
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all"
    r"|(?:^|;)\s*color\s*:\s*(?:white|#fff(?:fff)?\b)",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d{6}|[@\u3400-\u9fff]|\d[ -]\d{3}")
Piece = tuple[str, Any, str]


class Html:
    """A web page. Links are not followed, scripts are text."""

    suffix = ".html"

    def __init__(self, data: bytes, context: Context) -> None:
        """Parse the page, however broken."""
        self.context = context
        self.doubts: list[str] = []
        self.changed = False
        self.encoding = encoding_of(data)
        text = decode(data).replace("\0", "").lstrip("\ufeff")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        try:
            # without this the parser drops all that comes after a text of ten million characters, and says nothing
            self.root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("网页已损坏或是空的，读不出来。") from error
        self._counter = count(1)

    def passages(self) -> Iterator[Passage]:
        """Blocks and rows in order, then what does not show: comments, scripts, attributes."""
        self._apart: list[Any] = []
        blocks: list[list[Piece]] = [[]]
        rows: dict[int, Any] = {}
        self._walk(self.root, blocks, rows)
        grids: dict[Any, tuple[int, Iterator[int]]] = {}
        for number, pieces in enumerate(blocks):
            if number in rows:
                yield from self._row(rows[number], grids)
            elif "".join(piece[0] for piece in pieces).strip():
                place = Place(self.context.part, paragraph=next(self._counter))
                yield from self._emit([pieces], place)
        yield from self._unseen()
        yield from self._attributes()

    def _walk(self, element: Any, blocks: list[list[Piece]], rows: dict[int, Any]) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in APART:
            self._apart.append(element)
            return
        if tag == "tr" and element.find(".//table") is None:
            rows[len(blocks)] = element
            blocks += [[], []]
            return
        if tag == "br":
            blocks[-1].append(("\n", None, ""))
            return
        edge: list[list[Piece]] = [] if tag in INLINE else [[]]
        blocks += edge
        if element.text:
            blocks[-1].append((element.text, element, "text"))
        for child in element:
            self._walk(child, blocks, rows)
            if child.tail:
                blocks[-1].append((child.tail, child, "tail"))
        blocks += [[]] if edge else []

    def _row(self, row: Any, grids: dict[Any, tuple[int, Iterator[int]]]) -> Iterator[Passage]:
        cells: list[list[Piece]] = []
        for cell in (child for child in row if child.tag in ("td", "th")):
            blocks: list[list[Piece]] = [[]]
            self._walk(cell, blocks, {})
            filled = [block for block in blocks if "".join(piece[0] for piece in block).strip()]
            cells.append([piece for block in filled for piece in (*block, ("\n", None, ""))][:-1])
        table = next((parent for parent in row.iterancestors("table")), row)
        if table not in grids:
            grids[table] = (next(self.context.tables), count(1))
        grid, counter = grids[table]
        if cells:
            yield from self._emit(cells, Place(self.context.part, table=grid, row=next(counter)), grid)

    def _emit(self, cells: list[list[Piece]], place: Place, grid: int = 0) -> Iterator[Passage]:
        segments, spans, offsets, at = [], [], [], 0
        for pieces in cells:
            offsets.append(at)
            for text, element, slot in pieces:
                if element is not None:
                    segments.append(Segment(at, element, slot))
                    why = _why_unseen(element if slot == "text" else element.getparent())
                    spans += [(at, at + len(text), why)] if why else []
                at += len(text)
            at += 1
        text = CELL.join("".join(piece[0] for piece in pieces).replace(CELL, " ") for pieces in cells)
        passage = Passage(text, place, "正文", grid=grid, spans=tuple(spans))
        if grid:
            passage.cells, passage.columns = tuple(offsets), tuple(range(1, len(offsets) + 1))
        yield passage
        self._apply(passage, segments)

    def _unseen(self) -> Iterator[Passage]:
        names = {"title": "网页标题", "option": "选项", "textarea": "文本框", "noscript": "脚本"}
        for element in self._apart:
            name = names.get(element.tag, "脚本和样式") if isinstance(element.tag, str) else "网页注释"
            for holder in element.iter():
                for slot in ("text", "tail") if holder is not element else ("text",):
                    value = getattr(holder, slot)
                    if value and value.strip():
                        yield from self._apart_from_files(value, name, name, name, Segment(0, holder, slot))

    def _attributes(self) -> Iterator[Passage]:
        for element in self.root.iter(etree.Element):
            for name, value in ((str(key), str(value)) for key, value in element.attrib.items()):
                if is_data(value):
                    carried = Carried(value, self.context)
                    yield from carried.passages()
                    self.doubts += carried.doubts
                    if (address := carried.address) is not None:
                        element.set(name, address)
                        self.changed = True
                elif len(value) > 5 and (_TELLING.search(value) or inside(value)):
                    why = "隐藏域" if element.get("type") == "hidden" else "网页元素的属性"
                    yield from self._apart_from_files(value, "网页属性", "属性", why, Segment(0, element, name))

    def _apart_from_files(self, value: str, part: str, route: str, why: str, segment: Segment) -> Iterator[Passage]:
        """A text of the page's code, then the files that are written into it, as into `url(data:…)` of a style."""
        text = value
        for match in inside(value):
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
        passage = Passage(text, Place(self.context.named(part)), route, why)
        yield passage
        self._apply(passage, [segment])
        for match in reversed(inside(value)):
            carried = Carried(match[0], self.context)
            yield from carried.passages()
            self.doubts += carried.doubts
            if (address := carried.address) is not None:
                segment.put(segment.get().replace(match[0], address))
                self.changed = True

    def _apply(self, passage: Passage, segments: list[Segment]) -> None:
        if passage.changes:
            rewrite(segments, passage.changes)
            self.changed = True

    def save(self) -> bytes:
        """The page in its encoding."""
        tree = self.root.getroottree()
        return html_bytes(tree, self.encoding.removesuffix("-sig"))


def html_bytes(tree: Any, encoding: str) -> bytes:
    """A page written out; characters that its encoding lacks become references."""
    written = etree.tostring(tree, method="html", encoding=encoding)
    return written if isinstance(written, bytes) else written.encode(encoding, "xmlcharrefreplace")


def _why_unseen(element: Any) -> str:
    while element is not None:
        if "hidden" in element.attrib or _UNSEEN.search(element.get("style") or ""):
            return "网页里不显示的元素"
        element = element.getparent()
    return ""


class Xml:
    """An XML file of any vocabulary, such as an SVG drawing."""

    suffix = ".xml"

    def __init__(self, data: bytes, context: Context) -> None:
        """Parse it; a document type is refused."""
        self.doubts: list[str] = []
        self._part = XmlPart(data, Place(context.part), "正文", context.tables)

    @property
    def changed(self) -> bool:
        """Whether anything in it was changed."""
        return self._part.changed

    def passages(self) -> Iterator[Passage]:
        """Its texts and attributes."""
        yield from self._part.passages()

    def save(self) -> bytes:
        """The file as it now stands."""
        return self._part.save()
