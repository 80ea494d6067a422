"""What stands out: chains that broke between two years, leaps, figures far above those of others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum

from gongkai.report.forms import form_for
from gongkai.report.model import Figure
from gongkai.web.annual_reports.cells import places, shown
from gongkai.web.annual_reports.leaping import FLOOR, WATCHED
from gongkai.web.annual_reports.models import Cell, Leap
from gongkai.web.annual_reports.summing.choosing import Chosen, chosen
from gongkai.web.organs.models import Organ

DEVIATIONS = 6
"""An outlier: so many standard deviations above the mean of those who have a figure."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An organ whose 上年结转 is not what it carried out the year before."""

    organ: Organ
    column: str
    before: int
    after: int


def gaps(organs: "QuerySet[Organ] | Chosen | None", year: int, *, many: int = 200) -> list[Gap]:
    """The broken chains between the year before and this one, where both reports are published."""
    columns = form_for(year).applications.columns
    names = {key: path for path, key in places().items()}
    rows = _leaps(chosen(organs), year, Leap.Kind.CHAIN, many)
    return [Gap(row.organ, columns[names[row.place_id].rpartition("/")[2]], row.before, row.after) for row in rows]


def _leaps(organs: Chosen, year: int, kind: str, many: int) -> Sequence[Leap]:
    rows = organs.within(Leap.objects.filter(year=year, kind=kind))
    return rows.select_related("organ").order_by("organ", "pk")[:many]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A figure that stands out: against the organ's own year before, or against the others."""

    organ: Organ
    path: str
    value: Figure
    words: str


def outliers(organs: "QuerySet[Organ] | Chosen | None", year: int, *, many: int = 100) -> list[Outlier]:
    """Figures to be asked about, the leaps first; never an error by themselves."""
    some = chosen(organs)
    return [*_far(some, year, many), *_above_others(some, year, many)][:many]


def _far(organs: Chosen, year: int, many: int) -> Iterator[Outlier]:
    names = {key: path for path, key in places().items()}
    for row in _leaps(organs, year, Leap.Kind.FAR, many):
        yield Outlier(row.organ, names[row.place_id], row.after, f"上年为 {row.before}，今年为 {row.after}")


def _above_others(organs: Chosen, year: int, many: int) -> Iterator[Outlier]:
    known = places()
    names = {known[path]: path for path in WATCHED}
    rows = Cell.objects.filter(year=year, place__in=list(names))
    limits = _limits(organs, rows)
    far = Q()
    for (place,), (limit, _) in limits.items():
        far |= Q(place=place, value__gt=limit)
    if not far:
        return
    taken = list(
        organs.within(rows.filter(far)).order_by("-value", "organ").values_list("organ", "place", "value")[:many]
    )
    named = Organ.objects.in_bulk({organ for organ, _, _ in taken})
    for organ, place, value in taken:
        figure = shown(names[place], value) or 0
        yield Outlier(named[organ], names[place], figure, f"{figure}，有数的机关平均 {limits[place,][1]:.1f}")


def _limits(organs: Chosen, rows: "QuerySet[Cell]") -> Mapping[tuple[int, ...], tuple[float, float]]:
    """Place → the value above which one stands out, and the mean; of fewer than so many, none can be so far off."""
    sums = organs.added(rows, "place", sum=Sum("value"), squares=Sum(F("value") * F("value")), count=Count("pk"))
    found = {}
    for place, (total, squares, count) in sums.items():
        if count > DEVIATIONS * DEVIATIONS:
            mean = float(total) / count
            spread = max(0.0, float(squares) / count - mean * mean) ** 0.5
            found[place] = max(mean + DEVIATIONS * spread, mean + FLOOR), mean
    return found
