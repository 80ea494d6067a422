"""Proving the log: `gongkai audit verify`, the auditor's page, and the check after a restore."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongkai.web.audit.chain import Break, breaks
from gongkai.web.audit.models import Entry, Head

MANY = 20
"""So many broken places are told; more would only repeat it."""
SHORT = 16
"""Characters of a digest that are enough of an anchor: 64 bits."""


@dataclass
class Proof:
    """How many entries there are, the anchor to note down elsewhere, and every place that does not hold."""

    count: int
    anchor: str
    breaks: list[Break] = field(default_factory=list)

    @property
    def short_anchor(self) -> str:
        """As much of the anchor as must be noted down."""
        return self.anchor[: self.anchor.index(":") + 1 + SHORT]


def verify(anchor: str = "") -> Proof:
    """Walk the whole chain. `anchor` (`number:digest`, from an earlier proof kept elsewhere) also finds a log
    that was cut back
    together with its head."""
    head = Head.objects.first() or Head()
    proof = Proof(head.sequence, str(head))
    if anchor and not _holds(anchor):
        proof.breaks.append(
            Break(
                0, f"与此前记下的锚点 {anchor[:24]} 不符：记录被截断或换过，或者锚点抄得不全（校验值至少 {SHORT} 位）。"
            )
        )
    known = Entry.objects.filter(sequence__lte=head.sequence).order_by("sequence").iterator(2000)
    for found in chain(breaks(known, head), _beyond_the_head()):
        proof.breaks.append(found)
        if len(proof.breaks) == MANY:
            break
    return proof


def _beyond_the_head() -> Iterator[Break]:
    """Entries after the end of the chain. Entry and head are compared in one question, so that what people do while
    the log is proved is no break."""
    head = Coalesce(Subquery(Head.objects.values("sequence")[:1]), 0)
    for sequence in Entry.objects.filter(sequence__gt=head).order_by("sequence").values_list("sequence", flat=True)[:1]:
        yield Break(sequence, f"末尾第 {sequence} 条与链尾登记的不一致，有人添加或换过记录。")


def _holds(anchor: str) -> bool:
    """Whether the entry of that number has this digest. The first characters will do: people copy anchors by hand."""
    number, _, digest = anchor.strip().partition(":")
    if not (number.isascii() and number.isdigit()) or len(digest) < SHORT:
        return False
    return int(number) == 0 or Entry.objects.filter(sequence=int(number), digest__startswith=digest).exists()


def export(entries: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    """Entries as plain values, one a line of JSON, with their digests: whoever holds the key can prove the
    export too."""
    names = [field.attname for field in Entry._meta.concrete_fields]
    for entry in entries.iterator(2000):
        yield {name: getattr(entry, name) for name in names} | {"at": entry.at.isoformat()}
