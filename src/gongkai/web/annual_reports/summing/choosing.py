"""The organs that are added up, and the cheapest way to read their rows.

Asking of each of a million figures whether its organ is among forty thousand costs more than adding them up. So where
(nearly) everybody is chosen, everything is added up and the few others are taken off.
"""

from collections.abc import Mapping
from functools import cached_property

from django.db.models import Aggregate, QuerySet, Sum

from gongkai.web.organs.models import Organ

Row = tuple[int, ...]


class Chosen:
    """Some organs. `within` filters rows of theirs; `added` adds rows up by some columns."""

    def __init__(self, organs: "QuerySet[Organ] | None") -> None:
        """A queryset of organs, or everybody."""
        self.organs = organs

    @property
    def keys(self) -> "QuerySet[Organ]":
        """Their keys, as a subquery."""
        return (Organ.objects.all() if self.organs is None else self.organs).order_by().values("pk")

    @property
    def others(self) -> "QuerySet[Organ]":
        """The keys of all others."""
        return Organ.objects.exclude(pk__in=self.keys).order_by().values("pk")

    @cached_property
    def _counts(self) -> tuple[int, int]:
        every = Organ.objects.count()
        return (every, 0) if self.organs is None else ((n := self.organs.order_by().count()), every - n)

    @property
    def count(self) -> int:
        """How many they are."""
        return self._counts[0]

    @property
    def everybody(self) -> bool:
        """Whether nobody is left out."""
        return self._counts[1] == 0

    @property
    def most(self) -> bool:
        """Whether fewer are left out than chosen."""
        return self._counts[1] < self._counts[0]

    def within(self, rows: QuerySet, name: str = "organ") -> QuerySet:
        """The rows whose organ is chosen, in no order."""
        return rows.order_by() if self.everybody else rows.order_by().filter(**{f"{name}__in": self.keys})

    def added(self, rows: QuerySet, *by: str, **what: Aggregate) -> Mapping[Row, Row]:
        """Values of `by` → sums of the chosen organs' rows; `what` must be sums or counts. What adds up to nought is
        left out."""
        what = what or {"sum": Sum("value")}
        if not self.most:
            return _grouped(self.within(rows), by, what)
        found = _grouped(rows.order_by(), by, what)
        if not self.everybody:
            less = _grouped(rows.order_by().filter(organ__in=self.others), by, what)
            found |= {key: _less(found[key], taken) for key, taken in less.items()}
        return {key: sums for key, sums in found.items() if any(sums)}


def _grouped(rows: QuerySet, by: tuple[str, ...], what: Mapping[str, Aggregate]) -> dict[Row, Row]:
    found = rows.values_list(*by).annotate(**what).values_list(*by, *what)
    return {tuple(row[: len(by)]): tuple(value or 0 for value in row[len(by) :]) for row in found}


def _less(whole: Row, taken: Row) -> Row:
    return tuple(one - other for one, other in zip(whole, taken, strict=True))


def chosen(organs: "QuerySet[Organ] | Chosen | None") -> Chosen:
    """A `Chosen`, whatever it is given."""
    return organs if isinstance(organs, Chosen) else Chosen(organs)
