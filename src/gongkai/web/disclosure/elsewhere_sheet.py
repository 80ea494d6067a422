"""Posts made without this system, as a spreadsheet: read by the meaning of its headings."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.documents import Unreadable
from gongkai.documents.headed import day, read_headed
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import Channel

HEADINGS = {
    "channel": ("渠道", "平台", "账号", "发布渠道"),
    "on": ("日期", "发布日期", "时间", "发布时间", "月份"),
    "count": ("条数", "数量", "发布条数", "篇数"),
    "title": ("标题", "题目"),
    "url": ("网址", "链接", "地址"),
}
MONTH = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*月?")
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
        headed = read_headed(data, name, HEADINGS, needed=("channel", "on"))
    except Unreadable as error:
        raise Refused(str(error)) from error
    reading = Reading()
    for row in headed.rows:
        _take(reading, row.number, row.told, channels, today)
    return reading


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
    found = MONTH.fullmatch(words.strip())
    if not found:
        return day(words)
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and year else None


def _count(words: str) -> int | None:
    plain = words.strip().removesuffix("条").removesuffix(".0") or "1"
    return int(plain) if plain.isascii() and plain.isdigit() and 0 < int(plain) < 1_000_000 else None
