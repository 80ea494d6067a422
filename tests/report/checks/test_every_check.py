"""Each check finds its own wrong example, is content with the right one, and is left out nowhere."""

import importlib
import pkgutil
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report import checks
from gongkai.report.checks import CHECKS, Check, check
from gongkai.report.checks.wording import CHARACTER_TWICE, WORD_TWICE, _said_again
from gongkai.report.model import Report
from report.generating import consistent_report


@pytest.mark.parametrize("kind", CHECKS, ids=lambda kind: kind.code)
def test_a_check_finds_its_own_example_and_nothing_in_its_correction(kind):
    assert {finding.code for finding in kind().run(Report.of(kind.wrong))} == {kind.code}
    assert not list(kind().run(Report.of(kind.right)))


def test_no_check_is_left_out_of_the_registry():
    for module in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
        importlib.import_module(module.name)
    made = {kind for kind in _kinds(Check) if kind.__module__.startswith("gongkai.") and hasattr(kind, "code")}
    assert set(CHECKS) == made


def test_codes_are_worded_and_unique():
    codes = [kind.code for kind in CHECKS]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)


@pytest.mark.parametrize("kind", CHECKS, ids=lambda kind: kind.code)
def test_a_check_says_why_and_what_to_do_and_by_which_rule(kind):
    assert kind.reason().endswith("。")
    assert kind.mend.endswith("。")
    assert kind.cites


@pytest.mark.parametrize("seed", range(300))
def test_nothing_is_wrong_with_a_consistent_report(seed):
    report = consistent_report(Random(seed))
    assert [finding for finding in check(report) if finding.severity == "error"] == []


def _kinds(kind):
    return {kind} | {below for child in kind.__subclasses__() for below in _kinds(child)}


@given(text=st.text(alphabet="公开信的是，a𠮷", max_size=30))
def test_words_said_twice_are_sought_wherever_they_stand(text):
    assert any(WORD_TWICE.match(text, at) for at in _said_again(text, 2, 6)) == bool(WORD_TWICE.search(text))
    assert any(CHARACTER_TWICE.match(text, at) for at in _said_again(text, 1, 1)) == bool(CHARACTER_TWICE.search(text))
