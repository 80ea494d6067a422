"""Proving the log: `gongkai audit verify`, the auditor's page, and the check after a restore."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from gongkai.web.audit.chain import Break, breaks
from gongkai.web.audit.models import Entry, Head

MANY = 20
"""So many broken places are told; more would only repeat it."""


@dataclass
class Proof:
    """How many entries there are, the anchor to note down elsewhere, and every place that does not hold."""

    count: int
    anchor: str
    breaks: list[Break] = field(default_factory=list)


def verify(anchor: str = "") -> Proof:
    """Walk the whole chain. `anchor` (`number:digest`, from an earlier proof kept elsewhere) also finds a log
    that was cut back
    together with its head."""
    head = Head.objects.first() or Head()
    proof = Proof(head.sequence, str(head))
    if anchor and not _holds(anchor):
        proof.breaks.append(
            Break(int(anchor.partition(":")[0]), f"与此前记下的锚点 {anchor[:20]}… 不符，记录被截断或换过。")
        )
    for found in breaks(Entry.objects.order_by("sequence").iterator(2000), head):
        proof.breaks.append(found)
        if len(proof.breaks) == MANY:
            break
    return proof


def _holds(anchor: str) -> bool:
    number, _, digest = anchor.partition(":")
    if int(number) == 0:
        return True
    return Entry.objects.filter(sequence=int(number), digest=digest).exists()


def export(entries: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    """Entries as plain values, one a line of JSON, with their digests: whoever holds the key can prove the
    export too."""
    names = [field.attname for field in Entry._meta.concrete_fields]
    for entry in entries.iterator(2000):
        yield {name: getattr(entry, name) for name in names} | {"at": entry.at.isoformat()}
