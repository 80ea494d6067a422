"""Spreadsheets (.xlsx) by calamine: each sheet a table with its merged cells."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from gongkai.documents.archive import holds, opened
from gongkai.documents.limits import Clock, Limits, read_part, refuse_entities
from gongkai.documents.model import Block, Cell, Document, Paragraph, Place, Table, Unreadable

BOOK = "xl/workbook.xml"
REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
PROSE = 40


class SpreadsheetReader:
    """A spreadsheet (.xlsx)."""

    format = "xlsx"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """A ZIP archive with a workbook part."""
        return holds(data, BOOK)

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The visible sheets in order."""
        _guard(data, limits)
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        blocks: list[Block] = []
        for sheet in book.sheets_metadata:
            clock.check()
            if "visible" in str(sheet.visible).lower() and "worksheet" in str(sheet.typ).lower():
                blocks += _sheet(book.get_sheet_by_name(sheet.name), sheet.name, blocks)
        if not blocks:
            raise Unreadable("表格文件里没有内容。")
        return Document(tuple(blocks), self.format)


def _guard(data: bytes, limits: Limits) -> None:
    """A cell far out makes a sheet as large as the table up to it: measured before it is loaded."""
    with opened(data, limits) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            xml = read_part(archive, name, limits)
            refuse_entities(xml)
            rows, columns = 0, 0
            for letters, digits in REFERENCE.findall(xml):
                rows, columns = max(rows, int(digits)), max(columns, _column(letters))
            if rows * columns > limits.cells * 10:
                raise Unreadable(f"工作表有 {rows} 行 {columns} 列，超过上限；请删去空白的行列后再试。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(sheet: Any, name: str, before: list[Block]) -> Iterator[Block]:
    """A sheet as a table; a row whose only filled cell holds prose stands as a paragraph between tables."""
    rows = sheet.to_python(skip_empty_area=False)
    spans, covered = _merges(sheet.merged_cell_ranges or ())
    counts = [sum(isinstance(block, kind) for block in before) for kind in (Paragraph, Table)]
    held: list[tuple[Cell, ...]] = []
    for y, values in enumerate(rows):
        texts = [_text(value) for value in values]
        filled = [x for x, text in enumerate(texts) if text]
        if not filled and not (held and any(cell.text for cell in held[-1])):
            continue  # one empty row below a table may be a row left blank, others part what stands on the sheet
        if len(filled) == 1 and _is_prose(texts[filled[0]], spans.get((y, filled[0]), (1, 1))[1], len(texts)):
            if held:
                yield Table(tuple(held), Place(part=name, table=counts[1]))
                held = []
            for line in texts[filled[0]].split("\n"):
                counts[0] += 1
                yield Paragraph(line.strip(), Place(part=name, paragraph=counts[0], row=y + 1, column=filled[0] + 1))
            continue
        counts[1] += not held
        held.append(
            tuple(
                Cell(text, Place(part=name, table=counts[1], row=y + 1, column=x + 1), *spans.get((y, x), (1, 1)))
                for x, text in enumerate(texts)
                if (y, x) not in covered
            )
        )
    if held:
        yield Table(tuple(held), Place(part=name, table=counts[1]))


def _is_prose(text: str, colspan: int, width: int) -> bool:
    """A title, a heading or a paragraph: long, or alone over the whole width, and no header of a table."""
    return len(text) > PROSE or (colspan >= width - 1 and "条第" not in text and "\n" not in text) or width == 1


def _merges(ranges: Any) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in ranges:
        if (bottom - top + 1) * (right - left + 1) > 20_000:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)} - {(top, left)}
    return spans, covered


def _text(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 10))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None else str(value).strip()
