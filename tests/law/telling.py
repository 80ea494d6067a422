"""A case in short, `told("received 2025-03-03", "extended 2025-03-20 days=10")`, and the notice of a coming year."""

from datetime import date

from gongkai.law import Event, account

NEXT = """year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
note = "虚构，只供测试"
holidays = [
  { name = "元旦", off = [2027-01-01, 2027-01-03] },
  { name = "春节", off = [2027-02-05, 2027-02-13], work = [2027-02-14, 2027-02-20] },
  { name = "清明节", off = [2027-04-03, 2027-04-05] },
  { name = "劳动节", off = [2027-05-01, 2027-05-05], work = [2027-04-25, 2027-05-08] },
  { name = "端午节", off = [2027-06-09, 2027-06-09] },
  { name = "中秋节", off = [2027-09-15, 2027-09-15] },
  { name = "国庆节", off = [2027-10-01, 2027-10-07], work = [2027-09-26, 2027-10-09] },
]
"""
"""The notice of a year that is not brought in yet, as somebody types it."""


def event(line: str) -> Event:
    """The event that a line tells: name, day, then fields."""
    name, day, *fields = line.split()
    data = {"event": name, "on": day}
    for field in fields:
        key, _, value = field.partition("=")
        data[key] = int(value) if key == "days" else value
    return Event.read(data)


def told(*lines: str, on: str | None = None, **context):
    """The account of the history that the lines tell, looked at on a day."""
    return account(map(event, lines), as_of=date.fromisoformat(on) if on else None, **context)


def due(*lines: str, **context) -> str | None:
    """Its due day."""
    day = told(*lines, **context).due
    return day and day.isoformat()


def codes(found) -> set[str]:
    """The codes of its flags."""
    return {flag.code for flag in found.flags}


def by(found, act: str) -> str:
    """The latest day of an act."""
    return next(limit.by.isoformat() for limit in found.limits if limit.act == act)
