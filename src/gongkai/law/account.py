"""The account of a clock: due day, base due, excluded days, extension, limits, flags, and every day with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from gongkai.law.calendar import Calendar, Day
from gongkai.law.clock import Clock
from gongkai.law.consultations import Consultation
from gongkai.law.wording import cites_of, wording


class AccountDay(NamedTuple):
    """A calendar day of the account; `number` is the ordinal of a counted day."""

    day: date
    number: int | None
    counted: bool
    why: str
    cites: str


class Limit(NamedTuple):
    """The latest day of an act; `party` where it is a consulted party's."""

    act: str
    by: date
    cites: str
    party: str | None = None


class Flag(NamedTuple):
    """An unlawful or risky fact of the history."""

    code: str
    message: str
    cites: str


@dataclass(frozen=True)
class Account:
    """What the clock says of a history, looked at from `as_of`. In the waiting states `due` is None."""

    state: str
    due: date | None
    base_due: date | None
    excluded: int
    extension: int
    limits: tuple[Limit, ...]
    flags: tuple[Flag, ...]
    as_of: date
    clock: Clock

    @cached_property
    def days(self) -> tuple[AccountDay, ...]:
        """Every day from the day after receipt (or an ordered redo) to the due day, or while waiting to `as_of`."""
        return tuple(_days(self.clock, self.due, self.as_of))

    @property
    def provisional(self) -> bool:
        """Whether the due day may still move later because a year's holidays are not known."""
        return any(flag.code == "provisional_calendar" for flag in self.flags)

    def remaining(self, on: date) -> int | None:
        """Working days left after `on`, up to and including the due day; negative: days overdue; None: not running."""
        if self.due is None:
            return None
        calendar = self.clock.calendar
        return calendar.count(on, self.due) if on <= self.due else -calendar.count(self.due, on)

    def to_json(self) -> dict[str, Any]:
        """The account as `schema/clock.md` has it."""
        return {
            "due": _iso(self.due),
            "base_due": _iso(self.base_due),
            "excluded": self.excluded,
            "extension": self.extension,
            "state": self.state,
            "limits": [_limit_json(limit) for limit in self.limits],
            "flags": [flag._asdict() for flag in self.flags],
            "days": [{**day._asdict(), "day": day.day.isoformat()} for day in self.days],
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _limit_json(limit: Limit) -> dict[str, str]:
    party = {} if limit.party is None else {"party": limit.party}
    return {"act": limit.act, **party, "by": limit.by.isoformat(), "cites": limit.cites}


def _days(clock: Clock, due: date | None, as_of: date) -> Iterator[AccountDay]:
    redone = [place for place, period in enumerate(clock.periods) if period.begun_by == "ordered_redo"]
    shown = clock.periods[redone[-1] if redone else 0 :]
    for period, following in pairwise(shown):
        waiting = "waiting_correction" if following.begun_by == "corrected" else "waiting_fee"
        assert period.stop is not None
        yield from _uncounted(clock.calendar, period.start, period.stop, f"before_{following.begun_by}")
        yield from _uncounted(clock.calendar, period.stop, following.start, waiting)
    if shown:
        yield from _running(clock, due, as_of)


def _uncounted(calendar: Calendar, after: int, until: int, reason: str) -> Iterator[AccountDay]:
    entry = wording()["reasons"][reason]
    for ordinal in range(after + 1, until + 1):
        what, day = calendar.day_of(ordinal), date.fromordinal(ordinal)
        if what.working:
            yield AccountDay(day, None, False, entry["why"], entry["cites"])
        else:
            yield AccountDay(day, None, False, what.words, what.cites)


def _running(clock: Clock, due: date | None, as_of: date) -> Iterator[AccountDay]:
    period, calendar = clock.period, clock.calendar
    last = due.toordinal() if due is not None else period.stop
    assert last is not None
    fixed = period.begun_by == "ordered_redo" and period.fixed is not None
    length = last if fixed else clock.length() + clock.extension
    letters = [one for one in clock.consultations if not one.void and one.end is not None and not fixed]
    words = _Words(clock, fixed)
    number = 0
    for ordinal in range(period.start + 1, last + 1):
        what, day = calendar.day_of(ordinal), date.fromordinal(ordinal)
        letter = _letter_on(ordinal, letters) if letters and what.working else None
        if not what.working:
            yield AccountDay(day, None, False, what.words, what.cites)
        elif number == length:
            yield AccountDay(day, None, False, *words.reason("deferred"))
        elif letter is not None:
            why, cites = words.reason(letter.kind)
            yield AccountDay(day, None, False, f"{why}（{letter.party}）" if letter.party else why, cites)
        else:
            number += 1
            yield AccountDay(day, number, True, *words.counted(what, number))
    if due is None and period.stop is not None:
        state = "waiting_fee" if clock.correct_by is None or clock.fee_on == period.stop else "waiting_correction"
        limit = clock.pay_by if state == "waiting_fee" else clock.correct_by
        end = as_of.toordinal() if clock.ended is None else clock.ended
        yield from _uncounted(calendar, period.stop, end if limit is None else min(end, limit), state)


def _letter_on(ordinal: int, letters: list[Consultation]) -> Consultation | None:
    return next((one for one in letters if one.asked < ordinal <= (one.end or 0)), None)


class _Words:
    """The reasons and citations of one period, looked up once."""

    def __init__(self, clock: Clock, fixed: bool) -> None:
        self._clock, self._fixed = clock, fixed
        self._length = clock.length()
        self._known: dict[str, tuple[str, str]] = {}

    def reason(self, key: str) -> tuple[str, str]:
        """Why and cites of a reason of `clock.toml`."""
        if key not in self._known:
            entry: Mapping[str, str] = wording()["reasons"][key]
            day = date.fromordinal(self._clock.period.start)
            self._known[key] = entry["why"], cites_of(entry, self._clock.rulebook.parameters, day)
        return self._known[key]

    def counted(self, what: Day, number: int) -> tuple[str, str]:
        """Why and cites of a counted day."""
        if what.why == "makeup":
            return what.words, what.cites
        if what.why == "provisional" or self._fixed:
            return self.reason("provisional" if what.why == "provisional" else "redo")
        return self.reason("workday" if number <= self._length else "extended")
