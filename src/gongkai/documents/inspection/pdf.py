"""PDF: the text of its pages, every string and text stream of its objects, attachments, earlier versions, pictures."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context, open_file
from gongkai.documents.inspection.pdf_notes import conceals_notes, text_with_notes
from gongkai.documents.inspection.pdf_objects import Objects
from gongkai.documents.inspection.pdf_tables import Row, Tables, outside, spans_of
from gongkai.documents.inspection.pdf_text import Text, text_of
from gongkai.documents.inspection.pdf_unspoken import is_pictured, is_sealed, is_unspoken
from gongkai.documents.inspection.recognition import MISSING, Line, recognise
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting.pages import Patch, Rebuilding, render
from gongkai.documents.rewriting.segments import merged

OLDER = 5
"""Earlier versions of a file that are looked into: a PDF that was saved again may keep the old text at its front."""


class Pdf:
    """A PDF; its scripts are never run, its links never followed."""

    suffix = ".pdf"

    def __init__(self, data: bytes, context: Context) -> None:
        """Open it twice: with pikepdf for its objects, with pdfium for its text."""
        self.data, self.context = data, context
        self.doubts: list[str] = []
        self.patches: dict[int, list[Patch]] = {}
        self.tables = Tables(context.tables)
        self._changed = False
        try:
            self.objects = Objects(pikepdf.open(BytesIO(data)))
            self.pages = pypdfium2.PdfDocument(data)
            self.pages.init_forms()
        except pikepdf.PasswordError as error:
            raise Unreadable("文件有密码保护，请解除密码后再试。") from error
        except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
            raise Unreadable("PDF 文件已损坏或不完整，打不开；请重新下载或另存后再试。") from error
        if len(self.pages) > context.limits.pages * 10:
            raise Unreadable(f"PDF 有 {len(self.pages)} 页，太多了；请拆分后再试。")

    @property
    def changed(self) -> bool:
        """Whether anything in it was changed."""
        return self._changed or bool(self.patches)

    def passages(self) -> Iterator[Passage]:
        """Pages first, each with the rows of its tables, then objects, attachments and earlier versions."""
        seen: set[str] = set()
        for number in range(len(self.pages)):
            self.context.clock.check()
            yield from self._page(number, seen)
        for passage in self.objects.passages(self.context):
            seen.add(passage.text)
            yield passage
            self._changed |= bool(passage.changes)
        yield from self._attachments()
        yield from self._older(seen)

    def _page(self, number: int, seen: set[str]) -> Iterator[Passage]:
        page = self._opened(number)
        place = Place(self.context.part, page=number + 1)
        concealed = conceals_notes(page)
        try:
            pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
            page.close()
            page = self._opened(number)
            found = text_of(page)
            rows = self._rows(page, found, place)
            pictured = is_pictured(page) or is_sealed(page) or is_unspoken(page, found.text)
        finally:
            page.close()
        seen.add(found.text)
        text = outside(found.text, rows) if rows else found.text
        for passage in (Passage(text, place, "正文", spans=found.spans), *rows):
            yield passage
            if passage.changes:
                self.patches.setdefault(number, []).extend(_patches(passage))
        if pictured:
            yield from self._picture(number, place, found.text)
        if concealed and (text := text_with_notes(self.data, number, found.text)):
            hidden = Passage(text, place, "隐藏的批注", "隐藏的批注或表单域")
            yield hidden
            self._changed |= bool(hidden.changes)

    def _rows(self, page: Any, found: Text, place: Place) -> list[Row]:
        rows = self.tables.rows(page, found.text, place)
        for row in rows:
            row.spans = spans_of(row, found.spans)
        return rows

    def _opened(self, number: int) -> Any:
        try:
            return self.pages[number]
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"PDF 的第 {number + 1} 页已损坏，读不出来；请重新下载或另存后再试。") from error

    def _picture(self, number: int, place: Place, said: str) -> Iterator[Passage]:
        """The pictures of a page, seen together as the page is rendered; `said` is what its text says already."""
        picture, scale = render(self.pages, number)
        seen: list[Line] | None = recognise(picture)
        if seen is None:
            self.doubts.append(MISSING)
        lines = [line for line in seen or () if not _said(line.text, said)]
        text = "\n".join(line.text for line in lines)
        passage = Passage(text, Place(place.part, page=place.page), "图片", image=True)
        yield passage
        at = 0
        for line in lines:
            for start, end, new in merged(passage.changes):
                if start < at + len(line.text) and at < end:
                    box = tuple(value / scale for value in line.box)
                    self.patches.setdefault(number, []).append(Patch(-1, -1, new, (box[0], box[1], box[2], box[3])))
            at += len(line.text) + 1

    def _attachments(self) -> Iterator[Passage]:
        for name, stream, data in self.objects.embedded():
            if not data.strip():
                continue
            try:
                opened: Any = open_file(data, name, self.context.inside(f"附件“{name}”"))
            except Unreadable as error:
                raise Unreadable(f"PDF 的附件“{name}”：{error}") from error
            yield from opened.passages()
            self.doubts += opened.doubts
            if opened.changed:
                self._changed = True
                stream.write(opened.save())

    def _older(self, seen: set[str]) -> Iterator[Passage]:
        """What earlier versions of the file say that this one no longer does."""
        ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", self.data)][:-1][-OLDER:]
        for number, end in enumerate(ends, start=1):
            for text in _texts_of_version(self.data[:end], self.context):
                if text not in seen:
                    seen.add(text)
                    passage = Passage(
                        text, Place(self.context.named(f"旧版本{number}")), "旧版本", "文件里保留的旧版本"
                    )
                    yield passage
                    self._changed |= bool(passage.changes)

    def save(self) -> bytes:
        """The file with touched pages rebuilt, everything else cleaned, no earlier version kept."""
        return Rebuilding(self.objects.pdf, self.pages).save(self.patches)


def _said(line: str, text: str) -> bool:
    """Whether a line that was recognised on the page is one that the text of the page holds."""
    return "".join(line.split()) in "".join(text.split())


def _patches(passage: Passage) -> Iterator[Patch]:
    """The changes of a passage as those of its page; one over several lines of a cell leaves its text on the first."""
    for start, end, text in merged(passage.changes):
        if not isinstance(passage, Row):
            yield Patch(start, end, text)
            continue
        ranges, cell = tuple(passage.on_page(start, end)), passage.boxes[passage.cell_at(start)]
        for number, (first, last) in enumerate(ranges):
            yield Patch(first, last, "" if number else text, None, cell, ranges, silent=number > 0)


def _texts_of_version(data: bytes, context: Context) -> list[str]:
    """The texts of the pages and objects of an earlier version; a linearised file's first part is none."""
    texts: list[str] = []
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            texts += [passage.text for passage in Objects(pdf).passages(context)]
        document = pypdfium2.PdfDocument(data)
        for page in document:
            texts.append(text_of(page).text)
            page.close()
        document.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        return texts
    return texts
