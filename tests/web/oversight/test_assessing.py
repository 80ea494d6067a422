"""考核: every point has its evidence, what did not happen counts for nothing, both scores are kept."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.oversight import facts
from gongkai.web.oversight.models import Appeal, Assessment, Scheme
from gongkai.web.oversight.services import assessing
from gongkai.web.oversight.terms import indicators
from web.oversight.conftest import TODAY


@pytest.fixture
def scheme(people) -> Scheme:
    """2025, with 柳河镇 and 云岭乡 being scored."""
    made = assessing.draw_up(people.county.office, year=2025, title="2025年考核", by=people.supervisor)
    assessing.open_scheme(made, [people.county.township, people.county.neighbour], by=people.supervisor)
    return Scheme.objects.get(pk=made.pk)


@pytest.fixture
def mine(scheme, people) -> Assessment:
    """柳河镇's."""
    return scheme.assessments.get(organ=people.county.township)


def take(mine, people, code="timeliness", points="3", **values):
    values = {"reason": "3 件晚公开", "evidence": "清单"} | values
    made = assessing.deduct(mine, code=code, points=Decimal(points), by=people.supervisor, **values)
    mine.refresh_from_db()
    return made


def test_the_indicators_of_the_data_sum_to_a_hundred():
    assert sum(row["points"] for row in indicators()) == 100


def test_weights_that_do_not_sum_to_a_hundred_are_refused(people):
    made = assessing.draw_up(people.county.office, year=2024, title="2024年考核", by=people.supervisor)
    with pytest.raises(Refused, match="现在是 105 分"):
        assessing.weigh(made, points={"timeliness": 20}, by=people.supervisor)
    assessing.weigh(made, points={"timeliness": 20, "coverage": 10}, by=people.supervisor)


def test_no_point_is_taken_without_reason_and_evidence(mine, people):
    with pytest.raises(Refused, match="原因和佐证"):
        take(mine, people, evidence=" ")
    with pytest.raises(Refused, match="一共 15 分"):
        take(mine, people, points="16")
    assert mine.score == 100


def test_an_indicator_without_occasion_is_neither_nought_nor_a_gift(mine, people):
    take(mine, people, points="8.5")
    assert mine.score == Decimal("91.50")
    assessing.set_occasion(mine, code="applications", occasion=False, why="全年没有申请", by=people.supervisor)
    mine.refresh_from_db()
    assert mine.score == Decimal("90.00")  # 76.5 of 85


def test_a_bonus_has_its_limit_and_a_leak_bars_from_the_best_grade(mine, people):
    take(mine, people, kind="bonus", points="4")
    take(mine, people, kind="bonus", points="4")
    assert (mine.score, mine.grade) == (105, "优秀")
    take(mine, people, kind="penalty", points="10", leak=True)
    assert (mine.score, mine.grade, mine.leaks) == (95, "良好", 1)


def test_an_appeal_brings_points_back_and_both_scores_are_kept(scheme, mine, people):
    taken = take(mine, people)
    assessing.tell(scheme, by=people.supervisor, today=TODAY)
    one = assessing.appeal(taken, words="两件在假期", by=people.head, today=date(2026, 3, 23))
    with pytest.raises(Refused, match="还有没处理的申诉"):
        assessing.close(scheme, by=people.supervisor)
    seen_by_another = Appeal.objects.get(pk=one.pk)
    assessing.decide(one, upheld=True, answer="属实", by=people.supervisor, today=TODAY)
    with pytest.raises(Refused, match=r"已于 .* 处理"):
        assessing.decide(seen_by_another, upheld=False, answer="不属实", by=people.supervisor, today=TODAY)
    mine.refresh_from_db()
    assert (mine.first_score, mine.score) == (97, 100)
    assessing.close(scheme, by=people.supervisor)
    assert facts.year_of(people.county.township, 2025)["assessment/result"] == "100分，等次为优秀"
    assert facts.year_of(people.county.government, 2025)["assessment/result"] == "考核2个机关，优秀2个"


def test_an_appeal_after_its_days_or_by_another_is_refused(scheme, mine, people):
    taken = take(mine, people)
    assessing.tell(scheme, by=people.supervisor, today=TODAY)
    with pytest.raises(Refused, match="申诉期到 2026-03-23"):
        assessing.appeal(taken, words="晚了", by=people.head, today=date(2026, 3, 24))
    with pytest.raises(Forbidden):
        assessing.appeal(taken, words="别人", by=people.stranger, today=TODAY)
    with pytest.raises(Refused, match="已反馈"):
        take(mine, people)


@settings(max_examples=25)
@given(shares=st.dictionaries(st.sampled_from([row["code"] for row in indicators()]),
                              st.none() | st.floats(0, 1), min_size=1))  # fmt: skip
def test_a_measured_score_lies_between_nought_and_a_hundred_and_measuring_again_changes_nothing(shares, mine, people):
    told = {code: (share, "实测", "/") for code, share in shares.items()}
    assessing.measure(mine, told, by=people.supervisor)
    mine.refresh_from_db()
    first = mine.score
    assessing.measure(mine, told, by=people.supervisor)
    mine.refresh_from_db()
    assert mine.score == first
    assert 0 <= first <= 100
    if all(share in (None, 1.0) for share in shares.values()) and set(shares) == {row["code"] for row in indicators()}:
        assert first == 100
