"""One error planted into a report that is right: it is found. No error in thousands that are right."""

from dataclasses import replace
from random import Random

import pytest

from gongkai.report.checks import check
from gongkai.report.model import Section, from_json, to_json
from report.generating import COLUMNS, consistent_report


def test_thousands_of_right_reports_have_no_error():
    for seed in range(2000):
        report = consistent_report(Random(seed))
        assert [finding for finding in check(report) if finding.severity == "error"] == [], seed


def test_what_was_written_as_data_and_read_again_has_no_error_either():
    for seed in range(100):
        report = from_json(to_json(consistent_report(Random(seed))))
        assert [finding for finding in check(report) if finding.severity == "error"] == [], seed


def changed(report, section, old, new):
    """The report with other words in a section."""
    assert old in report.text(section)
    sections = tuple(
        Section(s.number, s.heading, s.text.replace(old, new, 1)) if s.number == section else s for s in report.sections
    )
    return replace(report, sections=sections)


def cell(report, path, by):
    return report.with_cells({path: report.cells[path] + by})


def flow(report, random):
    row = random.choice(("new", "carried_in", "carried_out"))
    return cell(report, f"applications/{row}/{random.choice(COLUMNS)}", random.randint(1, 9)), "applications-balance"


def result(report, random):
    row = random.choice(report.layout.results())
    return cell(report, f"applications/{row}/{random.choice(COLUMNS)}", random.randint(1, 9)), "results-add-up"


def row_total(report, random):
    row = random.choice([row.key for row in report.layout.applications.rows])
    return cell(report, f"applications/{row}/total", random.randint(1, 9)), "rows-add-up"


def review(report, random):
    block = random.choice(("reconsideration", "litigation_direct", "litigation_after_reconsideration"))
    column = random.choice(("upheld", "corrected", "other", "pending", "total"))
    return cell(report, f"reviews/{block}/{column}", random.randint(1, 9)), "reviews-add-up"


def negative(report, random):
    path = random.choice([path for path in report.layout.paths() if not path.endswith("change")])
    return report.with_cells({path: -random.randint(1, 9)}), "impossible-figure"


def regulations(report, random):
    column = random.choice([path for path in report.layout.paths() if path.startswith("proactive/regulations")])
    return report.with_cells({column: random.randint(1, 9)}), "regulations-by-whom-may"


def form(report, random):
    year = random.choice((2019, 2020)) if report.form == "2021" else random.choice((2021, 2025))
    return replace(report, year=year), "form-of-the-year"


def one_other_row(report, random):
    lost = ("applications/lapsed_uncorrected/", "applications/lapsed_unpaid/")
    if report.form != "2021":
        return replace(report, cells={**report.cells, f"{lost[0]}total": 1}), "form-mixed"
    return replace(report, cells={p: n for p, n in report.cells.items() if not p.startswith(lost)}), "form-mixed"


def told_figure(report, random):
    new = report.cells["applications/new/total"]
    wrong = new + report.cells["applications/carried_in/total"] + random.randint(1, 9)
    return changed(report, 1, f"申请{new}件", f"申请{wrong}件"), "narrative-matches-table"


def parts(report, random):
    return changed(report, 1, "门户网站100条", f"门户网站{100 + random.randint(1, 9)}条"), "parts-make-the-whole"


def other_year(report, _random):
    year = report.year
    return changed(report, 1, f"（一）主动公开。{year}年", f"（一）主动公开。{year - 1}年"), "year-of-the-report"


def fee_year(report, _random):
    return changed(report, 6, f"{report.year}年", f"{report.year - 1}年"), "year-of-the-report"


def period(report, _random):
    return replace(report, opening=report.opening.replace(str(report.year), str(report.year - 1))), "period-of-the-year"


def title(report, _random):
    return replace(report, title=report.title.replace(str(report.year), str(report.year - 1))), "year-in-the-title"


def pending(report, _random):
    cells = {path: 0 for path in report.cells if path.startswith("applications/")}
    told = f"收到政府信息公开申请件，系{report.year}年12月20日申请，目前正在办理"
    wrong = changed(report.with_cells(cells), 1, "（三）政府信息管理", f"{told}。\n（三）政府信息管理")
    return wrong, "application-not-in-table"


ERRORS = (
    *(flow, result, row_total, review, negative, regulations, form, one_other_row, told_figure, parts, other_year),
    *(fee_year, period, title, pending),
)


@pytest.mark.parametrize("plant", ERRORS, ids=lambda plant: plant.__name__)
def test_a_planted_error_is_found(plant):
    for seed in range(60):
        random = Random(seed)
        wrong, code = plant(consistent_report(random), random)
        assert code in {finding.code for finding in check(wrong) if finding.severity == "error"}, seed


QUESTIONS = {
    "own-rank": (1, "（三）政府信息管理。", "（三）政府信息管理。我局全面落实。"),
    "blanks-in-the-text": (1, "（四）平台建设。", "（四）平台建设。公开信息__条。"),
    "doubled-words": (1, "严格执行", "严格执行严格执行"),
    "sub-section-numbers": (1, "（四）平台建设", "（六）平台建设"),
    "problems-and-measures": (5, "改进情况：增加图解和视频解读。", ""),
    "broken-dates": (1, "（四）平台建设。", "（四）平台建设。20241月1日上线。"),
}


@pytest.mark.parametrize("code", QUESTIONS)
def test_a_planted_slip_of_the_text_is_told(code):
    for seed in range(40):
        report = consistent_report(Random(seed))
        assert code not in {finding.code for finding in check(report)}
        assert code in {finding.code for finding in check(changed(report, *QUESTIONS[code]))}


@pytest.mark.parametrize("seed", range(40))
def test_a_blank_is_told_once_for_its_row_and_never_as_an_error(seed):
    random = Random(seed)
    report = consistent_report(random)
    row = random.choice([row.key for row in report.layout.applications.rows])
    blank = report.with_cells({f"applications/{row}/{column}": None for column in random.sample(COLUMNS, 3)})
    found = [finding for finding in check(blank) if finding.where == f"applications/{row}"]
    assert [(finding.code, finding.severity) for finding in found] == [("blank-cells", "warning")]


@pytest.mark.parametrize("seed", range(40))
def test_an_uncertain_cell_makes_no_error_whatever_it_held(seed):
    random = Random(seed)
    report = consistent_report(random)
    path = random.choice(report.layout.paths())
    doubtful = replace(report.with_cells({path: 77777}), uncertain={path: "没有读准"})
    assert [finding for finding in check(doubtful) if finding.severity == "error"] == []
