"""Posts made without this system, as a spreadsheet: read by the meaning of its headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.documents import Unreadable, read_bytes
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import Channel

HEADS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("channel", "渠道", ("渠道", "平台", "账号", "发布渠道")),
    ("on", "日期", ("日期", "发布日期", "时间", "发布时间", "月份")),
    ("count", "条数", ("条数", "数量", "发布条数", "篇数")),
    ("title", "标题", ("标题", "题目")),
    ("url", "网址", ("网址", "链接", "地址")),
)
DAY = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})(?:\s*[-月/.]\s*(\d{1,2}))?")
WORDS = {"微信": "wechat", "公众号": "wechat", "微博": "weibo", "公示栏": "board", "村": "village", "电子屏": "screen",
         "公报": "gazette"}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """The rows that were understood, each with its line, and sentences on the others."""

    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(data: bytes, name: str, channels: Sequence[Channel], today: date) -> Reading:
    """The posts of a spreadsheet; a channel is known by its name, else by the sort of platform it says."""
    try:
        document = read_bytes(data, "." + name.rpartition(".")[2].lower() if "." in name else "")
    except Unreadable as error:
        raise Refused(f"《{name}》读不出来：{error}") from error
    reading, seen = Reading(), False
    for table in document.tables():
        grid = [["" if cell is None else cell.text.strip() for cell in row] for row in table.grid()]
        head = next((y for y, row in enumerate(grid[:6]) if {"channel", "on"} <= set(_columns(row).values())), None)
        if head is None:
            continue
        seen, columns = True, _columns(grid[head])
        for number, cells in enumerate(grid[head + 1 :], start=head + 2):
            told = {what: cells[x] for x, what in columns.items() if x < len(cells)}
            if any(told.values()):
                _take(reading, number, told, channels, today)
    if not seen:
        raise Refused(f"《{name}》里没有认出表头：第一行要有“渠道”“日期”两列，可以先下载样表。")
    return reading


def _columns(row: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for x, words in enumerate(row):
        plain = re.sub(r"\s|（.*?）|\(.*?\)", "", words)
        name = next((code for code, _, signs in HEADS if plain in signs), "")
        if name and name not in found.values():
            found[x] = name
    return found


def _take(reading: Reading, number: int, told: Mapping[str, str], channels: Sequence[Channel], today: date) -> None:
    channel, kind = _channel(told.get("channel", ""), channels)
    on, count = _day(told.get("on", "")), _count(told.get("count", ""))
    faults = list(_faults(told, kind, on, count, today))
    if faults:
        reading.doubts.append(f"第 {number} 行没有收下：{'；'.join(faults)}。")
        return
    row = {"channel": channel, "kind": kind, "on": on, "count": count}
    reading.rows.append((number, row | {"title": told.get("title", "")[:300], "url": told.get("url", "")[:500]}))


def _faults(told: Mapping[str, str], kind: str, on: date | None, count: int | None, today: date) -> Iterator[str]:
    if not kind:
        yield f"不认识渠道“{told.get('channel', '')}”，请照“渠道与公示栏”里的名称写"
    if on is None:
        yield f"日期“{told.get('on', '')}”读不懂，请写成 2026-01-31"
    elif on > today:
        yield f"日期 {on} 还没有到"
    if count is None:
        yield f"条数“{told.get('count', '')}”不是一个正整数"


def _channel(words: str, channels: Sequence[Channel]) -> tuple[Channel | None, str]:
    own = next((one for one in channels if one.title == words.strip()), None)
    if own:
        return own, own.kind
    named = next((code for code, kind in kinds().items() if kind.title == words.strip()), "")
    return None, named or next((code for word, code in WORDS.items() if word in words), "")


def _day(words: str) -> date | None:
    """A day; a month alone stands for its last day.

    >>> _day("2026年2月"), _day("2026-01-05 00:00:00")
    (datetime.date(2026, 2, 28), datetime.date(2026, 1, 5))
    """
    found = DAY.search(words)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        if day:
            return date(year, month, int(day))
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    except ValueError:
        return None


def _count(words: str) -> int | None:
    plain = words.strip().removesuffix("条").removesuffix(".0") or "1"
    return int(plain) if plain.isascii() and plain.isdigit() and 0 < int(plain) < 1_000_000 else None
