"""The account of a clock: due day, base due, excluded days, extension, limits, flags, and every day with its reason."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from gongkai.law.calendar import AccountDay, Calendar
from gongkai.law.clock import Clock
from gongkai.law.consultations import Consultation
from gongkai.law.rules import Rulebook
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


@dataclass(eq=False)
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
    _days: tuple[AccountDay, ...] | None = field(default=None, init=False, repr=False)

    @property
    def days(self) -> tuple[AccountDay, ...]:
        """Every day from the day after receipt (or an ordered redo) to the due day, or while waiting to `as_of`."""
        if self._days is None:
            self._days = tuple(_days(self.clock, self.due, self.as_of))
        return self._days

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


def _days(clock: Clock, due: date | None, as_of: date) -> list[AccountDay]:
    redone = [place for place, period in enumerate(clock.periods) if period.begun_by == "ordered_redo"]
    shown = clock.periods[redone[-1] if redone else 0 :]
    found: list[AccountDay] = []
    for period, following in pairwise(shown):
        waiting = "waiting_correction" if following.begun_by == "corrected" else "waiting_fee"
        assert period.stop is not None
        found += _uncounted(clock, period.start, period.stop, f"before_{following.begun_by}")
        found += _uncounted(clock, period.stop, following.start, waiting)
    return found + _running(clock, due, as_of) if shown else found


def _uncounted(clock: Clock, after: int, until: int, reason: str) -> list[AccountDay]:
    rests, written = clock.calendar.rests, written_for(clock)
    return [rests.get(ordinal) or written[ordinal, None, reason] for ordinal in range(after + 1, until + 1)]


def _running(clock: Clock, due: date | None, as_of: date) -> list[AccountDay]:
    period = clock.period
    last = due.toordinal() if due is not None else period.stop
    assert last is not None
    found = _numbered(clock, last)
    if due is None and period.stop is not None:
        limit = clock.pay_by if period.waiting == "waiting_fee" else clock.correct_by
        end = as_of.toordinal() if clock.ended is None else clock.ended
        found += _uncounted(clock, period.stop, end if limit is None else min(end, limit), period.waiting)
    return found


def _numbered(clock: Clock, last: int) -> list[AccountDay]:
    """The days of the running period up to `last`; where a review set the day, every working day counts."""
    written = written_for(clock)
    fixed = clock.period.ordered is not None
    letters = [] if fixed else [one for one in clock.consultations if not one.void and one.end is not None]
    if letters:
        return _count_through(clock, written, last, letters, fixed)
    key = (clock.period.start, last, clock.length(), clock.extension, fixed)
    if key not in written.runs:
        written.runs[key] = _count_through(clock, written, last, [], fixed)
    return written.runs[key].copy()


def _count_through(
    clock: Clock, written: "Written", last: int, letters: list[Consultation], fixed: bool
) -> list[AccountDay]:
    rests, regular = clock.calendar.rests, clock.length()
    length = last if fixed else regular + clock.extension
    counted = clock.counted_due()[0] if letters and clock.period.stop is None else 0
    out = _taken_out(letters, min(last, counted) if counted else last)
    found: list[AccountDay] = []
    number = 0
    for ordinal in range(clock.period.start + 1, last + 1):
        rest = rests.get(ordinal)
        if rest is not None:
            found.append(rest)
        elif ordinal in out:
            found.append(written[ordinal, None, out[ordinal]])
        elif number == length:
            found.append(written[ordinal, None, "deferred" if ordinal > counted else "rolled"])
        else:
            number += 1
            found.append(written[ordinal, number, "redo" if fixed else "workday" if number <= regular else "extended"])
    return found


def _taken_out(letters: list[Consultation], last: int) -> dict[int, str]:
    """The days that consultations take out, each with its reason: the first letter's, with the party's name."""
    out: dict[int, str] = {}
    for one in reversed(letters):
        reason = f"{one.kind}/{one.party}" if one.party else one.kind
        out |= dict.fromkeys(range(one.asked + 1, min(one.end or 0, last) + 1), reason)
    return out


class Written(dict[tuple[int, int | None, str], AccountDay]):
    """Working days as accounts tell them, by ordinal, number and reason; each is written once and kept.

    `runs` keeps whole periods without consultations: cases received on one day mostly share their days.
    """

    def __init__(self, rulebook: Rulebook, calendar: Calendar, start: int) -> None:
        super().__init__()
        self.runs: dict[tuple[int, int, int, int, bool], list[AccountDay]] = {}
        self._rulebook, self._odd, self._start = rulebook, calendar.odd, start

    def __missing__(self, key: tuple[int, int | None, str]) -> AccountDay:
        ordinal, number, reason = key
        odd = self._odd.get(ordinal) if number is not None else None
        if odd is not None and odd.why == "makeup":
            why, cites = odd.words, odd.cites
        else:
            reason, _, party = reason.partition("/") if odd is None else (odd.why, "", "")
            why, cites = wording()["reasons"][reason]["why"], self._rulebook.cites("reasons", reason, self._start)
            why = f"{why}（{party}）" if party else why
        day = self[key] = AccountDay(date.fromordinal(ordinal), number, number is not None, why, cites)
        return day


_WRITTEN: WeakKeyDictionary[Calendar, dict[tuple[Rulebook, int], Written]] = WeakKeyDictionary()


def written_for(clock: Clock) -> Written:
    """The days written so far with this calendar and under the rules of the running period."""
    kept = _WRITTEN.setdefault(clock.calendar, {})
    key = (clock.rulebook, clock.rulebook.since(clock.period.start))
    if key not in kept:
        kept[key] = Written(clock.rulebook, clock.calendar, clock.period.start)
    return kept[key]
