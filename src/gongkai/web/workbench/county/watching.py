"""Whom a supervisor watches over: all at once where they are a county, by area where they are more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gongkai.web.accounts.models import Account
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.board import TOWNSHIPS

LIMIT, MOST = 150, 400
"""So many organs at most stand on one board, and are scored or told of together; of more, one area after the other."""


def watching(person: Account, act: str = "oversight.watch") -> QuerySet[Organ]:
    """The organs this person watches over: neither villages nor agencies nor the office itself."""
    found = person.organs_for(act).active().exclude(kind__in=(Kind.VILLAGE, Kind.AGENCY)).order_by("order", "pk")
    own = [post.organ_id for post in person.posts_held()]
    return found.exclude(Q(pk__in=own) & ~Q(kind=Kind.GOVERNMENT))


def watched(person: Account, act: str = "oversight.watch") -> list[Organ]:
    """All of them, for what is done with each; raises `Refused` where they are too many to be handled at once."""
    found = list(watching(person, act)[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"监督的机关超过 {MOST} 个，不能一起办，请由各地的主管部门分别办理。")
    return found


def of_kind(organs: QuerySet[Organ], kind: str) -> QuerySet[Organ]:
    """Townships, or all others."""
    if kind == "townships":
        return organs.filter(kind__in=TOWNSHIPS)
    return organs.exclude(kind__in=TOWNSHIPS) if kind == "departments" else organs


@dataclass(frozen=True)
class Area:
    """The organs directly under one organ, and how far their reports of a year are."""

    organ: Organ
    count: int
    begun: int
    published: int

    @property
    def share(self) -> float:
        """How many of a hundred are published."""
        return 100 * self.published / self.count if self.count else 0


def areas(organs: QuerySet[Organ], year: int) -> Sequence[Area]:
    """Every organ that has some of these under it, the slowest first; two questions, however many they are."""
    counts = dict(organs.order_by().exclude(parent=None).values_list("parent").annotate(Count("pk")))
    reports = AnnualReport.objects.filter(year=year, organ__in=organs.order_by().values("pk")).order_by()
    done = {
        parent: (begun, out)
        for parent, begun, out in reports.values_list("organ__parent").annotate(Count("pk"), Count("published_on"))
    }
    named = {organ.pk: organ for organ in Organ.objects.filter(pk__in=organs.order_by().values("parent"))}
    found = [Area(named[key], count, *done.get(key, (0, 0))) for key, count in counts.items()]
    return sorted(found, key=lambda area: (area.share, area.organ.order, area.organ.pk))
