"""Invented reports in the dress of many sites and offices: every cell right, title, organ, year and sections too."""

from random import Random

import pytest

from gongkai.documents import read_bytes
from gongkai.report import check
from gongkai.report.reading import read_document
from report import layouts, varied
from report.generating import consistent_report


def read_variant(variant, seed, year):
    random = Random(seed)
    sheet = layouts.printed(consistent_report(random, year))
    return sheet, read_document(read_bytes(variant(sheet, random)))


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("variant", varied.VARIANTS, ids=lambda variant: variant.__name__)
def test_a_report_in_any_dress_is_read_cell_by_cell(variant, year):
    for seed in range(3):
        sheet, report = read_variant(variant, seed, year)
        assert layouts.silent_errors(sheet, report) == {}
        assert layouts.right(sheet, report) == len(sheet.truth)


@pytest.mark.parametrize("variant", varied.VARIANTS, ids=lambda variant: variant.__name__)
def test_its_title_organ_year_and_sections_are_found(variant):
    sheet, report = read_variant(variant, 7, 2023)
    made = sheet.report
    assert (report.form, report.year, report.organ) == (made.form, made.year, made.organ)
    assert "".join((report.title or "").split()) == made.title
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("variant", varied.VARIANTS, ids=lambda variant: variant.__name__)
def test_nothing_in_it_is_called_an_error(variant):
    for seed, year in ((3, 2020), (4, 2022), (5, 2025)):
        _, report = read_variant(variant, seed, year)
        assert [finding.message for finding in check(report) if finding.severity == "error"] == []
