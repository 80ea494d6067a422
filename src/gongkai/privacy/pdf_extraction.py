"""The text of a PDF by pdfminer, a program that the masker does not use: for the proof only. A page at a time."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSException, PSLiteral
from pdfminer.utils import decode_text

from gongkai.documents.limits import MEGABYTE

LONGEST_STREAM = 50 * MEGABYTE
MOST_DRAWN = 1000
"""Drawings of annotations that are looked into on one page."""
DEEPEST = 60
OLDER = 5
"""Earlier versions of the file that are looked into."""


class _Document(PDFDocument):
    """A document that does not keep the streams it has read, so that memory does not grow with the pages."""

    def getobj(self, objid: int) -> Any:
        """An object of the file."""
        found = super().getobj(objid)
        if isinstance(found, PDFStream):
            self._cached_objs.pop(objid, None)
        return found


class _Signs(PDFDevice):
    """Writes down the characters that a page draws, wherever and however it draws them."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.signs: list[str] = []

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Keep what one operator draws."""
        font = textstate.font
        for piece in seq:
            for code in font.decode(piece) if isinstance(piece, bytes) and font is not None else ():
                try:
                    self.signs.append(font.to_unichr(code))
                except PDFUnicodeNotDefined:
                    self.signs.append(" ")

    def taken(self) -> str:
        """What was drawn since this was last asked."""
        text = "".join(self.signs)
        self.signs = []
        return text


def pdf_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Route and text of the file and of the versions of it that were saved before and are still in it."""
    yield from _version(data)
    for match in list(re.finditer(rb"%%EOF\s*", data))[:-1][-OLDER:]:
        with suppress(PSException):
            yield from _version(data[: match.end()])


def _version(data: bytes) -> Iterator[tuple[str, str]]:
    """What each page draws, what its annotations draw, every string and text stream of the objects."""
    document = _Document(PDFParser(BytesIO(data)))
    yield "pdfminer 属性", str([list(info.values()) for info in document.info])
    resources = PDFResourceManager()
    device = _Signs(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield "pdfminer", device.taken()
        for drawn in _drawn_by_notes(page):
            interpreter.render_contents(resolve1(drawn.get("Resources")) or page.resources, [drawn])
        yield "pdfminer 批注", device.taken()
    yield from _objects(document)


def _drawn_by_notes(page: Any) -> list[Any]:
    """The drawings of the annotations of a page."""
    found: list[Any] = []
    for note in resolve1(page.annots) or ():
        appearance = resolve1((resolve1(note) or {}).get("AP"))
        for value in appearance.values() if isinstance(appearance, dict) else ():
            drawn = resolve1(value)
            states = drawn.values() if isinstance(drawn, dict) else [drawn]
            found += [stream for state in states if isinstance(stream := resolve1(state), PDFStream)]
    return found[:MOST_DRAWN]


def _objects(document: PDFDocument) -> Iterator[tuple[str, str]]:
    """The strings of every object, joined object by object, and the streams that are text."""
    for xref in document.xrefs:
        for number in sorted(set(xref.get_objids())):
            try:
                item = document.getobj(number)
            except PSException:
                continue  # the table of an earlier version may name what nobody can read
            strings = list(_strings(item, 0))
            if strings:
                yield "pdfminer 对象", "\n".join(strings)
            if isinstance(item, PDFStream) and str(item.get("Subtype")) != "/'Image'":
                body = item.get_data()[:LONGEST_STREAM]
                yield "pdfminer 数据流", body.decode("utf-8", "ignore")


def _strings(item: Any, depth: int) -> Iterator[str]:
    """The strings in an object itself, without those of the objects it refers to."""
    if isinstance(item, PDFStream):
        item = item.attrs
    if depth > DEEPEST or isinstance(item, PDFObjRef | PSLiteral):
        return
    if isinstance(item, bytes):
        yield decode_text(item)
    elif isinstance(item, dict | list):
        for value in item.values() if isinstance(item, dict) else item:
            yield from _strings(value, depth + 1)
