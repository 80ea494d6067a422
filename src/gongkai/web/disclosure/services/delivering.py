"""Deliveries: committed with their publication, carried out by the worker or by a person with proof. design.md, idea
9.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import Channel, Delivery, ElsewherePost, PickUp, Posting, Publication, Status
from gongkai.web.disclosure.services.drafting import account_of
from gongkai.web.messages.models import Outgoing
from gongkai.web.messages.services import retry as retry_message
from gongkai.web.messages.services import send
from gongkai.web.organs.models import Organ
from gongkai.web.sealing import seal


def queue(publication: Publication, act: str, *, now: datetime, channels: Iterable[int] = ()) -> list[Delivery]:
    """Commit what is to be delivered, in the transaction of the publication itself.

    Publishing goes to the chosen channels and always to the portal; a replacement or withdrawal to every channel that
    has it.
    """
    if act == Delivery.Act.PUBLISH:
        chosen = Channel.objects.filter(pk__in=list(channels), active=True)
        targets = [portal_of(publication.organ), *(one for one in chosen if _may_carry(one, publication))]
    else:
        went = publication.deliveries.exclude(state=Delivery.State.NOT_NEEDED).values_list("channel_id", flat=True)
        targets = list(Channel.objects.filter(pk__in={*went, *channels}))
        _call_off(publication)
        if act == Delivery.Act.WITHDRAW:
            targets = [one for one in targets if _still_there(one, publication)]
    return [_queue(publication, channel, act, now) for channel in dict.fromkeys(targets)]


def _may_carry(channel: Channel, publication: Publication) -> bool:
    """What is meant for a group of people only does not go where everybody reads along."""
    kind = kinds().get(channel.kind)
    return publication.audience == "everyone" or kind is None or kind.for_groups


def _still_there(channel: Channel, publication: Publication) -> bool:
    """Whether there is something to take away: a board has a notice only from who hung it until who took it down."""
    hanging = Posting.objects.filter(taken_down_on=None, delivery__channel=channel, delivery__publication=publication)
    return not _by_hand(channel) or hanging.exists()


def _queue(publication: Publication, channel: Channel, act: str, now: datetime) -> Delivery:
    by_hand = _by_hand(channel)
    state = Delivery.State.BY_HAND if by_hand else Delivery.State.WAITING
    gate = publication.rendition.gates.filter(passed=True).first()
    key = f"{channel.pk}:{act}:{publication.pk}:{gate.pk if gate else 0}:{publication.withdrawn_on or ''}"
    delivery, made = Delivery.objects.get_or_create(
        key=key,
        defaults={
            "channel": channel, "publication": publication, "rendition": publication.rendition, "act": act, "state":
            state,
            "next_at": now,
        },
    )  # fmt: skip
    if made and not by_hand:
        _send(delivery)
    return delivery


def _send(delivery: Delivery) -> None:
    publication = delivery.publication
    send("publication", key=f"delivery:{delivery.pk}", payload={"delivery": delivery.pk}, organ=publication.organ,
         subject=publication.title[:200], about=f"disclosure.publication:{publication.pk}")  # fmt: skip


def _by_hand(channel: Channel) -> bool:
    kind = kinds().get(channel.kind)
    return kind is not None and kind.by_hand


def _call_off(publication: Publication) -> None:
    """What still waits to go out, or failed to, is overtaken."""
    waiting = publication.deliveries.exclude(act=Delivery.Act.WITHDRAW).exclude(
        state__in=(Delivery.State.DONE, Delivery.State.NOT_NEEDED)
    )
    waiting.update(state=Delivery.State.NOT_NEEDED)


def clear_up(delivery: Delivery) -> None:
    """Take away elsewhere what a delivery left there although it was called off while it was under way.

    A withdrawal that went out meanwhile found nothing yet. Only this one is taken away: a newer one may stand there.
    """
    kind = kinds().get(delivery.channel.kind)
    if kind is None or kind.inside or delivery.act == Delivery.Act.WITHDRAW or not delivery.attempts:
        return
    made, new = Delivery.objects.get_or_create(
        key=f"{delivery.channel_id}:withdraw:{delivery.publication_id}:late:{delivery.pk}",
        defaults={
            "channel": delivery.channel, "publication": delivery.publication, "rendition": delivery.rendition,
            "act": Delivery.Act.WITHDRAW, "next_at": timezone.now(), "memory": {"of": delivery.pk},
        },
    )  # fmt: skip
    if new:
        _send(made)


def portal_of(organ: Organ) -> Channel:
    """The portal as a channel of this organ, made when first needed."""
    channel, _ = Channel.objects.get_or_create(organ=organ, kind="portal", defaults={"title": "政府信息公开专栏"})
    return channel


@transaction.atomic
def open_channel(
    organ: Organ, *, kind: str, title: str, by: Actor, place: str = "", secret: str = "", **settings: Any
) -> Channel:
    """Give an organ a channel; what the other side calls a secret is kept sealed and never shown again."""
    by.may("disclosure.channels", organ)
    if kind not in kinds():
        raise Refused("没有这一类渠道。")
    channel = Channel.objects.create(organ=organ, kind=kind, title=title, place=place, settings=settings)
    _seal(channel, secret)
    record("disclosure.channel_opened", channel, by=by, kind=kind)
    return channel


def _seal(channel: Channel, secret: str) -> None:
    if secret:
        channel.secret = seal(secret.encode())
        channel.save(update_fields=["secret"])


@transaction.atomic
def set_secret(channel: Channel, *, secret: str, by: Actor) -> Channel:
    """Put another secret in place of the one before; the log says that, and not which."""
    by.may("disclosure.channels", channel)
    if not secret.strip():
        raise Refused("请填写新的密钥。")
    _seal(channel, secret.strip())
    record("disclosure.channel_secret_set", channel, by=by)
    return channel


@transaction.atomic
def change_channel(channel: Channel, *, by: Actor, **values: Any) -> Channel:
    """Change title, place, settings, or whether it is in use."""
    by.may("disclosure.channels", channel)
    for name, value in values.items():
        if name not in {"title", "place", "settings", "active", "registered_on"}:
            raise TypeError(f"not a field of a channel: {name}")
        setattr(channel, name, value)
    channel.save(update_fields=[*values])
    told = {name: value for name, value in values.items() if name != "settings"}
    record("disclosure.channel_changed", channel, by=by, after=told)
    return channel


@transaction.atomic
def retry(delivery: Delivery, *, by: Actor) -> Delivery:
    """Try a failed delivery once more."""
    by.may("disclosure.deliver", delivery.channel)
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    over = delivery.state in (Delivery.State.DONE, Delivery.State.NOT_NEEDED)
    if over or (delivery.state != Delivery.State.FAILED and not _stuck(delivery)):
        raise Refused(f"这次投递是{delivery.get_state_display()}，不用重发。")
    delivery.state, delivery.error = Delivery.State.WAITING, ""
    delivery.save(update_fields=["state", "error"])
    message = Outgoing.objects.get(key=f"delivery:{delivery.pk}")
    retry_message(message, by=_Retrying(by))
    record("disclosure.retried", delivery.channel, by=by, delivery=delivery.pk)
    return delivery


class _Retrying:
    """The person who may retry deliveries, towards the outbox: it asks its own permission, which is not his."""

    def __init__(self, by: Actor) -> None:
        self.audit_key, self.audit_name = by.audit_key, by.audit_name

    def may(self, act: str, on: object) -> None:
        """Only to retry; the delivery's own permission was asked before."""
        if act != "messages.retry":
            raise Refused("没有这项权限。")


def _stuck(delivery: Delivery) -> bool:
    message = Outgoing.objects.filter(key=f"delivery:{delivery.pk}").first()
    return message is not None and message.state in ("refused", "given_up")


@transaction.atomic
def put_up(delivery: Delivery, *, on: date, by: Actor, who: str = "", photo: str = "") -> Posting:
    """A notice hangs: who put it up, when, with a photo. The day it must come down follows from its notice period."""
    by.may("disclosure.deliver", delivery.channel)
    Publication.objects.select_for_update().get(pk=delivery.publication_id)  # before its delivery, as a withdrawal does
    delivery = Delivery.objects.select_for_update().select_related("publication").get(pk=delivery.pk)
    if delivery.state != Delivery.State.BY_HAND or delivery.act == Delivery.Act.WITHDRAW:
        raise Refused(f"这张是{delivery.get_state_display()}，不用张贴。")
    if delivery.publication.status != Status.LIVE:
        raise Refused("这份信息已经撤下，不能再张贴。")
    posting = Posting.objects.create(
        delivery=delivery, put_up_on=on, put_up_by=who or by.audit_name, put_up_photo=photo,
        take_down_due=delivery.publication.notice_to,
    )  # fmt: skip
    _done_by_hand(delivery)
    record("disclosure.put_up", delivery.channel, by=by, delivery=delivery.pk, day=on, photo=photo)
    return posting


@transaction.atomic
def take_down(posting: Posting, *, on: date, by: Actor, who: str = "", photo: str = "") -> Posting:
    """A notice is taken down, with a photo; a waiting withdrawal for that board is thereby done."""
    channel = posting.delivery.channel
    by.may("disclosure.deliver", channel)
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    if posting.taken_down_on:
        raise Refused(f"{posting.taken_down_on} 已经撤下了。")
    if on < posting.put_up_on:
        raise Refused(f"撤下日期不能早于张贴日期 {posting.put_up_on}。")
    posting.taken_down_on, posting.taken_down_by, posting.taken_down_photo = on, who or by.audit_name, photo
    posting.save()
    waiting = Delivery.objects.filter(
        channel=channel,
        publication=posting.delivery.publication,
        act=Delivery.Act.WITHDRAW,
        state=Delivery.State.BY_HAND,
    )
    for delivery in waiting:
        _done_by_hand(delivery)
    record("disclosure.taken_down", channel, by=by, delivery=posting.delivery_id, day=on, photo=photo)
    return posting


def _done_by_hand(delivery: Delivery) -> None:
    delivery.state, delivery.done_at = Delivery.State.DONE, timezone.now()
    delivery.save(update_fields=["state", "done_at"])


@transaction.atomic
def enter_elsewhere(organ: Organ, *, rows: Iterable[dict[str, Any]], by: Actor) -> int:
    """Enter posts made without this system: channel kind, day, title, address, count. How many rows."""
    by.may("disclosure.deliver", organ)
    made = [ElsewherePost(organ=organ, by=account_of(by), **row) for row in rows]
    ElsewherePost.objects.bulk_create(made)
    record("disclosure.elsewhere_entered", organ, by=by, rows=len(made))
    return len(made)


@transaction.atomic
def enter_pick_up(
    publication: Publication, *, medium: str, on: date, by: Actor, title: str = "", url: str = ""
) -> PickUp:
    """Enter that the media took a publication up."""
    by.may("disclosure.deliver", publication)
    pick_up = PickUp.objects.create(publication=publication, medium=medium, on=on, title=title, url=url)
    record("disclosure.picked_up", pick_up, by=by, medium=medium, day=on)
    return pick_up
