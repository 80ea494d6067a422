"""PDF with text, by pdfium: paragraphs over lines and pages, tables from ruling lines, page numbers left out."""

from collections.abc import Iterator
from typing import Any

from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Document, Unreadable
from gongkai.documents.pdf_flow import Page, flow
from gongkai.documents.ruled import find_grids, lines_of

FEWEST_CHARACTERS = 20


class PdfReader:
    """A PDF file; one whose pages are pictures goes to the OCR reader."""

    format = "pdf"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """By its signature, which may come after some other bytes."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The pages in order."""
        pages = [_page(page, number) for number, page in _pages(data, clock, limits)]
        characters = sum(len(piece.text) for page in pages for piece in page.pieces)
        if characters < FEWEST_CHARACTERS * max(1, len(pages)):
            from gongkai.documents.scans import read_scanned_pdf

            return read_scanned_pdf(data, clock, limits)
        return Document(tuple(flow(pages)), self.format)


def _pages(data: bytes, clock: Clock, limits: Limits) -> Iterator[tuple[int, Any]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("PDF 有密码保护，请解除密码后再试。") from error
        raise Unreadable("PDF 已损坏或不完整，读不出来；请重新下载或另存后再试。") from error
    try:
        if len(document) > limits.pages:
            raise Unreadable(f"PDF 有 {len(document)} 页，超过 {limits.pages} 页的上限；请拆分后再试。")
        for number in range(1, len(document) + 1):
            clock.check()
            page = document[number - 1]
            yield number, page
            page.close()
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    from gongkai.documents import pdf_page

    textpage = page.get_textpage()
    turned, width, height = pdf_page.turn(page, textpage)
    found = pdf_page.pieces(textpage, turned)
    textpage.close()
    grids = find_grids(*pdf_page.strokes(page, turned))
    outside = found
    for grid in grids:
        outside = [piece for piece in outside if not grid.take(piece)]
    grids = [grid for grid in grids if grid.pieces]
    return Page(number, width, height, found, grids, lines_of(outside))
