"""Sums of chosen organs, the children behind a figure, the identities that do not hold, years side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from gongkai.report.forms import form_for
from gongkai.report.model import Figure, Report
from gongkai.web.annual_reports.cells import places, shown, stored
from gongkai.web.annual_reports.identities import Identity, broken, identities
from gongkai.web.annual_reports.models import AnnualReport, Broken, Cell, Edition
from gongkai.web.annual_reports.summing.choosing import Chosen, chosen
from gongkai.web.organs.models import Organ

Organs = QuerySet[Organ] | Chosen | None
FLOWS = {
    "applications/new/total": "新收",
    "applications/carried_in/total": "上年结转",
    "applications/total/total": "办结",
    "applications/carried_out/total": "结转下年度",
}


def totals(organs: Organs, year: int) -> dict[str, Figure]:
    """Every cell of the year's form, summed over the newest editions of the organs."""
    names = {key: path for path, key in places().items()}
    sums = chosen(organs).added(Cell.objects.filter(year=year), "place")
    found = {names[place]: value for (place,), (value,) in sums.items()}
    return {path: shown(path, found.get(path, 0)) or 0 for path in form_for(year).paths()}


def sum_of(organs: Organs, year: int, path: str) -> Figure:
    """One cell, summed."""
    rows = chosen(organs).within(Cell.objects.filter(year=year, place=places()[path]))
    return shown(path, rows.aggregate(sum=Sum("value"))["sum"] or 0) or 0


def report_of(organs: Organs, year: int, *, title: str = "") -> Report:
    """The sum as a report: checked and written like any other."""
    return Report(totals(organs, year), form=form_for(year).form, year=year, title=title or None)


def reporting(organs: Organs, year: int) -> tuple[int, int]:
    """How many organs have a published report of the year, and how many are to have one."""
    some = chosen(organs)
    reports = some.within(AnnualReport.objects.filter(year=year, published_on__isnull=False)).count()
    everybody = Organ.objects.all() if some.organs is None else some.organs
    return reports, everybody.order_by().filter(ended_on=None).exclude(kind__in=("village", "agency")).count()


def _placed(organs: Organs, year: int, path: str) -> "QuerySet[Cell]":
    return chosen(organs).within(Cell.objects.filter(year=year, place=places()[path]))


def children(organs: Organs, year: int, path: str, *, first: int = 0, many: int = 100) -> list[tuple[Organ, Figure]]:
    """The organs whose figures make up a cell, the largest first."""
    rows = _placed(organs, year, path).order_by("-value", "organ")
    taken = list(rows.values_list("organ", "value")[first : first + many])
    named = Organ.objects.in_bulk([key for key, _ in taken])
    return [(named[key], shown(path, value) or 0) for key, value in taken]


def count_of(organs: Organs, year: int, path: str) -> int:
    """How many organs have more than nought in a cell."""
    return _placed(organs, year, path).count()


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
    rows = chosen(organs).within(Broken.objects.filter(year=year)).values_list("code")
    counted = dict(rows.annotate(Count("organ", distinct=True)))
    return [
        Break(one, off.get(one, 0), counted.get(one.code, 0))
        for one in identities(layout.form)
        if one in off or one.code in counted
    ]


def breakers(organs: Organs, year: int, code: str) -> list[tuple[Organ, int]]:
    """The children that break an identity, each with its difference, the largest first."""
    rows = chosen(organs).within(Broken.objects.filter(year=year, code=code)).select_related("organ")
    found = [(row.organ, row.difference) for row in rows]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0].pk))


def by_year(organs: Organs, years: Iterable[int], paths: Sequence[str] = tuple(FLOWS)) -> dict[int, dict[str, Figure]]:
    """Some cells summed for each year."""
    known = places()
    names = {known[path]: path for path in paths}
    rows = Cell.objects.filter(year__in=list(years), place__in=list(names))
    found: dict[int, dict[str, Figure]] = {year: dict.fromkeys(paths, 0) for year in years}
    for (year, place), (value,) in chosen(organs).added(rows, "year", "place").items():
        found[year][names[place]] = shown(names[place], value) or 0
    return found


def of_organ(organ: Organ, years: Iterable[int]) -> dict[int, dict[str, Figure]]:
    """Every figure of one organ in some years; a year without a published report is absent."""
    names = {key: path for path, key in places().items()}
    out = AnnualReport.objects.filter(organ=organ, year__in=list(years), published_on__isnull=False)
    found: dict[int, dict[str, Figure]] = {
        year: dict.fromkeys(form_for(year).paths(), 0) for year in sorted(out.values_list("year", flat=True))
    }
    held = Cell.objects.filter(organ=organ, year__in=list(found))
    for year, place, value in held.values_list("year", "place", "value"):
        found[year][names[place]] = shown(names[place], value) or 0
    return found | _wholes(organ, found)


def _wholes(organ: Organ, years: Iterable[int]) -> dict[int, dict[str, Figure]]:
    """Reports for the whole: the table keeps only the organ's own part of them, the edition what was published."""
    rows = Edition.objects.filter(report__organ=organ, report__year__in=list(years)).exclude(own={})
    return {
        edition.report.year: {path: shown(path, stored(path, value or 0)) or 0 for path, value in edition.cells.items()}
        for edition in rows.select_related("report").order_by("number")
    }


def years(organs: Organs = None) -> list[int]:
    """The years of which anything is published, the newest first."""
    some, rows = chosen(organs), AnnualReport.objects.filter(published_on__isnull=False).order_by()
    every = sorted(rows.values_list("year", flat=True).distinct(), reverse=True)
    return every if some.everybody else [year for year in every if some.within(rows.filter(year=year)).exists()]
