"""Files of an item: attached, taken off, or turned into its body."""

from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.conversion import Converted, convert
from gongkai.web.disclosure.models import Attachment, Item
from gongkai.web.disclosure.models.item import OPEN_TO_EDIT
from gongkai.web.disclosure.services import drafting
from gongkai.web.files import services as files
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ


def case_of(item: Item) -> str:
    """The plain key under which the files of an item count together."""
    return f"disclosure.item:{item.pk}"


@transaction.atomic
def attach(item: Item, source: bytes | IO[bytes], *, name: str, by: Actor, told: str = "") -> Attachment:
    """Attach a file to a draft: a new revision. A file of that name is replaced."""
    by.may("disclosure.edit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    _check_draft(item)
    stored = files.store(source, name=name, organ=item.organ, by=by, case=case_of(item))
    attachment = _put(item, stored, told)
    drafting.revise(item, by=by, why=f"上传附件《{attachment.name}》")
    record("disclosure.attached", item, by=by, name=attachment.name, sha256=stored.sha256)
    return attachment


def _put(item: Item, stored: StoredFile, told: str) -> Attachment:
    last = item.attachments.aggregate(last=Max("position"))["last"] or 0
    values = {"file": stored.key, "sha256": stored.sha256, "size": stored.size, "told": told}
    attachment, _ = Attachment.objects.update_or_create(
        item=item, name=stored.name, defaults=values, create_defaults={**values, "position": last + 1}
    )
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor) -> None:
    """Take a file off a draft; earlier revisions keep it."""
    item = Item.objects.select_for_update().get(pk=attachment.item_id)
    by.may("disclosure.edit", item)
    _check_draft(item)
    attachment.delete()
    drafting.revise(item, by=by, why=f"删去附件《{attachment.name}》")
    record("disclosure.detached", item, by=by, name=attachment.name)


def _check_draft(item: Item) -> None:
    if item.state not in OPEN_TO_EDIT:
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，附件不能改；请先退回起草。")


def upload(
    organ: Organ, source: bytes | IO[bytes], *, name: str, by: Actor, **content: object
) -> tuple[Item, Converted]:
    """Begin an item from a file: Word and text become the body; a sheet or PDF also stays as the attachment."""
    data = source if isinstance(source, bytes) else source.read(settings.FILE_LIMIT + 1)
    with transaction.atomic():
        by.may("disclosure.draft", organ)
        stored = files.store(data, name=name, organ=organ, by=by)
        converted = convert(data, stored.name)
        title = content.pop("title", "") or converted.title or stored.name.rsplit(".", 1)[0]
        item = drafting.draft(
            organ, by=by, why=_why(stored.name, converted), title=title, body=converted.html, **content
        )
        if not stored.name.lower().endswith((".docx", ".txt", ".md")):
            _put(item, stored, "")
            drafting.revise(item, by=by, why=f"原文件《{stored.name}》留作附件")
    return item, converted


def _why(name: str, converted: Converted) -> str:
    return f"由《{name}》转成" + ("；" + "".join(converted.lost) if converted.lost else "")
