"""A report survives its own JSON, and says plainly what is not one."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import Place
from gongkai.report.model import Malformed, Report, Statement, from_json, to_json
from report.generating import consistent_report


@given(st.integers(0, 10**6))
def test_a_report_comes_back_from_its_json(seed):
    report = consistent_report(Random(seed))
    assert from_json(to_json(report)) == report


def test_what_does_not_count_in_equality_survives_all_the_same():
    said = Statement(
        124,
        "主动公开政府信息",
        "条",
        parts=(Statement(24, "政府门户网站"),),
        quote="124条",
        place="sections/1",
    )
    report = Report(
        statements=(said,),
        places={"title": Place(page=1, box=(1, 2, 3, 4))},
        issued_on=date(2023, 1, 9),
    )
    back = from_json(to_json(report))
    assert (back.statements, back.places, back.issued_on) == (
        report.statements,
        report.places,
        report.issued_on,
    )


def test_blank_and_absent_are_the_same_and_neither_is_zero():
    assert Report({"applications/new/total": None}) == Report()
    assert Report({"applications/new/total": 0}) != Report()


def test_an_uncertain_figure_is_not_known():
    report = Report({"applications/new/total": 3}, uncertain={"applications/new/total": "有两种拆法"})
    assert report.known("applications/new/total") is None


def test_money_keeps_its_decimals():
    assert from_json({"proactive": {"charges": {"amount": 9116.36}}}).figure("proactive/charges/amount") == Decimal(
        "9116.36"
    )


@pytest.mark.parametrize(
    "data",
    [
        {"schema": "else/2"},
        {"form": "2008"},
        {"applications": {"new": {"total": "三"}}},
        {"applications": {"new": {"total": True}}},
        {"applications": []},
        {"sections": [{}]},
        {"issued_on": "昨天"},
    ],
)
def test_what_is_not_a_report_is_refused_in_one_sentence(data):
    with pytest.raises(Malformed, match=r"。$"):
        from_json(data)
