"""Bringing in a year's holiday arrangement from TOML or ICS, checked for plausibility, and writing it out as ICS."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from gongkai.law.arrangements import Arrangement, Holiday, read_arrangement
from gongkai.law.calendar import Calendar, days_between, national_calendar, years_in
from gongkai.law.datafiles import DATA
from gongkai.law.errors import BadInput
from gongkai.law.parameters import parameter

_DAY = timedelta(days=1)


def read_file(file: Path) -> Arrangement:
    """The arrangement in a `.toml` or `.ics` file."""
    if file.suffix.lower() == ".toml":
        return read_arrangement(file)
    if file.suffix.lower() == ".ics":
        return read_ics(file.read_bytes(), file.name)
    raise BadInput(f"{file.name}：放假安排应为 .toml 或者 .ics 文件。")


def read_ics(content: bytes, name: str) -> Arrangement:
    """The arrangement in an ICS file whose events are marked 休 (or 假) and 班; other events are passed over."""
    import icalendar  # here, because it takes longer to load than the whole law

    try:
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    except ValueError as error:
        raise BadInput(f"{name}：不是可以读的 ICS 日历文件（{error}）。") from error
    marks = parameter("calendar/markers").values[-1].value
    off: dict[date, str] = {}
    work: dict[date, str] = {}
    for event in events:
        title = str(event.get("SUMMARY", ""))
        days = dict.fromkeys(_event_days(event, name), _bare(title))
        if any(mark in title for mark in marks["work"]):
            work |= days
        elif any(mark in title for mark in marks["off"]):
            off |= days
    if not off:
        raise BadInput(f"{name}：没有找到标记为“休”的放假日。")
    year = Counter(day.year for day in off).most_common(1)[0][0]
    title = parameter("calendar/notice").on(date(year, 1, 1)).value.format(year=year)
    return Arrangement(year, title, f"[unsure] 由 {name} 导入，通知原文未核对", tuple(_holidays(off, work)))


def _event_days(event: Any, name: str) -> list[date]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None:
        raise BadInput(f"{name}：有一个事件没有日期（DTSTART）。")
    try:
        first = date.fromordinal(start.dt.toordinal())
        last = first if end is None else max(first, date.fromordinal(end.dt.toordinal()) - _DAY)
    except (AttributeError, ValueError) as error:  # written twice, or no date
        raise BadInput(f"{name}：有一个事件的日期读不出来（{event.get('SUMMARY', '')}）。") from error
    if last.year - first.year > 1:
        raise BadInput(f"{name}：有一个事件从 {first} 到 {last}，不是一次放假，请核对。")
    return list(days_between(first, last))


def _bare(title: str) -> str:
    """The festival's name in an event's title: 春节（休） is 春节."""
    words = re.split(r"[\s（(【\[]|假期|放假|补班|调休|上班|休|班", title.strip())
    return next((word for word in words if word), title.strip())


def _holidays(off: Mapping[date, str], work: Mapping[date, str]) -> Iterator[Holiday]:
    runs: list[list[date]] = []
    for day in sorted(off):
        if runs and runs[-1][-1] + _DAY == day and off[day] == off[runs[-1][-1]]:
            runs[-1].append(day)
        else:
            runs.append([day])
    nearest = {day: min(runs, key=lambda run: min(abs(day - run[0]), abs(day - run[-1]))) for day in work}
    for run in runs:
        yield Holiday(off[run[0]], run[0], run[-1], tuple(sorted(day for day in work if nearest[day] is run)))


def implausible(one: Arrangement, calendar: Calendar | None = None) -> tuple[str, ...]:
    """What speaks against an arrangement, each in one sentence; empty: plausible."""
    new_year = date(one.year, 1, 1)
    found = [*_misplaced(one), *_misnamed(one)]
    extended = (calendar or national_calendar()).with_year(one)
    last = date(one.year + 1, 1, 1) - _DAY
    weekend = parameter("calendar/weekend").on(new_year).value
    weekdays = sum(day.isoweekday() not in weekend for day in days_between(new_year, last))
    expected = weekdays - parameter("calendar/statutory_days").on(new_year).value
    working = extended.count(new_year - _DAY, last)
    if abs(working - expected) > parameter("calendar/tolerance").on(new_year).value:
        found.append(f"全年工作日是 {working} 天，按节日天数应为 {expected} 天左右，可能漏了放假日或者调休日。")
    return tuple(found)


def _misplaced(one: Arrangement) -> Iterator[str]:
    new_year = date(one.year, 1, 1)
    weekend = parameter("calendar/weekend").on(new_year).value
    off = Counter(day for holiday in one.holidays for day in holiday.days())
    for day in sorted({*off, *one.work_days()}):
        eve = date(one.year - 1, (new_year - _DAY).month, 1)
        if day.year != one.year and not eve <= day < new_year:
            yield f"{day.isoformat()} 不在 {one.year} 年内（元旦假期可以从上年 12 月算起）。"
        if off[day] > 1:
            yield f"{day.isoformat()} 写了两次放假。"
        if day in one.work_days() and day in off:
            yield f"{day.isoformat()} 既写放假又写上班。"
        elif day in one.work_days() and day.isoweekday() not in weekend:
            yield f"{day.isoformat()} 本来就是工作日，不是调休上班。"


def _misnamed(one: Arrangement) -> Iterator[str]:
    names = " ".join(holiday.name for holiday in one.holidays)
    for festival in parameter("calendar/festivals").on(date(one.year, 1, 1)).value:
        if festival not in names:
            yield f"没有{festival}的放假安排。"
    if str(one.year) not in one.title:
        yield f"通知标题里没有 {one.year} 年：{one.title}。"


def bring_in(file: Path, folder: Path) -> Arrangement:
    """Read a file, check it and keep it in the folder as `<year>.toml`; refuses what is implausible."""
    one = read_file(file)
    problems = implausible(one)
    if problems:
        raise BadInput(f"{file.name}：这份放假安排不像是对的，没有导入。{''.join(problems)}")
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{one.year}.toml.part"  # whoever reads the folder meanwhile finds the old year or the new one
    beside.write_text(one.to_toml(), encoding="utf-8")
    beside.replace(folder / f"{one.year}.toml")
    return one


def calendar_with(folder: Path | None) -> Calendar:
    """The national calendar with the years kept in the folder, which outrank those delivered with the program."""
    if folder is None or not folder.is_dir():
        return national_calendar()
    return Calendar(years_in(DATA / "calendar", folder)) if any(folder.glob("*.toml")) else national_calendar()


def to_ics(one: Arrangement) -> bytes:
    """The year's holidays (休) and 调休 days (班) as an ICS file, which `read_ics` reads back."""
    import icalendar  # as in `read_ics`

    calendar = icalendar.Calendar()
    calendar.add("PRODID", "-//gongkai//calendar//ZH")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", one.title)
    for holiday in one.holidays:
        days = ((f"{holiday.name}（班）", day, day) for day in holiday.work)
        for title, first, last in ((f"{holiday.name}（休）", holiday.first, holiday.last), *days):
            event = icalendar.Event()
            event.add("SUMMARY", title)
            event.add("DTSTART", first)
            event.add("DTEND", last + _DAY)
            event.add("DTSTAMP", datetime(first.year, first.month, first.day, tzinfo=UTC))
            event.add("UID", f"{first:%Y%m%d}-{last:%Y%m%d}@gongkai")
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
