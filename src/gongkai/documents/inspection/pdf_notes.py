"""What hidden annotations and fields of a PDF draw: a reader does not see it, a program that shows them does."""

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.documents.inspection.pdf_text import text_of

CONCEALED = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def conceals_notes(page: Any) -> bool:
    """Whether an annotation or a field of the page is marked as not to be shown."""
    return any(_flags(page, index) & CONCEALED for index in range(pdfium.FPDFPage_GetAnnotCount(page)))


def text_with_notes(data: bytes, number: int, seen: str) -> str:
    """The lines that page `number` of the file has once everything hidden is shown, without those in `seen`."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        page = document[number]
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            if _flags(page, index) & CONCEALED:
                _show(page, index)
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
        text = text_of(page).text
        page.close()
    finally:
        document.close()
    return "\n".join(line for line in text.splitlines() if line.strip() and line.strip() not in seen)


def _flags(page: Any, index: int) -> int:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    flags = int(pdfium.FPDFAnnot_GetFlags(note))
    pdfium.FPDFPage_CloseAnnot(note)
    return flags


def _show(page: Any, index: int) -> None:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    pdfium.FPDFAnnot_SetFlags(note, pdfium.FPDF_ANNOT_FLAG_PRINT)
    pdfium.FPDFPage_CloseAnnot(note)
