"""公示栏张贴件 (mock-up 13): a published notice for a wall, on screen and as PDF in A4 or A3, with a QR code of its
address.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import segno
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from gongkai import paper
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import labels, reading
from gongkai.web.disclosure.models import Channel, Publication
from gongkai.web.disclosure.paper import page_of
from gongkai.web.workbench.access import needs

A3 = 2**0.5
"""A3 is A4 enlarged by this."""


def address(publication: Publication) -> str:
    """The address behind the code."""
    return f"{settings.ADDRESS}{publication.get_absolute_url()}"


def code(publication: Publication) -> str:
    """The QR code as SVG, error correction M."""
    out = io.BytesIO()
    made = segno.make(address(publication), error="m", micro=False)
    made.save(out, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, title="打开网上公开页的二维码")
    return out.getvalue().decode()


def board_page(publication: Publication, board: str, *, village: bool = False) -> paper.Page:
    """The notice as a page of the paper room."""
    content = dict(publication.rendition.revision.content)
    content["body"] = reading.body_of(publication)
    page = page_of(content, publication.organ.name)
    picture = io.BytesIO()
    segno.make(address(publication), error="m", micro=False).save(picture, kind="png", border=2, scale=8)
    blocks = list(page.blocks)
    if publication.notice_from and publication.notice_to:
        first, last = paper.chinese_date(publication.notice_from), paper.chinese_date(publication.notice_to)
        period = f"公示期　{first}至{last}　期满请撤下"
        blocks.insert(0, paper.paragraph(period, align="center", indent=False))
    blocks += [
        paper.Heading("有意见，这样反映"),
        paper.paragraph(how_to_object(publication, village=village)),
        paper.Picture(picture.getvalue(), f"二维码：{address(publication)}", width=34),
        paper.paragraph("手机扫一扫，看网上公开的内容，也可以申请公开其他信息。", indent=False),
        paper.paragraph(f"索引号 {publication.index_number}", indent=False),
    ]
    band = (f"{publication.organ.short_name}　{board}", labels.say("field", publication.field))
    return replace(page, kind="board", blocks=tuple(blocks), band=band, page_numbers=False)


def how_to_object(publication: Publication, *, village: bool) -> str:
    """Where to object; on the board of a village its committee is nearest."""
    organ = publication.organ
    contact = publication.rendition.revision.content.get("notice_contact") or organ.unit_phone or organ.phone
    hours = organ.unit_hours or organ.office_hours
    told = f"{organ.short_name}：{contact}" if contact else organ.name
    when = "公示期内" if publication.notice_to else "可以"
    near = "找村委会，或者" if village else ""
    return f"{when}{near}向{told}{f'（{hours}）' if hours else ''}反映。可以不署名，反映人信息保密。"


@needs("disclosure.see")
def notice(request: HttpRequest, key: int) -> HttpResponse:
    """The notice on screen, or as PDF with `?size=A4` or `A3`."""
    publication = get_object_or_404(
        Publication.objects.select_related("organ", "rendition__revision"),
        item__pk=key,
        item__organ__in=request.user.organs_for("disclosure.see"),
    )
    wanted = request.GET.get("board", "")
    channel = Channel.objects.filter(pk=wanted, organ=publication.organ).first() if wanted.isdecimal() else None
    board, village = (channel.title, channel.kind == "village") if channel else ("公示栏", False)
    try:
        if request.GET.get("size") in ("A4", "A3"):
            return _pdf(publication, board, request.GET["size"], village)
        body = reading.body_of(publication)
    except Refused as refused:
        raise Http404(str(refused)) from refused
    context = {
        "publication": publication,
        "board": board,
        "body": SafeString(body),
        "code": SafeString(code(publication)),
        "objection": how_to_object(publication, village=village),
        "query": f"board={channel.pk}&" if channel else "",
    }
    return render(request, "print/notices/board.html", context)


def _pdf(publication: Publication, board: str, size: str, village: bool) -> FileResponse:
    data = paper.to_bytes(board_page(publication, board, village=village), "pdf")
    data = enlarged(data) if size == "A3" else data
    name = f"{publication.title[:40]}-{size}.pdf"
    return FileResponse(io.BytesIO(data), content_type="application/pdf", as_attachment=True, filename=name)


def enlarged(data: bytes) -> bytes:
    """An A4 file as A3: every page enlarged by the square root of two, still text and not a picture."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            page.contents_add(f"q {A3:.6f} 0 0 {A3:.6f} 0 0 cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.mediabox = [float(edge) * A3 for edge in page.mediabox]
            for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if box in page:
                    del page[box]
        file.save(out)
    return out.getvalue()
