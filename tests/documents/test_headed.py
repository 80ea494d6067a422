"""Spreadsheets that people fill in: rows by the meaning of the headings, nothing lost, nothing guessed."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from gongkai.documents import Unreadable
from gongkai.documents.headed import day, read_headed

HEADINGS = {"title": ("标题", "题目"), "on": ("日期", "发布日期"), "count": ("条数",)}
NEEDED = ("title", "on")


def book(*rows: list[object], sheet: str = "表") -> bytes:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def told(data: bytes, name: str = "登记.xlsx", **options: object) -> list[tuple[int, tuple[str, ...]]]:
    headed = read_headed(data, name, HEADINGS, needed=NEEDED, **options)
    return [(row.number, tuple(row.told.values())) for row in headed.rows]


def test_headings_are_known_by_their_meaning_wherever_they_stand():
    data = book(["发布 日期（年月日）", "备注", "题目"], [datetime(2026, 1, 5), "无", "防汛通知"])
    headed = read_headed(data, "登记.xlsx", HEADINGS, needed=NEEDED)
    assert dict(headed.rows[0].told) == {"on": "2026-01-05", "title": "防汛通知"}
    assert headed.strange == ("备注",)


def test_titles_may_stand_above_and_blank_rows_between_and_each_row_knows_its_line():
    data = book(
        ["柳河镇发布登记", None, None], ["标题", "日期", "条数"], ["甲", "2026-01-05", 3], [], ["乙", "2026-01-06", 1.0]
    )
    assert told(data) == [(3, ("甲", "2026-01-05", "3")), (5, ("乙", "2026-01-06", "1"))]


def test_a_row_with_one_long_text_alone_parts_nothing():
    long = "关于" * 40
    data = book(["标题", "日期", "条数"], ["甲", "2026-01-05", 3], [long, None, None], ["乙", "2026-01-06", 1])
    assert told(data) == [(2, ("甲", "2026-01-05", "3")), (3, (long, "", "")), (4, ("乙", "2026-01-06", "1"))]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_a_spreadsheet_too(encoding):
    text = '标题,日期,条数\r\n"甲，和“乙”\n两行",2026-01-05,3\r\n丙,2026-01-06\r\n'
    assert told(text.encode(encoding), "登记.csv") == [
        (2, ("甲，和“乙”\n两行", "2026-01-05", "3")), (3, ("丙", "2026-01-06", "")),
    ]  # fmt: skip


def test_a_table_without_the_headings_is_not_guessed_at_and_what_is_missing_is_said():
    with pytest.raises(Unreadable, match="缺少“日期”"):
        told(book(["标题", "条数"], ["甲", 1]))
    with pytest.raises(Unreadable, match=r"《登记\.xlsx》读不出来"):
        told(b"PK\x03\x04broken")
    with pytest.raises(Unreadable, match=r"里没有表格，请用 Excel 或 WPS 另存为 \.xlsx"):
        told("标题是甲，日期是昨天。".encode(), "登记.txt")
    with pytest.raises(Unreadable, match="有 2 行，一次最多导入 1 行"):
        told(book(["标题", "日期"], ["甲", "2026-01-05"], ["乙", "2026-01-05"]), most=1)


@pytest.mark.parametrize(
    "words", ["2026-01-05", "2026-1-5", "2026/1/5", "2026.01.05", "2026年1月5日", "20260105", "2026-01-05T08:30:00"]
)
def test_a_day_is_read_however_it_is_written(words):
    assert day(words) == date(2026, 1, 5)


@pytest.mark.parametrize("words", ["", "昨天", "2026年1月", "2026-02-30", "202601055", "45662"])
def test_what_is_no_day_is_none(words):
    assert day(words) is None
