"""The page as a workbook: its words on the first sheet, every table on a sheet of its own, numbers as numbers."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.paper.layouts import faces
from gongkai.paper.model import Cell, Page, Table, printable
from gongkai.paper.text import to_text

NUMBER = re.compile(r"-?(0|[1-9]\d{0,13})(\.\d{1,6})?")
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
WORDS = "正文"
SHEET_WIDTH = 92
"""Characters of the default type across an A4 sheet."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
SIZE = 10.5


def to_xlsx(page: Page) -> bytes:
    """The workbook, set up to print on A4."""
    stream = BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties(
            {"title": printable(page.title)[:255], "author": printable(page.organ)[:255], "created": UNDATED}
        )
        words = [line for line in to_text(_without_tables(page)).decode().splitlines() if line.strip()]
        if words:
            _write_words(book, words, page)
        tables = [block for block in page.every_block() if isinstance(block, Table)]
        for number, table in enumerate(tables, start=1):
            _write_table(book, table, _name(table.title or f"表{number}", book))
    return stream.getvalue()


def _without_tables(page: Page) -> Page:
    slips = tuple(
        replace(slip, blocks=tuple(b for b in slip.blocks if not isinstance(b, Table))) for slip in page.slips
    )
    return replace(page, blocks=tuple(b for b in page.blocks if not isinstance(b, Table)), slips=slips)


def _name(title: str, book: Any) -> str:
    """A name Excel allows, unlike the others in the book."""
    taken = {sheet.get_name() for sheet in book.worksheets()}
    base = FORBIDDEN.sub("", title)[:28] or "表"
    return next(name for n in range(1, 1000) if (name := base if n == 1 else f"{base}{n}") not in taken)


def _write_words(book: Any, words: list[str], page: Page) -> None:
    sheet = _sheet(book, WORDS, landscape=False)
    sheet.set_column(0, 0, SHEET_WIDTH)
    body = {"font_name": faces()["body"].name, "font_size": 12, "text_wrap": True, "valign": "top"}
    plain = book.add_format(body)
    title = book.add_format(body | {"font_name": faces()["title"].name, "font_size": 18, "align": "center"})
    for y, line in enumerate(words):
        sheet.write_string(y, 0, line, title if line == page.title else plain)


def _write_table(book: Any, table: Table, name: str) -> None:
    sheet = _sheet(book, name, landscape=len(table.widths) > 11)
    whole = sum(table.widths)
    for x, width in enumerate(table.widths):
        sheet.set_column(x, x, max(SHEET_WIDTH * width / whole, 5))
    if table.header_rows:
        sheet.repeat_rows(0, table.header_rows - 1)
        sheet.freeze_panes(table.header_rows, 0)
    formats: dict[tuple[Any, ...], Any] = {}
    for y, x, cell in table.origins():
        look = (cell.align, any(run.mark for run in cell.runs), bool(cell.header))
        if look not in formats:
            formats[look] = book.add_format(_look(*look))
        _write_cell(sheet, y, x, cell, formats[look])


def _write_cell(sheet: Any, y: int, x: int, cell: Cell, look: Any) -> None:
    text = printable(cell.text)
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_range(y, x, y + cell.rowspan - 1, x + cell.colspan - 1, "", look)
    if not cell.header and NUMBER.fullmatch(text):
        sheet.write_number(y, x, float(text) if "." in text else int(text), look)
    elif text:
        sheet.write_string(y, x, text, look)
    else:
        sheet.write_blank(y, x, None, look)


def _look(align: str, marked: bool, header: bool) -> dict[str, Any]:
    look = {
        "font_name": faces()["body"].name,
        "font_size": SIZE,
        "text_wrap": True,
        "border": 1,
        "valign": "vcenter",
        "align": align,
    }
    return (
        look | ({"bg_color": "#FFE8A3"} if marked else {}) | ({"bg_color": "#F4F6F9"} if header and not marked else {})
    )


def _sheet(book: Any, name: str, *, landscape: bool) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    return sheet
