"""Proof-reading of an item with what the platform knows: organs and their names, heads, word lists, addresses that
exist.
"""

from datetime import date

from gongkai.web.disclosure import body
from gongkai.web.disclosure.models import Item, Publication, Status, Word
from gongkai.web.disclosure.proofreading import Remark, Text, proofread
from gongkai.web.organs.models import Leader, Name, Organ


def remarks(item: Item, today: date) -> list[Remark]:
    """The warnings on an item as it stands."""
    return proofread(text_of(item, today))


def text_of(item: Item, today: date) -> Text:
    """An item with what is known about its words."""
    words = Word.objects.filter(organ=item.organ).values_list("wrong", "right", "what")
    links = tuple(body.links(item.body))
    return Text(
        title=item.title, pieces=tuple(body.pieces(item.body)), links=links, words=tuple(words),
        names=tuple(Organ.objects.active().values_list("name", flat=True)),
        past_names=tuple(Name.objects.values_list("name", "organ__name")), heads=_heads(item.organ, today),
        known_paths=_known([address for address, _ in links]), document_number=item.document_number, today=today,
    )  # fmt: skip


def _heads(organ: Organ, today: date) -> tuple[tuple[str, str], ...]:
    near = Organ.objects.filter(path__startswith=organ.path) | Organ.objects.filter(pk=organ.parent_id)
    leaders = Leader.objects.filter(organ__in=near)
    return tuple((leader.name, leader.post) for leader in leaders if leader.current(today))


def _known(addresses: list[str]) -> frozenset[str]:
    keys = {
        address.strip("/").removeprefix("items/"): address for address in addresses if address.startswith("/items/")
    }
    live = Publication.objects.filter(status=Status.LIVE, key__in=keys).values_list("key", flat=True)
    others = [address for address in addresses if address.startswith("/") and not address.startswith("/items/")]
    return frozenset([*(keys[key] for key in live), *others])
