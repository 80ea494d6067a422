"""Taking personal data out of bytes for good: in the text, as a whole column, or by making a sheet afresh. pii.md 3.

Everything here takes bytes and gives bytes; who decided what is in `services/masking.py`.
"""

import io
from collections.abc import Iterable, Set

import lxml.html
import openpyxl
from lxml.html import HtmlElement
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.documents import Unreadable
from gongkai.documents.inspection import Change, open_file
from gongkai.privacy.model import Finding as Found
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure import body


def mask(data: bytes, name: str, findings: Iterable[Found], *, remove: bool = False) -> bytes:
    """The file with each finding put in its masked form, or taken out."""
    at: dict[int, list[Found]] = {}
    for found in findings:
        at.setdefault(found.passage, []).append(found)
    try:
        opened = open_file(data, name)
        for number, passage in enumerate(opened.passages()):
            passage.changes += [Change(f.start, f.end, "" if remove else f.masked) for f in at.get(number, ())]
        return opened.save()
    except Unreadable as error:
        raise Refused(f"《{name}》遮盖不了：{error}") from error


def drop_columns(html: str, secrets: Set[str]) -> str:
    """The body without any table column in which one of these data stands."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for table in root.iter("table"):
        grid = _grid(table)
        bad = {x for row in grid for x, cell in row.items() if _holds(cell.text_content(), secrets)}
        if bad:
            _remove_columns(grid, bad)
    return body.clean("".join(lxml.html.tostring(child, encoding="unicode") for child in root))


def _holds(words: str, secrets: Set[str]) -> bool:
    return any(secret and secret in words for secret in secrets)


def _grid(table: HtmlElement) -> list[dict[int, HtmlElement]]:
    """For each row the cell at each column; a cell that spans stands at all its columns."""
    rows: list[dict[int, HtmlElement]] = [{} for _ in table.iter("tr")]
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            while x in rows[y]:
                x += 1
            for below in range(int(cell.get("rowspan") or 1)):
                for beside in range(int(cell.get("colspan") or 1)):
                    if y + below < len(rows):
                        rows[y + below][x + beside] = cell
            x += int(cell.get("colspan") or 1)
    return rows


def _remove_columns(grid: list[dict[int, HtmlElement]], bad: Set[int]) -> None:
    cells = {id(cell): cell for row in grid for cell in row.values()}
    for cell in cells.values():
        columns = {x for row in grid for x, other in row.items() if other is cell}
        left = columns - bad
        if not left:
            cell.drop_tree()
        elif len(left) < len(columns):
            cell.set("colspan", str(len(left)))


def rebuild_sheet(data: bytes, *, secrets: Set[str] = frozenset(), drop: bool = False) -> bytes:
    """A fresh workbook of what a reader sees: values only, no hidden sheets, rows or columns, no notes, no properties.

    With `drop`, columns in which one of `secrets` stands are left out too.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:
        raise Refused("表格读不出来，不能重新生成；请用 Excel 或 WPS 另存为 xlsx 再上传。") from error
    fresh = openpyxl.Workbook()
    fresh.remove(fresh.active)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _copy(sheet, fresh.create_sheet(sheet.title), secrets if drop else frozenset())
    if not fresh.worksheets:
        raise Refused("这个表格里没有看得见的工作表。")
    fresh.properties.creator = fresh.properties.lastModifiedBy = ""
    out = io.BytesIO()
    fresh.save(out)
    return out.getvalue()


def _copy(sheet: Worksheet, to: Worksheet, secrets: Set[str]) -> None:
    hidden_columns = {
        index for letter, size in sheet.column_dimensions.items() if size.hidden
        for index in range(size.min or 0, (size.max or 0) + 1)
    }  # fmt: skip
    rows = [row for row in sheet.iter_rows() if not sheet.row_dimensions[row[0].row].hidden] if sheet.max_row else []
    bad = {cell.column for row in rows for cell in row if cell.value is not None and _holds(str(cell.value), secrets)}
    for row in rows:
        kept = [cell for cell in row if cell.column not in hidden_columns | bad]
        to.append([cell.value for cell in kept])
        for place, cell in enumerate(kept, start=1):
            to.cell(to.max_row, place).number_format = cell.number_format
