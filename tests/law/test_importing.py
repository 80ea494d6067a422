"""A year is brought in from TOML or ICS, and not if it is implausible."""

from datetime import date

import pytest

from gongkai.law import (
    BadData,
    BadInput,
    bring_in,
    calendar_with,
    implausible,
    national_calendar,
    refresh,
    to_ics,
    use_years,
)
from gongkai.law.arrangements import Arrangement, Holiday, arrangement, read_region
from gongkai.law.importing import read_file, read_ics
from law.telling import NEXT, told

FOREVER = [{"name": "元旦", "off": [date(1, 1, 1), date(9999, 12, 31)]}]


@pytest.fixture
def notice(tmp_path):
    file = tmp_path / "2027.toml"
    file.write_text(NEXT, encoding="utf-8")
    return file


def test_a_year_once_loaded_moves_the_provisional_day(notice, tmp_path):
    before = told("received 2026-12-20")
    bring_in(notice, tmp_path / "kept")
    after = told("received 2026-12-20", calendar=calendar_with(tmp_path / "kept"))
    assert (before.due, before.provisional) == (date(2027, 1, 15), True)
    assert (after.due, after.provisional) == (date(2027, 1, 18), False)
    assert calendar_with(tmp_path / "kept").with_year(national_calendar().arrangements[2026]).last_year == 2027


def test_without_a_folder_the_calendar_is_the_delivered_one(tmp_path):
    assert calendar_with(None) is national_calendar()
    assert calendar_with(tmp_path / "nowhere") is national_calendar()
    assert calendar_with(tmp_path) is national_calendar()


def test_what_is_kept_can_be_read_again(notice, tmp_path):
    one = bring_in(notice, tmp_path / "kept")
    assert bring_in(tmp_path / "kept" / "2027.toml", tmp_path / "again") == one


@pytest.mark.parametrize("year", sorted(national_calendar().arrangements))
def test_every_delivered_year_is_plausible_and_survives_ics(year):
    one = national_calendar().arrangements[year]
    assert implausible(one) == ()
    back = read_ics(to_ics(one), "往返.ics")
    assert (back.year, back.off_days(), back.work_days()) == (one.year, one.off_days(), one.work_days())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2027-02-13]", "2027-02-09]", "可能漏了"),
        ("work = [2027-04-25", "work = [2027-04-26", "本来就是工作日"),
        ("work = [2027-09-26", "work = [2027-10-03", "既写放假又写上班"),
        ("off = [2027-09-15, 2027-09-15]", "off = [2027-10-07, 2027-10-07]", "写了两次放假"),
        ("端午节", "重午节", "没有端午的放假安排"),
        ("2027-01-01, 2027-01-03", "2026-11-30, 2026-12-02", "不在 2027 年内"),
        ("2027-09-15, 2027-09-15", "2028-01-01, 2028-01-01", "不在 2027 年内"),
        ("关于2027年", "关于新一年", "通知标题里没有 2027 年"),
    ],
)
def test_an_implausible_year_is_not_brought_in(notice, tmp_path, old, new, sentence):
    notice.write_text(NEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput, match=sentence):
        bring_in(notice, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("year = 2027", "要写 year"),
        ('year = "2027"\ntitle = "x"', "要写 year"),
        ('year = 2027\ntitle = "x"\nholidays = [{ name = "元旦" }]', "要写 name 和 off"),
        ('year = 2027\ntitle = "x"\nholidays = [{ name = "元旦", off = ["a", "b"] }]', "日期应写成"),
        ('year = 2027\ntitle = "x"\nholidays = [{ name = "", off = [2027-01-01, 2027-01-01] }]', "日期应写成"),
        ('year = 2027\ntitle = "x"\nholidays = [{ name = "元旦", off = [2027-01-02, 2027-01-01] }]', "末日早于首日"),
        ("year = ", "读不出来"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(notice, tmp_path, content, sentence):
    notice.write_text(content, encoding="utf-8")
    with pytest.raises(BadData, match=rf"2027\.toml.*{sentence}"):
        bring_in(notice, tmp_path / "kept")


def ics(*events):
    lines = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{lines}END:VCALENDAR\r\n".encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"nothing", "不是可以读的"),
        (ics("SUMMARY:元旦 休"), "没有日期"),
        (ics("SUMMARY:立春\r\nDTSTART;VALUE=DATE:20270204"), "没有找到标记为“休”"),
    ],
)
def test_an_ics_that_says_nothing_is_refused(content, sentence):
    with pytest.raises(BadInput, match=sentence):
        read_ics(content, "x.ics")


def test_an_ics_of_single_days_with_times_is_joined():
    off = "SUMMARY:春节假期 第{0}天 休\r\nDTSTART:2027020{0}T000000"
    found = read_ics(
        ics(*(off.format(day) for day in (6, 7, 8)), "SUMMARY:（班）\r\nDTSTART;VALUE=DATE:20270214"), "x.ics"
    )
    assert [(one.name, one.first, one.last, one.work) for one in found.holidays] == [
        ("春节", date(2027, 2, 6), date(2027, 2, 8), (date(2027, 2, 14),))
    ]
    assert "[unsure]" in found.note


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match=r"\.toml 或者 \.ics"):
        bring_in(tmp_path / "2027.xlsx", tmp_path)


def test_an_ics_file_is_brought_in(tmp_path):
    file = tmp_path / "2026.ics"
    file.write_bytes(to_ics(national_calendar().arrangements[2026]))
    assert bring_in(file, tmp_path).year == 2026


def test_an_area_must_say_its_source(tmp_path):
    (tmp_path / "moon.toml").write_text('name = "月球"', encoding="utf-8")
    with pytest.raises(BadData, match="放假依据"):
        read_region(tmp_path / "moon.toml")
    assert arrangement({"year": 2027, "title": "x"}, "x").holidays == ()


@pytest.fixture
def platform(tmp_path):
    """A platform that runs on: its years lie in a folder; afterwards the delivered calendar is back."""
    from gongkai.law import calendar

    use_years(tmp_path / "years")
    yield tmp_path / "years"
    calendar._KEPT.clear()
    calendar._SEEN[:] = [()]
    national_calendar.cache_clear()


def test_a_running_platform_takes_a_year_that_is_brought_in(notice, platform):
    assert (told("received 2026-12-20").due, refresh()) == (date(2027, 1, 15), False)
    bring_in(notice, platform)
    assert [refresh(), refresh()] == [True, False]
    assert (told("received 2026-12-20").due, told("received 2026-12-20").provisional) == (date(2027, 1, 18), False)


def test_a_year_that_cannot_be_read_leaves_the_platform_the_calendar_it_has(notice, platform):
    assert told("received 2026-12-20").due == date(2027, 1, 15)
    platform.mkdir()
    (platform / "2027.toml").write_text("year =", encoding="utf-8")
    with pytest.raises(BadData):
        refresh()
    assert (told("received 2026-12-20").due, refresh()) == (date(2027, 1, 15), False)


def test_to_a_platform_a_year_that_begins_unannounced_is_provisional_and_one_that_is_over_is_an_error(platform):
    assert told("received 2027-01-04", on="2027-01-05").provisional
    assert told("received 2026-12-20", region="宁夏", on="2027-01-05").provisional
    with pytest.raises(BadInput, match="没有 2027 年的放假安排"):
        told("received 2027-01-04", on="2028-01-03")


@pytest.mark.parametrize("strange", ['春节"大"假', "春节\\假", "春节\n大假", "春节\x7f"])
def test_a_name_with_marks_of_the_file_is_kept_as_it_is(strange, tmp_path):
    off = Holiday(strange, date(2027, 2, 5), date(2027, 2, 13), (date(2027, 2, 14),))
    one = Arrangement(2027, f"2027 年的{strange}通知", f"由 {strange}.ics 导入", (off,))
    (tmp_path / "2027.toml").write_text(one.to_toml(), encoding="utf-8")
    assert read_file(tmp_path / "2027.toml") == one


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("DTSTART:foo", "日期读不出来"),
        ("DTSTART;VALUE=DATE:20270101\nDTSTART;VALUE=DATE:20270102", "日期读不出来"),
        ("DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:99990101", "不是一次放假"),
    ],
)
def test_an_event_without_a_plain_date_is_refused_in_one_sentence(lines, sentence):
    content = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:元旦（休）\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    with pytest.raises(BadInput, match=sentence):
        read_ics(content.replace("\n", "\r\n").encode(), "节日.ics")


@pytest.mark.parametrize("changes", [{"year": 100_000}, {"year": 9999}, {"holidays": FOREVER}])
def test_a_year_that_is_none_is_refused_in_one_sentence(changes):
    with pytest.raises(BadData):
        arrangement({"year": 2027, "title": "2027 年的通知", **changes}, "2027.toml")
