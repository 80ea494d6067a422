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
    """One letter and its answer, in ordinals. `limit` is the addressee's last day, None where the law sets none.

    `void`: it takes nothing out of the count. `over`: it was sent before receipt or before an ordered redo, so that a
    further letter to the same party is a new consultation and no reminder.
    """

    __slots__ = ("answered", "asked", "kind", "limit", "over", "party", "received", "void")

    def __init__(self, kind: Kind, party: str | None, asked: int) -> None:
        self.kind, self.party, self.asked = kind, party, asked
        self.received: int | None = None
        self.answered: int | None = None
        self.limit: int | None = None
        self.void = False
        self.over = False

    def take(self, step: str, day: int) -> bool:
        """Record the receipt or the answer; False where there is one already or, for a receipt, an answer."""
        if self.answered is not None or (step == "received" and self.received is not None):
            return False
        if step == "received":
            self.received = day
        else:
            self.answered = day
        return True

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
    received = False
    for place, event in enumerate(events):
        if event.event in _KIND:
            code = _step(place, event, begun, latest, received)
            strays += [(code, event)] if code else []
        received = received or event.event == "received"
        if event.event == "ordered_redo":
            for one in latest.values():
                one.over = True
    for one in begun.values():
        one.limit = _limit(one, rulebook, calendar)
    return begun, strays


def _step(
    place: int,
    event: Event,
    begun: dict[int, Consultation],
    latest: dict[tuple[Kind, str | None], Consultation],
    received: bool,
) -> str:
    """Take one event of a consultation in; the code of a flag if it belongs to none."""
    kind, step = _KIND[event.event]
    before, day = latest.get((kind, event.party)), event.on.toordinal()
    if step != "asked":
        return "" if before is not None and before.take(step, day) else "consultation_unmatched"
    if before is not None and before.answered is None and not before.over:
        return "consultation_twice"
    begun[place] = latest[kind, event.party] = Consultation(kind, event.party, day)
    begun[place].over = not received
    return ""


def _limit(one: Consultation, rulebook: Rulebook, calendar: Calendar) -> int | None:
    """The addressee's last day, counted from its receipt; while that is not recorded, from the sending."""
    rules = rulebook.on(one.asked)
    count = {"third_party": rules.third_party, "joint_maker": rules.joint_maker, "organ": rules.other_organ}[one.kind]
    if count is None:
        return None
    return calendar.ordinal_after(one.asked if one.received is None else one.received, count)
