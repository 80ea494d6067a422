"""The plain values that patterns draw. A screen fills them from its records; a pattern never sees a record.

`kind` is one of the state words of the theme: "ok", "warn", "bad", "info" or "" (neutral).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

WEEKDAYS = "一二三四五六日"
WORKING_DAYS = "个工作日"


def said(day: date, weekday: bool = False) -> str:
    """The date as officials write it within a page, with the weekday when it is a deadline.

    >>> said(date(2026, 2, 9), weekday=True)
    '2月9日（周一）'
    """
    words = f"{day.month}月{day.day}日"
    return f"{words}（周{WEEKDAYS[day.weekday()]}）" if weekday else words


class Drawn:
    """A value that draws itself wherever a template writes it, escaped where it must be."""

    def __html__(self) -> SafeString:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.__html__()


@dataclass(frozen=True)
class Link(Drawn):
    """Words that lead somewhere; stands wherever a cell takes text."""

    text: str
    url: str

    def __html__(self) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.url, self.text)


@dataclass(frozen=True)
class Badge(Drawn):
    """A state in a word or two. Never a link and never the only sign."""

    text: str
    kind: str = ""

    def __html__(self) -> SafeString:
        return format_html('<span class="badge{}">{}</span>', f" {self.kind}" if self.kind else "", self.text)


@dataclass(frozen=True)
class Both(Drawn):
    """Several values in one cell, with a space between."""

    parts: Sequence[object]

    def __html__(self) -> SafeString:
        return SafeString(" ".join(conditional_escape(part) for part in self.parts))


def thresholds() -> tuple[int, int]:
    """Up to so many days left a deadline is red, and amber: settings."""
    red, amber = getattr(settings, "DUE_THRESHOLDS", (1, 5))
    return red, amber


@dataclass(frozen=True)
class Due:
    """A deadline: the last day, and how many days are left (negative: overdue; None: no clock runs).

    `unit` says what was counted ("个工作日" or "天"); `words` stand instead of the count where another thing is said.
    """

    on: date
    left: int | None
    unit: str = WORKING_DAYS
    words: str = ""

    @property
    def kind(self) -> str:
        """Red: overdue or nearly; amber: soon; green: later; grey: no clock. The two limits are settings."""
        red, amber = thresholds()
        if self.left is None:
            return "off"
        if self.left <= red:
            return "bad"
        return "warn" if self.left <= amber else ""

    @property
    def says(self) -> str:
        """The count in words."""
        if self.words or self.left is None:
            return self.words or "没有期限"
        if self.left == 0:
            return "就在今天"
        return f"{'还有' if self.left > 0 else '逾期'} {abs(self.left)} {self.unit}"


@dataclass(frozen=True)
class Task:
    """One thing to be done: until when, what, why, and the one act that does it."""

    title: str
    url: str
    why: str
    act: str = "打开"
    due: Due | None = None
    badge: Badge | None = None


@dataclass(frozen=True)
class Day:
    """One cell of the day ledger: its number when it counts, or the reason why it does not.

    `kind`: counted, ahead (will count), out (stopped), rest (no working day), end (first and last day).
    """

    on: date
    kind: str
    number: str = ""
    note: str = ""
    today: bool = False

    @property
    def label(self) -> str:
        """`12/30` on the first day of a run of days and of a month, else the day alone."""
        return f"{self.on.month}/{self.on.day}" if self.on.day == 1 or self.kind == "end" else str(self.on.day)

    @property
    def heard(self) -> str:
        """What a screen reader says."""
        counted = f"第 {self.number} 个工作日" if self.number.isdigit() else "不计入"
        return f"{said(self.on)}，{counted}"


@dataclass(frozen=True)
class Act:
    """A next step: allowed with its button and the day it leads to, or listed with the reason why not (`refused`)."""

    title: str
    why: str = ""
    button: str = ""
    url: str = ""
    result: str = ""
    after: str = ""
    primary: bool = False
    refused: str = ""


@dataclass(frozen=True)
class Event:
    """A point of a timeline, newest first; `todo` is still to come and stands hollow at the top."""

    title: str
    text: str = ""
    links: Sequence[Link] = ()
    todo: bool = False


@dataclass(frozen=True)
class Row:
    """A term and what it is; `long` takes the whole width of a summary in two columns."""

    term: str
    value: object
    long: bool = False


@dataclass(frozen=True)
class Doc:
    """A published thing in a list: one line, or title, excerpt and details."""

    title: str
    url: str
    badge: Badge | None = None
    organ: str = ""
    on: date | None = None
    excerpt: str = ""
    meta: Sequence[object] = ()


@dataclass(frozen=True)
class Option:
    """A choice with the number of records behind it; also a chip."""

    text: str
    value: str = ""
    count: int | None = None
    chosen: bool = False
    url: str = ""


@dataclass(frozen=True)
class Facet:
    """One group of choices beside a list, sent with GET under `name`."""

    title: str
    name: str
    options: Sequence[Option]


@dataclass(frozen=True)
class Step:
    """One of the three reviews: who and when; `state` is done, now or empty (still to come)."""

    title: str
    text: str = ""
    state: str = ""


@dataclass(frozen=True)
class Finding:
    """Something found in a text, with the same number as its mark there.

    `why` is the rule behind it, point by point, opened in place; `more` leads to the whole rule.
    """

    number: int | str
    title: str
    text: str = ""
    kind: str = ""
    proposal: tuple[str, str] | None = None
    acts: Sequence[Link] = ()
    source: str = ""
    id: str = ""
    chosen: bool = False
    why: Sequence[tuple[str, str]] = ()
    more: Link | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a statutory grid: an input when it has a `name` (`row/column`), else words or a heading.

    `kind` may hold several of: zero, sum, hand, sel, bad, warn; for a heading: l (left).
    """

    text: object = ""
    name: str = ""
    label: str = ""
    kind: str = ""
    head: str = ""
    across: int = 1
    down: int = 1
    figure: bool = False
    """A figure that cannot be changed here; `text` may be a `Link` to where it comes from."""
    form: str = ""
    """The form that the input belongs to, where the table does not stand in it."""


@dataclass(frozen=True)
class Tab:
    """A part of a page or object; `count` and `kind` mark what waits there."""

    text: str
    url: str
    chosen: bool = False
    count: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class Fact:
    """A figure with its name; `unit` is small beside it; it opens the records behind it when it has a `url`."""

    name: str
    value: object
    unit: str = ""
    kind: str = ""
    url: str = ""


@dataclass(frozen=True)
class Share:
    """A part of a strip, as wide as its count, or a bar of a chart."""

    name: str
    count: float
    kind: str = ""
    words: str = ""


@dataclass(frozen=True)
class HeatRow:
    """An organ's line of the heat map: each cell says its words and opens its records ("na": no such duty)."""

    name: str
    cells: Sequence[tuple[str, str, str]]
    value: str = ""
    chosen: bool = False
