"""What is published, for programs; open to everybody. Nothing that is not published ever leaves through here."""

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from gongkai.web.api.errors import Problem
from gongkai.web.api.organs import organ_by_code
from gongkai.web.api.pages import LAST, SIZE
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Publication
from gongkai.web.search import finding

router = Router(tags=["items"])


class ItemShort(Schema):
    """An item in a list."""

    id: str = Field(description="永久编号，用在网址里。")
    index_number: str = Field(description="索引号。")
    title: str
    organ: str = Field(description="公开机关的 code。")
    kind: str
    field: str
    document_number: str
    published_on: date
    url: str = Field(description="门户上的永久网址。")


class FileShort(Schema):
    """A file that comes with an item."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class ItemFull(ItemShort):
    """Everything that is told about an item, with its text."""

    issuer: str
    made_on: date | None
    clause: str
    topic: str
    keywords: str
    summary: str
    validity: str = Field(description="in_force、amended、repealed、expired")
    notice_from: date | None
    notice_to: date | None
    changed_at: str
    html: str = Field(description="正文。")
    text: str = Field(description="正文的纯文本。")
    files: list[FileShort]


class Items(Schema):
    """A page of items."""

    count: int
    next: str | None
    results: list[ItemShort]


def short(publication: Publication) -> dict[str, Any]:
    """An item as a list tells it."""
    return {
        "id": publication.key, "index_number": publication.index_number, "title": publication.title,
        "organ": publication.organ.code, "kind": publication.kind, "field": publication.field,
        "document_number": publication.document_number, "published_on": publication.published_on,
        "url": f"{settings.ADDRESS}{publication.get_absolute_url()}",
    }  # fmt: skip


@router.get("/", response=Items, summary="已公开的信息", operation_id="items")
def items(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100, description="检索词；多个词用空格分开，都要含有。")] = "",
    organ: Annotated[str, Query(max_length=40, description="只要这个机关（code）的。")] = "",
    field: Annotated[str, Query(max_length=40, description="只要这个领域的。")] = "",
    index_number: Annotated[str, Query(max_length=60, description="只要这个索引号的。")] = "",
    page: Annotated[int, Query(ge=1, le=LAST, description="第几页，从 1 起；带检索词时最多给出前 1000 条。")] = 1,
) -> dict[str, Any]:
    """Newest first; with `q` the best first."""
    q, known = q.replace("\0", "").strip(), organ_by_code(organ.replace("\0", "")) if organ else None
    start = (page - 1) * SIZE
    if q:
        filters = {"field": (field,) if field else (), "organ": (str(known.pk if known else 0),) if organ else ()}
        size = SIZE if start < finding.DEEPEST else 1
        found = finding.find(q, filters=filters, page=page, size=size, facets=(), excerpts=False, strict=True)
        shown = [hit.publication for hit in found.hits] if start < finding.DEEPEST else []
        return _page(request, page, found.count, min(found.count, finding.DEEPEST), shown)
    live = reading.published()
    for name, value in (("field", field), ("index_number", index_number)):
        live = live.filter(**{name: value.replace("\0", "")}) if value else live
    live = live.filter(organ=known) if organ else live
    count = live.count()
    return _page(request, page, count, count, list(live.order_by("-published_on", "-pk")[start : start + SIZE]))


def _page(request: HttpRequest, page: int, count: int, reach: int, shown: list[Publication]) -> dict[str, Any]:
    following = None
    if page * SIZE < reach:
        query = request.GET.copy()
        query["page"] = str(page + 1)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return {"count": count, "next": following, "results": [short(one) for one in shown]}


@router.get("/{id}/", response={200: ItemFull, 404: Problem}, summary="一条信息", operation_id="item")
def item(request: HttpRequest, id: Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9-]+$")]) -> dict[str, Any]:  # noqa: A002 (the address names it so)
    """One item with its text; 404 once it came down."""
    publication = reading.at_address(id)
    if publication is None or reading.notice_of(publication):
        raise Http404
    files = [
        {
            "name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256,
            "url": f"{settings.ADDRESS}{publication.get_absolute_url()}files/{file.pk}/",
        }
        for file in reading.attachments_of(publication)
    ]  # fmt: skip
    names = ("issuer", "made_on", "clause", "topic", "keywords", "summary", "validity", "notice_from", "notice_to")
    told = {name: getattr(publication, name) for name in names}
    return short(publication) | told | {
        "changed_at": publication.changed_at.isoformat(), "html": reading.body_of(publication),
        "text": reading.text_of(publication), "files": files,
    }  # fmt: skip
