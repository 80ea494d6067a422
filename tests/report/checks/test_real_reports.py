"""The real reports: every error that a person finds in them is found, and nothing else is called an error.

The reports are data beside the project, found through GONGKAI_REPORTS; where the folder is absent these tests skip.
The lists were made by hand from the documents.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from gongkai.report import check, read
from gongkai.report.series import check_series

REPORTS = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).parents[3] / ".." / "shared" / "reports")).resolve()
pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here (GONGKAI_REPORTS)")

ERRORS = {
    "000_": {("parts-make-the-whole", "sections/1", 140, 143)},
    "001_": set(),
    "002_": {("year-of-the-report", "sections/1", 2020, 2019)},
    "003_": set(),
    "004_19": {
        ("parts-make-the-whole", "sections/1", 117, 124),
        ("application-not-in-table", "applications/new/total", 1, 0),
    },
    "004_pingtan": set(),
    "005_": set(),
    "006_": {
        ("results-add-up", "applications/total/natural_person", 26, 20),
        ("results-add-up", "applications/total/total", 27, 21),
        ("regulations-by-whom-may", "proactive/regulations/total_disclosed", 0, 7),
        ("parts-make-the-whole", "sections/1", 2603, 2602),
    },
    "007_": {("parts-make-the-whole", "sections/1", 2533, 2599)},
    "008_": set(),
    "009_": {
        ("form-mixed", "applications/other", None, None),
        ("reviews-add-up", "reviews/reconsideration/total", 11, 0),
        ("reviews-add-up", "reviews/litigation_after_reconsideration/total", 5, 0),
    },
}
QUESTIONS = {
    "000_": {("blank-cells", "reviews/reconsideration")},
    "001_": {("blank-cells", "proactive/penalties"), ("own-rank", "sections/1"), ("own-rank", "sections/5")},
    "003_": {
        ("blank-cells", "proactive/regulations"),
        ("blank-cells", "proactive/normative_documents"),
        ("total-without-parts", "applications/new"),
        ("total-without-parts", "reviews/reconsideration"),
        ("fees-are-told", "sections/6"),
    },
    "004_19": {
        ("blank-cells", "reviews/reconsideration"),
        ("own-rank", "sections/6"),
        ("blanks-in-the-text", "sections/1"),
    },
    "004_pingtan": {
        ("narrative-matches-table", "applications/new/total"),
        ("narrative-matches-table", "applications/new/natural_person"),
    },
    "007_": {("blanks-in-the-text", "sections/1")},
    "008_": {
        ("narrative-matches-table", "applications/granted"),
        ("narrative-matches-table", "applications/not_held"),
        ("narrative-matches-table", "reviews/reconsideration/upheld"),
        ("shares-fit", "sections/1"),
        ("blank-cells", "applications/new"),
    },
    "009_": {
        ("corrected-is-told", "reviews/reconsideration/corrected"),
        ("assessment-is-told", "sections/1"),
    },
}
WORDING = {
    "000_": {("labels", "applications/refused_state_secret"), ("labels", "applications/petition_or_complaint")},
    "001_": {("article-numbers", "proactive/header/1"), ("title-by-the-rule", "title")},
    "002_": {("doubled-words", "sections/1")},
    "003_": {("title-by-the-rule", "title")},
    "004_19": {("doubled-words", "sections/1"), ("title-in-the-text", "sections/0")},
    "004_pingtan": {
        ("section-headings", "sections/4"),
        ("doubled-words", "sections/1"),
        ("title-by-the-rule", "title"),
    },
    "005_": {("doubled-words", "sections/1")},
    "008_": {("title-by-the-rule", "title")},
    "009_": {("labels", "applications/refused_by_law")},
}


@cache
def findings(name):
    (file,) = REPORTS.glob(f"{name}*")
    return check(read(file))


@pytest.mark.parametrize("name", ERRORS)
def test_the_errors_are_those_that_a_person_finds(name):
    errors = {(f.code, f.where, f.expected, f.actual) for f in findings(name) if f.severity == "error"}
    assert errors == ERRORS[name]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_questions_a_person_would_ask_are_asked(name):
    assert QUESTIONS[name] <= {(f.code, f.where) for f in findings(name) if f.severity == "warning"}


@pytest.mark.parametrize("name", WORDING)
def test_slips_of_wording_are_told(name):
    assert WORDING[name] <= {(f.code, f.where) for f in findings(name) if f.severity == "notice"}


def test_four_years_in_a_row_hang_together_and_the_change_of_form_is_asked_about():
    files = sorted(file for file in REPORTS.iterdir() if "pingtan" in file.name)
    found = [finding for each in check_series([read(file) for file in files], declared=True) for finding in each]
    assert {(f.code, f.severity) for f in found} <= {
        ("series-leaps", "warning"),
        ("series-documents-over-the-change", "warning"),
    }
