"""The six sections: all there, in order, called as the form calls them, and their sub-sections numbered in order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.checks.rules import rules
from gongkai.report.model import Report
from gongkai.report.narrative.numbers import chinese_number

NUMERALS = "零一二三四五六"
NOISE = re.compile(r"[\s，,、；;：:.．。“”\"*#]")
SUB_SECTION = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)](?!项)")
BEFORE_SUB_SECTION = frozenset("\n。；;：:！ \t\u3000#*")
ITEM = re.compile(r"是(?!否)(?<=[一二三四五六七八九十]是)")
NUMERAL_BEFORE = re.compile(r"[一二三四五六七八九十]{1,3}$")
NO_ITEM_BEHIND = frozenset("统唯单专万第之")


class SixSections(Check):
    """年度报告有六个部分，一个不能少。"""

    title = "少了一个部分"
    code, severity, cites = "six-sections", "warning", "条例第五十条；统一格式"
    message = "没有找到第{number}部分“{heading}”。"
    innocent = "如果原件有这一部分而没有读出来，以原件为准。"
    mend = "补上这一部分；没有内容的也要保留标题并写明。"
    wrong = {f"sections/{number}": "见表。" for number in (1, 2, 3, 4, 5)}
    right = wrong | {"sections/6": "本机关未收取信息处理费。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for the numbers one to six."""
        found = {section.number for section in report.sections}
        if not found:
            return
        for number, heading in enumerate(report.layout.sections, start=1):
            if number not in found:
                yield self.finding(f"sections/{number}", number=NUMERALS[number], heading=heading)


class SectionHeadings(Check):
    """六个部分的标题由统一格式规定，不能改写。"""

    title = "标题与统一格式不同"
    code, severity, cites = "section-headings", "notice", "国办公开办函〔2021〕30号；国办公开办函〔2019〕60号"
    message = "第{number}部分的标题印作“{quote}”，统一格式是“{heading}”。"
    mend = "照统一格式改正标题。"
    wrong = {"headings/4": "政府信息公开行政法复议、行政诉讼情况", "sections/4": ""}
    right = {"headings/4": "政府信息公开行政复议、行政诉讼情况", "sections/4": ""}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare each heading with the form's and its usual long variants."""
        known = rules()["headings"]
        for section in report.sections:
            words = NOISE.sub("", section.heading)
            if 1 <= section.number <= 6 and words and words not in known[str(section.number)]:
                yield self.finding(
                    f"sections/{section.number}",
                    quote=section.heading,
                    number=NUMERALS[section.number],
                    heading=report.layout.sections[section.number - 1],
                )


class SectionNumbers(Check):
    """六个部分从一到六依次编号，跳号、重号会让人以为缺了一部分。"""

    title = "部分序号不对"
    code, severity, cites = "section-numbers", "notice", "统一格式"
    message = "“{heading}”应当是第{expected_numeral}部分，印作“{quote}”。"
    mend = "按一至六依次编号。"
    wrong = {"sections/4": "", "sections/5": "存在不足。", "printed": {"sections/4": "四", "sections/5": "六"}}
    right = wrong | {"printed": {"sections/4": "四、", "sections/5": "五、"}}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the printed numerals with the places of the sections."""
        for section in report.sections:
            printed = report.printed.get(f"sections/{section.number}", "")
            numeral = re.sub(r"[^零一二三四五六七八九十\d]", "", printed)
            value = int(numeral) if numeral.isdigit() else chinese_number(numeral)
            if value is not None and value != section.number:
                yield self.finding(
                    f"sections/{section.number}",
                    quote=printed,
                    heading=section.heading,
                    expected_numeral=NUMERALS[section.number],
                )


class SubSectionNumbers(Check):
    """（一）（二）（三）依次编号，“一是”“二是”也一样；跳号、重号说明漏了一段，或者多抄了一段。"""

    title = "编号不连续"
    code, severity, cites = "sub-section-numbers", "notice", "GB/T 9704—2012（结构层次序数）"
    message = "{section}里“{quote}”接在“{before}”后面，编号不连续。"
    mend = "补上漏掉的一段，或者改正编号。"
    wrong = {"sections/1": "（一）主动公开。按时发布。\n（二）依申请公开。无。\n（四）平台建设。做好维护。"}
    right = {"sections/1": "（一）主动公开。按时发布。\n（二）依申请公开。无。\n（三）平台建设。做好维护。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Follow both kinds of numbers through each section."""
        for place, text in report.narrative():
            for pattern, numerals in (("（{}）", _sub_sections(text)), ("{}是", _items(text))):
                for before, numeral in _jumps(numerals):
                    yield self.finding(
                        place,
                        quote=pattern.format(numeral),
                        before=pattern.format(before),
                        section=section_name(place),
                    )


def _sub_sections(text: str) -> list[str]:
    return [m[1] for m in SUB_SECTION.finditer(text) if not m.start() or text[m.start() - 1] in BEFORE_SUB_SECTION]


def _items(text: str) -> list[str]:
    before = (NUMERAL_BEFORE.search(text, max(0, m.start() - 3), m.start()) for m in ITEM.finditer(text))
    return [m[0] for m in before if m and text[m.start() - 1 : m.start()] not in NO_ITEM_BEHIND]


def _jumps(numerals: list[str]) -> Iterator[tuple[str, str]]:
    """Each numeral that is neither the next one nor a new first one, with the one before it."""
    for before, numeral in pairwise(numerals):
        last, value = chinese_number(before), chinese_number(numeral)
        if last is not None and value not in (1, last + 1):
            yield before, numeral
