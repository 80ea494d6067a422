"""The one outbox: rows committed with their cause, delivered by the worker at least once and, as far as the
other side lets
us find out, at most once."""

import logging
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from gongkai.web.audit.services import Actor, Machine, Refused, record
from gongkai.web.files import vault
from gongkai.web.messages.channels import channels
from gongkai.web.messages.channels.base import Channel, Later, Never, Unanswered
from gongkai.web.messages.models import Outgoing, State
from gongkai.web.organs.models import Organ

logger = logging.getLogger(__name__)
BACKOFF = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
"""Seconds to wait after the first, second … failure; after the last one it is given up."""
LEASE = timedelta(minutes=3)
WORKER = Machine("worker", "后台任务")


@transaction.atomic
def send(
    channel: str, *, key: str, to: str = "", subject: str = "", body: str = "", organ: Organ | None = None,
    about: str = "",
    owner: str = "", payload: dict[str, Any] | None = None, not_before: datetime | None = None,
) -> Outgoing:  # fmt: skip
    """Put one message into the outbox, inside the caller's transaction. The same `key` twice is one message.
    With an `owner` the
    address and the text are encrypted under that person's key."""
    if channel not in channels():
        raise KeyError(f"no channel {channel!r}")
    if owner:
        to, body = vault.encrypt_text(owner, to), vault.encrypt_text(owner, body)
    message, _ = Outgoing.objects.get_or_create(
        key=key,
        defaults={
            "channel": channel, "to": to, "subject": subject, "body": body, "organ": organ, "about": about,
            "owner": owner,
            "payload": payload or {}, "due_at": not_before or timezone.now(),
        },
    )  # fmt: skip
    return message


@transaction.atomic
def retry(message: Outgoing, *, by: Actor) -> Outgoing:
    """Try something that was refused or given up once more, e.g. after its address was put right."""
    by.may("messages.retry", message)
    message = Outgoing.objects.select_for_update().get(pk=message.pk)
    if message.state not in {State.REFUSED, State.GIVEN_UP}:
        raise Refused(f"这条消息{message.get_state_display()}，不需要重发。")
    message.state, message.attempts, message.due_at, message.error = State.WAITING, 0, timezone.now(), ""
    message.save(update_fields=["state", "attempts", "due_at", "error"])
    record("messages.retried", message, by=by)
    return message


def pump(limit: int = 50) -> int:
    """Deliver what is due; how many attempts were made. Safe in many processes at once, and after a kill at any
    line."""
    made = 0
    if not Outgoing.objects.filter(state=State.WAITING, due_at__lte=timezone.now()).exists():
        return made
    while made < limit and (message := _lease()) is not None:
        _deliver(message)
        made += 1
    return made


@transaction.atomic
def _lease() -> Outgoing | None:
    """Take the next due message for a while. Who dies with it leaves it to the next one when the lease runs out."""
    now = timezone.now()
    ready = [code for code, channel in channels().items() if channel.ready() and not (channel.quiet and is_quiet(now))]
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = Outgoing.objects.filter(free, state=State.WAITING, due_at__lte=now, channel__in=ready).order_by(
        "due_at", "pk"
    )
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    message = waiting.first()
    if message is None:
        return None
    message.unanswered = message.unanswered or message.leased_until is not None
    message.leased_until, message.attempts = now + LEASE, message.attempts + 1
    message.save(update_fields=["leased_until", "attempts", "unanswered"])
    return message


def _deliver(message: Outgoing) -> None:
    channel = channels()[message.channel]
    try:
        receipt = _hand_over(channel, message)
    except Never as never:
        _settle(message, State.REFUSED, error=str(never))
    except Unanswered as silence:
        _again(message, str(silence), unanswered=True)
    except Later as later:
        _again(message, str(later), after=later.after)
    except Refused as erased:
        _settle(message, State.CANCELLED, error=str(erased))
    except Exception:  # a fault of a channel must not stop the others
        logger.exception("Channel %s failed on %s", message.channel, message.key)
        _again(message, "渠道程序出错，详见服务器日志。", unanswered=True)
    else:
        _settle(message, State.SENT, receipt=receipt)


def _hand_over(channel: Channel, message: Outgoing) -> str:
    if message.owner:
        message.to = vault.decrypt_text(message.owner, message.to)
        message.body = vault.decrypt_text(message.owner, message.body)
    found = channel.find(message) if message.unanswered else None
    return found or channel.send(message)


@transaction.atomic
def _settle(message: Outgoing, state: State, *, receipt: str = "", error: str = "") -> None:
    sent_at = timezone.now() if state == State.SENT else None
    Outgoing.objects.filter(pk=message.pk).update(
        state=state, receipt=receipt[:200], error=error[:500], sent_at=sent_at, leased_until=None, unanswered=False
    )
    record(f"messages.{state.value}", message, by=WORKER, channel=message.channel, about=message.about)


def _again(message: Outgoing, why: str, *, after: int = 0, unanswered: bool = False) -> None:
    if is_last(message):
        _settle(message, State.GIVEN_UP, error=why)
        return
    wait = max(after, BACKOFF[message.attempts - 1])
    Outgoing.objects.filter(pk=message.pk).update(
        due_at=timezone.now() + timedelta(seconds=wait), error=why[:500], leased_until=None,
        unanswered=message.unanswered or unanswered,
    )  # fmt: skip


def is_last(message: Outgoing) -> bool:
    """Whether this attempt is the last one."""
    return message.attempts > len(BACKOFF)


def is_quiet(now: datetime) -> bool:
    """Whether `now` lies in `GONGKAI_QUIET_HOURS`."""
    begin, end = (time.fromisoformat(part.zfill(5)) for part in settings.QUIET_HOURS)
    clock = timezone.localtime(now).time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end
