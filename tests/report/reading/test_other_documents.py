"""Files about annual reports that are none in a national form: each is told what it is, none is read as a blank one."""

from random import Random

import pytest

from gongkai.documents import Unreadable, read_bytes
from gongkai.report.reading import read_document
from report import layouts, page_texts
from report.generating import consistent_report

PERIOD = "本报告所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。\n"
OLDER = (
    "一、概述\n{0}年，我县政府信息公开工作有序推进。\n二、主动公开政府信息情况\n公开信息120条。\n"
    "三、依申请公开政府信息情况\n收到申请3件。\n四、因政府信息公开申请行政复议、提起行政诉讼的情况\n无。\n"
    "五、存在的主要问题及改进措施\n加强。\n"
)
COUNTED = (
    "附表\n统 计 指 标 | 单位 | 统计数 |\n一、主动公开情况 | —— | —— |\n(一)主动公开政府信息数 | 条 | 120 |\n"
    "其中:主动公开规范性文件数 | 条 | 12 |\n二、回应解读情况 | —— | —— |\n(一)回应公众关注热点 | 次 | 3 |\n"
)
NOTICE = "青禾县政务公开办公室关于做好2021年政府信息公开工作年度报告编制发布工作的通知"
FORMAT = "关于印发《中华人民共和国政府信息公开工作 年度报告格式》的通知"


def read(text):
    return read_document(read_bytes(text.encode()))


def refusal(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert str(refused.value).endswith("。")
    return str(refused.value)


@pytest.mark.parametrize("year", [2008, 2012, 2018])
@pytest.mark.parametrize(
    "title", ["青禾县{0}年政府信息公开工作年度报告\n", "青禾县人民政府\n{0}年政府信息公开年度报告\n", ""]
)
@pytest.mark.parametrize("table", ["", COUNTED])
def test_a_report_of_before_the_national_forms_is_told_so(year, title, table):
    told = refusal(title.format(year) + PERIOD.format(year) + OLDER.format(year) + table)
    assert f"{year}年度" in told
    assert "2019年度" in told


def test_only_the_first_lines_of_an_older_report_are_enough_to_tell():
    told = refusal(
        "本年度报告根据《中华人民共和国政府信息公开条例》要求编制。" + PERIOD.format(2017) + "一、概述\n2017年有序。\n"
    )
    assert "2017年度" in told


@pytest.mark.parametrize("layout", ["paragraphs", "edged_rows"])
def test_a_report_in_a_national_form_that_misprints_its_year_is_read(layout):
    sheet = layouts.printed(consistent_report(Random(3), 2022))
    text = page_texts.PAGES[layout](sheet, Random(3)).decode().replace("2022", "2012")
    report = read(text)
    assert report.year == 2012
    assert layouts.right(sheet, report) == len(sheet.truth)


def test_a_report_since_2019_without_its_tables_is_read_and_every_cell_is_in_doubt():
    report = read("青禾县石桥镇2020年政府信息公开年度报告\n" + PERIOD.format(2020) + OLDER.format(2020))
    assert report.year == 2020
    assert set(report.uncertain) == set(report.layout.paths())


def blank_form(seed=4, year=2022):
    sheet = layouts.printed(consistent_report(Random(seed), year))
    for box in (box for rows in sheet.tables for row in rows for box in row if box.path):
        box.text = ""
    text = page_texts.edged_rows(sheet, Random(seed)).decode()
    return text.replace(sheet.report.title, "政府信息公开工作年度报告格式").replace(sheet.report.opening, "")


@pytest.mark.parametrize("title", [NOTICE, FORMAT])
@pytest.mark.parametrize("attached", ["", blank_form()])
def test_a_notice_is_no_report_even_with_the_blank_form_behind_it(title, attached):
    told = refusal(
        f"当前位置：首页 > 通知公告\n{title}\n国办公开办函〔2021〕30号\n各县市区：\n请认真执行。\n{attached}"
    )
    assert "通知" in told
    assert "不是政府信息公开工作年度报告" in told


def test_the_blank_form_alone_is_no_report():
    assert "格式" in refusal(blank_form())


def test_a_report_that_names_the_notice_is_a_report():
    sheet = layouts.printed(consistent_report(Random(4), 2022))
    text = page_texts.edged_rows(sheet, Random(4)).decode()
    report = read(f"相关文件：{NOTICE}\n{NOTICE}\n{text}")
    assert layouts.right(sheet, report) == len(sheet.truth)


def test_a_guide_is_told_what_it_is():
    told = refusal("青禾县水利局政府信息公开指南\n为便于公民获取政府信息，编制本指南。\n一、主动公开\n二、依申请公开\n")
    assert "青禾县水利局政府信息公开指南" in told
    assert "不是政府信息公开工作年度报告" in told


@pytest.mark.parametrize(
    "text",
    [
        "青禾县石桥镇2022年政府信息公开工作年度报告\n一、总体情况\n2022年公开信息12条。\n(一)主动公开\n",
        "第9页 - 2020年报\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n五、存在的主要问题及改进情况\n不足。\n",
    ],
)
def test_a_part_of_a_report_is_told_to_be_a_part(text):
    told = refusal(text)
    assert "一部分" in told
    assert "没有年度报告的标题" not in told


def test_a_report_in_traditional_characters_is_told_so():
    told = refusal("青禾縣2022年政府信息公開工作年度報告\n一、總體情況\n二、主動公開政府信息情況\n規章 | 0 | 0 | 0 |\n")
    assert "繁体字" in told


@pytest.mark.parametrize("year", [2020, 2022])
def test_the_whole_of_table_two_makes_a_report_though_titles_and_headings_are_missing(year):
    sheet = layouts.printed(consistent_report(Random(6), year))
    text = page_texts.edged_rows(sheet, Random(6)).decode()
    tables = text.partition("二、主动公开政府信息情况")[2].partition("三、收到")[0]
    report = read(f"现公布石桥街道{year}年的有关情况，全年公开信息77条。\n{tables}")
    proactive = [path for path in sheet.truth if path.startswith("proactive/")]
    assert [report.cells[path] for path in proactive] == [sheet.truth[path] for path in proactive]
    assert {path for path in report.uncertain if path.startswith("proactive/")} == set()


def test_a_year_of_a_law_that_is_named_makes_no_older_report_of_one_without_title_and_tables():
    told = "按照自2012年1月1日起施行的办法，现将2022年的情况报告如下。2022年公开信息12条，2021年公开信息9条。\n"
    report = read(told + OLDER.format(2022))
    assert set(report.uncertain) == set(report.layout.paths())
