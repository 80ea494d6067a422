"""Which acts the law allows now: each is tried on the clock, and what it would flag is the reason against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.account import Account, Flag
from gongkai.law.accounting import account
from gongkai.law.calendar import national_calendar
from gongkai.law.errors import BadInput, Unlawful
from gongkai.law.events import Event, History
from gongkai.law.rules import rulebook
from gongkai.law.wording import EVENTS, wording

_OFFERED = (
    *("received", "correction_asked", "corrected", "third_party_asked", "joint_maker_asked", "organ_asked"),
    *("extended", "deferred", "fee_sent", "fee_paid", "answered", "withdrawn", "ordered_redo"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act tried on a history: what it leads to, and the reason against it, None where the law allows it."""

    event: Event
    after: Account | None
    reason: Flag | None

    @property
    def lawful(self) -> bool:
        """Whether the law allows the act."""
        return self.reason is None


def try_act(events: Iterable[Event], act: Event, **context: Any) -> Act:
    """The act on this history; `context` as for `account` (region, calendar, parameters, as_of)."""
    held = tuple(events)
    before = set(account(held, **context).flags) if held else set()
    after = account((*held, act), **context)
    unlawful = wording()["flags"]
    reasons = (flag for flag in after.flags if flag not in before and unlawful[flag.code].get("unlawful"))
    return Act(act, after, next(reasons, None))


def check_act(events: Iterable[Event], act: Event, **context: Any) -> Account:
    """The account after the act; raises `Unlawful` with the article where the law forbids the act."""
    tried = try_act(events, act, **context)
    if tried.reason is not None:
        raise Unlawful(tried.reason.message, tried.reason.cites, tried.reason.code)
    assert tried.after is not None
    return tried.after


def acts(history: History, on: date, **context: Any) -> tuple[Act, ...]:
    """Every act one could do on that day with its usual contents: the lawful ones with the day they lead to."""
    rules = rulebook(context.get("parameters")).on(on.toordinal())
    calendar = (context.get("calendar") or national_calendar()).in_region(history.region)
    until = calendar.after(on, rules.reply)
    details: dict[str, dict[str, Any]] = {
        "correction_asked": {"until": until},
        "deferred": {"until": until},
        "extended": {"days": rules.extension},
    }
    offered = (Event(name, on, **details.get(name, {})) for name in _OFFERED)
    return tuple(_tried(history, act, context) for act in offered)


def _tried(history: History, act: Event, context: dict[str, Any]) -> Act:
    try:
        return try_act(history.events, act, region=history.region, **context)
    except BadInput as error:
        return Act(act, None, Flag("impossible", f"{EVENTS[act.event]}：{error}", wording()["cites"]["receipt"]))
