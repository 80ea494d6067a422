"""Section headings in the wordings that offices use, and words that only look like one."""

import pytest

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document

WORDINGS = {
    1: ["总体情况", "政府信息公开总体情况", "2023年政府信息公开工作总体情况", "基本情况"],
    2: ["主动公开政府信息情况", "行政机关主动公开政府信息情况", "主动公开政府信息的情况"],
    3: ["收到和处理政府信息公开申请情况", "收到和办理政府信息公开申请情况", "依申请公开政府信息情况"],
    4: [
        "政府信息公开行政复议、行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
        "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
        "行政复议、行政诉讼情况",
    ],
    5: ["存在的主要问题及改进情况", "存在问题及改进措施", "主要问题及改进情况", "存在的不足及改进措施"],
    6: ["其他需要报告的事项", "其它需要说明的事项", "其他需要报告事项", "其他事项"],
}


def read_with(headings):
    body = "\n".join(f"{heading}\n这一部分的文字。" for heading in headings)
    text = f"青禾县石桥镇人民政府2023年政府信息公开工作年度报告\n根据条例编制。\n{body}"
    return read_document(read_bytes(text.encode()))


@pytest.mark.parametrize("wording", range(4))
@pytest.mark.parametrize("shape", ["{}、{}", "{}．{}", "{}、 {}："])
@pytest.mark.parametrize("numerals", ["一二三四五六", "123456"])
def test_the_sections_are_found_in_every_wording(wording, shape, numerals):
    words = [each[wording % len(each)] for each in WORDINGS.values()]
    report = read_with(shape.format(numeral, heading) for numeral, heading in zip(numerals, words, strict=True))
    assert [(section.number, section.text) for section in report.sections] == [
        (number, "这一部分的文字。") for number in range(1, 7)
    ]


def test_numbered_parts_of_section_one_are_no_sections():
    headings = [f"{numeral}、{WORDINGS[number][0]}" for number, numeral in enumerate("一二三四五六", start=1)]
    headings[1:1] = ["1.主动公开情况", "2.依申请公开情况", "3.行政复议、行政诉讼情况"]
    report = read_with(headings)
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert "2.依申请公开情况" in report.text(1)
