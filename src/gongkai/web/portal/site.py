"""Whose portal this is: the county government, its 主管部门, and the organs to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gongkai.web.organs.models import Kind, Organ
from gongkai.web.patterns.values import Link

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
    return {"site": SimpleLazyObject(read)}


def groups(shown: int | None = SHOWN, keep: str = "") -> list[Group]:
    """The organs of the portal by sort; `keep` is the part of an organ's column that the links lead to."""
    organs = list(Organ.objects.public().only("name", "short_name", "kind", "credit_code", "short_code"))
    found = []
    for name, kinds in GROUPS:
        of_kind = [
            Link(organ.short_name, f"{organ.get_absolute_url()}{keep}") for organ in organs if organ.kind in kinds
        ]
        if of_kind:
            found.append(Group(name, of_kind[:shown], len(of_kind)))
    return found
