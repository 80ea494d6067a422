"""The statutory document has the words and the merged headers of the national form, and blanks stay blank."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import docx
import pytest

from gongkai.paper import Heading, RedHead, Signature, Table, Unprintable
from gongkai.report.forms import forms
from gongkai.report.model import Report, Section, from_json
from gongkai.report.writing import ENDINGS, page_of, print_out, write
from report.generating import consistent_report

YEARS = {"2019": 2020, "2021": 2023}


def tables(report):
    return [block for block in page_of(report).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("form", YEARS)
def test_every_label_of_the_form_is_printed_letter_by_letter(form):
    printed = [cell.text for table in tables(Report(form=form)) for row in table.rows for cell in row]
    layout = forms()[form]
    labels = [word for block in layout.blocks() for word in (block.header, *block.columns.values()) if word]
    labels += [word for block in layout.blocks() for row in block.rows for word in (row.group, row.label) if word]
    assert [label for label in (*labels, *layout.captions.values()) if label not in printed] == []


@pytest.mark.parametrize(("form", "sizes"), [("2019", [22, 161, 15]), ("2021", [10, 175, 15])])
def test_every_cell_of_the_form_has_its_place(form, sizes):
    figures = [sum(not cell.header for row in table.rows for cell in row) for table in tables(Report(form=form))]
    assert figures == sizes


@pytest.mark.parametrize("form", YEARS)
def test_figures_stand_in_the_order_of_the_form(form):
    layout = forms()[form]
    report = Report({path: number for number, path in enumerate(layout.paths())}, form=form)
    printed = [int(cell.text) for table in tables(report) for row in table.rows for cell in row if not cell.header]
    assert printed == list(range(len(layout.paths())))


def test_a_blank_stays_blank_and_zero_stays_zero():
    report = Report({"applications/new/total": 0, "applications/carried_in/total": None})
    rows = tables(report)[1].rows
    assert [row[-1].text for row in rows[3:5]] == ["0", ""]


def test_a_doubtful_cell_is_marked_where_it_stands():
    report = Report({"applications/new/total": 3}, uncertain={"applications/new/total": "两种拆法", "reviews/x/y": ""})
    cell = tables(report)[1].rows[3][-1]
    assert cell.text == "3〔待核〕"
    assert [run.mark for run in cell.runs] == [False, True]


def test_money_is_printed_without_an_exponent_and_with_its_unit():
    cells = {"proactive/procurement/amount": Decimal("1.2E+6")}
    texts = [c.text for row in tables(Report(cells, form="2019", procurement_unit="元"))[0].rows for c in row]
    assert "1200000元" in texts


def test_table_three_has_the_merged_headers_of_the_form():
    head = tables(Report())[1].rows[:3]
    spans = {cell.text: (cell.rowspan, cell.colspan) for row in head for cell in row}
    assert spans["申请人情况"] == (1, 7)
    assert spans["法人或其他组织"] == (1, 5)
    assert spans["自然人"] == spans["总计"] == (2, 1)
    assert spans[forms()["2021"].captions["corner"]] == (3, 3)


def test_a_report_with_a_number_or_a_signer_has_a_red_head():
    report = Report(organ="青禾县柳河镇人民政府", document_number="柳河政发〔2024〕3号", signed_by="陈砚")
    assert page_of(report).red_head == RedHead("青禾县柳河镇人民政府文件", "柳河政发〔2024〕3号", "陈砚")
    assert page_of(Report(organ="青禾县柳河镇人民政府")).red_head is None


def test_the_date_stands_under_the_name_of_the_organ():
    report = Report(organ="青禾县柳河镇人民政府", issued_on=date(2024, 1, 20))
    assert page_of(report).blocks[-1] == Signature("青禾县柳河镇人民政府", date(2024, 1, 20))


def test_the_six_headings_stand_even_where_the_report_has_none():
    headings = [
        block.text for block in page_of(Report(sections=(Section(2, "主动公开情况"),))).blocks if type(block) is Heading
    ]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert headings[1] == "二、主动公开情况"


def test_figures_the_form_has_no_place_for_are_named_and_not_lost_in_silence(tmp_path):
    report = Report({"applications/lapsed_unpaid/total": 2}, form="2019")
    assert write(report, tmp_path / "a.md") == (
        "有 1 格不在2019年格式之内，没有写出：applications/lapsed_unpaid/total。要保留请写成 .json。",
    )


def test_an_unknown_ending_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(Unprintable, match=r"^年度报告写不成“\.ofd”格式，可以写成 .*\.json。$"):
        write(Report(), tmp_path / "a.ofd")


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    with pytest.raises(Unprintable, match=r"^写不了文件.*。$"):
        write(Report(), tmp_path / "no" / "a.json")


@pytest.mark.parametrize("year", YEARS.values())
def test_json_holds_the_whole_report(year):
    report = replace(consistent_report(Random(year), year), uncertain={"applications/new/total": "两种拆法"})
    assert from_json(json.loads(print_out(report, ".json").data)) == report


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != "pdf"])
def test_the_same_report_gives_the_same_bytes(ending):
    report = consistent_report(Random(7), 2023)
    assert print_out(report, ending).data == print_out(report, ending).data


def test_the_headers_of_the_word_tables_are_really_merged():
    document = docx.Document(io.BytesIO(print_out(consistent_report(Random(7), 2023), "docx").data))
    proactive, applications, reviews = document.tables
    assert len(applications.rows) == 28
    assert len({id(cell._tc) for cell in applications.rows[0].cells}) == 2
    assert len({id(cell._tc) for cell in reviews.rows[0].cells}) == 2
    assert len({id(cell._tc) for cell in proactive.rows[0].cells}) == 1
