"""What is published, as the screens of the portal show it. Everything here reads through `disclosure.reading`."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from gongkai.web.disclosure import reading, vocabulary
from gongkai.web.disclosure.models import Publication, Validity
from gongkai.web.disclosure.models.publication import Publications
from gongkai.web.patterns.values import Badge, Doc

PAGE = 20
VALIDITY = {
    Validity.IN_FORCE: "ok", Validity.AMENDED: "warn", Validity.REPEALED: "bad", Validity.EXPIRED: "bad",
}  # fmt: skip
DOCUMENTS = ("document", "normative", "regulations")
"""Kinds of which one asks whether they are in force."""


def kind_title(publication: Publication) -> str:
    """Its kind in words."""
    return vocabulary.kinds()[publication.kind].title


def state(publication: Publication, today: date | None = None) -> Badge | None:
    """公示中, 公示期满, or whether a document is in force; none for what has no such state."""
    if publication.notice_to and vocabulary.kinds()[publication.kind].notice:
        running = publication.notice_to >= (today or localdate())
        return Badge("公示中", "info") if running else Badge("公示期满")
    if publication.kind in DOCUMENTS:
        return Badge(publication.get_validity_display(), VALIDITY[Validity(publication.validity)])
    return None


LINE = ("key", "title", "kind", "field", "published_on", "organ__short_name")
"""What `line` reads of a publication."""


def line(publication: Publication) -> Doc:
    """One line of a list."""
    return Doc(
        publication.title, publication.get_absolute_url(), Badge(_short(publication)),
        organ=publication.organ.short_name, on=publication.published_on,
    )  # fmt: skip


def _short(publication: Publication) -> str:
    return (
        publication.field_title
        if publication.kind in ("notice", "other") and publication.field
        else kind_title(publication)
    )


def full(publication: Publication, excerpt: str = "", marks: Sequence[str] = ()) -> Doc:
    """An entry with an excerpt, its words marked."""
    meta: list[object] = [f"索引号 {publication.index_number}"]
    if publication.document_number:
        meta.append(publication.document_number)
    if publication.notice_to and vocabulary.kinds()[publication.kind].notice:
        meta.append(f"公示期至{publication.notice_to:%Y-%m-%d}")
    return Doc(
        marked(publication.title, marks), publication.get_absolute_url(), state(publication),
        organ=f"{kind_title(publication)}　{publication.organ.short_name}", on=publication.published_on,
        excerpt=marked(excerpt, marks), meta=meta,
    )  # fmt: skip


def marked(text: str, marks: Sequence[str]) -> SafeString:
    """A text with these words marked; everything else escaped.

    >>> marked("低保<发放>", ["低保"])
    '<mark>低保</mark>&lt;发放&gt;'
    """
    if not marks:
        return SafeString(conditional_escape(text))
    parts = re.split(f"({'|'.join(map(re.escape, marks))})", text, flags=re.IGNORECASE)
    return SafeString(
        "".join(
            f"<mark>{conditional_escape(part)}</mark>" if place % 2 else conditional_escape(part)
            for place, part in enumerate(parts)
        )
    )


@dataclass(frozen=True)
class Turning:
    """A page of a list that is turned by where it ends and not by number: as quick on the last page as on the first."""

    rows: list[Publication]
    earlier: str = ""
    newest: str = ""


def turn(request: HttpRequest, lists: Sequence[Publications]) -> Turning:
    """The page of these lists together that `?before=` asks for, newest first. Each list has an index of its own."""
    where = _before(request.GET.get("before", ""))
    found = heapq.merge(*(_page(one, where) for one in lists), key=_order)
    rows = [row for _, row in zip(range(PAGE + 1), found, strict=False)]
    kept = [(name, value) for name, value in request.GET.items() if name != "before"]
    earlier = ""
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        earlier = "?" + urlencode([*kept, ("before", f"{last.published_on:%Y-%m-%d}.{last.pk}")])
    newest = ("?" + urlencode(kept) if kept else request.path) if where else ""
    return Turning(rows[:PAGE], earlier, newest)


def _order(publication: Publication) -> tuple[int, int]:
    return -publication.published_on.toordinal(), -publication.pk


def _page(found: Publications, where: tuple[date, int] | None) -> Iterable[Publication]:
    return older(found, where).only(*LINE)[: PAGE + 1]


def older(found: Publications, where: tuple[date, int] | None) -> Publications:
    """Those behind a day and number, newest first: found along an index, however many there are."""
    if where:
        day, number = where
        found = found.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=number), published_on__lte=day)
    return found.order_by("-published_on", "-pk")


def _before(told: str) -> tuple[date, int] | None:
    if not told:
        return None
    day, _, number = told.partition(".")
    try:
        return date.fromisoformat(day), int(number[:18])
    except ValueError as error:
        raise Http404("没有这一页。") from error


def all_published() -> Publications:
    """Everything the public may read today."""
    return reading.published()
