"""An organ's word list as a spreadsheet: 写法, 应为, 类别, 说明; read by the meaning of its headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.documents import Unreadable, read_bytes
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.models import Word

HEADS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("wrong", "写法", ("写法", "错误写法", "错的写法", "错词", "错误", "词语", "原词", "误")),
    ("right", "应为", ("应为", "正确写法", "对的写法", "正词", "正确", "改为", "规范写法", "正")),
    ("what", "类别", ("类别", "种类", "类型")),
    ("note", "说明", ("说明", "备注", "依据")),
)
LONGEST = 60
"""Characters of a word."""
Row = tuple[str, str, str, str]


@dataclass(slots=True)
class Reading:
    """Rows as `keeping.keep_words` takes them, and sentences on what was left out."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> Reading:
    """The words of an .xlsx, .csv or .docx. A table without headings is not guessed at."""
    try:
        document = read_bytes(data, "." + name.rpartition(".")[2].lower() if "." in name else "")
    except Unreadable as error:
        raise Refused(f"《{name}》读不出来：{error}") from error
    reading, seen = Reading(), False
    for table in document.tables():
        grid = [["" if cell is None else cell.text.strip() for cell in row] for row in table.grid()]
        head = next((y for y, row in enumerate(grid[:6]) if "wrong" in _columns(row).values()), None)
        if head is None:
            continue
        seen, columns = True, _columns(grid[head])
        for number, cells in enumerate(grid[head + 1 :], start=head + 2):
            _take(reading, number, {what: cells[x] for x, what in columns.items() if x < len(cells)})
    if not seen:
        raise Refused(f"《{name}》里没有认出表头：第一行要有“写法”，还可以有“应为”“类别”“说明”。")
    return reading


def _columns(row: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for x, words in enumerate(row):
        plain = re.sub(r"\s|（.*?）|\(.*?\)", "", words)
        name = next((code for code, _, signs in HEADS if plain in signs), "")
        if name and name not in found.values():
            found[x] = name
    return found


def _take(reading: Reading, number: int, told: dict[str, str]) -> None:
    wrong, right, what = told.get("wrong", ""), told.get("right", ""), told.get("what", "")
    if not any(told.values()):
        return
    kinds = {label: value for value, label in Word.What.choices}
    kind = kinds.get(what) or (what if what in Word.What.values else "" if what else next(iter(Word.What.values)))
    if not wrong:
        reading.doubts.append(f"第 {number} 行没有收下：没有写“写法”。")
    elif not kind:
        reading.doubts.append(f"第 {number} 行没有收下：类别“{what}”应为{'、'.join(kinds)}之一。")
    elif wrong == right:
        reading.doubts.append(f"第 {number} 行没有收下：“{wrong}”的写法和应为一样。")
    elif max(len(wrong), len(right)) > LONGEST:
        reading.doubts.append(f"第 {number} 行没有收下：“{wrong[:20]}……”超过 {LONGEST} 个字。")
    else:
        reading.rows.append((kind, wrong, right, told.get("note", "")[:200]))
