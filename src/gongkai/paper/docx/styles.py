"""The styles of a Word file, so that a person can restyle the document and a screen reader finds its headings."""

from collections.abc import Iterator
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from gongkai.paper.docx.xml import element, put_in_order, set_fonts, twips
from gongkai.paper.layouts import Layout, faces

KEPT = (
    "Normal",
    "Header",
    "Footer",
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Table Grid",
    "List Number",
    "List Bullet",
)
RED = RGBColor(0xD0, 0x12, 0x1B)


def set_styles(document: Any, sheet: Layout) -> None:
    """Give the document the styles of the layout, and drop what the template brought along."""
    _defaults(document, sheet)
    styles = document.styles
    for style in [s for s in styles if s.name not in KEPT and not s.element.get(qn("w:default"))]:
        style.element.getparent().remove(style.element)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Header", "Footer"):
        _strip(styles[name].element)
    _text(styles["Normal"], sheet, sheet.text_face, sheet.text_size, sheet.leading)
    styles["Normal"].paragraph_format.widow_control = True
    _title(styles["Title"], sheet)
    _text(styles["Subtitle"], sheet, "heading", sheet.text_size, sheet.leading)
    for level, face in ((1, "heading"), (2, "name"), (3, sheet.text_face)):
        style = styles[f"Heading {level}"]
        _text(style, sheet, face, sheet.text_size, sheet.leading)
        style.font.bold = level == 3
        style.paragraph_format.keep_with_next = True
        _first_line(style, 2, sheet)
    _own(document, sheet)
    _font_table(document)


def _defaults(document: Any, sheet: Layout) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(properties):
        properties.remove(child)
    set_fonts(properties, faces()[sheet.text_face].name)
    properties.append(element("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA"))
    paragraph = defaults.find(qn("w:pPrDefault"))
    for child in list(paragraph):
        paragraph.remove(child)


def _strip(style: Any) -> None:
    for tag in ("w:pPr", "w:rPr"):
        for old in style.findall(qn(tag)):
            style.remove(old)


def _text(style: Any, sheet: Layout, face: str, size: float, leading: float) -> None:
    style.font.size = Pt(size)
    set_fonts(style.element.get_or_add_rPr(), faces()[face].name)
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(leading)
    spacing.space_before = spacing.space_after = Pt(0)
    if sheet.tracking and size == sheet.text_size:
        style.element.rPr.append(element("spacing", val=twips(sheet.tracking)))
    put_in_order(style.element.rPr)


def _title(style: Any, sheet: Layout) -> None:
    _text(style, sheet, sheet.title_face, sheet.title_size, sheet.title_leading)
    spacing = style.paragraph_format
    spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER
    spacing.space_before, spacing.space_after = Pt(sheet.leading * 1.2), Pt(sheet.leading)
    spacing.keep_with_next = True


def _own(document: Any, sheet: Layout) -> None:
    """The styles that Word has no name for."""
    for name, (face, size, leading) in {
        "正文段落": (sheet.text_face, sheet.text_size, sheet.leading),
        "发文机关标志": (sheet.title_face, sheet.red_head_size, sheet.red_head_size * 1.2),
        "发文字号": (sheet.text_face, sheet.text_size, sheet.leading),
        "表格文字": (sheet.table_face, sheet.table_size, sheet.table_leading),
        "密排表格文字": (sheet.table_face, sheet.dense_size, sheet.dense_leading),
        "表单文字": (sheet.table_face, sheet.form_size, sheet.form_size * 1.4),
        "署名": (sheet.text_face, sheet.text_size, sheet.leading),
        "版记": (sheet.text_face, sheet.imprint_size, sheet.leading),
        "页码": ("number", sheet.page_number_size, sheet.page_number_size * 1.2),
    }.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _text(style, sheet, face, size, leading)
    if sheet.justify:
        document.styles["正文段落"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _first_line(document.styles["正文段落"], 2, sheet)
    document.styles["发文机关标志"].font.color.rgb = RED
    document.styles["发文机关标志"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("表格文字", "密排表格文字", "表单文字", "页码", "版记", "发文机关标志"):
        document.styles[name].element.get_or_add_rPr().append(element("spacing", val=0))
        put_in_order(document.styles[name].element.rPr)


def _first_line(style: Any, characters: int, sheet: Layout) -> None:
    """Indent the first line by characters; Word goes by `firstLineChars`, others by the twips beside it."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(twips(sheet.text_size * characters)))


def _font_table(document: Any) -> None:
    """Tell Word what stands for a type that the computer lacks."""
    font = '<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/></w:font>'
    for part in _parts(document, "fontTable"):
        fonts = "".join(font.format(names.name, ",".join(names.instead)) for names in faces().values())
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'
        part._blob = xml.encode()


def _parts(document: Any, name: str) -> Iterator[Any]:
    return (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(f"/{name}"))
