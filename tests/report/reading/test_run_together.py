"""Figures run together with nothing between them: parted where sums leave one way, blank and doubted elsewhere."""

from random import Random

import pytest

from gongkai.documents import Cell, read_bytes
from gongkai.report.reading import read_document
from gongkai.report.reading.cutting import run_together
from gongkai.report.reading.figures import LOST
from report import layouts
from report.generating import consistent_report


def read_run_on(seed, *noises):
    random = Random(seed)
    sheet = layouts.printed(consistent_report(random))
    for noise in noises:
        noise(sheet, random)
    return sheet, read_document(read_bytes(layouts.run_on(sheet, random)))


@pytest.mark.parametrize("seed", range(12))
def test_table_three_is_parted_by_its_rows_and_its_columns_together(seed):
    sheet, report = read_run_on(seed)
    assert layouts.silent_errors(sheet, report) == {}
    doubted = [path for path in report.uncertain if path.startswith("applications/")]
    assert len(doubted) <= 14


@pytest.mark.parametrize(("noise", "seed"), [(layouts.blanks, 50), (layouts.lost_cells, 3), (layouts.marks, 4)])
def test_figures_of_which_some_left_no_trace_are_never_parted_wrongly(noise, seed):
    sheet, report = read_run_on(seed, noise)
    assert layouts.silent_errors(sheet, report) == {}


def ways_of(digits):
    """The whole ways to part the digits of a row of table three."""
    found = run_together([Cell(digits)], 7, ("count",) * 7)
    return [[item.value for item in way] for way in found if LOST not in way]


def test_a_row_that_adds_up_in_two_ways_keeps_both():
    assert ways_of("68430157158291") == [[68, 43, 0, 15, 7, 158, 291], [68, 43, 0, 157, 15, 8, 291]]


def test_a_row_of_many_digits_is_parted_by_its_sum():
    assert ways_of("681432315715108514") == [[68, 143, 23, 157, 15, 108, 514]]


def test_digits_that_add_up_in_no_way_are_parted_in_none():
    assert ways_of("6843015715829") == []
