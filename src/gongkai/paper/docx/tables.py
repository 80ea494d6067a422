"""Tables of Word with real merged cells, a repeated header and rows that do not tear."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from gongkai.paper.docx.runs import add_runs
from gongkai.paper.docx.xml import element, mm_twips
from gongkai.paper.layouts import Layout
from gongkai.paper.model import Cell, Table, printable

ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
PADDING = {"top": 34, "left": 57, "bottom": 34, "right": 57}
"""Between text and rule, twips (20 to the point)."""


def write_table(document: Any, table: Table, sheet: Layout) -> None:
    """Write the table at the end of the document, as wide as the type area."""
    widths = _widths(table, sheet)
    grid = table.grid()
    written = document.add_table(rows=0, cols=len(widths))
    written.style, written.alignment, written.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(written._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    _properties(written._tbl.tblPr, sum(widths), table.title)
    for y, line in enumerate(grid):
        row = element("tr", _row_properties(repeated=y < table.header_rows))
        written._tbl.append(row)
        x = 0
        while x < len(line):
            origin, index = line[x]
            cell = table.rows[origin][index]
            begins = origin == y
            row.append(_cell(written, cell, sum(widths[x : x + cell.colspan]), begins=begins, last=y + 1 == len(grid)))
            x += cell.colspan
    document.add_paragraph(style="表格文字")


def _widths(table: Table, sheet: Layout) -> list[int]:
    whole, available = sum(table.widths), mm_twips(sheet.width)
    return [round(available * width / whole) for width in table.widths]


def _properties(properties: Any, width: int, title: str) -> None:
    """Fixed widths, inner margins, and a description for readers who do not see the table."""
    for tag in ("w:tblW", "w:tblCellMar", "w:tblLook"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    style = properties.find(qn("w:tblStyle"))
    style.addnext(element("tblW", w=width, type="dxa"))
    margins = (element(side, w=width, type="dxa") for side, width in PADDING.items())
    properties.append(element("tblCellMar", *margins))
    properties.append(
        element("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=1)
    )
    if title:
        properties.append(element("tblCaption", val=printable(title)))


def _row_properties(*, repeated: bool) -> Any:
    return element("trPr", element("cantSplit"), *([element("tblHeader")] if repeated else []))


def _cell(written: Any, cell: Cell, width: int, *, begins: bool, last: bool) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(element("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(element("vMerge", val="restart") if begins else element("vMerge"))
    properties.append(element("vAlign", val="center"))
    made = element("tc", properties, element("p"))
    paragraph = _paragraph(made, written, last=last)
    if begins:
        paragraph.alignment = ALIGNMENT[cell.align]
        add_runs(paragraph, cell.runs)
    return made


def _paragraph(cell: Any, written: Any, *, last: bool) -> Any:
    """The paragraph of a cell; all but the last row keep with the next, so that a table that fits is not torn."""
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(cell.find(qn("w:p")), written)
    paragraph.style = "表格文字"
    paragraph.paragraph_format.keep_with_next = not last
    return paragraph
