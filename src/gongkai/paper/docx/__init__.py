"""The page as a Word file that Word, WPS and LibreOffice open unrepaired and a person can go on editing."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

from gongkai.paper.docx.blocks import write_block, write_title
from gongkai.paper.docx.furniture import page_numbers, write_imprint, write_red_head
from gongkai.paper.docx.settings import clean_properties, set_page, set_settings
from gongkai.paper.docx.styles import set_styles
from gongkai.paper.layouts import layout
from gongkai.paper.model import Page


def to_docx(page: Page) -> bytes:
    """A whole .docx file; the same page gives the same bytes."""
    document, sheet = docx.Document(), layout(page.kind)
    set_styles(document, sheet)
    set_page(document.sections[0], sheet)
    set_settings(document)
    clean_properties(document, page)
    _write(document, page)
    if page.page_numbers:
        page_numbers(document, sheet)
    stream = BytesIO()
    document.save(stream)
    return _timeless(stream)


def _timeless(stream: BytesIO) -> bytes:
    """The archive without the times at which its parts were written."""
    written = BytesIO()
    with ZipFile(stream) as parts, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, parts.read(name))
    return written.getvalue()


def _write(document: Any, page: Page) -> None:
    sheet = layout(page.kind)
    if any(page.band):
        write_title(document, "　".join(page.band), "Subtitle")
    if page.red_head:
        write_red_head(document, page.red_head, sheet)
    if page.title:
        write_title(document, page.title, "Title")
    for block in page.blocks:
        write_block(block, document, sheet)
    if page.imprint:
        write_imprint(document, page.imprint, sheet)
    for slip in page.slips:
        write_title(document, slip.title, "Title").paragraph_format.page_break_before = True
        for block in slip.blocks:
            write_block(block, document, sheet)
