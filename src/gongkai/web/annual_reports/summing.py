"""The county that adds up: sums of chosen organs, drill-down, chains across years, outliers, copied texts.

Everything is a set query over the narrow table of published figures; `organs` is a queryset, or `None` for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Avg, Case, Count, F, FloatField, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from gongkai.report.forms import form_for
from gongkai.report.model import Figure, Report, from_json
from gongkai.report.series import check_series
from gongkai.web.annual_reports.cells import places, shown, stored
from gongkai.web.annual_reports.identities import Identity, broken, identities
from gongkai.web.annual_reports.models import AnnualReport, Broken, Cell, Edition, State
from gongkai.web.annual_reports.services.publishing import published
from gongkai.web.organs.models import Organ

Organs = QuerySet[Organ] | None
FLOWS = {
    "applications/new/total": "新收",
    "applications/carried_in/total": "上年结转",
    "applications/total/total": "办结",
    "applications/carried_out/total": "结转下年度",
}
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
LEAP, FLOOR, DEVIATIONS = 5, 20, 6
"""An outlier: five times as many as the year before, or a fifth, and twenty off; or six deviations above others."""
OUT = (State.PUBLISHED, State.ACCEPTED)
COPIED = ("series-copied-text", "neighbours-copied-text")
COMPARED = 500
"""Texts of so many reports at most are compared with each other at once."""


def _of(organs: Organs, year: int) -> QuerySet[Cell]:
    return _within(Cell.objects.filter(year=year), organs).order_by()


def _within(rows: QuerySet, organs: Organs) -> QuerySet:
    return rows if organs is None else rows.filter(organ__in=organs.order_by().values("pk"))


def totals(organs: Organs, year: int) -> dict[str, Figure]:
    """Every cell of the year's form, summed over the newest editions of the organs."""
    names = {key: path for path, key in places().items()}
    sums = dict(_of(organs, year).values_list("place").annotate(Sum("value")))
    found = {names[key]: value for key, value in sums.items()}
    return {path: shown(path, found.get(path, 0)) or 0 for path in form_for(year).paths()}


def report_of(organs: Organs, year: int, *, title: str = "") -> Report:
    """The sum as a report: checked and written like any other."""
    return Report(totals(organs, year), form=form_for(year).form, year=year, title=title or None)


def reporting(organs: Organs, year: int) -> tuple[int, int]:
    """How many organs have a published report of the year, and how many are to have one."""
    reports = _within(AnnualReport.objects.filter(year=year, published_on__isnull=False), organs).count()
    everybody = (Organ.objects.all() if organs is None else organs).active().exclude(kind__in=("village", "agency"))
    return reports, everybody.count()


def children(organs: Organs, year: int, path: str, *, first: int = 0, many: int = 100) -> list[tuple[Organ, Figure]]:
    """The organs whose figures make up a cell, the largest first."""
    rows = _of(organs, year).filter(place=places()[path]).order_by("-value", "organ")
    taken = list(rows.values_list("organ", "value")[first : first + many])
    named = Organ.objects.in_bulk([key for key, _ in taken])
    return [(named[key], shown(path, value) or 0) for key, value in taken]


def count_of(organs: Organs, year: int, path: str) -> int:
    """How many organs have more than nought in a cell."""
    return _of(organs, year).filter(place=places()[path]).count()


@dataclass(frozen=True, slots=True)
class Break:
    """An identity that the sum or some child does not keep."""

    identity: Identity
    difference: int
    children: int


def breaks(organs: Organs, year: int, sums: Mapping[str, Figure] | None = None) -> list[Break]:
    """The identities that do not hold: in the sum, or in a child even where children cancel out in the sum."""
    layout = form_for(year)
    off = dict(broken(layout, sums if sums is not None else totals(organs, year)))
    rows = _within(Broken.objects.filter(year=year), organs).order_by().values_list("code")
    counted = dict(rows.annotate(Count("organ", distinct=True)))
    return [
        Break(one, off.get(one, 0), counted.get(one.code, 0))
        for one in identities(layout.form)
        if one in off or one.code in counted
    ]


def breakers(organs: Organs, year: int, code: str) -> list[tuple[Organ, int]]:
    """The children that break an identity, each with its difference, the largest first."""
    rows = _within(Broken.objects.filter(year=year, code=code), organs).select_related("organ")
    found = [(row.organ, row.difference) for row in rows]
    return sorted(found, key=lambda pair: -abs(pair[1]))


def by_year(organs: Organs, years: Iterable[int], paths: Sequence[str] = tuple(FLOWS)) -> dict[int, dict[str, Figure]]:
    """Some cells summed for each year."""
    known = places()
    names = {known[path]: path for path in paths}
    rows = _within(Cell.objects.filter(year__in=list(years), place__in=list(names)), organs).order_by()
    found: dict[int, dict[str, Figure]] = {year: dict.fromkeys(paths, 0) for year in years}
    for year, place, value in rows.values_list("year", "place").annotate(Sum("value")):
        found[year][names[place]] = shown(names[place], value) or 0
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """An organ whose 上年结转 is not what it carried out the year before."""

    organ: Organ
    column: str
    before: int
    after: int


def gaps(organs: Organs, year: int, *, many: int = 200) -> list[Gap]:
    """The broken chains between the year before and this one, where both reports are published."""
    columns, known = form_for(year).applications.columns, places()
    into = {known[f"applications/carried_in/{column}"]: column for column in columns}
    out = {known[f"applications/carried_out/{column}"]: column for column in columns}
    numbered = {column: number for number, column in enumerate(columns)}
    cases = [When(place=key, then=Value(numbered[column])) for key, column in (into | out).items()]
    rows = Cell.objects.filter(Q(year=year, place__in=list(into)) | Q(year=year - 1, place__in=list(out)))
    both = AnnualReport.objects.filter(year=year - 1, published_on__isnull=False).values("organ")
    now = AnnualReport.objects.filter(year=year, published_on__isnull=False).values("organ")
    rows = _within(rows, organs).order_by().annotate(column=Case(*cases, output_field=IntegerField()))
    rows = rows.values("organ", "column").annotate(
        before=Sum("value", filter=Q(year=year - 1), default=0), after=Sum("value", filter=Q(year=year), default=0)
    )
    rows = rows.exclude(before=F("after")).filter(organ__in=both).filter(organ__in=now)[:many]
    found = list(rows)
    named = Organ.objects.in_bulk({row["organ"] for row in found})
    labels = list(columns.values())
    return [Gap(named[row["organ"]], labels[row["column"]], row["before"], row["after"]) for row in found]


@dataclass(frozen=True, slots=True)
class Outlier:
    """A figure that stands out: against the organ's own year before, or against the others."""

    organ: Organ
    path: str
    value: Figure
    words: str


def outliers(organs: Organs, year: int, *, many: int = 100) -> list[Outlier]:
    """Figures to be asked about; never an error by themselves."""
    return [*_leaps(organs, year, many), *_above_others(organs, year, many)][:many]


def _leaps(organs: Organs, year: int, many: int) -> list[Outlier]:
    known = places()
    names = {known[path]: path for path in WATCHED}
    rows = Cell.objects.filter(place__in=list(names), year__in=(year - 1, year))
    rows = (
        _within(rows, organs)
        .order_by()
        .values("organ", "place")
        .annotate(
            before=Sum("value", filter=Q(year=year - 1), default=0), now=Sum("value", filter=Q(year=year), default=0)
        )
    )
    apart = Q(now__gte=F("before") * LEAP) & Q(now__gte=F("before") + FLOOR) & Q(before__gt=0)
    apart |= Q(before__gte=F("now") * LEAP) & Q(before__gte=F("now") + FLOOR) & Q(now__gt=0)
    found = list(rows.filter(apart)[:many])
    named = Organ.objects.in_bulk({row["organ"] for row in found})
    return [
        Outlier(named[row["organ"]], names[row["place"]], row["now"], f"上年为 {row['before']}，今年为 {row['now']}")
        for row in found
    ]


def _above_others(organs: Organs, year: int, many: int) -> list[Outlier]:
    known = places()
    names = {known[path]: path for path in WATCHED}
    rows = _of(organs, year).filter(place__in=list(names))
    real = Cast("value", FloatField())
    measured = rows.values("place").annotate(mean=Avg("value"), square=Avg(real * real), count=Count("pk"))
    means = list(measured.values_list("place", "mean", "square", "count"))
    far = Q()
    for place, mean, square, count in means:
        limit = mean + DEVIATIONS * max(0.0, square - mean * mean) ** 0.5
        if count > DEVIATIONS * DEVIATIONS:  # of fewer, none can be so many deviations off
            far |= Q(place=place, value__gt=max(limit, mean + FLOOR))
    if not far:
        return []
    taken = list(rows.filter(far).order_by("-value").values_list("organ", "place", "value")[:many])
    named = Organ.objects.in_bulk({organ for organ, _, _ in taken})
    average = {place: mean for place, mean, _, _ in means}
    return [
        Outlier(named[organ], names[place], value, f"{value}，有数的机关平均 {average[place]:.1f}")
        for organ, place, value in taken
    ]


def copies(organs: Organs, year: int) -> list[tuple[Edition, str]]:
    """Reports whose text is a neighbour's or their own of the year before, with the words of the finding."""
    near = _within_reports(published(), organs).filter(report__year__in=(year - 1, year))
    editions = list(near.order_by("-report__year", "report__organ")[: 2 * COMPARED])
    findings = check_series([from_json(edition.content) for edition in editions])
    return [
        (edition, one.message)
        for edition, told in zip(editions, findings, strict=True)
        if edition.report.year == year
        for one in told
        if one.code in COPIED
    ]


def _within_reports(editions: QuerySet[Edition], organs: Organs) -> QuerySet[Edition]:
    return editions if organs is None else editions.filter(report__organ__in=organs.order_by().values("pk"))


def of_organ(organ: Organ, years: Iterable[int]) -> dict[int, dict[str, Figure]]:
    """Every figure of one organ in some years; a year without a published report is absent."""
    names = {key: path for path, key in places().items()}
    out = AnnualReport.objects.filter(organ=organ, year__in=list(years), published_on__isnull=False)
    found: dict[int, dict[str, Figure]] = {
        year: dict.fromkeys(form_for(year).paths(), 0) for year in sorted(out.values_list("year", flat=True))
    }
    for year, place, value in Cell.objects.filter(organ=organ, year__in=list(found)).values_list(
        "year", "place", "value"
    ):
        path = names[place]
        found[year][path] = shown(path, value) or 0
    return found


def years(organs: Organs = None) -> list[int]:
    """The years of which anything is published, the newest first."""
    rows = _within(AnnualReport.objects.filter(published_on__isnull=False), organs).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


__all__ = [
    "FLOWS",
    "Break",
    "Gap",
    "Outlier",
    "breakers",
    "breaks",
    "by_year",
    "children",
    "copies",
    "count_of",
    "gaps",
    "of_organ",
    "outliers",
    "report_of",
    "reporting",
    "stored",
    "totals",
    "years",
]
