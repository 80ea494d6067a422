"""The year in figures, for the annual report: each figure is a queryset, so that every number opens its records."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import (
    Delivery,
    ElsewherePost,
    HandOver,
    Item,
    PickUp,
    Posting,
    Publication,
    Reassessment,
    Validity,
    ValidityChange,
)  # fmt: skip
from gongkai.web.organs.models import Organ

REGISTERS = {"regulations": "规章", "normative": "行政规范性文件"}


def figures(organs: Iterable[Organ], year: int) -> Mapping[str, QuerySet]:
    """The records behind each figure of a year, of one organ or of several together.

    `regulations/made`, `/repealed`, `/in_force` and the same of `normative` (table 二 (一)); `items`,
    `interpretations`,
    `responses`, `withdrawn`, `corrected`, `fields/<code>`, `clauses/<code>`, `channels/<kind>`, `elsewhere/<kind>`,
    `pick_ups`, `boards`, `hand_overs`, `reassessed`, `from_applications`. `counted` turns one into its number.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    out = Publication.objects.filter(organ__in=organs, published_on__range=(first, last))
    found: dict[str, QuerySet] = {"items": out}
    for register in REGISTERS:
        found |= _register(organs, register, first, last)
    found["interpretations"] = out.filter(kind="interpretation")
    found["responses"] = out.filter(kind__in=("response", "clarification"))
    found["guides"] = out.filter(kind="guide")
    found["withdrawn"] = Publication.objects.filter(organ__in=organs, withdrawn_on__range=(first, last))
    found["from_applications"] = out.filter(item__source__startswith="applications.")
    found["reassessed"] = Reassessment.objects.filter(item__organ__in=organs, on__range=(first, last))
    found["kept"] = Item.objects.filter(organ__in=organs, state="kept")
    found["pick_ups"] = PickUp.objects.filter(publication__organ__in=organs, on__range=(first, last))
    found["hand_overs"] = HandOver.objects.filter(organ__in=organs, on__range=(first, last))
    found["boards"] = Posting.objects.filter(delivery__publication__organ__in=organs, put_up_on__range=(first, last))
    return found | _parted(out) | _channels(organs, year)


def _register(organs: Iterable[Organ], kind: str, first: date, last: date) -> dict[str, QuerySet]:
    """Made, repealed or expired within the year; in force at its end. Counted by the day of making (统一格式 表二).

    What was entered last counts: a repeal entered by mistake and put right is none.
    """
    known = ValidityChange.objects.filter(publication=OuterRef("pk"), since__lte=last).order_by("-since", "-pk")
    every = Publication.objects.filter(organ__in=organs, kind=kind)
    at_end = every.annotate(
        stands=Subquery(known.values("validity")[:1]), stands_since=Subquery(known.values("since")[:1])
    )
    ended = Q(stands__in=(Validity.REPEALED, Validity.EXPIRED))
    return {
        f"{kind}/made": every.filter(made_on__range=(first, last)),
        f"{kind}/repealed": at_end.filter(ended, stands_since__gte=first),
        f"{kind}/in_force": at_end.filter(Q(stands=None) | ~ended, made_on__lte=last),
    }


def _parted(out: QuerySet) -> dict[str, QuerySet]:
    fields = out.exclude(field="").order_by().values_list("field", flat=True).distinct()
    clauses = out.exclude(clause="").order_by().values_list("clause", flat=True).distinct()
    parted = {f"fields/{code}": out.filter(field=code) for code in fields}
    return parted | {f"clauses/{code}": out.filter(clause=code) for code in clauses}


def _channels(organs: Iterable[Organ], year: int) -> dict[str, QuerySet]:
    sent = Delivery.objects.filter(
        Q(act="publish") | Q(act="replace"), channel__organ__in=organs, state=Delivery.State.DONE, done_at__year=year
    )
    other = ElsewherePost.objects.filter(organ__in=organs, on__year=year)
    codes = {*kinds(), *other.order_by().values_list("kind", flat=True).distinct()}
    return {f"channels/{code}": sent.filter(channel__kind=code) for code in codes} | {
        f"elsewhere/{code}": other.filter(kind=code) for code in codes
    }


def counted(records: QuerySet) -> int:
    """The number of a figure: rows, or for posts made elsewhere the counts they were entered with."""
    if records.model is ElsewherePost:
        return records.aggregate(total=Sum("count"))["total"] or 0
    return records.count()
