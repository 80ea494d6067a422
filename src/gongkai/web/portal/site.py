"""Whose portal this is: the county government, its 主管部门, and the organs to choose from."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Case, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gongkai.web.organs.models import Kind, Organ
from gongkai.web.patterns.values import Link

Told = TypeVar("Told")
GROUPS = (
    ("县政府", (Kind.GOVERNMENT, Kind.OFFICE)),
    ("乡镇、街道", (Kind.TOWNSHIP, Kind.STREET)),
    ("政府部门", (Kind.DEPARTMENT, Kind.AGENCY, Kind.AUTHORISED)),
)
SHOWN = 11


@dataclass(frozen=True)
class Site:
    """What the frame of every portal page says: name, office in charge, phone, hours, and the slot for the emblem."""

    name: str
    office: str = ""
    phone: str = ""
    hours: str = ""
    number: str = ""
    emblem: str = ""
    links: tuple[Link, ...] = ()
    government: Organ | None = None


@dataclass(frozen=True)
class Group:
    """Organs of one sort: the first few, and how many there are in all."""

    name: str
    organs: list[Link]
    count: int


def read() -> Site:
    """The site as the records have it. Without records it still has the name that the settings give."""
    named = Case(When(name=settings.COUNTY, then=0), default=1)
    government = Organ.objects.public().filter(kind=Kind.GOVERNMENT).order_by(named, "path").first()
    if government is None:
        return Site(settings.COUNTY)
    office = Organ.objects.public().filter(kind=Kind.OFFICE, parent=government).first() or government
    links = (Link(f"{government.name}门户网站", government.website),) if government.website else ()
    return Site(
        government.name,
        office.name,
        office.unit_phone or office.phone,
        office.unit_hours or office.office_hours,
        number=settings.SITE_NUMBER,
        emblem=reverse("portal:emblem") if settings.EMBLEM else "",
        links=links,
        government=government,
    )


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site`, read only when a template asks for it (an error page never does)."""
    return {"site": SimpleLazyObject(kept_site)}


def groups(shown: int | None = SHOWN, keep: str = "") -> list[Group]:
    """The organs of the portal by sort; `keep` is the part of an organ's column that the links lead to."""
    rows = list(Organ.objects.public().values_list("kind", "short_name", "credit_code", "short_code"))
    found = []
    for name, kinds in GROUPS:
        of_kind = [row for row in rows if row[0] in kinds]
        if of_kind:
            links = [Link(title, f"/organs/{long or short}/{keep}") for _, title, long, short in of_kind[:shown]]
            found.append(Group(name, links, len(of_kind)))
    return found


class Kept(Generic[Told]):
    """What the head of every page says, as it was read last: at most `FRAME_SECONDS` old."""

    def __init__(self, read: Callable[[], Told]) -> None:
        self.read, self.until = read, 0.0

    def __call__(self) -> Told:
        """What was kept, or read anew."""
        now = time.monotonic()
        if now >= self.until:
            self.told = self.read()
            self.until = now + settings.FRAME_SECONDS
        return self.told


kept_site, kept_groups = Kept(read), Kept(groups)
