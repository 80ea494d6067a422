"""办事一本通: every service guide that is published, by field; of one organ all of it on one page, to be printed."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.disclosure import reading, vocabulary
from gongkai.web.disclosure.models import Publication
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Doc, Option, Row
from gongkai.web.portal import organs as organ_pages
from gongkai.web.portal import published
from gongkai.web.portal.lists import CONTENT

MANY, WHOLE = 500, 60
"""Guides in the list of the county, and guides of one organ that stand there in full."""
OTHER = "其他"


def guides(request: HttpRequest) -> HttpResponse:
    """The guides of the county by field; with `?organ=` those of one organ with everything they say."""
    code = request.GET.get("organ", "")[:40].replace("\0", "")
    organ = organ_pages.find(code) if code else None
    live = published.all_published().filter(kind="guide")
    live = live.of(organ) if organ else live.only(*published.LINE)
    shown = live.prefetch_related("rendition__files") if organ else live
    found = list(shown[: WHOLE if organ else MANY])
    left = live.count() - len(found)
    found.sort(key=lambda one: (_field(one) == OTHER, _field(one), one.title))
    grouped = [(title, [_shown(one, organ) for one in ones]) for title, ones in groupby(found, key=_field)]
    context = {
        "organ": organ, "groups": grouped, "count": len(found), "left": left, "trail": [CONTENT],
        "chips": _organs(organ),
    }  # fmt: skip
    return render(request, "portal/items/guides.html", context)


def _field(publication: Publication) -> str:
    return publication.field_title or OTHER


def _shown(publication: Publication, organ: Organ | None) -> tuple[Doc, list[Row]]:
    line = Doc(publication.title, publication.get_absolute_url(), organ=publication.organ.short_name,
               on=publication.published_on)  # fmt: skip
    if organ is None:
        return line, []
    said = reading.metadata_of(publication).get("elements") or {}
    return line, [Row(one.title, said.get(one.code), long=True) for one in vocabulary.kinds()["guide"].element]


def _organs(chosen: Organ | None) -> list[Option]:
    """The organs that have guides."""
    having = Publication.objects.live().filter(kind="guide").order_by().values("organ")
    organs = Organ.objects.public().filter(pk__in=having)
    every = [Option("全县", url="/content/guides/", chosen=chosen is None)]
    return every + [
        Option(one.short_name, url=f"/content/guides/?organ={one.code}", chosen=one == chosen) for one in organs
    ]
