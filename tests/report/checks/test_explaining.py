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


def test_no_two_checks_have_one_title():
    assert len(set(explaining.titles().values())) == len(EVERY)


def test_a_mistyped_code_brings_those_like_it():
    assert explaining.explanation("rows-ad-up") is None
    assert "rows-add-up" in explaining.near("rows-ad-up")
