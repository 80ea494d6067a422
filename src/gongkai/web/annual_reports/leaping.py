"""Figures beside those of the year before: 上年结转 that nobody carried out, and numbers that leap."""

from collections.abc import Iterator, Mapping

from django.db.models import Sum

from gongkai.report.forms import form_for
from gongkai.web.annual_reports.absorbing import handed_on, newest
from gongkai.web.annual_reports.models import Cell, Leap
from gongkai.web.organs.models import Organ

WATCHED = (
    "applications/new/total",
    "applications/total/total",
    "applications/granted/total",
    "applications/not_held/total",
    "applications/carried_out/total",
    "proactive/licensing/decisions",
    "proactive/penalties/decisions",
    "proactive/normative_documents/issued",
    "reviews/reconsideration/total",
)
"""Figures whose leaps are asked about."""
TIMES, FLOOR = 5, 20
"""A leap: five times as many as the year before, or a fifth, and twenty off."""


def keep(organ: Organ, year: int, places: Mapping[str, int]) -> None:
    """Compare the published figures of `year` with those before, and those of the year after with them; those of the
    organ it merged into too, which go on from its own."""
    for later in (year, year + 1):
        _compare(organ, later, places)
    if organ.successor and organ.ended_on:
        _compare(organ.successor, year + 1, places)


def _compare(organ: Organ, later: int, places: Mapping[str, int]) -> None:
    """Keep the leaps of an organ between the year before `later` and it, where both were published."""
    Leap.objects.filter(organ=organ, year=later).delete()
    handed = handed_on(organ, later)
    if handed.editions and newest(organ, later):
        held = (_held([one.report.organ_id for one in handed.editions], later - 1), _held([organ.pk], later))
        Leap.objects.bulk_create(_leaps(organ.pk, later, *held, places))


def _held(organs: list[int], year: int) -> dict[int, int]:
    """Place → figure of a year, of several organs added up."""
    rows = Cell.objects.filter(organ__in=organs, year=year).values_list("place").annotate(Sum("value"))
    return {place: int(value) for place, value in rows.order_by()}


def _leaps(
    organ: int, year: int, before: Mapping[int, int], after: Mapping[int, int], places: Mapping[str, int]
) -> Iterator[Leap]:
    for column in form_for(year).applications.columns:
        into, out = places[f"applications/carried_in/{column}"], places[f"applications/carried_out/{column}"]
        pair = before.get(out, 0), after.get(into, 0)
        if pair[0] != pair[1]:
            yield Leap(organ_id=organ, year=year, kind=Leap.Kind.CHAIN, place_id=into, before=pair[0], after=pair[1])
    for path in WATCHED:
        pair = before.get(places[path], 0), after.get(places[path], 0)
        if leaps(*pair):
            yield Leap(
                organ_id=organ, year=year, kind=Leap.Kind.FAR, place_id=places[path], before=pair[0], after=pair[1]
            )


def leaps(before: int, after: int) -> bool:
    """Whether two years are so far apart that one asks; a figure that is nought in one of them is not.

    >>> leaps(3, 60), leaps(60, 3), leaps(3, 15), leaps(0, 60)
    (True, True, False, False)
    """
    low, high = sorted((before, after))
    return low > 0 and high >= low * TIMES and high >= low + FLOOR
