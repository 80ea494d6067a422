"""The law as data: parameters, calendar, clock, fees, outcomes.

Pure: no clock, no settings, no network. The day is always an argument.

- `parameter("deadlines/reply").on(day)` → a `Value` with `.value .cites .note .tag .since .until`; `national()` holds
  all; `national().laid_under(folder)` lays a province's folder over them.
- `national_calendar()` → `Calendar`: `.is_working(day)`, `.after(day, n)`, `.count(after, until)`, `.rolled(day)`,
  `.day(day)`, `.with_year(arrangement)`, `.in_region(name)`; `regions()` lists the autonomous areas.
- `account(events, region=…, as_of=…, calendar=…)` → `Account`: `.due .base_due .excluded .extension .state .limits
  .flags .days .provisional .remaining(on) .to_json()`; `due(events)` is the light path for many cases. `Event` is one
  event; `History.read(data)` and `account_of(history)` take the JSON of `schema/clock.md`. A what-if is the same call
  with one more event.
- `outcomes(on)` and `outcome(code)` → `Outcome`: `.name .cites .letter .row("2021") .reconsideration_first(on)
  .records .tell .parts`.

Errors, each one Chinese sentence: `BadInput` (cannot be read or cannot have happened), `NoCalendar` (a year to be
imported), `Unlawful` (an act the law forbids, with `.cites`), `BadData` (a data file not in order, with its line).
"""

from gongkai.law.account import Account, AccountDay, Flag, Limit
from gongkai.law.accounting import account, account_of, chinese, due
from gongkai.law.calendar import Calendar, Day, find_region, national_calendar, regions
from gongkai.law.errors import BadData, BadInput, NoCalendar, Unlawful
from gongkai.law.events import Event, History
from gongkai.law.outcomes import Outcome, outcome, outcomes
from gongkai.law.parameters import Parameter, Parameters, Value, national, parameter
from gongkai.law.wording import ACTS, CHANNELS, EVENTS, STATES, Channel

__all__ = [
    "ACTS",
    "CHANNELS",
    "EVENTS",
    "STATES",
    "Account",
    "AccountDay",
    "BadData",
    "BadInput",
    "Calendar",
    "Channel",
    "Day",
    "Event",
    "Flag",
    "History",
    "Limit",
    "NoCalendar",
    "Outcome",
    "Parameter",
    "Parameters",
    "Unlawful",
    "Value",
    "account",
    "account_of",
    "chinese",
    "due",
    "find_region",
    "national",
    "national_calendar",
    "outcome",
    "outcomes",
    "parameter",
    "regions",
]
