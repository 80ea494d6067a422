"""How well an organ answers: working days to the answer, share in time, what was answered, what was asked about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from gongkai.law import national_calendar, outcome
from gongkai.web.applications.figures import Period, Results, closed, flow
from gongkai.web.applications.models import Application, FoundInstead
from gongkai.web.disclosure.vocabulary import fields


@dataclass(frozen=True)
class Measures:
    """Of the applications that were closed in a period. None where there is nothing to measure."""

    closed: int
    answered: int
    median_days: int | None
    in_time: float | None
    outcomes: Mapping[str, int]
    topics: Mapping[str, int]
    spared: int
    """How often somebody found what he wanted among the published and did not apply."""


def measures(organs: Iterable[int], period: Period, results: Results | None = None) -> Measures:
    """Count them in the database; working days by the national calendar. `results`: what `closed` found, if asked."""
    organs = list(organs)
    by_outcome, in_time, late = Counter[str](), 0, 0
    for (code, _), told in (closed(organs, period) if results is None else results).items():
        by_outcome[code] += told.number
        in_time, late = in_time + told.in_time, late + told.late
    by_topic = _topics(organs, period)
    answered = in_time + late
    return Measures(
        closed=by_outcome.total(),
        answered=answered,
        median_days=_median(_days(organs, period)),
        in_time=in_time / answered if answered else None,
        outcomes={outcome(code).name: number for code, number in by_outcome.most_common()},
        topics={topic_name(code): number for code, number in by_topic.most_common()},
        spared=FoundInstead.objects.filter(organ__in=organs, on__range=(period.start, period.end)).count(),
    )


def topic_name(code: str) -> str:
    """A topic in words: one of the fields of publication."""
    known = fields().get(code)
    return known.title if known else "没有归类"


def _day_by_day(organs: list[int], period: Period) -> QuerySet[Application]:
    """What was closed, for counts in the order of an index, as `closed` asks for them."""
    return Application.objects.filter(flow("total", period), organ__in=organs).order_by()


def _topics(organs: list[int], period: Period) -> Counter[str]:
    """How many cases had which topic."""
    found = Counter[str]()
    for _, topic, number in _day_by_day(organs, period).values_list("counted_on", "topic").annotate(Count("pk")):
        found[topic] += number
    return found


def _days(organs: list[int], period: Period) -> Counter[int]:
    """How many answers took how many working days, the day of receipt not counted."""
    rows = _day_by_day(organs, period).filter(in_time__isnull=False).values_list("counted_on", "received_on")
    calendar, found = national_calendar(), Counter[int]()
    for last, received, number in rows.annotate(Count("pk")):
        found[max(0, calendar.count(received, last))] += number
    return found


def _median(counts: Counter[int]) -> int | None:
    """The working days that half of them took at most."""
    half, passed = (counts.total() + 1) // 2, 0
    for days in sorted(counts):
        passed += counts[days]
        if passed >= half:
            return days
    return None
