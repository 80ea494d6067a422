"""Deadlines beside the reply clock: publishing, reconsideration, suit, the respondent's papers, annual reports.

Each function gives a `Deadline`: the last day, the words to explain it, and its citation.
"""

from calendar import month_abbr, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, national_calendar
from gongkai.law.errors import BadInput
from gongkai.law.outcomes import Outcome
from gongkai.law.parameters import Parameters, Value, national

WORKING_DAYS, DAYS, MONTHS = "工作日", "日", "月"
MONTHS_OF_A_YEAR = len(month_abbr) - 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day. `counted` is the last day before rolling over a holiday; `provisional`: a year is not known yet."""

    due: date
    counted: date
    start: date
    length: int
    unit: str
    cites: str
    note: str = ""
    provisional: bool = False

    @property
    def words(self) -> str:
        """The deadline explained in one sentence."""
        rolled = f"；{self.counted.isoformat()} 是节假日，顺延" if self.due != self.counted else ""
        unsure = "；其间有一年的放假安排尚未公布，日期暂定" if self.provisional else ""
        unit = {MONTHS: "个月", WORKING_DAYS: "个工作日"}.get(self.unit, self.unit)
        return (
            f"自 {self.start.isoformat()} 的次日起 {self.length} {unit}，至 {self.due.isoformat()} 止{rolled}{unsure}。"
        )


def deadline(
    name: str,
    start: date,
    *,
    as_of: date | None = None,
    calendar: Calendar | None = None,
    parameters: Parameters | None = None,
) -> Deadline:
    """The last day of the period that the parameter of that name sets, counted from `start`, which is not counted.

    Periods in calendar days, months or years that end on a holiday roll to the next working day (remedies only; the
    unit stands in the data). Raises `NoCalendar` for a year that should be known on `as_of` (without it: on `start`).

    >>> deadline("remedies/suit", date(2024, 3, 15)).due.isoformat()
    '2024-09-18'
    """
    rules, days = parameters or national(), calendar or national_calendar()
    value = rules[name].on(start)
    if not isinstance(value.value, int) or isinstance(value.value, bool):
        raise BadInput(f"{name} 不是期限，不能用来计算日期。")
    counted = _counted(start, value, days)
    rolls = name.startswith("remedies/") and value.unit != WORKING_DAYS
    due = days.rolled(counted) if rolls and rules["remedies/rolls_to_working_day"].on(start).value else counted
    needed = value.unit == WORKING_DAYS or rolls
    first = start.year if value.unit == WORKING_DAYS else counted.year
    unknown = days.unknown_years(first, due.year, (as_of or start).year) if needed else ()
    return Deadline(due, counted, start, value.value, value.unit, value.cites, value.note, bool(unknown))


def _counted(start: date, value: Value, calendar: Calendar) -> date:
    count, unit = value.value, value.unit
    if unit == WORKING_DAYS:
        return calendar.after(start, count)
    if unit == DAYS:
        return start + timedelta(days=count)
    return add_months(start, count if unit == MONTHS else count * MONTHS_OF_A_YEAR)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day.

    >>> add_months(date(2024, 8, 31), 6).isoformat()
    '2025-02-28'
    """
    years, month = divmod(day.month - 1 + months, MONTHS_OF_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def publication(
    formed: date,
    *,
    item: str = "default",
    days: int | None = None,
    cites: str = "",
    as_of: date | None = None,
    calendar: Calendar | None = None,
    parameters: Parameters | None = None,
) -> Deadline:
    """By when information formed or changed on that day must be published. 条例第二十六条.

    `item` names a rule of `law/data/publication.toml`; a catalogue item with its own limit gives `days` (working days)
    and must say by what rule (`cites`).

    >>> publication(date(2023, 9, 27)).due.isoformat()
    '2023-10-31'
    """
    if days is None:
        return deadline(f"publication/{item}", formed, as_of=as_of, calendar=calendar, parameters=parameters)
    if days < 0 or not cites:
        general = (parameters or national())["publication/default"].on(formed).cites
        raise BadInput(f"公开事项自定时限应为不小于 0 的工作日数，并写明依据（{general}）。")
    used = calendar or national_calendar()
    due = used.after(formed, days) if days else formed
    unknown = used.unknown_years(formed.year, due.year, (as_of or formed).year)
    return Deadline(due, due, formed, days, WORKING_DAYS, cites, provisional=bool(unknown))


@dataclass(frozen=True, slots=True)
class Remedies:
    """How an answer may be contested: by when reconsideration; by when suit, None where reconsideration comes first."""

    reconsideration: Deadline
    suit: Deadline | None
    reconsideration_first: bool
    cites: str


def remedies(
    outcome: Outcome,
    delivered: date,
    *,
    decided: date | None = None,
    calendar: Calendar | None = None,
    parameters: Parameters | None = None,
) -> Remedies:
    """The remedies against an answer delivered on that day. 行政复议法第二十条、第二十三条, 行政诉讼法第四十六条.

    Whether reconsideration comes first is judged by the day of the decision (`decided`, else the day of delivery).
    """
    rules = parameters or national()
    first = outcome.reconsideration_first(decided or delivered, rules)
    return Remedies(
        reconsideration=deadline("remedies/reconsideration", delivered, calendar=calendar, parameters=rules),
        suit=None if first else deadline("remedies/suit", delivered, calendar=calendar, parameters=rules),
        reconsideration_first=first,
        cites=rules["remedies/reconsideration_first"].on(decided or delivered).cites,
    )


def report_due(year: int, kind: str = "department", parameters: Parameters | None = None) -> Deadline:
    """By when the report about `year` is due; it does not roll over a holiday. 条例第四十九条.

    `kind`: `department`, `government`, or `township` (set by the county each year; the default stands in the data).

    >>> report_due(2025).due.isoformat(), report_due(2025, "government").due.isoformat()
    ('2026-01-31', '2026-03-31')
    """
    new_year = date(year + 1, 1, 1)
    value = (parameters or national())[f"reports/{kind}"].on(new_year)
    due = date(year + 1, value.value["month"], value.value["day"])
    length = (due - new_year).days + 1
    return Deadline(due, due, new_year - timedelta(days=1), length, DAYS, value.cites, value.note)
