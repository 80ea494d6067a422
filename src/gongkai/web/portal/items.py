"""文件页 (mock-up 03): one published item at its permanent address, its files, and the notice once it came down."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import lru_cache

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import reading, vocabulary
from gongkai.web.disclosure.models import File, Openness, Publication
from gongkai.web.patterns.values import Doc, Event, Link, Row
from gongkai.web.portal import published
from gongkai.web.portal.lists import CONTENT
from gongkai.web.search import entries

FORMATS = {
    ".docx": "Word", ".doc": "Word", ".pdf": "PDF", ".xlsx": "Excel", ".xls": "Excel", ".csv": "CSV 表格",
    ".txt": "纯文本", ".zip": "压缩包", ".jpg": "图片", ".jpeg": "图片", ".png": "图片",
}  # fmt: skip
GONE = 410
NAMED = ("notice_over", "repealed", "replaced", "not_ours")
"""Reasons of a withdrawal after which the title may still be told; otherwise the title may be what was wrong."""


@dataclass(frozen=True)
class Attached:
    """An attachment as the page names it: format, size, and whether a screen reader can read it."""

    name: str
    url: str
    told: str


def item(request: HttpRequest, key: str) -> HttpResponse:
    """The page: everything on it comes from the rendition that passed the gate."""
    publication = _at(key)
    notice = reading.notice_of(publication)
    if notice:
        named = publication.title if publication.withdrawal in NAMED else ""
        context = {"publication": publication, "organ": publication.organ, "notice": notice, "named": named}
        return render(request, "portal/items/withdrawn.html", context, status=GONE)
    try:
        body = SafeString(reading.body_of(publication))
    except Refused as refused:
        raise Http404(str(refused)) from refused
    interpretations, interprets = reading.bound_to(publication)
    context = {
        "publication": publication,
        "organ": publication.organ,
        "body": body,
        "badge": published.state(publication),
        "in_force": in_force(publication),
        "rows": rows(publication),
        "elements": elements(publication),
        "attachments": attachments(publication),
        "interpretations": [_aside(one) for one in interpretations[:10]],
        "interprets": [_aside(one) for one in interprets[:10]],
        "history": history(publication),
        "trail": trail(publication),
        "code": code(publication),
        "address": address(publication),
        "told": SafeString(told(publication)),
    }
    return render(request, "portal/items/item.html", context)


def _at(key: str) -> Publication:
    publication = reading.at_address(key)
    if publication is None:
        raise Http404
    return publication


def trail(publication: Publication) -> list[Link]:
    """法定主动公开内容 › the clause or field."""
    clause = vocabulary.clauses().get(publication.clause)
    if publication.field:
        return [CONTENT, Link(publication.field_title, f"/fields/{publication.field}/")]
    return [CONTENT, Link(clause.title, f"/content/{clause.code}/")] if clause else [CONTENT]


def rows(publication: Publication) -> list[Row]:
    """The table of metadata. 国办公开办函〔2019〕61号; platforms.md 2."""
    topic = publication.topic or publication.field_title
    openness = dict(Openness.choices).get(publication.rendition.revision.content.get("openness", ""), "主动公开")
    short = [
        Row("索引号", publication.index_number), Row("主题分类", topic),
        Row("发文机关", publication.issuer or publication.organ.name), Row("文号", publication.document_number),
        Row("成文日期", publication.made_on), Row("发布日期", publication.published_on),
        Row("公开方式", openness), Row("关键词", publication.keywords),
    ]  # fmt: skip
    if publication.notice_from and publication.notice_to:
        short.append(Row("公示期", f"{publication.notice_from:%Y-%m-%d} 至 {publication.notice_to:%Y-%m-%d}"))
    short.append(Row("公开机关", Link(publication.organ.name, f"{publication.organ.get_absolute_url()}items/")))
    return [row for row in short if row.value] + [Row("内容概述", publication.summary, long=True)]


def elements(publication: Publication) -> list[Row]:
    """What an item of its kind must tell, such as 办理地点 of a service guide."""
    said = reading.metadata_of(publication).get("elements") or {}
    return [Row(one.title, said.get(one.code), long=True) for one in vocabulary.kinds()[publication.kind].element]


def in_force(publication: Publication) -> str:
    """Since when it stands as it stands."""
    change = next(iter(publication.validity_changes.all()), None)
    if change is None:
        return ""
    return change.told or f"{change.since:%Y-%m-%d}起{change.get_validity_display()}"


def attachments(publication: Publication) -> list[Attached]:
    """The attachments, with what a reader wants to know before he opens one."""
    found = []
    for file in reading.attachments_of(publication):
        ending = f".{file.name.rpartition('.')[2].lower()}"
        words = "可以朗读" if entries.words_of(file).strip() else "没有文字版，看不清可以打电话问"
        told_ = f"{FORMATS.get(ending, ending.lstrip('.').upper())} {filesizeformat(file.size)}　{words}"
        found.append(Attached(file.name, f"{publication.get_absolute_url()}files/{file.pk}/", told_))
    return found


def _aside(publication: Publication) -> Doc:
    url, organ = publication.get_absolute_url(), publication.organ.short_name
    return Doc(publication.title, url, on=publication.published_on, organ=organ)


def history(publication: Publication) -> list[Event]:
    """文件沿革, newest first."""
    return [
        Event(day, words, [Link("看依据文件", address)] if address else ())
        for day, words, address in reading.history_of(publication)
    ]


def address(publication: Publication) -> str:
    """The permanent address, whole."""
    return f"{settings.ADDRESS}{publication.get_absolute_url()}"


def code(publication: Publication) -> SafeString:
    """The QR code of its address, as SVG with error correction M."""
    return drawn(address(publication))


@lru_cache(maxsize=1000)
def drawn(words: str) -> SafeString:
    """A QR code. Those of the pages that are opened most are kept.

    The mask is fixed: any of the eight is read by every reader, and weighing all eight took a sixth of the whole page.
    """
    out = io.BytesIO()
    made = segno.make(words, error="m", micro=False, mask=2)
    made.save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, light="#fff")
    size = '<svg role="img" aria-label="打开这一页的二维码" width="128" height="128" '
    return SafeString(out.getvalue().decode().replace("<svg ", size, 1))


def told(publication: Publication) -> str:
    """JSON-LD for machines (schema.org), escaped so that it cannot end its element."""
    data = {
        "@context": "https://schema.org", "@type": "DigitalDocument",
        "@id": address(publication), "name": publication.title, "identifier": publication.index_number,
        "datePublished": f"{publication.published_on:%Y-%m-%d}", "inLanguage": "zh-CN",
        "dateModified": publication.changed_at.isoformat(), "abstract": publication.summary,
        "keywords": publication.keywords, "isAccessibleForFree": True,
        "publisher": {"@type": "GovernmentOrganization", "name": publication.organ.name},
        "author": {"@type": "GovernmentOrganization", "name": publication.issuer or publication.organ.name},
    }  # fmt: skip
    if publication.made_on:
        data["dateCreated"] = f"{publication.made_on:%Y-%m-%d}"
    plain = json.dumps({name: value for name, value in data.items() if value != ""}, ensure_ascii=False)
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def download(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """The item as Word, PDF or HTML; only while it is published."""
    publication = _served(key)
    try:
        if ending == "html":
            body = SafeString(reading.body_of(publication))
            context = {"publication": publication, "body": body, "rows": rows(publication)}
            answer = render(request, "portal/items/download.html", context)
            name = f"{publication.title[:80]}.html"
            answer["Content-Disposition"] = content_disposition_header(True, name)
            return answer
        return _file(publication, reading.derived(publication, ending))
    except Refused as refused:
        raise Http404(str(refused)) from refused


def attachment(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One attachment; only while it is published, and only of the rendition that is served now."""
    publication = _served(key)
    file = next((one for one in reading.attachments_of(publication) if one.pk == number), None)
    if file is None:
        raise Http404
    try:
        return _file(publication, file)
    except Refused as refused:
        raise Http404(str(refused)) from refused


def _served(key: str) -> Publication:
    publication = _at(key)
    if reading.notice_of(publication):
        raise Http404
    return publication


def _file(publication: Publication, file: File) -> HttpResponse:
    answer = HttpResponse(reading.open_file(publication, file), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["Cache-Control"] = "no-cache"
    answer["ETag"] = f'"{file.sha256}"'
    return answer
