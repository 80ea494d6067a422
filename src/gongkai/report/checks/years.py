"""The years in the text: the report is about one year, from its first day to its last."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.model import Report
from gongkai.report.narrative import quote, sentences

ACTS = "制定|废止|印发|出台|发布|公开|收到|受理|办结|答复|制发|推送|更新|转发|开展|组织|召开|收取|发生"
YEAR_FIRST = re.compile(
    r"^(?:[#*]*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d+[.、．])[^。，,0-9]{0,16}[。：:]?)?"
    r"(?P<before>(?:截至|截止|本机关|本单位|我[镇乡县区市局委办])?)(?P<year>20\d\d)年(?:度|全年)?(?![-—至到]|以来|来)"
)
HISTORY = re.compile(
    r"相比|对比|比上|较上|较去|较20|比20|增长|下降|同比|上一?年|去年|以来|至今|预算|决算|评估|考核|年度报告|整改|问题|排名|通报|结转"
    r"|[-—至到]20\d\d|20\d\d[-—至到]|历年|近[两三四五]年|连续|规划|方案|计划|下一步|建议|提案|期间|^起"
)
NEAR = 60
"""So many characters after the year are looked through for words of history."""
COUNT = re.compile(r"\d+(?:条|件|次|份|篇|期|个|场)")
NOTHING = re.compile(r"(?:未|没有|无)[^，。]{0,4}(?:收取|收到|发生)|收取[^，。]{0,16}费")
PERIOD = re.compile(
    r"(?:统计期限|统计时限|统计时间|统计期|期限|时限|起止时间|统计数据|所列数据|中的?数据|数据统计|报告期)"
    r"[^。]{0,12}?(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日"
    r"(?:起|开始)?[，,]?[至到—~－-]*(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
TITLE_YEAR = re.compile(r"(20\d\d)年")


class YearOfTheReport(Check):
    """报告只写本年度的事；开头写着别的年份的数，多半是从往年报告里抄来没有改。

    An error only where a sentence begins with another year and then counts what was done in it, with no word of
    comparison, history or budget.
    """

    title = "写的是别的年份"
    code, severity, cites = "year-of-the-report", "error", "条例第五十条；统一格式（报告年度）"
    message = "{section}写的是{actual}年的事，报告年度是{expected}年：“{quote}”。"
    mend = "核对这句话的数字是哪一年的：是笔误就改年份，是旧数字就换成本年度的。"
    wrong = {"year": 2020, "sections/1": "2019年石桥镇通过政务微博发布政府信息725条。"}
    right = {"year": 2020, "sections/1": "2020年石桥镇通过政务微博发布政府信息725条，较2019年增长5%。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look at the year with which each sentence begins."""
        if report.year is None:
            return
        own = f"{report.year}年"
        for sentence in sentences(report):
            text = sentence.text
            if "年" not in text[:40] or text.startswith(own) or not (match := YEAR_FIRST.search(text)):
                continue
            year, clause = int(match["year"]), text[match.end() :]
            if year == report.year or own in clause or HISTORY.search(clause[:NEAR]):
                continue
            counts = COUNT.search(clause) and re.search(ACTS, clause)
            if sentence.place != "sections/0" and (counts or NOTHING.search(clause)) and year < report.year:
                yield self.finding(
                    sentence.place,
                    expected=report.year,
                    actual=year,
                    quote=quote(sentence),
                    section=section_name(sentence.place),
                )


class PlansOfAPastYear(Check):
    """改进措施说的是以后：写“某年，将……”而那一年已经过去，多半是抄的往年报告。"""

    title = "计划的年份已经过去"
    code, severity, cites = "plans-of-a-past-year", "warning", "统一格式第五部分"
    message = "{section}说{actual}年“将”要做的事，报告年度已经是{expected}年：“{quote}”。"
    innocent = "如果是在交代当年的计划，请写明，就不是错误。"
    mend = "改成下一年度的改进措施。"
    wrong = {"year": 2023, "sections/5": "2022年，我镇将加强培训。"}
    right = {"year": 2023, "sections/5": "2024年，我镇将加强培训。"}
    plan = re.compile(r"^[^。，]{0,10}?(20\d\d)年[，,]?[^。，]{0,10}将(?![于])")

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for plans for the year of the report or an earlier one."""
        for sentence in sentences(report):
            if report.year and "将" in sentence.text[:30] and (match := self.plan.search(sentence.text)):
                year = int(match[1])
                if year < report.year or (year == report.year and sentence.place == "sections/5"):
                    yield self.finding(
                        sentence.place,
                        expected=report.year,
                        actual=year,
                        quote=quote(sentence),
                        section=section_name(sentence.place),
                    )


class PeriodOfTheYear(Check):
    """统计期限是报告年度的1月1日至12月31日。

    Another year is an error; other days of the right year may be a slip.
    """

    title = "统计期限不是报告年度"
    code, severity, cites = "period-of-the-year", "error", "条例第四十九条；统一格式（报告期为公历年度）"
    message = "统计期限写的是{period}，应为{year}年1月1日至{year}年12月31日。"
    mend = "改正统计期限，并核对数字是不是按报告年度全年统计的；错的是标题里的年份的，改标题。"
    wrong = {"year": 2022, "sections/0": "统计期限自2021年1月1日起至2021年12月31日止。"}
    right = {"year": 2022, "sections/0": "统计期限自2022年1月1日起至12月31日止。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Read the period from the opening, or wherever it stands."""
        for sentence in sentences(report):
            if report.year and "月" in sentence.text and (match := PERIOD.search(sentence.text)):
                first, last = int(match["y1"]), int(match["y2"] or match["y1"])
                days = tuple(int(match[name]) for name in ("m1", "d1", "m2", "d2"))
                if (first, last) == (report.year, report.year) and days == (1, 1, 12, 31):
                    return
                other_year = first == last != report.year
                yield self.finding(
                    sentence.place,
                    severity="error" if other_year else "warning",
                    innocent="" if other_year else "如果只是笔误、数字按全年统计，改正日期即可。",
                    expected=report.year if other_year else None,
                    actual=first if other_year else None,
                    quote=quote(sentence),
                    period=f"{first}年{days[0]}月{days[1]}日至{last}年{days[2]}月{days[3]}日",
                    year=report.year,
                )
                return


class YearInTheTitle(Check):
    """标题里的年份就是报告年度。"""

    title = "标题年份不对"
    code, severity, cites = "year-in-the-title", "error", "统一格式（标题）"
    message = "标题写的是{actual}年，统计期限是{expected}年。"
    mend = "改正标题或统计期限里的年份。"
    wrong = {"year": 2022, "title": "青禾县石桥镇人民政府2021年政府信息公开工作年度报告"}
    right = {"year": 2022, "title": "青禾县石桥镇人民政府2022年政府信息公开工作年度报告"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the year of the title with the year of the report."""
        match = TITLE_YEAR.search(re.sub(r"\s", "", report.title or ""))
        if match and report.year and int(match[1]) != report.year:
            yield self.finding("title", expected=report.year, actual=int(match[1]), quote=report.title or "")
