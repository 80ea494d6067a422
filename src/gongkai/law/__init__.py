"""The law as data: parameters, calendar, clock, fees, outcomes.

Pure: no clock, no settings, no network. The day is always an argument.

- `parameter("deadlines/reply").on(day)` → a `Value` with `.value .cites .note .tag .since .until`; `national()` holds
  all; `national().laid_under(folder)` lays a province's folder over them.
- `period(name, day)` → the number and unit in words, for the sentences of screens.
- `national_calendar()` → `Calendar`: `.is_working(day)`, `.after(day, n)`, `.count(after, until)`, `.rolled(day)`,
  `.day(day)`, `.with_year(arrangement)`, `.in_region(name)`; `regions()` lists the autonomous areas.
- `account(events, region=…, as_of=…, calendar=…)` → `Account`: `.due .base_due .excluded .extension .state .limits
  .flags .days .provisional .remaining(on) .to_json()`; `due(events)` is the light path for many cases. `Event` is one
  event; `History.read(data)` and `account_of(history)` take the JSON of `schema/clock.md`. A what-if is the same call
  with one more event.
- `outcomes(on)` and `outcome(code)` → `Outcome`: `.name .cites .letter .row("2021") .reconsideration_first(on)
  .records .tell .parts`.

- `check_act(events, act)` → the account after a new act, or `Unlawful`; `try_act` and `acts(history, on)` give every
  act one could do on a day with its account, or the flag that forbids it.
- `deadline("remedies/suit", start)`, `publication(formed)`, `remedies(outcome, delivered)`, `report_due(year, kind)` →
  `Deadline` with `.due .cites .words .provisional`.
- `fee_by_applications(first, last, on)`, `fee_by_pages(pages, on)` → `Fee` with `.total .steps .calculation .cites`;
  `count_pages`, `monthly_ordinals`, `bundled`.
- `decide(answers)` → `Decision`: the next question of the seven steps, an act that must come first, or the outcome.
- `calendar_with(folder)`, `bring_in(file, folder)`, `to_ics(arrangement)`: years brought in after delivery;
  `use_years(folder)`, `refresh()`, `years_kept()`: the same for a platform that runs on.

Errors, each one Chinese sentence: `BadInput` (cannot be read or cannot have happened), `NoCalendar` (a year to be
imported), `Unlawful` (an act the law forbids, with `.cites`), `BadData` (a data file not in order, with its line).
"""

from gongkai.law.account import Account, Flag, Limit
from gongkai.law.accounting import account, account_of, chinese, due
from gongkai.law.calendar import (
    AccountDay,
    Calendar,
    Day,
    find_region,
    national_calendar,
    refresh,
    regions,
    use_years,
    years_kept,
)
from gongkai.law.deadlines import Deadline, Remedies, deadline, publication, remedies, report_due
from gongkai.law.errors import BadData, BadInput, NoCalendar, Unlawful
from gongkai.law.events import Event, History
from gongkai.law.fees import (
    Fee,
    Received,
    Step,
    bundled,
    count_pages,
    fee_by_applications,
    fee_by_pages,
    monthly_ordinals,
)
from gongkai.law.guide import Decision, Question, decide, questions
from gongkai.law.importing import bring_in, calendar_with, implausible, to_ics
from gongkai.law.lawful import Act, acts, check_act, try_act
from gongkai.law.outcomes import Outcome, outcome, outcomes
from gongkai.law.parameters import Parameter, Parameters, Value, national, parameter
from gongkai.law.periods import period
from gongkai.law.wording import ACTS, CHANNELS, EVENTS, STATES, Channel

__all__ = [
    "ACTS",
    "CHANNELS",
    "EVENTS",
    "STATES",
    "Account",
    "AccountDay",
    "Act",
    "BadData",
    "BadInput",
    "Calendar",
    "Channel",
    "Day",
    "Deadline",
    "Decision",
    "Event",
    "Fee",
    "Flag",
    "History",
    "Limit",
    "NoCalendar",
    "Outcome",
    "Parameter",
    "Parameters",
    "Question",
    "Received",
    "Remedies",
    "Step",
    "Unlawful",
    "Value",
    "account",
    "account_of",
    "acts",
    "bring_in",
    "bundled",
    "calendar_with",
    "check_act",
    "chinese",
    "count_pages",
    "deadline",
    "decide",
    "due",
    "fee_by_applications",
    "fee_by_pages",
    "find_region",
    "implausible",
    "monthly_ordinals",
    "national",
    "national_calendar",
    "outcome",
    "outcomes",
    "parameter",
    "period",
    "publication",
    "questions",
    "refresh",
    "regions",
    "remedies",
    "report_due",
    "to_ics",
    "try_act",
    "use_years",
    "years_kept",
]
