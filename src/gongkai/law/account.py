"""The account of a clock: due day, base due, excluded days, extension, limits, flags, and every day with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from gongkai.law.calendar import AccountDay, Calendar
from gongkai.law.clock import Clock
from gongkai.law.consultations import Consultation
from gongkai.law.wording import wording


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
            "days": [
                {"day": day.isoformat(), "number": number, "counted": counted, "why": why, "cites": cites}
                for day, number, counted, why, cites in self.days
            ],
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
    entry, rests = wording()["reasons"][reason], calendar.rests
    why, cites = entry["why"], entry["cites"]
    for ordinal in range(after + 1, until + 1):
        rest = rests.get(ordinal)
        yield AccountDay(date.fromordinal(ordinal), None, False, why, cites) if rest is None else rest


def _running(clock: Clock, due: date | None, as_of: date) -> Iterator[AccountDay]:
    period, calendar = clock.period, clock.calendar
    last = due.toordinal() if due is not None else period.stop
    assert last is not None
    fixed = period.begun_by == "ordered_redo" and period.fixed is not None
    yield from _numbered(clock, last, fixed)
    if due is None and period.stop is not None:
        state = "waiting_fee" if clock.correct_by is None or clock.fee_on == period.stop else "waiting_correction"
        limit = clock.pay_by if state == "waiting_fee" else clock.correct_by
        end = as_of.toordinal() if clock.ended is None else clock.ended
        yield from _uncounted(calendar, period.stop, end if limit is None else min(end, limit), state)


def _numbered(clock: Clock, last: int, fixed: bool) -> list[AccountDay]:
    """The days of the running period up to `last`; `fixed`: a review set the day, so every working day counts."""
    reasons, rests = _Reasons(clock, fixed), clock.calendar.rests
    length = last if fixed else clock.length() + clock.extension
    letters = [] if fixed else [one for one in clock.consultations if not one.void and one.end is not None]
    found: list[AccountDay] = []
    number = 0
    for ordinal in range(clock.period.start + 1, last + 1):
        rest = rests.get(ordinal)
        if rest is not None:
            found.append(rest)
            continue
        day = date.fromordinal(ordinal)
        if number == length:
            found.append(AccountDay(day, None, False, *reasons.of("deferred")))
        elif letters and (letter := _letter_on(ordinal, letters)) is not None:
            why, cites = reasons.of(letter.kind)
            found.append(AccountDay(day, None, False, f"{why}（{letter.party}）" if letter.party else why, cites))
        else:
            number += 1
            found.append(AccountDay(day, number, True, *reasons.counted(ordinal, number)))
    return found


def _letter_on(ordinal: int, letters: list[Consultation]) -> Consultation | None:
    for one in letters:
        if one.asked < ordinal <= (one.end or 0):
            return one
    return None


class _Reasons:
    """The reasons and citations of one period."""

    def __init__(self, clock: Clock, fixed: bool) -> None:
        self._start, self._rulebook, self._odd = clock.period.start, clock.rulebook, clock.calendar.odd
        self._length, self._fixed = clock.length(), fixed
        self._usual, self._extended = self.of("redo" if fixed else "workday"), self.of("extended")

    def of(self, key: str) -> tuple[str, str]:
        """Why and cites of a reason of `clock.toml`."""
        why: str = wording()["reasons"][key]["why"]
        return why, self._rulebook.cites("reasons", key, self._start)

    def counted(self, ordinal: int, number: int) -> tuple[str, str]:
        """Why and cites of a counted day."""
        odd = self._odd.get(ordinal)
        if odd is not None:
            return self.of("provisional") if odd.why == "provisional" else (odd.words, odd.cites)
        return self._usual if self._fixed or number <= self._length else self._extended
