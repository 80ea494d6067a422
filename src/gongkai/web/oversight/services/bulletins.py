"""月度通报: drafted from the board of the day, finished by a person, issued as a document."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai import paper
from gongkai.paper import to_bytes
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Bulletin


@transaction.atomic
def draft(office: Organ, *, month: date, text: str, table: Sequence[Sequence[str]], by: Actor, today: date) -> Bulletin:
    """Draft the bulletin of a month; one that was drafted and not issued is drafted anew."""
    by.may("oversight.bulletin", office)
    first = month.replace(day=1)
    if first > today:
        raise Refused("这个月还没有开始。")
    title = f"{first.year}年{first.month}月政务公开工作情况通报"
    old = Bulletin.objects.select_for_update().filter(organ=office, month=first).first()
    if old and old.issued_on:
        raise Refused(f"{title}已于 {old.issued_on} 印发。")
    made = old or Bulletin(organ=office, month=first, title=title)
    made.text, made.table, made.by_name = text, [list(row) for row in table], by.audit_name
    made.version += 1 if old else 0
    made.save()
    record("oversight.bulletin_drafted", made, by=by, month=first)
    return made


@transaction.atomic
def edit(bulletin: Bulletin, *, title: str, text: str, document_number: str, seen: int, by: Actor) -> Bulletin:
    """Finish the text. `seen` is the version the writer had before him."""
    by.may("oversight.bulletin", bulletin)
    bulletin = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if bulletin.issued_on:
        raise Refused(f"已于 {bulletin.issued_on} 印发，不能再改。")
    if bulletin.version != seen:
        raise Refused(f"{bulletin.by_name}刚才也改了这份通报，请复制您写的内容，刷新后对照再存。")
    if not title.strip() or not text.strip():
        raise Refused("写明标题和正文。")
    bulletin.title, bulletin.text, bulletin.document_number = title.strip(), text.strip(), document_number.strip()
    bulletin.by_name, bulletin.version = by.audit_name, bulletin.version + 1
    bulletin.save()
    record("oversight.bulletin_edited", bulletin, by=by)
    return bulletin


@transaction.atomic
def issue(bulletin: Bulletin, *, by: Actor, today: date) -> Bulletin:
    """Issue it: it stays as it is."""
    by.may("oversight.bulletin", bulletin)
    bulletin = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if bulletin.issued_on:
        raise Refused(f"已于 {bulletin.issued_on} 印发。")
    bulletin.issued_on = today
    bulletin.save(update_fields=["issued_on"])
    record("oversight.bulletin_issued", bulletin, by=by)
    return bulletin


def page(bulletin: Bulletin) -> paper.Page:
    """The bulletin on paper, with its table."""
    number = [paper.paragraph(bulletin.document_number, align="center", indent=False)]
    blocks: list[paper.Block] = number if bulletin.document_number else []
    blocks += [paper.paragraph(line) for line in bulletin.text.splitlines() if line.strip()]
    if bulletin.table:
        head, *rows = bulletin.table
        widths = (2.0, *(1.0 for _ in head[1:]))
        lines = (tuple(paper.header(word) for word in head), *(tuple(paper.cell(word) for word in row) for row in rows))
        blocks.append(paper.Heading("附表：各机关情况", 1))
        blocks.append(paper.Table(lines, widths, header_rows=1, title="各机关情况", dense=True))
    if day := bulletin.issued_on:
        blocks.append(paper.Signature(bulletin.organ.name, day))
    return paper.Page(title=bulletin.title, blocks=tuple(blocks), organ=bulletin.organ.name)


def document(bulletin: Bulletin, ending: str) -> bytes:
    """The bulletin as docx or pdf."""
    return to_bytes(page(bulletin), ending)
