"""For programs: Atom and RSS, sitemap, robots.txt, and everything published as CSV and JSON. platforms.md 2."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.syndication.views import Feed as Syndication
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.timezone import localdate

from gongkai.web.annual_reports import reading
from gongkai.web.disclosure.models import Publication
from gongkai.web.disclosure.models.publication import Publications
from gongkai.web.organs.models import Organ
from gongkai.web.portal import published, report_finding, searching
from gongkai.web.search import finding

ENTRIES = 30
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
CHUNK = 10_000
"""Addresses in one file of the sitemap, by numbers of publications."""
BATCH = 1000
COLUMNS: tuple[tuple[str, str], ...] = (
    ("index_number", "索引号"), ("title", "标题"), ("organ", "公开机关"), ("issuer", "发文机关"),
    ("document_number", "文号"), ("kind", "种类"), ("field", "领域"), ("clause", "条款"), ("made_on", "成文日期"),
    ("published_on", "发布日期"), ("validity", "有效性"), ("summary", "内容概述"), ("url", "网址"),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Whose news are asked for: of the whole county, of an organ, of a field."""

    organ: Organ | None
    field: str

    def live(self) -> Publications:
        """What a feed or a data file tells: the published, for the whole of society."""
        live = published.all_published().filter(audience="everyone")
        live = live.of(self.organ) if self.organ else live
        return live.filter(field=self.field) if self.field else live


def asked(request: HttpRequest) -> Asked:
    """What the address asks for; an organ that is none is not found."""
    code, field = request.GET.get("organ", "")[:40], request.GET.get("field", "")[:40].replace("\0", "")
    organ = next((one for one in Organ.objects.exclude(kind="village") if code and one.code == code), None)
    if code and organ is None:
        raise Http404
    return Asked(organ, field)


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: an item or an annual report."""

    title: str
    summary: str
    path: str
    organ: str
    at: datetime
    day: date


def entries(wanted: Asked) -> list[Entry]:
    """The newest items and, unless a field is asked for, the newest annual reports, together."""
    found = [
        Entry(one.title, one.summary, one.get_absolute_url(), one.organ.name, one.changed_at, one.published_on)
        for one in wanted.live().order_by("-published_on", "-pk")[:ENTRIES]
    ]
    if not wanted.field:
        found += [
            Entry(one.title, "政府信息公开工作年度报告", reading.address(one.organ, one.year), one.organ.name,
                  report_finding.beginning(one.published_on), one.published_on)
            for one in report_finding.newest(wanted.organ, ENTRIES)
        ]  # fmt: skip
    return sorted(found, key=lambda entry: entry.day, reverse=True)[:ENTRIES]


class Feed(Syndication):
    """The newest, as Atom."""

    feed_type = Atom1Feed
    link = "/"

    def get_object(self, request: HttpRequest) -> Asked:
        """Of the whole county, of an organ or a field."""
        return asked(request)

    def title(self, wanted: Asked) -> str:
        """Whose it is."""
        return f"{wanted.organ.name if wanted.organ else settings.COUNTY} 政府信息公开"

    def items(self, wanted: Asked) -> list[Entry]:
        """The newest."""
        return entries(wanted)

    def item_title(self, item: Entry) -> str:
        """Its title."""
        return item.title

    def item_description(self, item: Entry) -> str:
        """Its summary."""
        return item.summary

    def item_link(self, item: Entry) -> str:
        """Its permanent address."""
        return f"{settings.ADDRESS}{item.path}"

    def item_author_name(self, item: Entry) -> str:
        """Who publishes it."""
        return item.organ

    def item_pubdate(self, item: Entry) -> datetime:
        """When it was last changed; the day of publishing has no hour."""
        return item.at

    def item_updateddate(self, item: Entry) -> datetime:
        """When it was last changed."""
        return item.at


class Rss(Feed):
    """The newest, as RSS 2.0."""

    feed_type = Rss201rev2Feed
    description = "新公开的政府信息"


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but forms, searches and the workbench."""
    shut = "".join(f"Disallow: {place}\n" for place in ("/workbench/", "/track/", "/apply/online/", "/search/"))
    return HttpResponse(f"User-agent: *\n{shut}Sitemap: {settings.ADDRESS}/sitemap.xml\n", content_type="text/plain")


def sitemap(request: HttpRequest) -> HttpResponse:
    """The list of the files of the sitemap; one for each ten thousand numbers, so that none ever grows."""
    last = Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    parts = [f"{settings.ADDRESS}/sitemap-{number}.xml" for number in range(1 + last // CHUNK)]
    parts.append(f"{settings.ADDRESS}/sitemap-reports.xml")
    return render(request, "portal/data/sitemap_index.xml", {"parts": parts}, content_type="application/xml")


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """The addresses of one part."""
    part = Publication.objects.filter(pk__gte=number * CHUNK, pk__lt=(number + 1) * CHUNK)
    rows = part.still_live().filter(audience="everyone").order_by("pk")
    pages = ("/", "/guide/", "/rules/", "/content/", "/reports/", "/apply/", "/organs/") if number == 0 else ()
    told = [f"<url><loc>{escape(settings.ADDRESS + page)}</loc></url>" for page in pages]
    told += [
        f"<url><loc>{escape(settings.ADDRESS)}/items/{escape(key)}/</loc><lastmod>{localdate(changed)}</lastmod></url>"
        for key, changed in rows.values_list("key", "changed_at")
    ]
    return _urlset(told)


def sitemap_reports(request: HttpRequest) -> HttpResponse:
    """The addresses of the annual reports."""
    return _urlset(
        f"<url><loc>{escape(settings.ADDRESS + path)}</loc><lastmod>{day:%Y-%m-%d}</lastmod></url>"
        for path, day in reading.addresses()
    )


def _urlset(told: Iterable[str]) -> HttpResponse:
    whole = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAPS}">\n' + "\n".join(told) + "\n</urlset>\n"
    return HttpResponse(whole, content_type="application/xml")


def data(request: HttpRequest) -> HttpResponse:
    """数据下载与订阅: what there is for programs, and how to get it."""
    return render(request, "portal/data/data.html", {"columns": COLUMNS})


def row(publication: Publication) -> dict[str, Any]:
    """A publication as one line of open data."""
    return {
        "index_number": publication.index_number, "title": publication.title, "organ": publication.organ.name,
        "issuer": publication.issuer, "document_number": publication.document_number,
        "kind": published.kind_title(publication), "field": publication.field_title, "clause": publication.clause,
        "made_on": str(publication.made_on or ""), "published_on": str(publication.published_on),
        "validity": publication.get_validity_display(), "summary": publication.summary,
        "url": f"{settings.ADDRESS}{publication.get_absolute_url()}",
    }  # fmt: skip


def _asked_for(request: HttpRequest) -> Iterable[Publication]:
    search = searching.Asked(request)
    if search.query or any(search.chosen.values()):
        organs = {organ.code: organ.pk for organ in Organ.objects.exclude(kind="village")}
        found = finding.find(
            search.query, filters=search.filters(organs), order=search.order, size=finding.DEEPEST, facets=(),
            excerpts=False,
        )  # fmt: skip
        return [hit.publication for hit in found.hits if hit.publication.audience == "everyone"]
    return _all(asked(request).live())


def _all(live: Publications) -> Iterator[Publication]:
    last = None
    while batch := list(published.older(live, last)[:BATCH]):
        yield from batch
        last = (batch[-1].published_on, batch[-1].pk)


def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Everything published, or what a search finds (its first thousand), as CSV that Excel opens."""

    def lines() -> Iterator[str]:
        yield "\ufeff" + _line([title for _, title in COLUMNS])
        for publication in _asked_for(request):
            told = row(publication)
            yield _line([told[name] for name, _ in COLUMNS])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="items.csv"'
    return answer


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(str(cell)) for cell in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula is written as text."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def items_json(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a JSON array."""

    def pieces() -> Iterator[str]:
        yield "["
        for place, publication in enumerate(_asked_for(request)):
            yield (",\n" if place else "\n") + json.dumps(row(publication), ensure_ascii=False)
        yield "\n]\n"

    return StreamingHttpResponse(pieces(), content_type="application/json; charset=utf-8")
