"""What a reader of files was not sure of reaches the report, its data and the terminal."""

from dataclasses import replace
from random import Random

from gongkai.cli.telling import tell_findings, tell_report
from gongkai.documents import Table, read_bytes
from gongkai.report import from_json, to_json
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

DOUBT = "文字由识别得来，请对照原件核对。"


def recognised(sure):
    """A report as recognised in a picture, the figures of 行政许可 with that confidence."""
    sheet = layouts.printed(consistent_report(Random(3), 2022))
    document = read_bytes(layouts.html(sheet, Random(3)))
    blocks = tuple(_with_confidence(block, sure) if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=blocks, doubts=(DOUBT,), recognised=True)


def _with_confidence(table, sure):
    rows = []
    for row in table.rows:
        doubtful = row[0].text == "行政许可"
        rows.append(tuple(replace(cell, sure=sure) if doubtful and n else cell for n, cell in enumerate(row)))
    return replace(table, rows=tuple(rows))


def test_doubts_of_the_file_are_told_and_survive_as_data():
    report = read_document(recognised(1.0))
    assert report.doubts == from_json(to_json(report)).doubts == (DOUBT,)
    assert any(DOUBT in line for line in tell_report("年报.png", report))
    assert any(DOUBT in line for line in tell_findings("年报.png", report, []))


def test_a_figure_that_the_recogniser_was_not_sure_of_is_in_doubt():
    assert "proactive/licensing/decisions" in read_document(recognised(0.6)).uncertain
    assert "proactive/licensing/decisions" not in read_document(recognised(0.99)).uncertain


def test_a_report_of_given_characters_has_no_doubts_in_its_data():
    sheet = layouts.printed(consistent_report(Random(3), 2022))
    assert "doubts" not in to_json(read_document(read_bytes(layouts.html(sheet, Random(3)))))


def test_a_cell_of_very_many_digits_behind_words_is_read_and_not_pondered_for_ever():
    sheet = layouts.printed(consistent_report(Random(3), 2022))
    label = next(row for row in sheet.tables[0] if row[0].text == "行政许可")[0]
    label.text += "1" * 5000 + "号" + "1 " * 5000 + "A1"
    report = read_document(read_bytes(layouts.html(sheet, Random(3))))
    assert report.cells["proactive/penalties/decisions"] == sheet.truth["proactive/penalties/decisions"]
