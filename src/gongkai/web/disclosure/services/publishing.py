"""Publishing: the gate, the public face, the rows of the outbox, all in one transaction or not at all."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.errors import Blocked
from gongkai.web.disclosure.models import Gate, Item, Publication, Rendition, State, Status
from gongkai.web.disclosure.numbering import key_of
from gongkai.web.disclosure.services import delivering, gating, rendering, validating
from gongkai.web.files.shelves import Missing

logger = logging.getLogger(__name__)
TIMER = Machine("timer", "定时任务")
COLUMNS = (
    "title", "kind", "summary", "document_number", "issuer", "made_on", "field", "clause", "five", "topic", "keywords",
    "catalogue_id", "audience", "notice_from", "notice_to",
)  # fmt: skip


def publish(item: Item, *, by: Actor, now: datetime | None = None) -> Publication:
    """Send the reviewed rendition through the gate and serve it. Raises `Blocked` with every sentence of the gate."""
    by.may("disclosure.publish", item)
    now = now or timezone.now()
    today = timezone.localdate(now)
    item.refresh_from_db()
    rendition = rendering.current(item)
    if rendition is None:
        raise Blocked(["这一稿没有发布件。"])
    try:
        case = gating.examine(item, rendition, today=today, now=now)
    except Missing as lost:
        raise Blocked([f"发布件读不出来：{lost}请联系系统管理员。"]) from lost
    with transaction.atomic():
        item = Item.objects.select_for_update().get(pk=item.pk)
        told, failures = gating.judge(gating.Case(item, rendition, case.sheets, case.seen, today, now))
        gate = Gate.objects.create(
            rendition=rendition, digest=rendition.digest, passed=not failures, checks=told, by_name=by.audit_name
        )
        if not failures:
            return _serve(item, rendition, gate, by, today, now)
        record("disclosure.blocked", item, by=by, digest=rendition.digest, failures=failures)
    raise Blocked(failures)


def _serve(item: Item, rendition: Rendition, gate: Gate, by: Actor, today: date, now: datetime) -> Publication:
    former = Publication.objects.select_for_update().filter(item=item).first()
    was_live = former is not None and former.status == Status.LIVE
    publication = former or Publication(
        item=item,
        key=key_of(item.index_number or ""),
        organ=item.organ,
        index_number=item.index_number,
        published_on=today,
    )
    for name in COLUMNS:
        setattr(publication, name, getattr(item, name))
    publication.rendition, publication.status, publication.changed_at = rendition, Status.LIVE, now
    publication.withdrawn_on, publication.withdrawal, publication.withdrawal_told = None, "", ""
    publication.save()
    on_notice = item.notice_to is not None and item.notice_to >= today
    item.state, item.correcting = State.NOTICE if on_notice else State.PUBLISHED, ""
    item.publish_at = None  # a correction goes out when somebody says so, not at the hour of the first publication
    item.save(update_fields=["state", "correcting", "publish_at", "changed_at"])
    delivering.queue(publication, "replace" if was_live else "publish", channels=item.channels, now=now)
    validating.follow_links(publication, by=by, today=today)
    record(
        "disclosure.published",
        item,
        by=by,
        digest=rendition.digest,
        gate=gate.pk,
        key=publication.key,
        again=bool(former),
    )
    return publication


@transaction.atomic
def schedule(item: Item, *, at: datetime | None, by: Actor) -> Item:
    """Set when a reviewed item goes out by itself; None: only by hand."""
    by.may("disclosure.publish", item)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.state in (State.PUBLISHED, State.NOTICE, State.OVER, State.WITHDRAWN, State.DROPPED, State.KEPT):
        raise Refused(f"“{item.title}”现在是{item.get_state_display()}，不用再定时。")
    item.publish_at = at
    item.save(update_fields=["publish_at", "changed_at"])
    record("disclosure.scheduled", item, by=by, at=at)
    return item


def publish_due(now: datetime | None = None) -> tuple[int, list[str]]:
    """Publish whatever is ready and whose time has come: how many went out, and what the gate refused. One failing
    stops none.
    """
    now = now or timezone.now()
    done, refused = 0, []
    for item in Item.objects.filter(state=State.READY, publish_at__lte=now).order_by("publish_at", "pk"):
        try:
            publish(item, by=TIMER, now=now)
            done += 1
        except Refused as error:
            # A refused item is told to its people once; it waits for them, not for the clock.
            Item.objects.filter(pk=item.pk).update(publish_at=None)
            refused.append(f"{item.title}：{error}")
        except Exception:  # its hour stays: what passes by itself is tried again, what does not is on 今日待办
            logger.exception("scheduled publishing of item %s failed", item.pk)
            refused.append(f"{item.title}：程序出错。")
    return done, refused


def end_notices(today: date) -> int:
    """Take down what hung for a notice period that is over, also while it is being corrected; the address stays and
    says so. How many ended.
    """
    hangs = Q(item__state=State.NOTICE) | (~Q(item__correcting="") & Q(kind__in=_taken_down()))
    ended = Publication.objects.filter(hangs, status=Status.LIVE, notice_to__lt=today)
    return sum(_end(publication.pk, today) for publication in ended.only("pk"))


def _taken_down() -> list[str]:
    return [code for code, kind in vocabulary.kinds().items() if kind.takes_down]


@transaction.atomic
def _end(pk: int, today: date) -> bool:
    publication = Publication.objects.select_for_update().select_related("item").get(pk=pk)
    if publication.status != Status.LIVE or publication.notice_to is None or publication.notice_to >= today:
        return False
    item = Item.objects.select_for_update().get(pk=publication.item_id)
    if publication.kind in _taken_down():
        publication.status, publication.withdrawn_on, publication.withdrawal = Status.OVER, today, "notice_over"
        publication.save(update_fields=["status", "withdrawn_on", "withdrawal"])
        delivering.queue(publication, "withdraw", now=timezone.now())
    if not item.correcting:
        item.state = State.OVER
        item.save(update_fields=["state", "changed_at"])
    record("disclosure.notice_ended", item, by=TIMER, notice_to=publication.notice_to)
    return True
