"""What a channel of publication must do. It may be asked twice for the same delivery and must then do it once."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet

from gongkai.web.disclosure.models import Delivery
from gongkai.web.messages.channels.base import Later, Never, Unanswered

__all__ = ["ChannelKind", "Later", "Never", "Proof", "Unanswered", "to_take_back"]


@dataclass(frozen=True, slots=True)
class Proof:
    """That it went: the address it has there, the other side's number of it."""

    url: str = ""
    message_id: str = ""


class ChannelKind:
    """One kind of channel. `code` is kept in `Channel.kind`.

    `by_hand`: a person does it (a notice board) and reports it with a photo. `deliver` raises `Later`, `Never` or
    `Unanswered` (of `messages.channels.base`); after an unanswered attempt `find` is asked first. `Delivery.memory`
    keeps
    how far a delivery of several steps has come; `delivery.key` is the idempotency key.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    by_hand: ClassVar[bool] = False
    inside: ClassVar[bool] = False
    """Whether it is this platform itself: what is withdrawn is gone there at once, and nothing can be left behind."""
    for_groups: ClassVar[bool] = True
    """Whether it may carry what is meant for a group of people only."""
    settings: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What an organ fills in: name and label of each setting."""

    def ready(self, settings: dict[str, Any]) -> bool:
        """Whether the settings are complete."""
        return all(settings.get(name) for name, _ in self.settings)

    def deliver(self, delivery: Delivery) -> Proof:
        """Do it."""
        raise NotImplementedError

    def find(self, delivery: Delivery) -> Proof | None:
        """After an unanswered attempt: the proof if it did go through."""
        return None


def to_take_back(delivery: Delivery) -> QuerySet[Delivery]:
    """What a withdrawal or replacement has to take away: all that went there before it, or, where a post succeeded only
    after it was called off, that post alone (`memory["of"]`).
    """
    there = Delivery.objects.filter(channel=delivery.channel, publication=delivery.publication)
    there = there.exclude(act=Delivery.Act.WITHDRAW)
    of = delivery.memory.get("of")
    return there.filter(pk=of) if of else there.filter(pk__lt=delivery.pk)
