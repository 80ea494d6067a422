"""公开时限 of a catalogue in words, read as a rhythm: how often, how many days, of which kind."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law import Calendar, national_calendar, parameter
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import CatalogueItem
from gongkai.web.organs.models import Organ

NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5, "七": 7, "十": 10, "十五": 15, "二十": 20, "三十": 30}


@dataclass(frozen=True, slots=True)
class Limit:
    """A rhythm: `every` period or on each change, and so many days after the change or the period's end."""

    every: str
    days: int | None
    unit: str


def read(words: str) -> Limit | None:
    """What a limit says; None if it cannot be understood.

    >>> read("自信息形成或者变更之日起20个工作日内")
    Limit(every='change', days=20, unit='working')
    >>> read("每季度末15日内"), read("长期公示"), read("看情况")
    (Limit(every='quarterly', days=15, unit='calendar'), Limit(every='long', days=None, unit='working'), None)
    """
    data = vocabulary.table("rhythms")
    words = re.sub(r"\s+", "", words)
    every = next((row["code"] for row in data["every"] if any(sign in words for sign in row["words"])), "")
    match = re.search(r"(\d+|[一二两三五七十]+)个?(工作日|自然日|日|天)", words)
    days = int(match[1]) if match and match[1].isdigit() else NUMBERS.get(match[1]) if match else None
    unit = "working" if not match or match[2] == "工作日" else "calendar"
    if every:
        return Limit(every, days, unit)
    if days is not None:
        return Limit("change", days, unit)
    if any(sign in words for sign in data["at_once"]["words"]):
        return Limit("change", 1, "working")
    if any(sign in words for sign in data["long"]["words"]):
        return Limit("long", None, "working")
    return None


def calendar_of(organ: Organ) -> Calendar:
    """The working days of an organ: the nation's, and its area's own holidays."""
    calendar = national_calendar()
    return calendar.in_region(organ.holiday_region) if organ.holiday_region else calendar


def due_after(formed_on: date, calendar: Calendar, line: CatalogueItem | None = None) -> tuple[date, str]:
    """The last day to publish what was formed on a day, and the article. 条例第二十六条, unless its line says
    otherwise.
    """
    general = parameter("publication/default").on(formed_on)
    if line is None or line.days is None or line.every != CatalogueItem.Every.CHANGE:
        return calendar.after(formed_on, general.value), general.cites
    if line.unit == CatalogueItem.Unit.CALENDAR:
        return formed_on + timedelta(days=line.days), line.limit or general.cites
    cites = general.cites if line.days == general.value else f"标准目录：{line.limit}"
    return calendar.after(formed_on, line.days), cites
