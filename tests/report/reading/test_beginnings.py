"""Where the figures of a row begin: with cells to spare, lost or shifted never a wrong figure in silence."""

from random import Random

import pytest

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

SPANNED = {"docx", "xlsx"}
ONCE_MISREAD = (
    *(148, 579, 705, 842, 863, 988, 1080, 1231, 1253, 1264, 1346, 1663, 2204, 2234, 2419, 2546, 2716, 2765, 2807),
    *(2955, 3378, 3448, 3709, 3878, 3896, 4240, 4325, 4650, 4937, 4962, 5559, 5608, 5678, 5864, 5969, 9667, 14796),
    *(17453, 20695, 26340, 32224, 41281, 301349, 703744),
)
"""Seeds of reports in which noises together once put a figure into a wrong cell without a word."""


@pytest.mark.parametrize("seed", ONCE_MISREAD)
def test_a_report_that_was_once_misread_is_doubted_or_right(seed):
    random = Random(seed)
    sheet = layouts.printed(consistent_report(random))
    for noise in layouts.NOISES:
        if random.random() < 0.3:
            noise(sheet, random)
    layout = random.choice([name for name in layouts.QUICK if name not in SPANNED])
    assert layouts.silent_errors(sheet, read_document(read_bytes(layouts.QUICK[layout](sheet, random)))) == {}


def figures(random, layout, change):
    """A report of 2024 read back after a change to the rows of table 三."""
    sheet = layouts.printed(consistent_report(random, 2024))
    change(sheet)
    return read_document(read_bytes(layouts.QUICK[layout](sheet, random)))


def row_of(sheet, key):
    return next(row for row in sheet.tables[1] if row[-1].path == f"applications/{key}/total")


@pytest.mark.parametrize("mark", ["-", "—", "/", "无"])
def test_a_stroke_in_the_first_cell_of_stacked_lines_is_a_cell(mark):
    def change(sheet):
        row_of(sheet, "granted")[-7].text = mark

    report = figures(Random(3), "stacked", change)
    assert report.cells["applications/granted/natural_person"] is None
    assert "applications/granted/business" not in report.uncertain


@pytest.mark.parametrize("layout", ["tabbed", "gridded"])
def test_a_row_of_strokes_is_a_row(layout):
    def change(sheet):
        for box in row_of(sheet, "total")[-7:]:
            box.text = "-"

    report = figures(Random(4), layout, change)
    assert "applications/total/total" not in report.uncertain
    assert report.printed["applications/total/total"] == "-"


@pytest.mark.parametrize("words", ["总总计", "合十"])
def test_the_header_of_the_last_column_is_never_the_row_of_that_name(words):
    def change(sheet):
        row_of(sheet, "total")[-8].text = f"（七）{words}"

    report = figures(Random(5), "bare_pipes", change)
    path = "applications/total/total"
    assert report.cells[path] is not None or path in report.uncertain


def test_the_last_words_of_several_labels_name_none_of_them():
    def change(sheet):
        rows = sheet.tables[1]
        rows.remove(row_of(sheet, "partly_granted"))
        row_of(sheet, "refused_by_law")[-8].text = "公开"

    report = figures(Random(6), "html", change)
    assert "applications/partly_granted/total" in report.uncertain
