"""An organ's word list as a spreadsheet: 写法, 应为, 类别, 说明; read by the meaning of its headings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.documents import Unreadable
from gongkai.documents.headed import read_headed
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.models import Word

HEADINGS = {
    "wrong": ("写法", "错误写法", "错的写法", "错词", "错误", "词语", "原词", "误"),
    "right": ("应为", "正确写法", "对的写法", "正词", "正确", "改为", "规范写法", "正"),
    "what": ("类别", "种类", "类型"),
    "note": ("说明", "备注", "依据"),
}
LONGEST = 60
"""Characters of a word."""
Row = tuple[str, str, str, str]


@dataclass(slots=True)
class Reading:
    """Rows as `keeping.keep_words` takes them, and sentences on what was left out."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> Reading:
    """The words of an .xlsx, .csv or .docx."""
    try:
        headed = read_headed(data, name, HEADINGS, needed=("wrong",))
    except Unreadable as error:
        raise Refused(str(error)) from error
    reading = Reading()
    for row in headed.rows:
        _take(reading, row.number, row.told)
    return reading


def _take(reading: Reading, number: int, told: Mapping[str, str]) -> None:
    wrong, right, what = told.get("wrong", ""), told.get("right", ""), told.get("what", "")
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
