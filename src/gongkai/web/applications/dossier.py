"""卷宗: one PDF of the whole case, contents list first, every letter and every scan in its order (条例第四十五条)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pikepdf
from django.db import transaction
from PIL import Image

from gongkai import paper
from gongkai.paper import Unprintable, chinese_date, to_bytes
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import identities, writing
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files.models import StoredFile
from gongkai.web.files.services import read_private

APART = "电子件另存，不能并入"


@dataclass(frozen=True)
class Part:
    """A document of the case: its title, its day, its PDF; none where it cannot be merged."""

    title: str
    on: date | None
    pdf: bytes | None


@transaction.atomic
def dossier(application: Application, *, by: Actor, today: date) -> bytes:
    """The PDF, to whoever may; it names the applicant, so that it was made is logged."""
    by.may("applications.dossier", application)
    parts = [Part("申请登记和办理经过", application.arrived_on, _print(_front(application, today)))]
    parts += _letters(application)
    parts += _files(application, by)
    counts = [_pages(part.pdf) if part.pdf else 0 for part in parts]
    lead = _pages(_print(_contents(application, parts, counts, 1, today)))
    merged = _merge(_print(_contents(application, parts, counts, lead, today)), parts)
    record("applications.dossier_made", application, by=by, ground="条例第四十五条", parts=len(parts))
    return merged


def _print(page: paper.Page) -> bytes:
    try:
        return to_bytes(page, "pdf")
    except Unprintable as error:
        raise Refused(str(error)) from error


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], widths: tuple[float, ...]) -> paper.Table:
    lines = [tuple(paper.header(words) for words in head)]
    lines += [tuple(paper.cell(words, align="left") for words in row) for row in rows]
    return paper.Table(tuple(lines), widths, header_rows=1, dense=True)


def _contents(application: Application, parts: list[Part], counts: list[int], lead: int, today: date) -> paper.Page:
    rows, page = [], lead + 1
    for number, (part, count) in enumerate(zip(parts, counts, strict=True), start=1):
        place = str(page) if count else APART
        rows.append((str(number), part.title, chinese_date(part.on) if part.on else "", place))
        page += count
    blocks = (
        paper.paragraph(f"登记编号：{application.number}", indent=False),
        paper.paragraph(f"机关：{application.organ.name}", indent=False),
        _table(("序号", "文件", "日期", "页码"), rows, (1, 6, 3, 3)),
        paper.paragraph(f"制作日期：{chinese_date(today)}", indent=False),
    )
    return paper.Page(
        "政府信息公开申请卷宗目录", blocks, kind="plain", organ=application.organ.name, page_numbers=False
    )


def _front(application: Application, today: date) -> paper.Page:
    who = identities.opened(application.applicant)
    facts = [
        ("申请人", f"{who.name}（{application.get_applicant_kind_display()}）"), ("证件号码", who.number),
        ("联系方式", "；".join(filter(None, (who.phone, who.email, who.address)))),
        ("代理人", who.agent), ("共同申请人", "、".join(who.others)), ("申请内容", application.content),
        ("收到方式", application.get_channel_display()), ("到达日期", chinese_date(application.arrived_on)),
    ]  # fmt: skip
    told = clock.account(application, today)
    due = [f"答复期限 {chinese_date(told.due)}，不计 {told.excluded} 个工作日。"] if told.due else []
    events = [
        (chinese_date(one.on), one.get_kind_display() + ("（已划去）" if one.struck_on else ""),
         "；".join(filter(None, (one.party, one.words, one.struck_reason))), one.by_name)
        for one in application.events.order_by("on", "pk")
    ]  # fmt: skip
    blocks = (
        _table(("事项", "内容"), [(term, value) for term, value in facts if value], (2, 8)),
        *(paper.paragraph(words) for words in due),
        paper.Heading("办理经过"),
        _table(("日期", "事项", "说明", "记录人"), events, (3, 3, 6, 2)),
    )
    return paper.Page(f"{application.number} 申请登记", blocks, kind="plain", organ=application.organ.name)


def _letters(application: Application) -> list[Part]:
    return [
        Part(f"{one.title} {one.number}".strip(), one.sent_on, _print(writing.page_of(one)))
        for one in application.letters.filter(sent_on__isnull=False).order_by("sent_on", "pk")
    ]


def _files(application: Application, by: Actor) -> Iterator[Part]:
    """Scans of the case, the picture of the identity paper left out: it is deleted when it has served."""
    case = f"applications.application:{application.pk}"
    for file in StoredFile.objects.filter(case=case, erased_at=None).exclude(pk=application.picture_id):
        content = read_private(file, by=by, act="applications.dossier", why=f"{application.number}卷宗")
        yield Part(file.name, file.stored_at.date(), _as_pdf(file, content))


def _as_pdf(file: StoredFile, content: bytes) -> bytes | None:
    """The scan as PDF; none of what is no scan, or locked or broken, which must not keep the rest from being bound."""
    try:
        if file.media_type == "application/pdf":
            return content if _pages(content) else None
        if not file.media_type.startswith("image/"):
            return None
        out = io.BytesIO()
        with Image.open(io.BytesIO(content)) as picture:
            picture.convert("RGB").save(out, "PDF", resolution=150)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return out.getvalue()


def _merge(contents: bytes, parts: list[Part]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as whole:
        places = []
        for title, pdf in (("目录", contents), *((part.title, part.pdf) for part in parts)):
            if pdf is not None:
                places.append((title, len(whole.pages)))
                with pikepdf.open(io.BytesIO(pdf)) as one:
                    whole.pages.extend(one.pages)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in places)
        whole.save(out)
    return out.getvalue()
