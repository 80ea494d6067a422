"""Sheet, settings and properties of a Word file."""

from datetime import UTC, datetime
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from gongkai.paper.docx.xml import element
from gongkai.paper.layouts import PAPER, Layout
from gongkai.paper.model import Page, printable

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The core asks no clock: a file carries no time of its making."""
LONGEST = 255
"""Characters a property of an Office file may have."""
FOOTER = 7 + 8
"""From the foot of the type area to the foot of the page number, mm."""


def set_page(section: Any, sheet: Layout) -> None:
    """A4 with the margins of the layout."""
    section.page_width, section.page_height = map(Mm, PAPER)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.gutter = 0
    section.header_distance, section.footer_distance = Mm(15), Mm(max(sheet.bottom - FOOTER, 8))
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def set_settings(document: Any) -> None:
    """Odd and even pages differ, text is Chinese, punctuation hangs as Chinese typesetting has it."""
    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    for old in settings.element.findall(qn("w:themeFontLang")):
        settings.element.remove(old)
    shapes = settings.element.find(qn("w:shapeDefaults"))
    language = element("themeFontLang", val="en-US", eastAsia="zh-CN")
    mapping = settings.element.find(qn("w:clrSchemeMapping"))
    anchor = mapping if mapping is not None else shapes
    if anchor is None:
        settings.element.append(language)
    else:
        anchor.addprevious(language)


def clean_properties(document: Any, page: Page) -> None:
    """Title, organ and language; nothing of the computer it was made on."""
    core = document.core_properties
    core.title, core.author, core.language = printable(page.title)[:LONGEST], printable(page.organ)[:LONGEST], "zh-CN"
    core.last_modified_by = core.author
    core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = UNDATED
    core.revision = 1
