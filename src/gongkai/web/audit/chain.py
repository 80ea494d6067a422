"""How entries hang together: each digest is keyed and covers the one before it."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from gongkai.web.audit.models import Entry, Head

START = "0" * 64
COVERED = (
    "sequence", "at", "act", "actor", "actor_name", "subject", "subject_name", "organ", "ground", "before",
    "after", "facts",
    "previous",
)  # fmt: skip


def canonical(values: Any) -> bytes:
    """One spelling of a JSON value, so that both databases yield the same digest."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest_of(entry: Entry) -> str:
    """The keyed digest of an entry and of its place in the chain."""
    values = {name: getattr(entry, name) for name in COVERED} | {"at": entry.at.timestamp()}
    return hmac.new(settings.KEYS.audit.encode(), canonical(values), hashlib.sha256).hexdigest()


def private_digest(value: object) -> str:
    """What the log keeps of a private value: equal values have equal digests, and nobody reads the value out of it."""
    return "hmac:" + hmac.new(settings.KEYS.digest.encode(), canonical(value), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold."""

    sequence: int
    what: str


def breaks(entries: Iterable[Entry], head: Head) -> Iterator[Break]:
    """Where a row was changed, removed or put in. An intact log yields nothing."""
    expected, previous = 1, START
    for entry in entries:
        if entry.sequence != expected:
            missing = (
                f"第 {expected} 条" if entry.sequence == expected + 1 else f"第 {expected} 至 {entry.sequence - 1} 条"
            )
            yield Break(entry.sequence, f"{missing}不见了，有人删除过记录。")
        elif entry.previous != previous:
            yield Break(entry.sequence, f"第 {entry.sequence} 条接不上前一条，有人插入或换过记录。")
        if entry.digest != digest_of(entry):
            yield Break(entry.sequence, f"第 {entry.sequence} 条的内容与校验值不符，有人改过或插入过记录。")
        expected, previous = entry.sequence + 1, entry.digest
    last = expected - 1
    if last < head.sequence:
        yield Break(head.sequence, f"第 {last + 1} 至 {head.sequence} 条不见了，有人删去了末尾的记录。")
    elif last > head.sequence or previous != head.digest:
        yield Break(last, f"末尾第 {last} 条与链尾登记的不一致，有人添加或换过记录。")
