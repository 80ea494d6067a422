"""Issuing, checking and revoking tokens. A program acts as its organ, within the acts its token names."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import Account, Token
from gongkai.web.accounts.permissions import PERMISSIONS
from gongkai.web.audit.services import Actor, Forbidden, Refused, record
from gongkai.web.organs.models import Organ

LONGEST = timedelta(days=366)
KEPT = (
    "accounts.", "audit.", "api.", "files.erase", "annual_reports.review", "annual_reports.sign",
    "annual_reports.accept", "annual_reports.send_back",
)  # fmt: skip
GRANTABLE = frozenset(act for act in PERMISSIONS if not act.startswith(KEPT))
"""The acts a program may be given; people, the log, signatures and tokens themselves stay with people."""


@dataclass(frozen=True)
class Program:
    """An `Actor`: the program that holds a token."""

    token: Token

    @property
    def audit_key(self) -> str:
        """`token:<id>`."""
        return f"token:{self.token.pk}"

    @property
    def audit_name(self) -> str:
        """What the token is for."""
        return f"接口：{self.token.name}"

    def may(self, act: str, on: Any) -> None:
        """Only the acts of the token, only on its own organ."""
        organ = getattr(on, "organ", None)
        if act not in self.token.acts or organ is None or organ.pk != self.token.organ_id:
            raise Forbidden("这个令牌没有这项权限。")


def _digest(token: str) -> str:
    return hashlib.sha256(f"{settings.KEYS.digest}{token}".encode()).hexdigest()


def program(secret: str) -> Program | None:
    """The program that holds this secret; none when it is unknown, revoked, past its last day or of an ended organ."""
    found = Token.objects.select_related("organ").filter(digest=_digest(secret), revoked_at=None).first()
    today = timezone.localdate()
    if found is None or found.expires_on < today or found.organ.ended_on is not None:
        return None
    if found.used_at is None or timezone.localdate(found.used_at) < today:
        Token.objects.filter(pk=found.pk).update(used_at=timezone.now())
    return Program(found)


@transaction.atomic
def issue_token(
    organ: Organ, *, name: str, acts: list[str], expires_on: date, by: Actor, today: date
) -> tuple[Token, str]:
    """Issue a token of `organ`, for at most a year. Returns it with the secret, which is shown once."""
    by.may("api.issue_token", organ)
    if unknown := set(acts) - GRANTABLE:
        raise Refused(f"这些操作不能交给程序：{'、'.join(sorted(unknown))}。")
    if not today <= expires_on <= today + LONGEST:
        raise Refused("令牌的有效期须在今天之后、一年以内。")
    secret = f"gk_{secrets.token_urlsafe(32)}"
    issuer = by if isinstance(by, Account) else None
    token = Token.objects.create(
        organ=organ, name=name, digest=_digest(secret), acts=sorted(acts), expires_on=expires_on, issued_by=issuer
    )
    record("api.token_issued", token, by=by, after={"name": name, "acts": acts, "expires_on": expires_on})
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Actor) -> None:
    """End a token at once."""
    by.may("api.revoke_token", token)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record("api.token_revoked", token, by=by)
