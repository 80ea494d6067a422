"""Writing the log. Every service calls `record` as its last act, inside its own transaction."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from gongkai.web.audit.actors import Actor, Forbidden, Machine, Refused
from gongkai.web.audit.chain import digest_of, private_digest
from gongkai.web.audit.models import Entry, Head

__all__ = ["Actor", "Forbidden", "Machine", "Refused", "private_digest", "record", "snapshot"]


def record(
    act: str,
    on: models.Model,
    *,
    by: Actor,
    ground: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Entry:
    """Add one entry to the log, in the transaction of the change itself: `organ.renamed`, done by `by`, on the
    ground of an
    article or document. Values named in the record's `private_fields` are kept as keyed digests only."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() must run inside the transaction of the change it records")
    head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"keys": settings.KEYS.fingerprint})
    entry = Entry(
        sequence=head.sequence + 1,
        at=timezone.now(),
        act=act,
        actor=by.audit_key,
        actor_name=by.audit_name[:100],
        subject=key_of(on),
        subject_name=getattr(on, "audit_name", "")[:300],
        organ=getattr(on, "organ_id", None),
        ground=ground,
        before=_told(on, before or {}),
        after=_told(on, after or {}),
        facts=_told(on, facts),
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save()
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    return entry


def key_of(on: models.Model) -> str:
    """The plain key of a record in the log: `organs.organ:5`."""
    return f"{on._meta.label_lower}:{on.pk}"


def snapshot(on: models.Model, *names: str) -> dict[str, Any]:
    """The values of fields `names`, for `before` and `after`."""
    return {name: getattr(on, name) for name in names}


def _told(on: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    private = getattr(on, "private_fields", frozenset())
    return {
        name: private_digest(value) if name in private and value not in (None, "") else _plain(value)
        for name, value in values.items()
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, models.Model):
        return key_of(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
