"""Published annual reports where people and programs look for what is published: search and feeds."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from gongkai.web.annual_reports import reading
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Doc

WORDS = re.compile(r"(政府信息公开|信息公开)?(工作)?(年度报告|年报)")
YEAR = re.compile(r"(20\d\d)\s*(年度|年)?")
SHOWN = 5


def beginning(day: date) -> datetime:
    """The beginning of a day: a report has a day and no hour."""
    return make_aware(datetime.combine(day, time()))


def matching(query: str) -> list[Doc]:
    """The reports that a query names: it says 年报 or 年度报告, and perhaps an organ and a year.

    The newest first; none for a query that asks for something else.
    """
    if not WORDS.search(query):
        return []
    year = YEAR.search(query)
    found = reading.listed(year=int(year[1]) if year else None)
    for word in WORDS.sub(" ", YEAR.sub(" ", query)).split()[:6]:
        found = found.filter(organ__name__icontains=word)
    return [
        Doc(one.title, reading.address(one.organ, one.year), organ=one.organ.short_name, on=one.published_on)
        for one in found[:SHOWN]
    ]


def newest(organ: Organ | None, count: int) -> list[AnnualReport]:
    """The reports that were published last, of one organ or of all."""
    return list(reading.listed(organ=organ).order_by("-published_on", "-pk")[:count])
