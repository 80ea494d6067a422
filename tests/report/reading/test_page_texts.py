"""The text of web pages as gathering programs write it: every cell is read, nothing is wrong in silence."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import Unreadable, read_bytes
from gongkai.report import check
from gongkai.report.reading import read_document
from report import layouts, page_texts
from report.generating import consistent_report

SEEDS = st.integers(0, 10**9)
OPENS = "一、总体情况\n2023年，青禾县石桥镇全年主动公开政府信息12条。\n二、主动公开政府信息情况\n"
ROWS = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 4 | 1 | 9 |\n"


def sheet_of(seed):
    random = Random(seed)
    return layouts.printed(consistent_report(random)), random


def read(text):
    return read_document(read_bytes(text.encode() if isinstance(text, str) else text))


@pytest.mark.parametrize("layout", page_texts.PAGES)
@given(seed=SEEDS)
@settings(max_examples=5, deadline=None, derandomize=True)
def test_every_cell_of_a_page_text_is_read(layout, seed):
    sheet, random = sheet_of(seed)
    report = read(page_texts.PAGES[layout](sheet, random))
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) == len(sheet.truth)
    assert (report.form, report.year, report.organ) == (sheet.report.form, sheet.report.year, sheet.report.organ)
    assert report.title == sheet.report.title
    narrow = [section.text.translate(page_texts.NARROW) for section in sheet.report.sections]
    assert [section.text for section in report.sections] == narrow


@pytest.mark.parametrize("noise", layouts.NOISES, ids=lambda noise: noise.__name__)
@given(seed=SEEDS)
@settings(max_examples=4, deadline=None, derandomize=True)
def test_a_noise_in_a_page_text_makes_no_figure_wrong_in_silence(noise, seed):
    sheet, random = sheet_of(seed)
    noise(sheet, random)
    layout = random.choice(list(page_texts.PAGES.values()))
    assert layouts.silent_errors(sheet, read(layout(sheet, random))) == {}


EVERY = list(page_texts.PAGES.values())
FOUND_IN = EVERY[:8]
"""The layouts among which the seeds below were found: a seed chooses by position."""


def with_noises(seed, among=EVERY):
    sheet, random = sheet_of(seed)
    for noise in layouts.NOISES:
        if random.random() < 0.3:
            noise(sheet, random)
    layout = random.choice(among)
    return sheet, read(layout(sheet, random))


@pytest.mark.parametrize("seed", [189, 212, 318, 363, 5632, 5759, 6167, 20497, 30056])
def test_blanks_before_strokes_numbers_on_lines_of_their_own_and_headers_again_mislead_nobody(seed):
    assert layouts.silent_errors(*with_noises(seed, FOUND_IN)) == {}


@pytest.mark.parametrize("seed", [60028, 60070, 100620])
def test_a_torn_table_and_rows_that_lack_cells_mislead_nobody(seed):
    assert layouts.silent_errors(*with_noises(seed)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("tens", range(40))
def test_noises_together_in_a_page_text_make_no_figure_wrong_in_silence(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        assert layouts.silent_errors(*with_noises(seed)) == {}


def test_the_first_part_of_a_report_without_its_title_is_read():
    report = read(OPENS + "第二十条第(一)项 | |||\n" + ROWS + "第二十条第(")
    assert report.cells["proactive/normative_documents/in_force"] == 9
    assert report.cells["proactive/licensing/decisions"] is None
    assert "proactive/licensing/decisions" in report.uncertain


def test_a_text_with_two_headings_and_a_table_of_its_own_is_no_report():
    with pytest.raises(Unreadable):
        read(OPENS + "项目 | 件数 |\n行政许可 | 3 |\n行政处罚 | 5 |\n行政强制 | 0 |\n")


def test_a_digit_before_a_line_that_begins_with_a_stop_numbers_the_next_label():
    sheet, _ = sheet_of(5)
    text = page_texts.paragraphs(sheet, Random(5)).decode().replace("2.重复申请", "2\n\n.重复申请")
    report = read(text)
    assert layouts.right(sheet, report) == len(sheet.truth)


FIFTEEN = "3 | 1 | 0 | 2 | 6 | 0 | 0 | 1 | 0 | 1 | 4 | 0 | 0 | 0 | 4"


def test_fifteen_figures_in_one_row_are_table_four_though_its_header_is_lost():
    report = read(
        OPENS + ROWS + f"四、政府信息公开行政复议、行政诉讼情况\n| {FIFTEEN} |\n五、存在的主要问题及改进情况\n无"
    )
    assert report.cells["reviews/reconsideration/total"] == 6
    assert report.cells["reviews/litigation_after_reconsideration/upheld"] == 4


def test_fifteen_figures_that_do_not_add_up_are_no_table_four():
    wrong = FIFTEEN.replace("| 6 |", "| 7 |")
    report = read(
        OPENS + ROWS + f"四、政府信息公开行政复议、行政诉讼情况\n| {wrong} |\n五、存在的主要问题及改进情况\n无"
    )
    assert report.cells["reviews/reconsideration/total"] is None
    assert "reviews/reconsideration/total" in report.uncertain


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("2023年石桥街道办事处信息公开年报", "石桥街道办事处"),
        ("青禾县水利局2023年信息公开年度报告", "青禾县水利局"),
        ("青禾县石桥镇人民政府信息公开工作年度报告", "青禾县石桥镇人民政府"),
    ],
)
def test_a_title_in_fewer_words_is_the_title(title, organ):
    report = read(f"首页 > 乡镇信息公开年报\n正文\n{title}\n{OPENS}{ROWS}")
    assert (report.title, report.organ, report.year) == (title, organ, 2023)


def test_the_year_is_the_one_the_narrative_names_not_one_in_a_note_of_the_table():
    report = read("一、总体情况\n2020年，我局公开信息5条。\n二、主动公开政府信息情况\n" + NOTED)
    assert report.year == 2020


NOTED = (
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n规范性文件 | 1 | 1 | 1 |\n"
    "信息内容 | 上一年项目数量（指2019年） | 本年增/减 | 处理决定数量 |\n行政许可 | 3 | 0 | 8 |\n"
)


@pytest.mark.parametrize("year", [2020, 2023])
def test_the_label_of_a_row_is_printed_without_the_note_of_a_city(year):
    sheet = layouts.printed(consistent_report(Random(7), year))
    sheet.tables[0][2][0].text = "规章（设区的市、自治州人民政府应提供相关数据）"
    sheet.tables[0][3][0].text += "（标题采用“规定”“办法”等字样的公文，一般属于规范性文件）"
    report = read(page_texts.paragraphs(sheet, Random(7)))
    assert report.printed["proactive/regulations"] == "规章"
    assert report.printed["proactive/normative_documents"].endswith("规范性文件")
    assert not [one for one in check(report) if one.code == "labels"]


def test_a_line_of_prose_that_may_be_a_row_is_no_misprinted_label():
    told = "2023年，全镇累计主动公开信息114条，其中通过政府网站公开72条，规划总结2条，公文4条。\n"
    report = read(OPENS + told + "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n")
    assert report.cells["proactive/regulations/in_force"] == 0
    assert not [one for one in check(report) if one.code == "labels"]


@pytest.mark.parametrize("layout", ["paragraphs", "edged_rows", "filled_lines"])
def test_the_unit_of_what_was_bought_may_stand_in_its_header(layout):
    sheet = layouts.printed(consistent_report(Random(9), 2020))
    amount = sheet.tables[0][-1][-1]
    amount.text = amount.text.removesuffix("元").removesuffix("万")
    sheet.tables[0][-2][-1].text = "采购总金额（万元）"
    assert read(page_texts.PAGES[layout](sheet, Random(9))).procurement_unit == "万元"


@pytest.mark.parametrize("heading", ["一、总体概述", "一、我们的工作"])
def test_a_titled_report_with_table_two_is_one_however_its_first_section_is_called(heading):
    title = "青禾县石桥街道2023年政府信息公开工作年度报告\n"
    report = read(title + OPENS.replace("一、总体情况", heading) + ROWS)
    assert report.cells["proactive/normative_documents/in_force"] == 9


SIGNED = {"增": 1, "增加": 1, "减": -1, "减少": -1}


@pytest.mark.parametrize("word", SIGNED)
@pytest.mark.parametrize("layout", ["paragraphs", "edged_rows", "filled_lines", "mixed_lines", "led_lines"])
def test_a_change_may_say_in_a_word_that_it_is_one(layout, word):
    sheet = layouts.printed(consistent_report(Random(13), 2020))
    path = "proactive/licensing/change"
    next(box for rows in sheet.tables for row in rows for box in row if box.path == path).text = f"{word}1423"
    report = read(page_texts.PAGES[layout](sheet, Random(13)))
    assert report.cells[path] == 1423 * SIGNED[word]
    assert report.printed[path] == f"{word}1423"
    assert set(report.uncertain) == set()
    assert layouts.right(sheet, report) >= len(sheet.truth) - 1


@pytest.mark.parametrize("times", [1, 2])
def test_the_organ_printed_above_a_title_that_begins_with_it_is_no_part_of_the_title(times):
    above = "青禾县人民政府\n" * times
    report = read(f"{above}青禾县人民政府2021年度\n信息公开年度报告\n(2022年1月)\n{OPENS}{ROWS}")
    assert report.title == "青禾县人民政府2021年度信息公开年度报告"
    assert report.organ == "青禾县人民政府"


def test_a_word_for_more_or_fewer_in_a_cell_of_a_count_is_in_doubt():
    report = read(OPENS + ROWS.replace("| 4 |", "| 增4 |"))
    assert report.cells["proactive/normative_documents/issued"] is None
    assert "增减" in report.uncertain["proactive/normative_documents/issued"]
    assert report.cells["proactive/normative_documents/in_force"] == 9


SPLIT = (
    "一、总体情况\n2019年，石桥街道公开信息6条。\n二、主动公开政府信息情况\n{}\n"
    "其他对外管理服务事项 | 行政检查 | {} |\n行政确认 | {} |\n"
    "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政处罚 | 4 | 0 | 6 |\n"
)
ABOVE = "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n行政许可 | 2 | 0 | 8 |"


@pytest.mark.parametrize("stroke", [" |\n", " | ", "\n\n"])
@pytest.mark.parametrize("second", ["5 | -2 | 9", "0 | 0 | 9"])
@pytest.mark.parametrize("first", ["3 | 1 | 7", "0 | 0 | 0"])
def test_a_row_that_an_organ_divided_into_several_is_in_doubt(first, second, stroke):
    text = SPLIT.format(ABOVE, first, second).replace(" | ", stroke)
    report = read(text.replace(" |\n", "\n") if stroke == "\n\n" else text)
    row = [f"proactive/other_services/{column}" for column in ("items_last_year", "change", "decisions")]
    assert [report.cells[path] for path in row] == [None, None, None]
    assert all("分成" in report.uncertain[path] for path in row)
    assert report.cells["proactive/licensing/decisions"] == 8
    assert report.cells["proactive/penalties/decisions"] == 6


def test_a_row_divided_into_several_is_in_doubt_where_the_page_breaks_off():
    text = SPLIT.format(ABOVE, "3 | 1 | 7", "5 | -2 | 9").partition("行政处罚")[0]
    report = read("石桥街道2019年政府信息公开工作年度报告\n" + text)
    assert "分成" in report.uncertain["proactive/other_services/decisions"]


def test_a_row_divided_into_several_that_are_all_nought_is_nought():
    report = read(SPLIT.format(ABOVE, "0 | 0 | 0", "0 | 0 | 0"))
    assert report.cells["proactive/other_services/decisions"] == 0
    assert "proactive/other_services/decisions" not in report.uncertain


@pytest.mark.parametrize("heading", ["二、主动公开信息情况", "二、我局主动公开的事"])
def test_a_titled_report_with_table_two_is_one_however_its_second_section_is_called(heading):
    title = "青禾县旅游局2023年政府信息公开年度报告\n"
    report = read(title + OPENS.replace("二、主动公开政府信息情况", heading) + ROWS)
    assert report.cells["proactive/normative_documents/in_force"] == 9
    assert report.cells["proactive/regulations/issued"] == 0


def test_a_second_section_in_fewer_words_is_the_second():
    report = read(OPENS.replace("主动公开政府信息情况", "主动公开信息情况") + ROWS)
    assert [section.number for section in report.sections] == [1, 2]
