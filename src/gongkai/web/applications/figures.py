"""Tables 三 and 四 of any organs, period and form, counted as set queries; every cell opens its cases.

An application counts once: as new in the year it was received, as a result in the year it was first closed. Whatever
was received and not yet closed on the last day is carried out, so the balance of the form holds by construction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from gongkai.law import outcomes
from gongkai.report.forms import Form, form_for
from gongkai.web.applications.models import Application, Review
from gongkai.web.applications.models.application import ApplicantKind


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; a year of the report unless somebody asks for another."""

    start: date
    end: date
    form_year: int | None = None

    @classmethod
    def year(cls, year: int) -> "Period":
        """1 January to 31 December."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def form(self) -> Form:
        """The national form for the year in which the period ends, unless that of another year was asked for."""
        return form_for(self.form_year or self.end.year)


def flow(row: str, period: Period) -> Q:
    """Which applications a row of table 三 counts, before the outcome of a result row is asked."""
    carried = carry(row, period)
    if carried:
        return carried[0] | carried[1]
    closed_in = Q(counted_on__range=(period.start, period.end))
    conditions = {
        "new": Q(received_on__range=(period.start, period.end)),
    }
    return conditions.get(row, closed_in & Q(received_on__isnull=False))


def carry(row: str, period: Period) -> tuple[Q, ...]:
    """A row of what was carried over, in two parts that exclude each other: still open, and closed later.

    Asked one by one, each runs along one index; asked with OR they run through the table.
    """
    if row == "carried_in":
        received, closed = Q(received_on__lt=period.start), Q(counted_on__gte=period.start)
    elif row == "carried_out":
        received, closed = Q(received_on__lte=period.end), Q(counted_on__gt=period.end)
    else:
        return ()
    return Q(counted_on__isnull=True) & received, closed & received


def rows_of_outcomes(form: Form) -> dict[str, str]:
    """Outcome code → the row of table 三 that counts it, in this form."""
    return {outcome.code: outcome.row(form.form) for outcome in outcomes()}


class Closed(NamedTuple):
    """How many were closed with one outcome for one kind of applicant; of them in time, late, and received before."""

    number: int = 0
    in_time: int = 0
    late: int = 0
    before: int = 0


Results = Mapping[tuple[str, str], Closed]
"""By outcome and kind of applicant."""


def closed(organs: Iterable[int], period: Period) -> Results:
    """What was closed in a period. Asked day by day and added up here: in that order the index hands the cases out as
    they are to be counted, and the database sorts nothing.
    """
    ours = Application.objects.filter(flow("total", period), organ__in=list(organs)).order_by()
    rows = ours.values_list("counted_on", "counted_outcome", "applicant_kind").annotate(
        Count("pk"), kept=Count("pk", filter=Q(in_time=True)), missed=Count("pk", filter=Q(in_time=False)),
        before=Count("pk", filter=Q(received_on__lt=period.start)),
    )  # fmt: skip
    found: dict[tuple[str, str], Closed] = {}
    for _, outcome, kind, *counts in rows:
        before = found.get((outcome, kind), Closed())
        found[outcome, kind] = Closed(*(one + more for one, more in zip(before, counts, strict=True)))
    return found


def table_three(organs: Iterable[int], period: Period, results: Results | None = None) -> dict[str, int]:
    """Every cell `applications/row/column` of the period's form; `results`: what `closed` found, if it was asked."""
    form = period.form
    figures, organs = dict.fromkeys(form.applications.paths(), 0), list(organs)
    ours = Application.objects.filter(organ__in=organs).order_by()
    rows = rows_of_outcomes(form)
    for (outcome, column), told in (closed(organs, period) if results is None else results).items():
        _add(figures, rows[outcome], column, told.number)
        _add(figures, "total", column, told.number)
        _add(figures, "carried_in", column, told.before)
    for column, number, before in _left_over(ours, period):
        _add(figures, "carried_out", column, number)
        _add(figures, "carried_in", column, before)
    received = ours.filter(flow("new", period)).values_list("received_on", "applicant_kind").annotate(Count("pk"))
    for _, column, number in received:  # by day, as in `closed`
        _add(figures, "new", column, number)
    return figures


def _left_over(ours: "QuerySet[Application]", period: Period) -> Iterator[tuple[str, int, int]]:
    """What was not closed at the end of a period, by kind of applicant, and how many of it had come before."""
    for part in carry("carried_out", period):
        before = Count("pk", filter=Q(received_on__lt=period.start))
        yield from ours.filter(part).values_list("applicant_kind").annotate(Count("pk"), before=before)


def _add(figures: dict[str, int], row: str, column: str, number: int) -> None:
    figures[f"applications/{row}/{column}"] += number
    figures[f"applications/{row}/total"] += number


def table_four(organs: Iterable[int], period: Period) -> dict[str, int]:
    """Every cell `reviews/block/column`: results of the period, and what was pending on its last day."""
    figures = dict.fromkeys(period.form.reviews.paths(), 0)
    ours = Review.objects.filter(organ__in=list(organs)).order_by()
    decided = ours.filter(_decided(period)).values_list("block", "result").annotate(Count("pk"))
    pending = ours.filter(_pending(period)).values_list("block").annotate(Count("pk"))
    for block, column, number in [*decided, *((block, "pending", number) for block, number in pending)]:
        figures[f"reviews/{block}/{column}"] += number
        figures[f"reviews/{block}/total"] += number
    return figures


def _decided(period: Period) -> Q:
    return Q(decided_on__range=(period.start, period.end)) & ~Q(result="")


def _pending(period: Period) -> Q:
    return Q(filed_on__lte=period.end) & (Q(decided_on__isnull=True) | Q(decided_on__gt=period.end))


def cases(path: str, organs: Iterable[int], period: Period) -> "QuerySet[Application] | QuerySet[Review]":
    """The records behind a cell of table 三 or 四."""
    table, row, column = path.split("/")
    if table == "reviews":
        return _reviews(row, column, organs, period)
    found = Application.objects.filter(flow(row, period), organ__in=list(organs)).order_by("received_on", "pk")
    codes = [code for code, counted_in in rows_of_outcomes(period.form).items() if counted_in == row]
    if row in period.form.results():
        found = found.filter(counted_outcome__in=codes)
    return found if column == "total" else found.filter(applicant_kind=column)


def _reviews(block: str, column: str, organs: Iterable[int], period: Period) -> "QuerySet[Review]":
    found = Review.objects.filter(organ__in=list(organs), block=block).order_by("filed_on", "pk")
    match column:
        case "total":
            return found.filter(_decided(period) | _pending(period))
        case "pending":
            return found.filter(_pending(period))
        case _:
            return found.filter(_decided(period), result=column)


COLUMNS = tuple(kind.value for kind in ApplicantKind)
