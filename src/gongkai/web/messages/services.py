"""Telling people: on screen always, by e-mail and SMS as they wish; and the calendar feed's secret address."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import Account
from gongkai.web.audit.services import Forbidden, record
from gongkai.web.messages.models import Notification, Wish
from gongkai.web.messages.outbox import retry, send

LONGEST = 300
"""Characters of a notification; what is longer stands whole at its address."""
__all__ = ["calendar_account", "mark_read", "new_calendar_address", "notify", "retry", "send", "set_wish"]


@transaction.atomic
def notify(account: Account, text: str, *, key: str, url: str = "", urgent: bool = False) -> Notification | None:
    """Tell a person something once (per `key`): on screen, by e-mail if wished, by SMS if wished or `urgent`
    and there is a number."""
    if not account.is_active:
        return None
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    notification, made = Notification.objects.get_or_create(
        account=account, key=key, defaults={"text": text, "url": url}
    )
    if not made:
        return notification
    wish = Wish.objects.filter(account=account).first() or Wish(account=account)
    address = f"{settings.ADDRESS}{url}" if url else ""
    owner_key = f"notice:{account.pk}:{key}"
    if wish.email and account.email:
        body = f"{account.name}：\n\n{text}\n\n{address}\n\n（系统自动发送，不需回复）\n"
        send("email", key=f"{owner_key}:email", to=account.email, subject=text[:60], body=body, organ=account.organ)
    if (wish.sms or urgent) and account.phone:
        send("sms", key=f"{owner_key}:sms", to=account.phone, body=text[:70], organ=account.organ)
    return notification


@transaction.atomic
def mark_read(account: Account, *, notifications: list[int] | None = None) -> int:
    """Mark these, or all, of one's own notifications as read; how many."""
    unread = Notification.objects.filter(account=account, read_at=None)
    if notifications is not None:
        unread = unread.filter(pk__in=notifications)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def set_wish(account: Account, *, email: bool, sms: bool, digest: bool, by: Account) -> Wish:
    """How this person wants to be told."""
    if by.pk != account.pk:
        raise Forbidden("只能设置自己的通知方式。")
    wish, _ = Wish.objects.update_or_create(account=account, defaults={"email": email, "sms": sms, "digest": digest})
    record("messages.wish_set", account, by=by, after={"email_wish": email, "sms_wish": sms, "digest": digest})
    return wish


@transaction.atomic
def new_calendar_address(account: Account, *, by: Account) -> str:
    """A fresh secret address of one's calendar feed; the one before stops working. Only its digest is stored."""
    if by.pk != account.pk:
        raise Forbidden("只能生成自己的日历订阅地址。")
    token = secrets.token_urlsafe(24)
    account.calendar_token = hashlib.sha256(token.encode()).hexdigest()
    account.save(update_fields=["calendar_token"])
    record("messages.calendar_address_made", account, by=by)
    return f"{settings.ADDRESS}/calendar/{token}.ics"


def calendar_account(token: str) -> Account | None:
    """Whose calendar this secret opens."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return Account.objects.filter(calendar_token=digest, is_active=True).first() if token else None
