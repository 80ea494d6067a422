"""Tables of Word with real merged cells, a repeated header and rows that do not tear."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from gongkai.paper.docx.runs import add_runs
from gongkai.paper.docx.xml import element, mm_twips, put_in_order
from gongkai.paper.layouts import Layout
from gongkai.paper.measure import fits_a_page
from gongkai.paper.model import Cell, Table, printable

ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
PADDING = {False: (34, 57), True: (12, 34)}
"""Between text and rule, above and beside, twips; a dense table has less."""
WRITTEN = 567
"""The least height of a row that is filled in by hand, twips (10 mm)."""


def write_table(document: Any, table: Table, sheet: Layout) -> None:
    """Write the table at the end of the document, as wide as the type area."""
    widths = _widths(table, sheet)
    written = document.add_table(rows=0, cols=len(widths))
    written.style, written.alignment, written.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(written._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))
    _properties(written._tbl.tblPr, sum(widths), table)
    whole = fits_a_page(table, sheet)
    for y in range(len(table.rows)):
        kept = whole and y + 1 < len(table.rows)
        written._tbl.append(_row(written, table, y, widths, kept=kept))
    document.add_paragraph(style="密排表格文字")


def _widths(table: Table, sheet: Layout) -> list[int]:
    whole, available = sum(table.widths), mm_twips(sheet.width)
    return [round(available * width / whole) for width in table.widths]


def _properties(properties: Any, width: int, table: Table) -> None:
    """Fixed widths, inner margins, and a description for readers who do not see the table."""
    for tag in ("w:tblW", "w:tblCellMar", "w:tblLook"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    above, beside = PADDING[table.dense]
    sides = {"top": above, "left": beside, "bottom": above, "right": beside}
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
    properties.append(element("tblW", w=width, type="dxa"))
    properties.append(element("tblCellMar", *(element(side, w=space, type="dxa") for side, space in sides.items())))
    properties.append(element("tblLook", val="04A0", **look))
    if table.title:
        properties.append(element("tblCaption", val=printable(table.title)))
    put_in_order(properties)


def _row(written: Any, table: Table, y: int, widths: list[int], *, kept: bool) -> Any:
    """A row that does not tear; a header row is repeated on every page."""
    repeated = [element("tblHeader")] if y < table.header_rows else []
    height = [element("trHeight", val=WRITTEN, hRule="atLeast")] if table.form else []
    row = element("tr", element("trPr", element("cantSplit"), *height, *repeated))
    line, x = table.grid()[y], 0
    while x < len(line):
        origin, index = line[x]
        cell = table.rows[origin][index]
        made = _cell(cell, sum(widths[x : x + cell.colspan]), begins=origin == y)
        paragraph = Paragraph(made.find(qn("w:p")), written)
        paragraph.style = "密排表格文字" if table.dense else "表单文字" if table.form else "表格文字"
        paragraph.paragraph_format.keep_with_next = kept
        if origin == y:
            paragraph.alignment = ALIGNMENT[cell.align]
            add_runs(paragraph, cell.runs)
        row.append(made)
        x += cell.colspan
    return row


def _cell(cell: Cell, width: int, *, begins: bool) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(element("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(element("vMerge", val="restart") if begins else element("vMerge"))
    properties.append(element("vAlign", val="center"))
    return element("tc", properties, element("p"))
