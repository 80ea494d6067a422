"""Random reports in every layout and with every noise: what is printed is read, nothing wrong in silence."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

SEEDS = st.integers(0, 10**9)
CELLS_APART = (*layouts.QUICK, "lined")
LABELS_ONLY = (layouts.spaced_labels, layouts.misread_labels)
SPANNED = {"docx", "xlsx"}


def read(sheet, layout, random):
    every = layouts.QUICK | layouts.RUN_TOGETHER | layouts.SLOW
    return read_document(read_bytes(every[layout](sheet, random)))


def sheet_of(seed):
    random = Random(seed)
    return layouts.printed(consistent_report(random)), random


@pytest.mark.parametrize("layout", CELLS_APART)
@given(seed=SEEDS)
@settings(max_examples=5, deadline=None)
def test_a_clean_layout_is_read_cell_by_cell(layout, seed):
    sheet, random = sheet_of(seed)
    report = read(sheet, layout, random)
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) == len(sheet.truth)
    assert (report.form, report.year, report.organ) == (sheet.report.form, sheet.report.year, sheet.report.organ)


@pytest.mark.parametrize("layout", CELLS_APART)
@given(seed=SEEDS)
@settings(max_examples=2, deadline=None)
def test_a_clean_layout_gives_the_words_too(layout, seed):
    sheet, random = sheet_of(seed)
    report = read(sheet, layout, random)
    assert report.title == sheet.report.title
    assert report.opening == sheet.report.opening
    assert report.sections == sheet.report.sections


@given(seed=SEEDS)
@settings(max_examples=8, deadline=None)
def test_figures_that_ran_together_are_split_only_where_the_identities_leave_one_way(seed):
    sheet, random = sheet_of(seed)
    report = read(sheet, "run_on", random)
    assert layouts.silent_errors(sheet, report) == {}
    assert all(report.cells.get(path) is None for path in report.uncertain)


@pytest.mark.parametrize("noise", layouts.NOISES, ids=lambda noise: noise.__name__)
@given(seed=SEEDS)
@settings(max_examples=6, deadline=None)
def test_a_noise_never_makes_a_figure_wrong_in_silence(noise, seed):
    sheet, random = sheet_of(seed)
    noise(sheet, random)
    layout = random.choice([name for name in CELLS_APART if name not in SPANNED])
    assert layouts.silent_errors(sheet, read(sheet, layout, random)) == {}


@pytest.mark.slow
@given(seed=SEEDS)
@settings(max_examples=400, deadline=None)
def test_noises_together_never_make_a_figure_wrong_in_silence(seed):
    sheet, random = sheet_of(seed)
    for noise in layouts.NOISES:
        if random.random() < 0.3:
            noise(sheet, random)
    layout = random.choice([name for name in layouts.QUICK if name not in SPANNED])
    assert layouts.silent_errors(sheet, read(sheet, layout, random)) == {}


@pytest.mark.parametrize("noise", LABELS_ONLY, ids=lambda noise: noise.__name__)
@given(seed=SEEDS)
@settings(max_examples=4, deadline=None)
def test_broken_labels_cost_no_cell(noise, seed):
    sheet, random = sheet_of(seed)
    noise(sheet, random)
    assert layouts.right(sheet, read(sheet, "html", random)) == len(sheet.truth)


@pytest.mark.parametrize("seed", range(2))
def test_a_pdf_with_ruled_tables_over_pages_is_read_cell_by_cell(seed):
    sheet, random = sheet_of(seed)
    report = read(sheet, "pdf", random)
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) == len(sheet.truth)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 30))
def test_many_pdfs_are_read_cell_by_cell(seed):
    test_a_pdf_with_ruled_tables_over_pages_is_read_cell_by_cell(seed)
