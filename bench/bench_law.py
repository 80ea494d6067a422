"""How fast the clock is: full accounts a second on one core, a million open cases recomputed after a calendar change.

.venv/bin/python bench/bench_law.py [CASES]
"""

import gc
import platform
import random
import resource
import sys
import time
from datetime import date, timedelta

from gongkai.law import Calendar, Event, account, due, national_calendar

EVERYDAY = 0.8
"""The share of cases that hold no more than arrival and receipt, a correction, or an extension."""


def cases(count: int, first: date, days: int) -> list[tuple[Event, ...]]:
    """Open cases as an organ has them: most plain, some corrected, extended, consulted, charged."""
    chance = random.Random(20260101)
    made = []
    for _ in range(count):
        day = first + timedelta(days=chance.randrange(days))
        events = [Event("arrived", day, channel="online"), Event("received", day)]
        kind = chance.random()
        if kind > 0.5:
            events += [Event("correction_asked", day + timedelta(days=2), until=day + timedelta(days=20))]
            events += [Event("corrected", day + timedelta(days=9))]
        if kind > 0.7:
            events += [Event("extended", day + timedelta(days=15), days=chance.randrange(1, 21))]
        if kind > EVERYDAY:
            events += [Event("third_party_asked", day + timedelta(days=16), party="甲")]
            events += [Event("third_party_received", day + timedelta(days=18), party="甲")]
            events += [Event("third_party_answered", day + timedelta(days=28), party="甲")]
        made.append(tuple(events))
    return made


def full_accounts() -> None:
    """Due day, limits, flags and every day with its reason, as JSON data."""
    held = cases(20_000, date(2024, 1, 2), 600)
    gc.freeze()
    for name, work in (("account with every day", _with_days), ("account as JSON data", _as_json), ("due only", due)):
        started = time.process_time()
        for events in held:
            work(events)
        seconds = time.process_time() - started
        print(f"{name:24}{len(held) / seconds:12,.0f} a second on one core")


def _with_days(events: tuple[Event, ...]) -> int:
    return len(account(events).days)


def _as_json(events: tuple[Event, ...]) -> dict[str, object]:
    return account(events).to_json()


def calendar_change(count: int) -> None:
    """The coming year is loaded; every open case that runs into it moves."""
    full = national_calendar()
    known = Calendar(one for one in full.arrangements.values() if one.year < full.last_year)
    started = time.process_time()
    held = cases(count, date(full.last_year - 1, 10, 8), 75)
    made = time.process_time() - started
    as_of = date(full.last_year - 1, 12, 31)
    before = [due(events, calendar=known, as_of=as_of) for events in held]
    started = time.process_time()
    after = [due(events, calendar=full, as_of=as_of) for events in held]
    seconds = time.process_time() - started
    moved = sum(old != new for old, new in zip(before, after, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:,} open cases (built in {made:.1f} s) recomputed in {seconds:.1f} s, {moved:,} moved; "
        f"peak {peak:,.0f} MB"
    )


if __name__ == "__main__":
    print(f"{platform.machine()}, Python {platform.python_version()}")
    full_accounts()
    calendar_change(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
