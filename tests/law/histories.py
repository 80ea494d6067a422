"""Random histories of applications, lawful and unlawful, for the comparison of two clocks."""

import random
from datetime import date, timedelta

KINDS = (
    *("correction_asked", "corrected", "extended", "extended", "deferred", "fee_sent", "fee_noticed", "fee_paid"),
    *("third_party_asked", "third_party_received", "third_party_answered") * 2,
    *("joint_maker_asked", "joint_maker_received", "joint_maker_answered"),
    *("organ_asked", "organ_answered", "answered", "withdrawn", "ordered_redo", "received"),
)
FIRST, LAST = date(2019, 5, 15), date(2025, 9, 1)


def history(chance: random.Random) -> list[dict]:
    """Events in order: an arrival, mostly a receipt, then anything at all within some months."""
    start = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    events = [{"event": "arrived", "on": start}] if chance.random() < 0.3 else []
    events.append({"event": "received", "on": start + timedelta(days=chance.choice((0, 0, 0, 1, 4)))})
    day = start
    for _ in range(chance.randrange(9)):
        day += timedelta(days=chance.choice((0, 1, 2, 3, 5, 8, 13, 21, 30)))
        events.append(_event(chance, chance.choice(KINDS), day))
    events = sorted(events, key=lambda event: event["on"])
    received = next(place for place, event in enumerate(events) if event["event"] == "received")
    return [event for place, event in enumerate(events) if event["event"] != "answered" or place > received]


def _event(chance: random.Random, kind: str, day: date) -> dict:
    event = {"event": kind, "on": day}
    if kind.startswith(("third_party", "joint_maker", "organ")):
        event["party"] = chance.choice("甲甲乙")
    if kind == "extended":
        event["days"] = chance.choice((1, 5, 10, 20, 20, 25))
    if kind in ("correction_asked", "deferred", "ordered_redo") and chance.random() < 0.7:
        event["until"] = day + timedelta(days=chance.randrange(60))
    return event
