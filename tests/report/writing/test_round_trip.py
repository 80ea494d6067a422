"""What was written reads back as the same report, in every format and both forms, from what a person can see."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import read_bytes
from gongkai.report.model import Section, from_json, to_json
from gongkai.report.reading import read, read_document
from gongkai.report.writing import print_out, write
from report.generating import consistent_report, full_report

SEEDS = st.integers(0, 10**9)
LIGHT = ["html", "md", "txt"]
HEAVY = ["docx", "xlsx", "pdf"]


def back(report, ending):
    return read_document(read_bytes(print_out(report, ending).data, f".{ending}"))


def squeezed(report):
    """The report with its texts rid of white space: a PDF does not tell where a paragraph ends."""
    sections = (Section(s.number, "".join(s.heading.split()), "".join(s.text.split())) for s in report.sections)
    return replace(report, opening="".join(report.opening.split()), sections=tuple(sections))


def assert_comes_back(report, ending):
    read_back = back(report, ending)
    if ending == "pdf":
        report, read_back = squeezed(report), squeezed(read_back)
    wrong = {path: figure for path, figure in report.cells.items() if read_back.cells.get(path) != figure}
    assert wrong == {}
    assert set(read_back.uncertain) == set(report.uncertain)
    assert read_back == report


@pytest.mark.parametrize("ending", LIGHT)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_a_report_comes_back_from_text(ending, seed):
    assert_comes_back(full_report(Random(seed)), ending)


@pytest.mark.parametrize("ending", HEAVY)
@pytest.mark.parametrize("year", [2020, 2024])
def test_a_report_comes_back_from_a_file_of_the_office(ending, year):
    assert_comes_back(full_report(Random(year), year), ending)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "xlsx", *LIGHT])
def test_a_thousand_reports_come_back(ending):
    for seed in range(1000):
        assert_comes_back(full_report(Random(seed)), ending)


@pytest.mark.slow
def test_two_hundred_reports_come_back_from_pdf():
    for seed in range(200):
        assert_comes_back(full_report(Random(seed)), "pdf")


@pytest.mark.parametrize("ending", [*LIGHT, *HEAVY])
def test_a_report_with_every_cell_blank_comes_back_blank(ending):
    report = consistent_report(Random(3), 2023)
    assert_comes_back(replace(report, cells=dict.fromkeys(report.cells), issued_on=date(2024, 1, 20)), ending)


@pytest.mark.parametrize("blank", [("proactive", "applications"), ("reviews",)])
@pytest.mark.parametrize("ending", [*LIGHT, *HEAVY])
def test_blank_tables_come_back_blank(ending, blank):
    report = consistent_report(Random(3), 2023)
    cells = {path: None if path.startswith(blank) else figure for path, figure in report.cells.items()}
    assert_comes_back(replace(report, cells=cells), ending)


def test_a_doubtful_figure_is_printed_and_comes_back_as_a_doubt():
    report = replace(consistent_report(Random(5), 2023), uncertain={"applications/new/total": "两种拆法"})
    read_back = back(report, "docx")
    assert set(read_back.uncertain) == {"applications/new/total"}
    assert read_back.figure("applications/new/total") is None


@pytest.mark.parametrize("ending", ["docx", "json"])
def test_a_file_on_disk_comes_back(ending, tmp_path):
    report = full_report(Random(11))
    write(report, tmp_path / f"年报.{ending}")
    if ending == "json":
        import json

        assert from_json(json.loads((tmp_path / "年报.json").read_text(encoding="utf-8"))) == report
    else:
        assert read(tmp_path / "年报.docx") == report
    assert from_json(to_json(report)) == report


def test_a_report_whose_table_three_nearly_fills_a_page_comes_back_from_pdf():
    """Its longest label once hung below the end of the page, where table three was torn."""
    report = full_report(Random(85))
    assert_comes_back(report, "pdf")
    assert len(list(read_bytes(print_out(report, "pdf").data, ".pdf").tables())) == 3
