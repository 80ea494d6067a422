"""Every check can be explained to the person it bothers, and stands in the docs."""

import pytest

from gongkai.report import explaining
from gongkai.report.checks import CHECKS
from gongkai.report.series import SERIES_CHECKS

EVERY = [kind.code for kind in (*CHECKS, *SERIES_CHECKS)]


@pytest.mark.parametrize("code", EVERY)
def test_a_check_is_explained_with_reason_rule_remedy_and_examples(code):
    text = explaining.explanation(code)
    assert all(word in text for word in ("为什么：", "依据：", "怎么改：", "错例：", "对例："))


@pytest.mark.parametrize("code", EVERY)
def test_a_check_stands_in_the_docs_and_in_the_listing(code):
    assert f"## {code}\n" in explaining.page()
    assert f"{code} " in explaining.listing()


@pytest.mark.parametrize("code", EVERY)
def test_a_check_is_told_point_by_point_as_it_is_at_a_terminal(code):
    rule = explaining.rule(code)
    said = explaining.explanation(code)
    assert [name for name, _ in rule.examples] == ["错例", "对例"]
    assert all(f"{name}：{words}\n" in said for name, words in rule.points)
    assert (rule.title in said, rule.severity in said) == (True, True)


def test_no_two_checks_have_one_title():
    assert len(set(explaining.titles().values())) == len(EVERY)


def test_a_mistyped_code_brings_those_like_it():
    assert explaining.explanation("rows-ad-up") is None
    assert explaining.rule("rows-ad-up") is None
    assert "rows-add-up" in explaining.near("rows-ad-up")
