"""The one list of outcomes fits the forms, the remedies and the guide."""

from datetime import date

import pytest

from gongkai.law import BadData, BadInput, decide, outcome, outcomes, questions
from gongkai.law.guide import read_questions
from gongkai.law.outcomes import read_outcomes
from gongkai.report.forms import forms

FIRST = {one.code for one in outcomes() if one.withholds}


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_outcomes_fill_exactly_the_result_rows_of_the_form(form):
    assert {one.row(form) for one in outcomes()} == set(forms()[form].results())


@pytest.mark.parametrize("one", outcomes(), ids=lambda one: one.code)
def test_reconsideration_comes_first_from_2024_for_articles_14_to_16_alone(one):
    assert not one.reconsideration_first(date(2023, 12, 31))
    assert one.reconsideration_first(date(2024, 1, 1)) == (one.code in FIRST)
    articles = ("第十四条", "第十五条", "第十六条")
    assert (one.code in FIRST) == any(article in one.cites for article in articles if one.letter == "refused")


def test_an_outcome_says_what_must_be_recorded():
    assert "检索" in outcome("not_existing").records["search"]
    assert set(outcome("refused_third_party").records) == {"third_party"}
    assert set(outcome("partly_granted").parts) <= {one.code for one in outcomes()}


def test_an_outcome_is_lawful_from_its_day():
    assert outcome("lapsed_unpaid") not in outcomes(date(2020, 12, 31))
    assert outcome("lapsed_unpaid") in outcomes(date(2021, 1, 1))


def test_unknown_codes_and_forms_are_refused():
    with pytest.raises(BadInput, match="没有代码为 refused 的"):
        outcome("refused")
    with pytest.raises(BadInput, match="没有 2020 年格式"):
        outcome("granted").row("2020")


ENTRY = {
    "code": "granted",
    "number": "D2",
    "name": "予以公开",
    "since": date(2019, 5, 15),
    "until": date(2029, 5, 15),
    "cites": "条例",
    "letter": "granted",
    "rows": {"2021": "granted"},
    "tell": "信息",
}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"records": {}, "outcome": [ENTRY, ENTRY]}, "出现了两次"),
        ({"records": {}, "outcome": [ENTRY | {"cites": ""}]}, "缺少 cites"),
        ({"records": {}, "outcome": [ENTRY | {"records": ["search"]}]}, "没有说明的是 search"),
    ],
)
def test_a_list_out_of_order_is_refused(data, sentence):
    with pytest.raises(BadData, match=sentence):
        read_outcomes(data)


def test_an_outcome_may_end():
    one = read_outcomes({"records": {}, "outcome": [ENTRY]})["granted"]
    assert [one.in_force(date(2029, 5, day)) for day in (15, 16)] == [True, False]


def paths(answers):
    """Every way through the guide."""
    found = decide(answers)
    if found.question is None:
        yield answers, found
        return
    for answer in found.question.answers:
        yield from paths({**answers, found.question.key: answer.key})


WAYS = list(paths({}))


def test_the_guide_reaches_every_outcome_and_only_lawful_ones():
    assert {found.outcome.code for _, found in WAYS if found.outcome} == {one.code for one in outcomes()}
    assert {found.act for _, found in WAYS if found.act} == {"correction_asked", "third_party_asked"}


def test_the_steps_come_in_their_order():
    order = ["补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给"]
    for _, found in WAYS:
        places = [order.index(question.step) for question, _ in found.path]
        assert places == sorted(places)


def test_a_partial_answer_names_the_withheld_part_and_needs_its_records():
    start = {"live": "pending", "clear": "clear", "nature": "information", "earlier": "no", "responsible": "yes"}
    asked = start | {"held": "held", "public": "no", "exception": "deliberative", "must_open": "withhold"}
    partly = decide(asked | {"separable": "yes"})
    assert (partly.outcome.code, partly.withheld.code) == ("partly_granted", "refused_deliberative")
    assert set(partly.records) == {"reason", "separation"}
    whole = decide(asked | {"separable": "no"})
    assert (whole.outcome.code, whole.withheld) == ("refused_deliberative", None)
    assert whole.to_json()["letter"] == "refused"
    assert decide(start).to_json()["question"] == "held"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"live": "maybe"}, "没有 maybe 这个回答"),
        ({"held": "held"}, "现在问不到 held"),
        ({"live": "withdrawn", "clear": "clear"}, "“申请现在处于哪种情形？”之后问不到 clear"),
        ({"colour": "red"}, "没有名为 colour 的问题"),
    ],
)
def test_answers_out_of_order_are_refused(answers, sentence):
    with pytest.raises(BadInput, match=sentence):
        decide(answers)


@pytest.mark.parametrize("leads", [{}, {"next": "nowhere"}, {"act": "dance"}])
def test_an_answer_that_leads_nowhere_is_refused(leads):
    entry = {"key": "q", "step": "s", "ask": "a", "cites": "c", "answers": [{"key": "k", "label": "l", **leads}]}
    with pytest.raises(BadData, match="没有去处"):
        read_questions({"question": [entry]})


def test_every_question_cites_its_article():
    assert all("条" in question.cites for question in questions().values())
