"""How well an organ answers: working days to the answer, share in time, what was answered, what was asked about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from gongkai.law import national_calendar, outcome
from gongkai.web.applications.figures import Period, flow
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


def measures(organs: Iterable[int], period: Period) -> Measures:
    """Count them in the database; working days by the national calendar."""
    organs = list(organs)
    ours = Application.objects.filter(flow("total", period), organ__in=organs).order_by()
    timed, by_outcome, by_topic = Counter[bool | None](), Counter[str](), Counter[str]()
    for in_time, code, topic, number in ours.values_list("in_time", "counted_outcome", "topic").annotate(Count("pk")):
        timed[in_time] += number
        by_outcome[code] += number
        by_topic[topic] += number
    answered = timed[True] + timed[False]
    return Measures(
        closed=sum(timed.values()),
        answered=answered,
        median_days=_median(ours.filter(in_time__isnull=False)),
        in_time=timed[True] / answered if answered else None,
        outcomes={outcome(code).name: number for code, number in by_outcome.most_common()},
        topics={topic_name(code): number for code, number in by_topic.most_common()},
        spared=FoundInstead.objects.filter(organ__in=organs, on__range=(period.start, period.end)).count(),
    )


def topic_name(code: str) -> str:
    """A topic in words: one of the fields of publication."""
    known = fields().get(code)
    return known.title if known else "没有归类"


def _median(answered: "object") -> int | None:
    """The working days that half of them took at most; the day of receipt is not counted."""
    calendar, counts = national_calendar(), {}
    for received, closed, number in answered.values_list("received_on", "counted_on").annotate(Count("pk")):
        days = max(0, calendar.count(received, closed))
        counts[days] = counts.get(days, 0) + number
    half, passed = (sum(counts.values()) + 1) // 2, 0
    for days in sorted(counts):
        passed += counts[days]
        if passed >= half:
            return days
    return None
