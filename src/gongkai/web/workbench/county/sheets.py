"""Tables out to a spreadsheet, and the answers that carry files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet: figures as figures, all else as text."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bg_color": "#f4f6f9", "border": 1, "text_wrap": True})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, max(0, len(head) - 1), 16)
        for column, words in enumerate(head):
            sheet.write_string(0, column, words, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, "" if value is None else str(value))
    return buffer.getvalue()


def answered(content: bytes, name: str, kind: str = XLSX) -> HttpResponse:
    """A file to be kept."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition(name)})


def disposition(name: str) -> str:
    """The head that names a file to be kept."""
    return content_disposition_header(True, name) or "attachment"
