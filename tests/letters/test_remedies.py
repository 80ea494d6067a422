"""The remedies block by day, basis and organ: the old rule's last day and the new rule's first."""

from datetime import date

import pytest

from gongkai.law.outcomes import outcomes
from gongkai.letters import Incomplete, compose
from gongkai.letters.remedies import reviewers
from letters.test_letters import example, for_outcome

WITHHELD = [one.code for one in outcomes() if one.reconsideration_first(date(2026, 1, 1))]


def block(code, on):
    kind, data = for_outcome(code)
    return compose(kind.key, data | {"on": on}).remedies


@pytest.mark.parametrize("code", WITHHELD)
def test_from_2024_a_refusal_under_articles_14_to_16_goes_to_reconsideration_first(code):
    assert "可以自收到本答复之日起六十日内" in block(code, "2023-12-31")
    assert "应当自收到本答复之日起六十日内，先向青禾县人民政府申请行政复议" in block(code, "2024-01-01")
    assert "直接" not in block(code, "2024-01-01")


def test_articles_14_to_16_are_those_that_go_first():
    assert len(WITHHELD) == 7


@pytest.mark.parametrize("code", ["not_existing", "would_need_creating", "repeated", "refused_administrative_query"])
def test_other_refusals_were_worded_with_care_until_the_court_had_spoken(code):
    assert "直接向" in block(code, "2023-12-31")
    assert "先向" in block(code, "2024-01-01")
    assert "先向" in block(code, "2025-05-31")
    assert "直接向" in block(code, "2025-06-01")


@pytest.mark.parametrize("code", ["granted", "already_public", "lapsed_uncorrected", "withdrawn"])
@pytest.mark.parametrize("on", ["2024-01-01", "2025-05-31", "2025-06-01"])
def test_what_is_no_refusal_may_always_go_to_court_directly(code, on):
    if code == "lapsed_uncorrected":
        kind, data = for_outcome(code)
        data |= {"until": "2023-12-20", "noticed_on": "2023-12-01", "notice_received_on": "2023-12-02", "on": on}
        assert "六个月内直接向青禾县人民法院" in compose(kind.key, data).remedies
    else:
        assert "六个月内直接向青禾县人民法院" in block(code, on)


def test_a_partial_answer_tells_both_ways_apart():
    text = compose("partly_granted", example("partly_granted")).remedies
    assert "不予公开的部分，应当" in text
    assert "其他内容，可以" in text


def test_a_partial_answer_that_withholds_nothing_under_14_to_16_is_free():
    parts = [{"what": "图纸", "outcome": "not_existing", "reason": "没有绘制。"}]
    text = compose("partly_granted", example("partly_granted", parts=parts)).remedies
    assert "直接向" in text
    assert "先向" not in text


@pytest.mark.parametrize(
    ("kind", "on", "who"),
    [
        ("township", "2026-01-26", "青禾县人民政府"),
        ("street", "2026-01-26", "青禾县人民政府"),
        ("department", "2024-01-01", "青禾县人民政府"),
        ("department", "2023-12-31", "青禾县人民政府或者云岭市水利局"),
        ("county", "2026-01-26", "青禾县人民政府"),
        ("vertical", "2026-01-26", "云岭市水利局"),
        ("justice", "2026-01-26", "青禾县人民政府或者云岭市水利局"),
    ],
)
def test_who_reconsiders_depends_on_the_organ_and_the_day(kind, on, who):
    data = example("refused", organ__kind=kind, on=on, organ__superior="云岭市水利局")
    assert f"向{who}申请行政复议" in compose("refused", data).remedies


@pytest.mark.parametrize("kind", ["province", "ministry"])
@pytest.mark.parametrize(("on", "article"), [("2023-12-31", "第十四条"), ("2024-01-01", "第二十六条")])
def test_a_province_and_a_ministry_reconsider_themselves_and_the_state_council_may_rule(kind, on, article):
    data = example("refused", organ__kind=kind, on=on, organ__government=None)
    text = compose("refused", data).remedies
    assert "向本机关申请行政复议" in text
    assert "也可以不提起行政诉讼，向国务院申请裁决，由国务院作出最终裁决。" in text
    assert article in reviewers(kind, date.fromisoformat(on))["cites"]
    assert "国务院" not in compose("refused", example("refused", on=on)).remedies


@pytest.mark.parametrize(
    ("kind", "on"), [("township", "2026-01-26"), ("department", "2023-12-31"), ("vertical", "2026-01-26")]
)
def test_a_letter_that_cannot_name_the_reviewer_is_refused_with_the_article(kind, on):
    data = example("refused", organ__kind=kind, on=on, organ__government=None)
    with pytest.raises(Incomplete, match=r"^应当写明行政复议机关：.*（《行政复议法》.*），请补上 organ\.") as refused:
        compose("refused", data)
    assert "行政复议法" in refused.value.cites


@pytest.mark.parametrize("delivery", ["online", "email"])
def test_a_letter_delivered_online_must_name_the_online_way(delivery):
    data = example("granted", delivery=delivery, organ__online_reconsideration=None)
    with pytest.raises(Incomplete, match=r"第二十二条第二款.*organ\.online_reconsideration。$"):
        compose("granted", data)
    assert compose("granted", data | {"on": "2023-12-31"})
    assert "网上申请行政复议的途径" in compose("granted", example("granted", delivery=delivery)).remedies


def test_a_letter_handed_over_need_not_name_the_online_way():
    data = example("granted", delivery="counter", organ__online_reconsideration=None)
    assert "网上" not in compose("granted", data).remedies
