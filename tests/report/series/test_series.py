"""Years of one organ hang together, and nobody copies: each rule finds its own example."""

import pytest

from gongkai.report.model import Report
from gongkai.report.series import SERIES_CHECKS, SeriesCheck, check_series, trace
from gongkai.report.series.copying import OTHER, SAMPLE

TOWN = "青禾县石桥镇人民政府"


@pytest.mark.parametrize("kind", SERIES_CHECKS, ids=lambda kind: kind.code)
def test_a_rule_finds_its_own_example_and_nothing_in_its_correction(kind):
    wrong, right = ([trace(Report.of(report)) for report in pair] for pair in (kind.wrong, kind.right))
    assert {finding.code for finding in kind().run(*wrong)} == {kind.code}
    assert not list(kind().run(*right))


def test_no_rule_is_left_out():
    assert set(SERIES_CHECKS) == set(SeriesCheck.__subclasses__())


@pytest.mark.parametrize("kind", SERIES_CHECKS, ids=lambda kind: kind.code)
def test_a_rule_says_why_and_what_to_do(kind):
    assert kind.reason().endswith("。")
    assert kind.mend.endswith("。")
    assert kind.innocent


def year(number, organ=TOWN, **cells):
    return Report.of({"year": number, "organ": organ, **{path.replace("__", "/"): n for path, n in cells.items()}})


def test_a_broken_chain_is_a_warning_and_an_error_once_the_series_is_declared():
    reports = [year(2022, applications__carried_in__total=0), year(2021, applications__carried_out__total=1)]
    found, none = check_series(reports)
    assert [(f.severity, f.where, f.expected, f.actual) for f in found] == [
        ("warning", "series/applications/carried_in/total", 1, 0)
    ]
    assert none == []
    assert [f.severity for f in check_series(reports, declared=True)[0]] == ["error"]


def test_the_finding_stands_with_the_later_year():
    reports = [year(2021, applications__carried_out__total=1), year(2022, applications__carried_in__total=0)]
    assert [len(found) for found in check_series(reports)] == [0, 1]


def test_years_of_different_organs_are_no_series():
    reports = [
        year(2021, applications__carried_out__total=1),
        year(2022, "青禾县清溪镇人民政府", applications__carried_in__total=0),
    ]
    assert check_series(reports) == [[], []]
    assert [len(found) for found in check_series(reports, declared=True)] == [0, 1]


def test_two_reports_of_one_year_are_not_compared():
    reports = [year(2021, applications__carried_out__total=1)] * 2 + [year(2022, applications__carried_in__total=0)]
    assert check_series(reports) == [[], [], []]


def test_a_gap_in_the_years_breaks_no_chain():
    reports = [year(2020, applications__carried_out__total=1), year(2022, applications__carried_in__total=0)]
    assert check_series(reports) == [[], []]


def test_the_chain_holds_over_the_change_of_form():
    reports = [year(2020, applications__carried_out__total=2), year(2021, applications__carried_in__total=1)]
    assert [f.code for f in check_series(reports)[1]] == ["series-carried-forward"]


def test_a_report_copied_from_two_years_before_is_found_with_other_figures_in_it():
    old, new = (
        Report.of(
            {"year": number, "organ": TOWN, "sections/1": SAMPLE + f"{number}年共公开政府信息{number - 1900}条。"}
        )
        for number in (2020, 2022)
    )
    (finding,) = check_series([old, new])[1]
    assert finding.code == "series-copied-text"
    assert finding.actual == 100
    assert finding.quote in SAMPLE


def test_both_neighbours_that_share_a_text_are_told_and_the_third_is_not():
    texts = {"清溪镇": SAMPLE, "石桥镇": SAMPLE, "云台镇": OTHER}
    reports = [
        Report.of({"year": 2022, "organ": f"青禾县{name}人民政府", "sections/1": text}) for name, text in texts.items()
    ]
    found = check_series(reports)
    assert [[f.code for f in each] for each in found] == [["neighbours-copied-text"], ["neighbours-copied-text"], []]
    assert "青禾县清溪镇人民政府" in found[1][0].message
