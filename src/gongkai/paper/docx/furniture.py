"""What stands around the text on an official sheet: red head, 版记, page numbers. GB/T 9704—2012 7.2, 7.4, 7.5."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from gongkai.paper.docx.runs import add_runs
from gongkai.paper.docx.xml import element, mm_twips, put_in_order
from gongkai.paper.layouts import Layout
from gongkai.paper.model import Imprint, RedHead, Run, chinese_date, printable

RED = "D0121B"


def write_red_head(document: Any, head: RedHead, sheet: Layout) -> None:
    """The name of the organ in red, 文号 (and 签发人) two lines below it, the red line 4 mm below that."""
    if head.organ:
        organ = document.add_paragraph(style="发文机关标志")
        run = organ.add_run(printable(head.organ))
        run.font.size = Pt(round(sheet.red_head_pt(len(head.organ)) * 2) / 2)
        organ.paragraph_format.space_after = Pt(sheet.leading)
    paragraph = document.add_paragraph(style="发文字号")
    _rule_below(paragraph)
    if not head.signed_by:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_runs(paragraph, (Run(head.document_number),))
        return
    _apart(paragraph, sheet)
    before = (Run(head.document_number),) if head.document_number else ()
    add_runs(paragraph, (*before, Run("\t签发人："), Run(head.signed_by, face="name")))


def write_imprint(document: Any, imprint: Imprint, sheet: Layout) -> None:
    """Paragraphs framed at the foot of their page, thick rules above and below and a thin one between."""
    rows = [[f"抄送：{'，'.join(imprint.copies_to)}。"]] if imprint.copies_to else []
    rows.append([imprint.office, *([f"{chinese_date(imprint.on)}印发"] if imprint.on else [])])
    place = {"hAnchor": "margin", "vAnchor": "margin", "xAlign": "center", "yAlign": "bottom", "wrap": "around"}
    for number, words in enumerate(rows):
        paragraph = document.add_paragraph(style="版记")
        rules = [element("top", val="single", sz=8, space=1, color="000000")] if number == 0 else []
        thick = 8 if number + 1 == len(rows) else 6
        rules.append(element("bottom", val="single", sz=thick, space=1, color="000000"))
        properties = paragraph._p.get_or_add_pPr()
        properties.append(element("framePr", w=mm_twips(sheet.width), **place))
        properties.append(element("pBdr", *rules))
        _apart(paragraph, sheet)
        put_in_order(properties)
        paragraph.add_run(printable("\t".join(words)))
    document.add_paragraph(style="密排表格文字")  # a frame belongs to the page of the paragraph after it


def page_numbers(document: Any, sheet: Layout) -> None:
    """一字线 left and right of the number; at the right on odd pages, at the left on even ones."""
    section = document.sections[0]
    official = sheet.cites.startswith("GB/T 9704")
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    )
    for footer, alignment, side in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = "页码"
        paragraph.alignment = alignment if official else WD_ALIGN_PARAGRAPH.CENTER
        if official:
            setattr(paragraph.paragraph_format, f"{side}_indent", Pt(sheet.page_number_size))
        paragraph.add_run("— ")
        for child in _page_field():
            paragraph.add_run()._r.append(child)
        paragraph.add_run(" —")


def _page_field() -> list[Any]:
    instruction = element("instrText")
    instruction.text = " PAGE "
    shown = element("t")
    shown.text = "1"
    kinds = {kind: element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")}
    return [kinds["begin"], instruction, kinds["separate"], shown, kinds["end"]]


def _apart(paragraph: Any, sheet: Layout) -> None:
    """One part at the left and one at the right, each a character from its edge."""
    side = Pt(sheet.text_size)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.first_line_indent = side
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(sheet.width) - side, WD_TAB_ALIGNMENT.RIGHT)


def _rule_below(paragraph: Any) -> None:
    """The red line, 4 mm (11 pt) below the 文号."""
    rule = element("bottom", val="single", sz=16, space=11, color=RED)
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("pBdr", rule), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
