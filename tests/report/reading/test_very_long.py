"""Runs of digits, numerals and lists far longer than any report has them: read in no time, and nothing falls over."""

from dataclasses import replace
from random import Random

import pytest

from gongkai.documents import read_bytes
from gongkai.report import check
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

RUNS = (
    "1" * 6000 + "件",
    "一" * 6000 + "件",
    "一二三四五六七八九十" * 3000,
    "共1件，其中" * 3000,
    "1," * 3000,
    "年 " * 3000,
    "（" * 3000 + "）" * 3000,
)
CELLS = ("1 2 3 " * 3000, "1" * 6000, "10" * 18, "123" * 30)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run[:4])
def test_the_text_of_a_section_may_hold_it(run):
    report = consistent_report(Random(1), 2023)
    first, *others = report.sections
    report = replace(report, sections=(replace(first, text=first.text + run), *others))
    read = read_document(read_bytes(layouts.html(layouts.printed(report), Random(1))))
    check(read)
    assert read.cells["applications/new/total"] == report.cells["applications/new/total"]


@pytest.mark.parametrize("layout", ["html", "run_on"])
@pytest.mark.parametrize("run", CELLS, ids=lambda run: run[:4])
def test_a_label_or_a_cell_may_hold_it(run, layout):
    sheet = layouts.printed(consistent_report(Random(1), 2023))
    sheet.tables[0][2][0].text += run
    sheet.tables[1][5][-2].text = run
    read = read_document(read_bytes((layouts.QUICK | layouts.RUN_TOGETHER)[layout](sheet, Random(1))))
    check(read)
    assert read.sections[0].number == 1
