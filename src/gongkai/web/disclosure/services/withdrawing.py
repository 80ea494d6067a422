"""After publishing: withdrawal, correction, replacement, each with a typed reason; the address stays."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Attachment, Item, Publication, State, Status
from gongkai.web.disclosure.services import delivering, drafting
from gongkai.web.disclosure.services.drafting import DATES


@transaction.atomic
def withdraw(publication: Publication, *, reason: str, told: str = "", by: Actor, today: date) -> Publication:
    """Take a publication down at once, for a typed reason; a notice stands in its place."""
    by.may("disclosure.withdraw", publication)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if reason not in vocabulary.withdrawals():
        raise Refused("请选择撤下的原因。")
    if publication.status == Status.WITHDRAWN:
        raise Refused("已经撤下了。")
    return take_down(publication, reason=reason, told=told, by=by, today=today)


def take_down(publication: Publication, *, reason: str, told: str, by: Actor, today: date) -> Publication:
    """The change itself, inside the caller's transaction."""
    publication.status, publication.withdrawn_on = Status.WITHDRAWN, today
    publication.withdrawal, publication.withdrawal_told = reason, told[:300]
    publication.changed_at = timezone.now()
    publication.save()
    item = Item.objects.select_for_update().get(pk=publication.item_id)
    if item.state in (State.PUBLISHED, State.NOTICE, State.OVER):
        item.state = State.WITHDRAWN
        item.save(update_fields=["state", "changed_at"])
    delivering.queue(publication, "withdraw", now=timezone.now())
    record("disclosure.withdrawn", item, by=by, reason=reason, told=told, key=publication.key)
    return publication


@transaction.atomic
def correct(item: Item, *, reason: str, by: Actor, told: str = "") -> Item:
    """Open a published item for correction. What is served stays until the correction has passed every review and the
    gate.
    """
    by.may("disclosure.edit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state not in (State.PUBLISHED, State.NOTICE, State.OVER, State.WITHDRAWN):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不用更正。")
    if reason not in vocabulary.corrections():
        raise Refused("请选择更正的原因。")
    item.state, item.correcting = State.DRAFT, reason
    item.save(update_fields=["state", "correcting", "changed_at"])
    record("disclosure.correcting", item, by=by, reason=reason, told=told)
    return item


@transaction.atomic
def cancel_correction(item: Item, *, by: Actor, today: date) -> Item:
    """Give a correction up: the item is again what is served."""
    by.may("disclosure.edit", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not item.correcting or not hasattr(item, "publication"):
        raise Refused("这份信息没有在更正。")
    publication = item.publication
    served = publication.rendition.revision
    restore(item, served.content, served.attachments)
    item.state, item.correcting = state_of(publication, today), ""
    drafting.revise(item, by=by, why=f"放弃更正，恢复第 {served.number} 稿", authored=False)
    record("disclosure.correction_cancelled", item, by=by, version=served.number)
    return item


def restore(item: Item, content: dict[str, object], attachments: list[dict[str, object]]) -> None:
    """Set an item's fields and attachments to those of a revision."""
    for name, value in content.items():
        setattr(item, name, date.fromisoformat(value) if name in DATES and isinstance(value, str) and value else value)
    item.attachments.all().delete()
    Attachment.objects.bulk_create(
        Attachment(item=item, position=place, **entry) for place, entry in enumerate(attachments, start=1)
    )


def state_of(publication: Publication, today: date) -> State:
    """The state that goes with what is served."""
    if publication.status == Status.WITHDRAWN:
        return State.WITHDRAWN
    if publication.notice_to is None:
        return State.PUBLISHED
    return State.NOTICE if publication.notice_to >= today else State.OVER
