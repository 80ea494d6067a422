"""What a reader of files was not sure of reaches the report, its data and the terminal."""

from copy import deepcopy
from dataclasses import replace
from random import Random

import pytest

from gongkai.cli.telling import tell_findings, tell_report
from gongkai.documents import Table, read_bytes
from gongkai.report import check, from_json, to_json
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


def with_name_misread(*places, recognised=True):
    """A report whose organ is named four times, misread in some of these places."""
    made = consistent_report(Random(1), 2023)
    name = "青禾县石桥镇人民政府"
    telling = f"由{name}编制。如有疑问，请与{name}联系。{name}负责解释。"
    made = replace(made, organ=name, title=f"{name}2023年政府信息公开工作年度报告", opening=made.opening + telling)
    head, *rest = layouts.html(layouts.printed(made), Random(1)).decode().split(name)
    page = head + "".join(
        (name.replace("桥", "挢") if place in places else name) + text for place, text in enumerate(rest)
    )
    return read_document(replace(read_bytes(page.encode()), recognised=recognised))


@pytest.mark.parametrize("places", [(0,), (3,)])
def test_an_organ_misread_in_some_place_of_a_picture_has_the_name_of_most_places_and_a_doubt(places):
    report = with_name_misread(*places)
    assert report.organ == "青禾县石桥镇人民政府"
    assert any("“青禾县石挢镇人民政府” 1 处" in doubt for doubt in report.doubts)
    assert [finding for finding in check(report) if finding.severity == "error"] == []


def test_an_organ_misread_in_every_place_is_what_the_picture_seems_to_say():
    report = with_name_misread(0, 1, 2, 3)
    assert report.organ == "青禾县石挢镇人民政府"
    assert [finding for finding in check(report) if finding.severity == "error"] == []


def test_the_name_in_a_file_of_given_characters_is_as_its_title_prints_it():
    report = with_name_misread(0, recognised=False)
    assert (report.organ, report.doubts) == ("青禾县石挢镇人民政府", ())
    assert "own-name" in {finding.code for finding in check(report)}


@pytest.mark.parametrize("table", ["proactive", "applications"])
@pytest.mark.parametrize("same", [True, False], ids=["the same figures", "other figures"])
def test_a_row_that_stands_twice_is_in_doubt_where_its_figures_differ(table, same):
    report = consistent_report(Random(3), 2022)
    sheet = layouts.printed(report)
    words, row = {
        "proactive": ("行政许可", "proactive/licensing"),
        "applications": ("2.重复申请", "applications/repeated"),
    }[table]
    lines = next(rows for rows in sheet.tables if any(cell.text == words for line in rows for cell in line))
    place = next(n for n, line in enumerate(lines) if any(cell.text == words for cell in line))
    again = deepcopy(lines[place])
    if not same:
        again[-1].text += "7"
    lines.insert(place + 1, again)
    read = read_document(read_bytes(layouts.html(sheet, Random(3))))
    doubted = {path for path in read.uncertain if path.startswith(f"{row}/")}
    assert bool(doubted) == (not same)
    assert all(read.cells[path] is None for path in doubted)
    assert all(read.cells[path] == sheet.truth[path] for path in sheet.truth if path not in doubted)
