"""The blocks of a page as paragraphs and tables of Word."""

from functools import singledispatch
from io import BytesIO
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.paper.docx.runs import add_runs
from gongkai.paper.docx.seals import press
from gongkai.paper.docx.tables import write_table
from gongkai.paper.docx.xml import twips
from gongkai.paper.layouts import Layout
from gongkai.paper.measure import characters
from gongkai.paper.model import (
    Attachments,
    Block,
    Choices,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    Signature,
    Table,
    chinese_date,
    printable,
)
from gongkai.paper.text import attachment_lines

ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_title(document: Any, text: str, style: str) -> Any:
    """A paragraph of one run in a style of its own."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(printable(text))
    return paragraph


@singledispatch
def write_block(block: Block, document: Any, sheet: Layout) -> None:
    """Write a block at the end of the document."""
    raise TypeError(type(block).__name__)


@write_block.register
def _(block: Paragraph, document: Any, sheet: Layout) -> None:
    paragraph = document.add_paragraph(style="正文段落")
    if block.align in ALIGNMENT:
        paragraph.alignment = ALIGNMENT[block.align]
    if not block.indent or block.align != "justify":
        _indent(paragraph, 0, 0, sheet)
    if block.gap:
        paragraph.paragraph_format.space_before = Pt(sheet.leading)
    add_runs(paragraph, block.runs)


@write_block.register
def _(block: Heading, document: Any, sheet: Layout) -> None:
    write_title(document, block.text, f"Heading {block.level}")


@write_block.register
def _(block: Items, document: Any, sheet: Layout) -> None:
    for number, item in enumerate(block.items, start=1):
        paragraph = document.add_paragraph(style="正文段落")
        paragraph.add_run(printable(f"{number}." if block.ordered else "·") + printable(item))


@write_block.register
def _(block: Choices, document: Any, sheet: Layout) -> None:
    for words, ticked in block.choices:
        paragraph = document.add_paragraph(style="正文段落")
        add_runs(paragraph, (Run(f"{'☑' if ticked else '□'} {words}"),))


@write_block.register
def _(block: Picture, document: Any, sheet: Layout) -> None:
    picture = document.add_picture(BytesIO(block.png), width=Mm(block.width))
    picture._inline.docPr.set("descr", printable(block.words))


@write_block.register
def _(block: Signature, document: Any, sheet: Layout) -> None:
    """The date four characters from the right, the organ centred above it (GB/T 9704—2012 7.3.5.1).

    The end of the text stays on the page of the signature.
    """
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    lines = [words for words in (block.organ, chinese_date(block.on) if block.on else "") if words]
    widest = max((characters(words) for words in lines), default=0.0)
    for number, words in enumerate(lines):
        paragraph = write_title(document, words, "署名")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        aside = 4 + (widest - characters(words)) / 2
        paragraph.paragraph_format.right_indent = Pt(aside * sheet.text_size)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number + 1 < len(lines)
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(sheet.leading * 2)
    if block.picture and lines:
        press(paragraph, block, widest, len(lines) - 1, sheet)
        paragraph.paragraph_format.space_after = Pt(sheet.leading)  # what follows is read, not stamped over


@write_block.register
def _(block: Attachments, document: Any, sheet: Layout) -> None:
    for number, line in enumerate(attachment_lines(block.names)):
        paragraph = write_title(document, line.lstrip("　"), "正文段落")
        hang = 3 if number == 0 else 0
        _indent(paragraph, 5, -hang, sheet)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(sheet.leading)


@write_block.register
def _(block: Table, document: Any, sheet: Layout) -> None:
    write_table(document, block, sheet)


def _indent(paragraph: Any, left: int, first: int, sheet: Layout) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(left * 100))
    indent.set(qn("w:left"), str(twips(left * sheet.text_size)))
    name, other = ("hanging", "firstLine") if first < 0 else ("firstLine", "hanging")
    indent.set(qn(f"w:{name}Chars"), str(abs(first) * 100))
    indent.set(qn(f"w:{name}"), str(twips(abs(first) * sheet.text_size)))
    for key in (f"w:{other}Chars", f"w:{other}"):
        indent.attrib.pop(qn(key), None)
