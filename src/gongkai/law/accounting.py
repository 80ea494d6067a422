"""From events to the account: the one call behind `gongkai law due`, the web's clock and every what-if."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gongkai.law.account import Account, Flag, Limit
from gongkai.law.acts import run
from gongkai.law.calendar import Calendar, national_calendar
from gongkai.law.clock import RUNNING, Clock
from gongkai.law.errors import BadInput
from gongkai.law.events import Event, History, in_order
from gongkai.law.parameters import Parameters
from gongkai.law.rules import rulebook
from gongkai.law.wording import CHANNELS, wording

_LAPSES = {"waiting_correction": "lapsed_uncorrected", "waiting_fee": "lapsed_unpaid"}
_STOPPED = frozenset({"waiting_confirmation", *_LAPSES, *_LAPSES.values()})


def account(
    events: Iterable[Event],
    *,
    region: str | None = None,
    as_of: date | None = None,
    calendar: Calendar | None = None,
    parameters: Parameters | None = None,
) -> Account:
    """The account of a history, in any order, looked at from `as_of` (without it, from the day of the last event).

    `region` names a local calendar; `calendar` and `parameters` replace the national ones. A what-if is the same call
    with one more event. Raises `BadInput` for what cannot be read or cannot have happened, never for the unlawful.

    >>> held = [Event("received", date(2025, 3, 3))]
    >>> account(held).due.isoformat(), account([*held, Event("extended", date(2025, 3, 28), days=10)]).due.isoformat()
    ('2025-03-31', '2025-04-15')
    """
    ordered = in_order(events)
    seen = as_of or ordered[-1].on
    clock = run(ordered, rulebook(parameters), (calendar or national_calendar()).in_region(region))
    return _closed(clock, seen)


def account_of(history: History, on: date | None = None, calendar: Calendar | None = None) -> Account:
    """The account of a history read from a file; `on` outranks its own `as_of`."""
    return account(history.events, region=history.region, as_of=on or history.as_of, calendar=calendar)


def due(events: Iterable[Event], *, calendar: Calendar | None = None, as_of: date | None = None) -> date | None:
    """Only the due day (None where the clock does not run), for recomputing many cases."""
    ordered = in_order(events)
    clock = run(ordered, rulebook(), calendar or national_calendar())
    day = _due(clock, _state(clock, ordered[-1].on if as_of is None else as_of))
    if day is not None and not (calendar or national_calendar()).covers(day):
        _years(clock, [day], as_of or ordered[-1].on)
    return None if day is None else date.fromordinal(day)


def _state(clock: Clock, seen: date) -> str:
    return _LAPSES[clock.state] if clock.lapsed_on(seen.toordinal()) else clock.state


def _due(clock: Clock, state: str) -> int | None:
    stopped = state in _STOPPED or not clock.periods or clock.period.stop is not None
    return None if stopped else clock.due()


def _closed(clock: Clock, seen: date) -> Account:
    state = _state(clock, seen)
    day = _due(clock, state)
    excluded = clock.counted_excluded()
    limits = tuple(_limits(clock, state, day))
    ends = [limit.by.toordinal() for limit in limits] + ([day] if day is not None else [])
    unknown = _years(clock, ends, seen)
    flags = tuple(_worded(clock, code, more, seen) for code, more in _all_flags(clock, state, day, seen, unknown))
    return Account(
        state=state,
        due=None if day is None else date.fromordinal(day),
        base_due=date.fromordinal(clock.base_due()) if clock.periods else None,
        excluded=excluded,
        extension=clock.extension,
        limits=limits,
        flags=flags,
        as_of=seen,
        clock=clock,
    )


def _years(clock: Clock, ends: list[int], seen: date) -> tuple[int, ...]:
    """The years of the account without data, all later than that of `seen`; else NoCalendar."""
    start = clock.received if clock.received is not None else ends[0] if ends else seen.toordinal()
    first, last = date.fromordinal(start).year, date.fromordinal(max(ends, default=start)).year
    if last > clock.calendar.horizon:
        raise BadInput(f"有一个期限到 {last} 年，太远了，请核对年份（最远可以到 {clock.calendar.horizon} 年）。")
    return clock.calendar.unknown_years(first, last, seen.year)


def _limits(clock: Clock, state: str, day: int | None) -> Iterator[Limit]:
    if state in _STOPPED:
        yield from _other_side(clock, state)
    if state == RUNNING:
        yield from _correction_limit(clock)
    for letter in clock.consultations:
        if letter.limit is not None:
            yield _limit(clock, f"{letter.kind}_answer", letter.limit, letter.party)
    if state == RUNNING and day is not None:
        times = clock.period.rules.extension_times
        if clock.period.ordered is None and (times is None or clock.extensions < times):
            yield _limit(clock, "extension", day)
        if clock.rulebook.on(day).fee_charging:
            yield _limit(clock, "fee_notice", day)
        yield _limit(clock, "reply", day)


def _other_side(clock: Clock, state: str) -> Iterator[Limit]:
    """The day of the one the organ waits for, or its own day to confirm."""
    if state == "waiting_confirmation" and clock.arrived is not None:
        arrival = clock.arrived.on.toordinal()
        yield _limit(
            clock, "confirmation", clock.calendar.ordinal_after(arrival, clock.rulebook.on(arrival).confirmation)
        )
    if state == "waiting_correction" and clock.correct_by is not None:
        yield _limit(clock, "correction_answer", clock.correct_by)
    if state == "waiting_fee" and clock.pay_by is not None:
        yield _limit(clock, "payment", clock.pay_by)


def _correction_limit(clock: Clock) -> Iterator[Limit]:
    assert clock.received is not None
    rules = clock.rulebook.on(clock.received)
    used = rules.correction_times is not None and clock.corrections >= rules.correction_times
    if rules.correction_notice is not None and not used:
        yield _limit(clock, "correction", clock.calendar.ordinal_after(clock.received, rules.correction_notice))


def _limit(clock: Clock, act: str, by: int, party: str | None = None) -> Limit:
    start = clock.periods[-1].start if clock.periods else by
    return Limit(act, date.fromordinal(by), clock.rulebook.cites("limits", act, start), party)


_Raised = tuple[str, dict[str, Any]]


def _all_flags(clock: Clock, state: str, day: int | None, seen: date, unknown: tuple[int, ...]) -> Iterator[_Raised]:
    yield from clock.flags
    yield from _letter_flags(clock, state)
    if state == "waiting_confirmation":
        yield from _confirmation_flags(clock, seen)
    if state == RUNNING and day is not None and seen.toordinal() > day:
        yield "overdue", {"by": day, "day": seen}
    if unknown:
        yield "provisional_calendar", {"years": "、".join(map(str, unknown))}
    if clock.calendar.region is not None and day is not None:
        yield from _local_flags(clock, day)


def _letter_flags(clock: Clock, state: str) -> Iterator[_Raised]:
    for letter in clock.consultations:
        about = {"day": letter.asked, "party": letter.party or "被征求方", "by": letter.limit}
        if letter.void:
            continue
        if letter.limit is None:
            if letter.answered is None and state == RUNNING:
                yield "consultation_unanswered", about
        elif letter.answered is not None and letter.answered > letter.limit:
            yield "consultation_answer_late", about | {"day": letter.answered}
        elif letter.answered is None and letter.received is None and state == RUNNING:
            yield "consultation_receipt_unknown", about


def _confirmation_flags(clock: Clock, seen: date) -> Iterator[_Raised]:
    arrival = clock.arrived
    assert arrival is not None
    channel = CHANNELS[arrival.channel] if arrival.channel else None
    if channel is not None and channel.receipt == "arrival":
        yield "receipt_unrecorded", {"channel": channel.label, "arrived": arrival.on}
        return
    count = clock.rulebook.on(arrival.on.toordinal()).confirmation
    by = clock.calendar.ordinal_after(arrival.on.toordinal(), count)
    if seen.toordinal() > by:
        yield "confirmation_overdue", {"arrived": arrival.on, "day": seen, "by": by}


def _local_flags(clock: Clock, day: int) -> Iterator[_Raised]:
    calendar, region = clock.calendar, clock.calendar.region
    assert region is not None
    span = range(clock.period.start + 1, day + 1)
    local = [date.fromordinal(one) for one in span if calendar.day_of(one).why == "local"]
    if local:
        yield "local_calendar", {"region": region.name, "days": "、".join(map(chinese, local))}
    years = range(date.fromordinal(clock.period.start).year, date.fromordinal(day).year + 1)
    missing = [str(year) for year in years if year not in region.years]
    if missing:
        yield "local_year_missing", {"region": region.name, "years": "、".join(missing)}


def _worded(clock: Clock, code: str, more: dict[str, Any], seen: date) -> Flag:
    entry = wording()["flags"][code]
    words = {key: _word(key, value) for key, value in more.items()}
    start = clock.periods[-1].start if clock.periods else seen.toordinal()
    return Flag(code, entry["message"].format(**words), clock.rulebook.cites("flags", code, start))


def _word(key: str, value: Any) -> Any:
    if isinstance(value, int) and key in ("by", "day", "received"):
        value = date.fromordinal(value)
    return chinese(value) if isinstance(value, date) else value


def chinese(day: date) -> str:
    """A day as people write it.

    >>> chinese(date(2025, 3, 3))
    '2025年3月3日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
