"""Working days of the demo: all its dates hang on the day it is made."""

from datetime import date, timedelta

from gongkai.law import national_calendar


def workday(day: date) -> date:
    """The day itself, or the next working day."""
    calendar = national_calendar()
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def back(today: date, count: int) -> date:
    """The day from which today, or the next working day, is the `count`-th working day."""
    calendar, last = national_calendar(), workday(today)
    day = last
    while calendar.count(day, last) < count or not calendar.is_working(day):
        day -= timedelta(days=1)
    return day
