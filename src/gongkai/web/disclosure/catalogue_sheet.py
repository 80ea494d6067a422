"""The 标准目录 as a spreadsheet: read by the meaning of its headings, written as printed. platforms.md 3.2."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from gongkai.documents import Unreadable
from gongkai.documents.headed import Line, opened, stretches
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure import limits, vocabulary
from gongkai.web.disclosure.models import CatalogueItem

COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("position", "序号", ("序号",)),
    ("field", "领域", ("领域", "试点领域")),
    ("first", "一级事项", ("一级事项", "一级公开事项", "一级")),
    ("second", "二级事项", ("二级事项", "二级公开事项", "二级")),
    ("content", "公开内容（要素）", ("公开内容", "内容要素", "要素")),
    ("basis", "公开依据", ("公开依据", "依据")),
    ("limit", "公开时限", ("公开时限", "时限")),
    ("responsible", "公开主体", ("公开主体", "主体")),
    ("channels", "公开渠道和载体", ("公开渠道", "渠道", "载体")),
    ("everyone", "全社会", ("全社会",)),
    ("group", "特定群众", ("特定群众", "特定群体")),
    ("proactive", "主动", ("主动",)),
    ("on_request", "依申请公开", ("依申请",)),
    ("county", "县级", ("县级", "区级", "市级")),
    ("township", "乡级", ("乡级", "乡镇", "镇级", "街道")),
    ("village", "村级", ("村级", "社区级")),
)
"""Name, heading as written, and the words by which a heading is known."""
TICKS = frozenset("√✓✔■☑是1●")
BOXES = re.compile(r"([■☑√✔□☐])\s*([^■☑√✔□☐]+)")


@dataclass(slots=True)
class Reading:
    """What was read: the rows, and sentences on what was not understood, each with its line."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> Reading:
    """The lines of a catalogue in an .xlsx, .xls or .docx."""
    try:
        document = opened(data, name)
    except Unreadable as error:
        raise Refused(str(error)) from error
    reading = Reading()
    for lines in stretches(document):
        _table([(number, [" ".join(cell.split("\n")).strip() for cell in row]) for number, row in lines], reading)
    if not reading.rows:
        raise Refused(f"《{name}》里没有认出标准目录：表头要有“一级事项”“公开内容”“公开时限”“公开主体”等列。")
    return reading


def _table(lines: Sequence[Line], reading: Reading) -> None:
    grid = [row for _, row in lines]
    head = next((y for y, row in enumerate(grid[:8]) if sum(bool(_column(cell)) for cell in row) >= 3), None)
    if head is None:
        return
    columns, below = _columns(grid, head)
    if "first" not in columns.values():
        return
    field_title = _field_above(grid[:head])
    before: dict[str, Any] = {}
    for number, row in lines[below:]:
        values = {name: row[x] for x, name in columns.items() if x < len(row)}
        if not any(values.get(name) for name in ("first", "second", "content")):
            field_title = _field_above([row]) or field_title  # a line between that names the next field
            continue
        values["field"] = values.get("field") or field_title or before.get("field", "")
        values["first"] = values.get("first") or before.get("first", "")
        before = values
        reading.rows.append(_row(values, number, reading.doubts))


def _columns(grid: list[list[str]], head: int) -> tuple[dict[int, str], int]:
    """Column number → name, from one heading row or two; and the number of the first row below."""
    second = grid[head + 1] if head + 1 < len(grid) else []
    two = sum(bool(_column(cell)) for cell in second) >= 2
    columns: dict[int, str] = {}
    for x, words in enumerate(grid[head]):
        lower = _column(second[x]) if two and x < len(second) else ""
        found = lower or _column(words)
        if found and found not in columns.values():
            columns[x] = found
    return columns, head + 1 + two


def _column(words: str) -> str:
    plain = re.sub(r"\s|（.*?）|\(.*?\)", "", words)
    if not plain or len(plain) > 14:
        return ""
    for name, title, signs in COLUMNS:
        if plain == re.sub(r"（.*?）", "", title) or plain in signs:
            return name
    return next((name for name, _, signs in COLUMNS if any(len(sign) > 2 and sign in plain for sign in signs)), "")


def _field_above(rows: list[list[str]]) -> str:
    for row in rows:
        for words in row:
            for found in vocabulary.fields().values():
                if any(name in words for name in (found.title, *found.aliases) if len(name) > 2):
                    return found.title
    return ""


def _row(values: dict[str, str], number: int, doubts: list[str]) -> dict[str, Any]:
    known = vocabulary.field_of(values.get("field", ""))
    limit = limits.read(values.get("limit", ""))
    group = values.get("group", "")
    everyone = _ticked(values.get("everyone", ""))
    channels = _channels(values.get("channels", ""))
    name = values.get("second") or values.get("first") or ""
    for trouble in _doubts(values, limit, everyone, group, channels):
        doubts.append(f"第 {number} 行“{name}”：{trouble}")
    return {
        "field": known.code if known else values.get("field", "").strip() or "其他",
        **{key: values.get(key, "").strip() for key in ("first", "second", "content", "basis", "limit", "responsible")},
        "channels": channels, "audience": "group" if group and not everyone else "everyone",
        "group": group.strip("".join(TICKS) + "（）() "),
        "mode": "on_request" if _ticked(values.get("on_request", "")) else "proactive",
        "levels": [level for level in ("county", "township", "village") if _ticked(values.get(level, ""))],
        "every": limit.every if limit else "change", "days": limit.days if limit else None,
        "unit": limit.unit if limit else "working",
    }  # fmt: skip


def _doubts(
    values: dict[str, str], limit: object, everyone: bool, group: str, channels: Sequence[str]
) -> Iterator[str]:
    if vocabulary.field_of(values.get("field", "")) is None:
        yield f"领域“{values.get('field', '')}”不在 26 个领域里，按本地领域收下。"
    if limit is None:
        yield f"公开时限“{values.get('limit', '')}”读不懂，先按通常的期限算（条例第二十六条）。"
    if not values.get("responsible", "").strip():
        yield "没有写公开主体。"
    if not channels:
        yield "没有勾选公开渠道。"
    if not everyone and not group:
        yield "公开对象没有勾选，先按全社会算。"
    if group and not group.strip("".join(TICKS) + "（）() "):
        yield "特定群众没有写明是哪些群众。"


def _ticked(words: str) -> bool:
    return any(sign in TICKS for sign in words.strip())


def _channels(words: str) -> list[str]:
    boxes = BOXES.findall(words)
    if boxes:
        return [name.strip() for box, name in boxes if box in TICKS]
    return [name.strip() for name in re.split(r"[、，,；;\n]", words) if name.strip()]


def write(items: Iterable[CatalogueItem]) -> bytes:
    """The catalogue as an .xlsx with the two heading rows of a 标准目录."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("标准目录")
    plain = {"text_wrap": True, "border": 1, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
    cell, head = (
        book.add_format(plain),
        book.add_format(plain | {"bold": True, "align": "center", "bg_color": "#e8edf3"}),
    )
    _head(sheet, head)
    for y, item in enumerate(items, start=2):
        for x, words in enumerate(written(item, y - 1)):
            sheet.write(y, x, words, cell)
    for x, width in enumerate((6, 14, 16, 18, 36, 30, 26, 16, 40, 8, 14, 8, 10, 8, 8, 8)):
        sheet.set_column(x, x, width)
    sheet.freeze_panes(2, 4)
    sheet.repeat_rows(0, 1)
    sheet.set_landscape()
    book.close()
    return out.getvalue()


GROUPS = ((2, 3, "公开事项"), (9, 10, "公开对象"), (11, 12, "公开方式"), (13, 15, "公开层级"))


def _head(sheet: Any, style: Any) -> None:
    grouped = {x for first, last, _ in GROUPS for x in range(first, last + 1)}
    for first, last, title in GROUPS:
        sheet.merge_range(0, first, 0, last, title, style)
    for x, (_, title, _) in enumerate(COLUMNS):
        if x in grouped:
            sheet.write(1, x, title, style)
        else:
            sheet.merge_range(0, x, 1, x, title, style)


def written(item: CatalogueItem, number: int) -> list[Any]:
    """The cells of one line."""
    every = vocabulary.table("catalogue")["channels"]
    boxes = [f"{'■' if name in item.channels else '□'}{name}" for name in every]
    boxes += [f"■{name}" for name in item.channels if name not in every]
    return [
        number, item.field_title, item.first, item.second, item.content, item.basis, item.limit, item.responsible,
        "\n".join(boxes), "√" if item.audience == "everyone" else "",
        f"√（{item.group}）" if item.audience == "group" else "",
        "√" if item.mode == "proactive" else "", "√" if item.mode == "on_request" else "",
        *("√" if level in item.levels else "" for level in ("county", "township", "village")),
    ]  # fmt: skip
