"""The calendar of working days: Monday to Friday, less holidays, plus 调休 days, by the State Council's yearly notices.

A year without data is never Monday to Friday in silence: a past year is an error, a coming year is `provisional`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from gongkai.law.arrangements import Arrangement, Region, read_arrangement, read_region
from gongkai.law.datafiles import DATA
from gongkai.law.errors import BadInput, NoCalendar
from gongkai.law.parameters import parameter
from gongkai.law.wording import wording

Why = Literal["workday", "makeup", "weekend", "holiday", "local", "provisional"]


@dataclass(frozen=True, slots=True)
class Day:
    """What a day is: working or not, why, the festival's name, and the notice that says so."""

    working: bool
    why: Why
    name: str
    cites: str

    @property
    def words(self) -> str:
        """The reason as an account gives it, such as 国庆节放假."""
        text: str = wording()["reasons"][self.why]["why"]
        return text.format(name=self.name)


class AccountDay(NamedTuple):
    """A calendar day of an account; `number` is the ordinal of a counted day."""

    day: date
    number: int | None
    counted: bool
    why: str
    cites: str


class Calendar:
    """Working days of the known years, with provisional ones (every Monday to Friday) in the years around them."""

    def __init__(
        self, arrangements: Iterable[Arrangement], region: Region | None = None, *, patient: bool = False
    ) -> None:
        self.patient = patient
        self.arrangements: Mapping[int, Arrangement] = {one.year: one for one in arrangements}
        if not self.arrangements:
            raise BadInput("日历里一年的放假安排也没有，请先导入。")
        self.region = region
        self.first_year, self.last_year = min(self.arrangements), max(self.arrangements)
        self._weekend = frozenset(parameter("calendar/weekend").on(date(self.first_year, 1, 1)).value)
        self._special = self._specials()
        self._special |= self._local()
        self.horizon = self.last_year + int(parameter("calendar/horizon").on(date(self.first_year, 1, 1)).value)
        self.start = date(self.first_year, 1, 1).toordinal()
        self.end = date(self.last_year + 1, 1, 1).toordinal()
        self.ordinals = self._working_ordinals()
        self._plain: dict[int, Day] = {}
        self._regional: dict[str, Calendar] = {}

    def _specials(self) -> dict[int, Day]:
        """The days on which the notices depart from the week."""
        special: dict[int, Day] = {}
        for one in self.arrangements.values():
            for holiday in one.holidays:
                for day in holiday.days():
                    special[day.toordinal()] = Day(False, "holiday", holiday.name, one.title)
                for day in holiday.work:
                    special[day.toordinal()] = Day(True, "makeup", holiday.name, one.title)
        return special

    def _local(self) -> dict[int, Day]:
        """The days that the autonomous area takes off beyond the notices."""
        years = self.region.years.values() if self.region else ()
        holidays = ((one.title, holiday) for one in years for holiday in one.holidays)
        days = ((title, holiday.name, day.toordinal()) for title, holiday in holidays for day in holiday.days())
        off = {day for day, what in self._special.items() if not what.working}
        return {day: Day(False, "local", name, title) for title, name, day in days if day not in off}

    def _working_ordinals(self) -> list[int]:
        start, end = date(self.first_year, 1, 1).toordinal(), date(self.horizon + 1, 1, 1).toordinal()
        weekdays = (day for day in range(start, end) if date.fromordinal(day).isoweekday() not in self._weekend)
        working = {day for day in weekdays if day not in self._special or self._special[day].working}
        return sorted(working | {day for day, what in self._special.items() if what.working and day >= start})

    def day(self, day: date) -> Day:
        """What the day is and by which notice."""
        return self.day_of(day.toordinal())

    def day_of(self, ordinal: int) -> Day:
        """`day` by ordinal, for the account."""
        known = self._special.get(ordinal) or self._plain.get(ordinal)
        if known is None:
            known = self._plain[ordinal] = self._ordinary(date.fromordinal(ordinal))
        return known

    def _ordinary(self, day: date) -> Day:
        weekend = parameter("calendar/weekend").on(max(day, date(self.first_year, 1, 1)))
        if day.isoweekday() in weekend.value:
            return Day(False, "weekend", "", weekend.cites)
        if day.year not in self.arrangements:
            return Day(True, "provisional", "", "")
        return Day(True, "workday", "", "")

    @cached_property
    def rests(self) -> Mapping[int, AccountDay]:
        """The days off by ordinal, as every account tells them."""
        span = range(self.start, self.ordinals[-1] + 1)
        off = ((ordinal, self.day_of(ordinal)) for ordinal in span)
        return {
            ordinal: AccountDay(date.fromordinal(ordinal), None, False, what.words, what.cites)
            for ordinal, what in off
            if not what.working
        }

    @cached_property
    def odd(self) -> Mapping[int, Day]:
        """The working days by ordinal that are no ordinary ones: 调休 and provisional."""
        return {ordinal: what for ordinal in self.ordinals if (what := self.day_of(ordinal)).why != "workday"}

    def is_working(self, day: date) -> bool:
        """Whether the day counts."""
        return self.day(day).working

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is itself not counted.

        >>> national_calendar().after(date(2024, 9, 27), 7).isoformat()
        '2024-10-12'
        """
        return date.fromordinal(self.ordinal_after(day.toordinal(), count))

    def ordinal_after(self, ordinal: int, count: int) -> int:
        """`after` on ordinals, for the clock."""
        if ordinal < self.start:
            raise self.missing(date.fromordinal(ordinal).year)
        try:
            return self.ordinals[bisect_right(self.ordinals, ordinal) + count - 1]
        except IndexError:
            beyond = max(date.fromordinal(ordinal).year, self.horizon + 1)
            raise self.missing(beyond) from None

    def count(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`."""
        ordinals = self.ordinals
        return max(0, bisect_right(ordinals, until.toordinal()) - bisect_right(ordinals, after.toordinal()))

    def rolled(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        return day if self.is_working(day) else self.after(day, 1)

    def missing(self, year: int) -> NoCalendar:
        """The error that says how to add a year."""
        return NoCalendar(
            f"没有 {year} 年的放假安排，算不出工作日；请用 gongkai law calendar import 导入国务院办公厅的通知"
            f"（现有 {self.first_year} 年至 {self.last_year} 年）。"
        )

    def covers(self, ordinal: int) -> bool:
        """Whether every year up to that of the day is known."""
        return self.gapless and ordinal < self.end

    def unknown_years(self, first: int, last: int, as_of: int) -> tuple[int, ...]:
        """The years of the span without data, all later than `as_of`; an earlier one is an error.

        To a `patient` calendar a year that has begun is still a coming one: every account says that it is provisional,
        and nobody's cases are out of reach on New Year's Day because nobody brought the notice in.
        """
        if last <= self.last_year and first >= self.first_year and self.gapless:
            return ()
        unknown = tuple(year for year in range(first, last + 1) if year not in self.arrangements)
        for year in unknown:
            if year < as_of or (year == as_of and not (self.patient and year > self.last_year)):
                raise self.missing(year)
        return unknown

    @cached_property
    def gapless(self) -> bool:
        """Whether no year between the first and the last is missing."""
        return len(self.arrangements) == self.last_year - self.first_year + 1

    def with_year(self, arrangement: Arrangement) -> "Calendar":
        """This calendar with one more year, or with a year replaced."""
        kept = (one for one in self.arrangements.values() if one.year != arrangement.year)
        return Calendar((*kept, arrangement), self.region, patient=self.patient)

    def in_region(self, name: str | None) -> "Calendar":
        """This calendar with the local holidays of an autonomous area, by any of its names; None: without."""
        region = None if name is None else find_region(name)
        if region is self.region:
            return self
        key = region.key if region else ""
        if key not in self._regional:
            self._regional[key] = Calendar(self.arrangements.values(), region, patient=self.patient)
        return self._regional[key]


@cache
def regions() -> Mapping[str, Region]:
    """The autonomous areas with local holidays, by their short key."""
    read = (read_region(file) for file in sorted((DATA / "regions").glob("*.toml")))
    return {region.key: region for region in read}


def find_region(name: str) -> Region:
    """The area of that key, name, other name or division code."""
    for region in regions().values():
        if name in (region.key, region.name, *region.also):
            return region
    known = "、".join(f"{region.key}（{region.name}）" for region in regions().values())
    raise BadInput(f"没有名为 {name} 的地方日历，可以是：{known}。")


def years_in(*folders: Path) -> Iterable[Arrangement]:
    """The years of these folders, each once: that of a later folder outranks that of an earlier one."""
    found = (read_arrangement(file) for folder in folders for file in sorted(folder.glob("*.toml")))
    return {one.year: one for one in found}.values()


@cache
def national_calendar() -> Calendar:
    """The calendar of the years in `law/data/calendar`, and of those of `use_years`; without local holidays."""
    return Calendar(years_in(DATA / "calendar", *_KEPT), patient=bool(_KEPT))


_KEPT: list[Path] = []
"""The folder that `use_years` named."""
_SEEN: list[object] = [()]
"""What lay there when it was last read."""


def use_years(folder: Path) -> None:
    """Let `national_calendar` hold the years that are brought into that folder, while a platform runs."""
    _KEPT[:] = [folder]
    _SEEN[:] = [years_kept()]
    national_calendar.cache_clear()


def years_kept() -> tuple[tuple[str, int, int], ...]:
    """What lies in the folder of `use_years`: name, size and moment of each file; it changes with the calendar."""
    looks = ((file.name, file.stat()) for folder in _KEPT for file in sorted(folder.glob("*.toml")))
    return tuple((name, look.st_size, look.st_mtime_ns) for name, look in looks)


def refresh() -> bool:
    """Read the years anew if the folder changed; whether it did. Raises `BadData` and keeps the calendar it has."""
    kept = years_kept()
    if [kept] == _SEEN:
        return False
    _SEEN[:] = [kept]
    years_in(*_KEPT)
    national_calendar.cache_clear()
    return True


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from first to last, both included."""
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
