"""What a sentence says in figures: how many, of what, whose, when, and of which parts."""

import pytest

from gongkai.report.model import Report
from gongkai.report.narrative import quantities, statements
from gongkai.report.narrative.numbers import chinese_number, number


def said(text, section=1):
    return statements(Report.of({f"sections/{section}": text}))


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("全年公开信息１２４条。", 124, "条"),
        ("全年公开信息 1,034 条。", 1034, "条"),
        ("全年公开信息1.2万条。", 12000, "条"),
        ("收到政府信息公开申请十二件。", 12, "件"),
        ("收到政府信息公开申请一件。", 1, "件"),
        ("培训九十六人次。", 96, "人次"),
        ("办结率100%。", 100, "%"),
    ],
)
def test_a_figure_is_read_however_it_is_written(text, quantity, unit):
    (one,) = said(text)
    assert (one.quantity, one.unit) == (quantity, unit)


@pytest.mark.parametrize(
    "text",
    [
        "第二十条第一款。",
        "2022年12月20日收到。",
        "实行一次性告知。",
        "办好一件事。",
        "提供一条龙服务。",
        "20个工作日内答复。",
        "信访件已处理。",
    ],
)
def test_what_is_no_count_is_no_statement(text):
    assert said(text) == ()


def test_about_so_many_is_no_statement():
    assert said("公布安全提示1000余条，近500条转发。") == ()


def test_parts_stand_under_their_whole():
    (whole,) = said("累计发布信息143条，包括工作方案、财政预决算等，其中涉农补贴25条，扶贫救灾5条，其他领域16条。")
    assert whole.quantity == 143
    assert [(part.of, part.quantity) for part in whole.parts] == [("涉农补贴", 25), ("扶贫救灾", 5), ("其他领域", 16)]


def test_parts_of_parts_stand_in_brackets():
    (whole,) = said(
        "发布380条财政信息，其中专项资金152条，预决算公开197条（政府32条、部门165条）、“三公”经费27条、债券4条。"
    )
    assert [part.quantity for part in whole.parts] == [152, 197, 27, 4]
    assert [part.quantity for part in whole.parts[1].parts] == [32, 165]


def test_a_list_ends_where_another_matter_begins():
    statement, *others = said("收到申请75件，涉及自然人72件、商业企业3件，均按期答复，另有行政复议2件，办结率100%。")
    assert [part.quantity for part in statement.parts] == [72, 3]
    assert [other.quantity for other in others] == [2, 100]


def test_parts_torn_over_lines_and_semicolons_stay_together():
    text = (
        "2022年我镇主动公开政府信息 124 条，其中通过网站公开 24 条，主要涉及政策宣传、\n\n重点工作等领域;"
        "通过微信公开 41 条,含文件解读;通过公示栏公开 52 条。"
    )
    assert [part.quantity for part in said(text)[0].parts] == [24, 41, 52]


def test_scope_and_year_are_those_said_before_the_figure():
    (one,) = said("2022年，全区收到政府信息公开申请75件。")
    assert (one.scope, one.year) == ("全区", 2022)


@pytest.mark.parametrize(
    "text",
    [
        "我镇未收到政府信息公开申请。",
        "2022年没有收到要求政府信息公开的申请。",
        "未发生因政府信息公开申请行政复议、提起行政诉讼的情况。",
    ],
)
def test_what_did_not_happen_is_a_statement_of_none(text):
    assert [one.quantity for one in said(text)] == [0]


def test_the_quote_is_in_the_document_and_the_place_is_its_section():
    text = "开头一句。2022 年我镇公开 12 条信息。"
    (one,) = said(text, section=5)
    assert one.quote in text
    assert one.place == "sections/5"


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("一百零五", 105), ("三千二百", 3200), ("廿", None), ("", None)]
)
def test_chinese_numerals(numeral, value):
    assert chinese_number(numeral) == value


def test_a_numeral_takes_its_scale():
    assert number("三", "万") == 30000


def test_a_long_text_without_stops_is_read_in_one_go():
    text = "发布信息1条，" * 3000
    assert len(quantities(Report.of({"sections/1": text}))) == 3000
