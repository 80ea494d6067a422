"""The calendar is that of the notices, and says what it does not know."""

from datetime import date

import chinese_calendar
import pytest

from gongkai.law import BadInput, Calendar, NoCalendar, find_region, national_calendar, regions
from gongkai.law.calendar import days_between

OURS = national_calendar()
YEARS = range(2008, 2027)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_as_another_calendar_has_it(year):
    days = list(days_between(date(year, 1, 1), date(year, 12, 31)))
    if year > max(chinese_calendar.constants.holidays).year:
        pytest.fail(f"chinesecalendar knows nothing of {year}")
    assert [day for day in days if OURS.is_working(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("year", "count"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_the_years_have_as_many_working_days_as_the_law_notes_say(year, count):
    assert OURS.count(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_every_year_names_its_notice():
    assert sorted(OURS.arrangements) == list(YEARS)
    for year, one in OURS.arrangements.items():
        assert str(year) in one.title
        assert "recalled" in one.note


@pytest.mark.parametrize(
    ("day", "working", "words"),
    [
        ("2024-02-09", True, "工作日"),
        ("2024-02-10", False, "春节放假"),
        ("2025-01-28", False, "春节放假"),
        ("2024-09-14", True, "调休上班（中秋节）"),
        ("2024-09-21", False, "周末"),
        ("2015-09-03", False, "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日放假"),
        ("2020-01-31", False, "春节放假"),
        ("2027-01-01", True, "暂按工作日计（放假安排尚未公布）"),
    ],
)
def test_a_day_says_why(day, working, words):
    found = OURS.day(date.fromisoformat(day))
    assert (found.working, found.words) == (working, words)


def test_counting_and_rolling():
    assert OURS.count(date(2025, 3, 3), date(2025, 3, 3)) == 0
    assert OURS.count(date(2025, 3, 4), date(2025, 3, 3)) == 0
    assert OURS.rolled(date(2024, 9, 15)) == date(2024, 9, 18)
    assert OURS.rolled(date(2024, 9, 14)) == date(2024, 9, 14)


@pytest.mark.parametrize(("day", "count"), [(date(2007, 12, 31), 1), (date(2030, 12, 31), 1)])
def test_beyond_its_years_it_refuses(day, count):
    with pytest.raises(NoCalendar, match="law calendar import"):
        OURS.after(day, count)


def test_a_calendar_without_years_is_refused():
    with pytest.raises(BadInput):
        Calendar([])


@pytest.mark.parametrize("key", sorted(regions()))
def test_every_area_adds_days_off_and_nothing_else(key):
    local = OURS.in_region(key)
    changed = [day for day in days_between(date(2019, 1, 1), date(2026, 12, 31)) if local.day(day) != OURS.day(day)]
    assert changed
    assert all(local.day(day).why == "local" and not local.is_working(day) for day in changed)
    assert "[unsure]" in regions()[key].note
    assert OURS.in_region(key) is local
    assert local.in_region(None).day(changed[0]) == OURS.day(changed[0])


def test_an_area_is_found_by_any_of_its_names():
    assert {find_region(name).key for name in ("ningxia", "宁夏", "宁夏回族自治区", "640000")} == {"ningxia"}
    assert find_region("东乡族自治县").key == "linxia"
