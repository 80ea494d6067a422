"""The tables of 国办函〔2020〕109号, and what they refuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import (
    BadInput,
    Received,
    Unlawful,
    bundled,
    count_pages,
    fee_by_applications,
    fee_by_pages,
    monthly_ordinals,
)

DAY = date(2023, 4, 3)


@pytest.mark.parametrize(
    ("count", "total"),
    [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (45, 5500), (50, 7000), (51, 7400)],
)
def test_the_table_by_application(count, total):
    assert fee_by_applications(1, count, DAY).total == total


@pytest.mark.parametrize(
    ("pages", "total"),
    [(0, 0), (1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_the_table_by_page(pages, total):
    assert fee_by_pages(pages, DAY).total == total


@given(first=st.integers(1, 120), more=st.integers(0, 60))
def test_prices_add_up_one_by_one(first, more):
    prices = [
        0 if n <= 10 else 100 if n <= 30 else 200 + 100 * ((n - 31) // 10) for n in range(first, first + more + 1)
    ]
    fee = fee_by_applications(first, first + more, DAY)
    assert fee.total == sum(prices)
    assert [n for step in fee.steps for n in range(step.first, step.last + 1)] == list(range(first, first + more + 1))


@given(st.integers(0, 5000))
def test_pages_add_up_by_the_formula(pages):
    expected = 10 * max(0, min(pages, 100) - 30) + 20 * max(0, min(pages, 200) - 100) + 40 * max(0, pages - 200)
    assert fee_by_pages(pages, DAY).total == expected


def test_the_price_of_a_single_one_far_up_is_found_at_once():
    ten_million = 10_000_000
    assert fee_by_applications(ten_million, ten_million, DAY).total == 100 + 100 * ((ten_million - 31) // 10 + 1)
    assert fee_by_applications(30, 31, DAY).total == 300


def test_the_calculation_is_written_out():
    assert (
        fee_by_applications(9, 11, DAY).calculation == "第 9 至 10 件免费；第 11 件 1 件×100 元＝100 元；合计 100 元。"
    )
    assert fee_by_pages(0, DAY).calculation == "合计 0 元。"
    assert fee_by_pages(31, DAY).to_json()["steps"][1] == {"from": 31, "to": 31, "price": 10, "amount": 10}


@pytest.mark.parametrize(
    ("sides", "pages"), [({}, 0), ({"A4": 3}, 3), ({"A5": 2}, 2), ({"A3": 2, "A4": 1}, 5), ({"A0": 1}, 16)]
)
def test_larger_sheets_count_as_more_pages(sides, pages):
    assert count_pages(sides, DAY) == pages


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: fee_by_pages(-1, DAY),
        lambda: fee_by_applications(0, 1, DAY),
        lambda: fee_by_applications(5, 4, DAY),
        lambda: count_pages({"B5": 1}, DAY),
        lambda: count_pages({"A4": -1}, DAY),
    ],
)
def test_impossible_numbers_are_refused_with_the_source(wrong):
    with pytest.raises(BadInput, match=r"109号"):
        wrong()


def test_before_the_regulation_nothing_may_be_charged():
    with pytest.raises(Unlawful, match="第四十二条"):
        fee_by_pages(31, date(2020, 12, 31))
    assert fee_by_pages(31, date(2021, 1, 1)).total == 10


def test_the_month_is_that_of_receipt_and_the_applicants_own():
    received = [
        Received("周晓棠", date(2023, 4, 30), "3"),
        Received("周晓棠", date(2023, 4, 3), "2"),
        Received("周晓棠", date(2023, 4, 3), "1"),
        Received("周晓棠", date(2023, 5, 1), "4"),
        Received("林知夏", date(2023, 4, 3), "5"),
    ]
    assert monthly_ordinals(received) == {"1": 1, "2": 2, "3": 3, "4": 1, "5": 1}


def test_a_bundled_notice_lists_every_application():
    assert [fee.total for fee in bundled([31, 10, 11], DAY)] == [0, 100, 200]
