"""The limits, thresholds and indicators of oversight, which stand in data."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law import Calendar, national_calendar
from gongkai.law.errors import NoCalendar
from gongkai.web.organs.models import Organ


@cache
def limits() -> Mapping[str, Any]:
    """limits.toml."""
    return tomllib.loads((files("gongkai.web.oversight") / "data" / "limits.toml").read_text(encoding="utf-8"))


@cache
def indicators() -> tuple[Mapping[str, Any], ...]:
    """The indicators that a new scheme begins with."""
    text = (files("gongkai.web.oversight") / "data" / "scheme.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["indicator"])


def working_days_after(organ: Organ, day: date, count: int) -> date:
    """The `count`-th working day after `day` in the calendar of the organ's area."""
    calendar = national_calendar()
    if organ.holiday_region:
        calendar = calendar.in_region(organ.holiday_region)
    while count:
        day += timedelta(days=1)
        count -= _works(calendar, day)
    return day


def _works(calendar: Calendar, day: date) -> bool:
    """Whether it is a working day; of a year whose holidays are not yet published, by the week: the earliest date."""
    try:
        return calendar.is_working(day)
    except NoCalendar:
        return day.weekday() < 5 and (day.month, day.day) != (1, 1)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month.

    >>> months_after(date(2026, 12, 31), 2)
    datetime.date(2027, 2, 28)
    """
    from calendar import monthrange

    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def kind_of_share(name: str, share: float) -> str:
    """Green, amber or red for a share of the named duty."""
    limit = limits()["shares"][name]
    return "ok" if share >= limit["ok"] else "bad" if share < limit["bad"] else "warn"
