"""Consultations: letters to third parties, joint makers and other organs, and the days they take out of the count.

条例第三十二条, 第三十三条第三款, 第三十四条. The excluded days are the working days after the letter was sent, up to
and including the day the opinion came in or the addressee's limit ran out, whichever is first [convention].
"""

from collections.abc import Iterable
from typing import Literal

from gongkai.law.calendar import Calendar
from gongkai.law.events import Event
from gongkai.law.rules import Rulebook

Kind = Literal["third_party", "joint_maker", "organ"]
_KIND: dict[str, tuple[Kind, str]] = {
    "third_party_asked": ("third_party", "asked"),
    "third_party_received": ("third_party", "received"),
    "third_party_answered": ("third_party", "answered"),
    "joint_maker_asked": ("joint_maker", "asked"),
    "joint_maker_received": ("joint_maker", "received"),
    "joint_maker_answered": ("joint_maker", "answered"),
    "organ_asked": ("organ", "asked"),
    "organ_answered": ("organ", "answered"),
}


class Consultation:
    """One letter and its answer, in ordinals. `limit` is the addressee's last day, None where the law sets none."""

    __slots__ = ("answered", "asked", "kind", "limit", "party", "received", "void")

    def __init__(self, kind: Kind, party: str | None, asked: int) -> None:
        self.kind, self.party, self.asked = kind, party, asked
        self.received: int | None = None
        self.answered: int | None = None
        self.limit: int | None = None
        self.void = False

    @property
    def end(self) -> int | None:
        """The last day taken out of the count; None: nothing is taken out (yet)."""
        if self.answered is None:
            return self.limit
        return self.answered if self.limit is None else min(self.answered, self.limit)


Stray = tuple[str, Event]
"""A flag's code and the event that earned it."""


def consultations(
    events: Iterable[Event], rulebook: Rulebook, calendar: Calendar
) -> tuple[dict[int, Consultation], list[Stray]]:
    """The consultations of a history by the place of the event that began them, and events that belong to none."""
    begun: dict[int, Consultation] = {}
    latest: dict[tuple[Kind, str | None], Consultation] = {}
    strays: list[Stray] = []
    for place, event in enumerate(events):
        if event.event not in _KIND:
            continue
        kind, step = _KIND[event.event]
        one = latest.get((kind, event.party))
        day = event.on.toordinal()
        if step == "asked":
            if one is not None and one.answered is None:
                strays.append(("consultation_twice", event))
            else:
                begun[place] = latest[kind, event.party] = Consultation(kind, event.party, day)
        elif one is None or getattr(one, step) is not None or (step == "received" and one.answered is not None):
            strays.append(("consultation_unmatched", event))
        else:
            setattr(one, step, day)
    for one in begun.values():
        one.limit = _limit(one, rulebook, calendar)
    return begun, strays


def _limit(one: Consultation, rulebook: Rulebook, calendar: Calendar) -> int | None:
    """The addressee's last day, counted from its receipt; while that is not recorded, from the sending."""
    rules = rulebook.on(one.asked)
    count = {"third_party": rules.third_party, "joint_maker": rules.joint_maker, "organ": rules.other_organ}[one.kind]
    if count is None:
        return None
    return calendar.ordinal_after(one.asked if one.received is None else one.received, count)
