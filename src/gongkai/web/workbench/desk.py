"""What the frame of every workbench page says: organ, person, day, navigation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from gongkai.law.calendar import national_calendar
from gongkai.law.errors import BadInput, NoCalendar
from gongkai.web.patterns.values import WEEKDAYS, said
from gongkai.web.workbench import navigation


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `desk`, put together only when a template asks for it."""
    return {"desk": SimpleLazyObject(lambda: frame(request))}


def kind_of_day(day: date, region: str) -> str:
    """工作日 or 休息日 by the law's calendar; nothing for a year whose holidays are not yet published."""
    try:
        return "工作日" if national_calendar().in_region(region or None).is_working(day) else "休息日"
    except (NoCalendar, BadInput):
        return ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame for the person of this request."""
    today, person = localdate(), request.user
    return {
        "organ": person.organ.name,
        "day": f"{said(today)} 周{WEEKDAYS[today.weekday()]}　{kind_of_day(today, person.organ.holiday_region)}",
        "person": " ".join([person.name, *dict.fromkeys(post.get_role_display() for post in person.posts_held()[:1])]),
        "navigation": navigation.shown(person, request.path),
    }
