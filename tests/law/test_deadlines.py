"""The deadlines beside the reply clock, on their last days."""

from datetime import date

import pytest

from gongkai.law import BadInput, NoCalendar, deadline, national_calendar, outcome, publication, remedies, report_due
from gongkai.law.deadlines import add_months

D = date


@pytest.mark.parametrize(
    ("name", "start", "due"),
    [
        ("remedies/reconsideration", D(2024, 3, 15), D(2024, 5, 14)),
        ("remedies/reconsideration", D(2024, 8, 2), D(2024, 10, 8)),  # 10-01, within the holiday
        ("remedies/suit", D(2024, 3, 15), D(2024, 9, 18)),
        ("remedies/suit", D(2024, 3, 16), D(2024, 9, 18)),
        ("remedies/suit", D(2024, 3, 18), D(2024, 9, 18)),
        ("remedies/suit", D(2015, 4, 30), D(2015, 7, 30)),  # three months under the old law
        ("remedies/suit", D(2015, 5, 1), D(2015, 11, 2)),
        ("remedies/suit", D(2024, 8, 31), D(2025, 2, 28)),
        ("remedies/suit_after_reconsideration", D(2024, 6, 3), D(2024, 6, 18)),
        ("remedies/reconsideration_untold", D(2024, 2, 29), D(2025, 2, 28)),
        ("remedies/respondent_ordinary", D(2024, 9, 27), D(2024, 10, 16)),
        ("remedies/respondent_simplified", D(2024, 9, 27), D(2024, 10, 10)),
        ("remedies/respondent_ordinary", D(2023, 12, 22), D(2024, 1, 2)),  # ten calendar days, to a holiday
        ("remedies/respondent_ordinary", D(2023, 12, 31), D(2024, 1, 10)),  # the last day of the old law
        ("remedies/respondent_ordinary", D(2024, 1, 1), D(2024, 1, 15)),  # the first of the new: ten working days
        ("remedies/review_examination", D(2023, 12, 29), D(2024, 1, 8)),
        ("remedies/review_forwarding_ordinary", D(2023, 12, 29), D(2024, 1, 10)),
        ("remedies/review_decision_ordinary", D(2023, 12, 29), D(2024, 2, 27)),
        ("remedies/review_decision_extension", D(2024, 2, 27), D(2024, 3, 28)),
        ("remedies/suit_after_refused_reconsideration", D(2023, 12, 29), D(2024, 1, 15)),
        ("remedies/defence_in_court", D(2015, 4, 30), D(2015, 5, 11)),  # ten days, to a Sunday
        ("remedies/defence_in_court", D(2015, 5, 1), D(2015, 5, 18)),
        ("remedies/suit_untold", D(2018, 2, 7), D(2020, 2, 7)),
        ("remedies/suit_untold", D(2018, 2, 8), D(2019, 2, 11)),  # one year, to Spring Festival
        ("remedies/review_decision_ordinary", D(2024, 3, 15), D(2024, 5, 14)),
        ("publication/budget", D(2024, 2, 9), D(2024, 2, 29)),
        ("publication/draft_comment", D(2024, 9, 5), D(2024, 10, 5)),  # a span, not a remedy: no rolling
        ("publication/double_publicity", D(2024, 9, 27), D(2024, 10, 12)),
    ],
)
def test_the_last_day_of_a_period(name, start, due):
    assert deadline(name, start).due == due


def test_a_deadline_tells_itself():
    found = deadline("remedies/suit", D(2024, 3, 15))
    assert found.words == "自 2024-03-15 的次日起 6 个月，至 2024-09-18 止；2024-09-15 是节假日，顺延。"
    assert "20 个工作日" in publication(D(2023, 9, 27)).words
    assert "60 日" in deadline("remedies/reconsideration", D(2024, 3, 15)).words


def test_a_period_that_was_counted_otherwise_says_so():
    assert "10 日" in deadline("remedies/respondent_ordinary", D(2023, 12, 29)).words
    assert "10 个工作日" in deadline("remedies/respondent_ordinary", D(2024, 1, 2)).words
    with pytest.raises(BadInput, match="没有关于“被申请人提出书面答复并提交证据（简易程序）"):
        deadline("remedies/respondent_simplified", D(2023, 12, 29))


def test_what_is_no_period_is_refused():
    with pytest.raises(BadInput, match="不是期限"):
        deadline("remedies/reconsideration_first", D(2024, 3, 15))
    with pytest.raises(BadInput, match="不是期限"):
        deadline("deadlines/other_organ", D(2024, 3, 15))


def test_into_the_coming_year_a_deadline_is_provisional_and_then_an_error():
    found = publication(D(2026, 12, 20))
    assert (found.due, found.provisional) == (D(2027, 1, 15), True)
    assert "暂定" in found.words
    assert deadline("remedies/suit", D(2026, 9, 1)).provisional
    assert not deadline("publication/budget", D(2026, 12, 20)).provisional
    with pytest.raises(NoCalendar, match="2027"):
        publication(D(2026, 12, 20), as_of=D(2027, 1, 1))


def test_an_item_may_have_its_own_limit_if_it_says_why():
    own = publication(D(2023, 9, 27), days=3, cites="青禾县公开标准目录")
    assert (own.due, own.cites) == (D(2023, 10, 8), "青禾县公开标准目录")
    assert publication(D(2023, 9, 27), days=0, cites="青禾县公开标准目录").due == D(2023, 9, 27)
    assert publication(D(2023, 9, 27), item="double_publicity").due == D(2023, 10, 12)
    for days, cites in ((3, ""), (-1, "x")):
        with pytest.raises(BadInput, match="第二十六条"):
            publication(D(2023, 9, 27), days=days, cites=cites)


@pytest.mark.parametrize(("decided", "first"), [(D(2023, 12, 31), False), (D(2024, 1, 1), True)])
def test_the_day_of_the_decision_says_whether_reconsideration_comes_first(decided, first):
    found = remedies(outcome("refused_state_secret"), D(2024, 1, 5), decided=decided, calendar=national_calendar())
    assert (found.reconsideration_first, found.suit is None) == (first, first)
    assert "行政复议法" in found.cites


@pytest.mark.parametrize(
    ("year", "kind", "due"),
    [
        (2017, "department", D(2018, 3, 31)),
        (2018, "department", D(2019, 3, 31)),
        (2019, "department", D(2020, 1, 31)),
        (2025, "department", D(2026, 1, 31)),
        (2025, "township", D(2026, 1, 31)),
        (2025, "government", D(2026, 3, 31)),
    ],
)
def test_annual_reports_are_due_by_the_law_of_the_new_year(year, kind, due):
    assert report_due(year, kind).due == due


def test_months_end_with_their_last_day():
    assert add_months(D(2024, 1, 31), 1) == D(2024, 2, 29)
    assert add_months(D(2024, 12, 15), 1) == D(2025, 1, 15)
