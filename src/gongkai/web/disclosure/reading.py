"""What others may read: the published, and nothing else. Search, portal, feed, API, print and screens read through
here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import File, Item, Link, Publication, Status
from gongkai.web.disclosure.models.publication import Publications
from gongkai.web.disclosure.services import rendering, scanning


def published() -> Publications:
    """Everything the public may read today, newest first."""
    return Publication.objects.live().select_related("organ")


def among(**names: Any) -> Publications:
    """What the public may read today of what is named by its keys (`pk__in`, `item__in` …), in no order."""
    return Publication.objects.filter(**names).still_live().select_related("organ").order_by()


def at_address(key: str) -> Publication | None:
    """What stands at a permanent address, withdrawn ones included; a withdrawn one serves `notice_of` and no
    content.
    """
    found = Publication.objects.select_related("organ", "rendition__revision").filter(key=key)
    return found.prefetch_related("rendition__files", "validity_changes__by_document").first()


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in place of something that came down."""

    title: str
    words: str
    cites: str
    on: str
    successor: Publication | None


def notice_of(publication: Publication) -> Notice | None:
    """The notice in place of a publication that is no longer served; None while it is."""
    if publication.status == Status.LIVE:
        return None
    reason = vocabulary.withdrawals()[publication.withdrawal or "notice_over"]
    words = f"{reason.notice}{publication.withdrawal_told}"
    return Notice(
        publication.get_status_display(), words, reason.cites, str(publication.withdrawn_on), publication.successor
    )


def files_of(publication: Publication) -> list[File]:
    """The files that may be served: none unless the publication is live. Word and PDF may still be made on opening."""
    if publication.status != Status.LIVE:
        return []
    return list(publication.rendition.files.all())


def body_of(publication: Publication) -> str:
    """The HTML of its body, proven against the hash that passed the gate. Raises `Refused` where nothing may be
    served.
    """
    return _text(publication, "body")


def text_of(publication: Publication) -> str:
    """Its plain text, for the search index."""
    return _text(publication, "text")


def _text(publication: Publication, role: str) -> str:
    _check_live(publication)
    return rendering.read(next(file for file in publication.rendition.files.all() if file.role == role)).decode()


def metadata_of(publication: Publication) -> dict[str, Any]:
    """What the served rendition says of itself, proven like its body."""
    told: dict[str, Any] = json.loads(_text(publication, "metadata"))
    return told


def attachments_of(publication: Publication) -> list[File]:
    """The attachments, in their order."""
    return [file for file in files_of(publication) if file.role == File.Role.ATTACHMENT]


def open_file(publication: Publication, file: File) -> bytes:
    """The bytes of one file of a live publication, proven against their hash."""
    _check_live(publication)
    if file.rendition_id != publication.rendition_id:
        raise Refused("这个文件不属于现在公开的内容。")
    return rendering.read(file)


def derived(publication: Publication, ending: str) -> File:
    """The Word (`docx`) or PDF of a live publication; made, scanned and kept when first opened, if it was not
    before.
    """
    _check_live(publication)
    if ending not in rendering.DERIVED:
        raise Refused("没有这种格式的下载件，可以下载 Word、PDF 和网页。")
    found = publication.rendition.files.filter(role=ending).first()
    if found:
        return found
    revision = publication.rendition.revision
    sheet = rendering.derived_of(revision, ending)
    seen = scanning.look([sheet], roles=(ending,), published=publication.item.organ.telephones())
    allowed = scanning.overruled_prints(publication.item)
    left = [one for group in seen.found.values() for one in group if scanning.fingerprint(one) not in allowed]
    if seen.erred or left:
        raise Refused("这份下载件没有通过核验，暂不提供，请看网页正文。")
    try:
        with transaction.atomic():
            return rendering.put(publication.rendition, sheet)
    except IntegrityError:  # two readers opened it at once, and the other's was kept
        return publication.rendition.files.get(role=ending)


def _check_live(publication: Publication) -> None:
    if publication.status != Status.LIVE:
        raise Refused("这份信息已经撤下。")


def bound_to(publication: Publication) -> tuple[list[Publication], list[Publication]]:
    """The live 解读 of a document, and the live documents that it interprets itself; both asked for at once."""
    of = publication.item_id
    found = Link.objects.filter(Q(to=of) | Q(item=of), what=Link.What.INTERPRETS)
    ties = list(found.values_list("item", "to"))
    live = among(item__in={item for tie in ties for item in tie} - {of}) if ties else []
    shown = {one.item_id: one for one in live}

    def told(items: Iterable[int]) -> list[Publication]:
        known = [shown[item] for item in dict.fromkeys(items) if item in shown]
        return sorted(known, key=lambda one: (one.published_on, one.pk), reverse=True)

    return told(item for item, to in ties if to == of), told(to for item, to in ties if item == of)


def history_of(publication: Publication) -> list[tuple[str, str, str]]:
    """What became of it, newest first: day, words, and the address of the document that did it."""
    rows = []
    for change in publication.validity_changes.all():
        address = change.by_document.get_absolute_url() if change.by_document else ""
        rows.append((str(change.since), change.told or change.get_validity_display(), address))
    return [*rows, (str(publication.published_on), "公开发布", "")]


def same_question(item: Item) -> Publication | None:
    """The live publication of an item, if there is one; for pointing an applicant to it."""
    return published().filter(item=item).first()
