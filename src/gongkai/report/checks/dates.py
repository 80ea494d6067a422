"""The dates of the report: signed after the year, published in time."""

from collections.abc import Iterator
from datetime import date

from gongkai.report.checks.base import Check, Finding
from gongkai.report.checks.organs import kind_of
from gongkai.report.checks.rules import rules
from gongkai.report.model import Report

SMALL = frozenset({"department", "town", "township", "street", "government_office", "zone"})


class PublishedInTime(Check):
    """部门应当在1月31日前公布上一年度的报告；县级以上政府的报告在3月31日前公布。

    Townships and street offices follow the day their county sets, 31 January if it sets none.
    """

    title = "公布迟延"
    code, severity, cites = "published-in-time", "warning", "条例第四十九条"
    message = "{what}是{day}，晚于{limit}。"
    innocent = "如果此前已经公布，这是更正或重新发布，就不是迟延。"
    mend = "查明首次公布的日期；确已迟延的，写明原因，下一年按期公布。"
    wrong = {"organ": "青禾县财政局", "year": 2022, "issued_on": date(2023, 12, 5)}
    right = {"organ": "青禾县财政局", "year": 2022, "issued_on": date(2023, 1, 31)}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the day of publication, else the day on the report, with the organ's last day."""
        day = self.published_on or report.issued_on
        if day is None or report.year is None:
            return
        kind = kind_of(report.organ)
        rule = rules()["deadline"]["department" if kind.single or kind.key in SMALL - {"zone"} else "government"]
        limit = date(report.year + 1, rule["month"], rule["day"])
        if day > limit:
            yield self.finding(
                "issued_on",
                what="公布日期" if self.published_on else "落款日期",
                day=chinese_day(day),
                limit=chinese_day(limit),
            )


class SignedAfterTheYear(Check):
    """报告统计到12月31日，年度还没有结束就签发，数字不可能齐全。"""

    title = "年度没有结束就签发"
    code, severity, cites = "signed-after-the-year", "warning", "条例第四十九条；统一格式（统计期限）"
    message = "报告日期是{day}，{year} 年还没有结束。"
    innocent = "如果是日期写错，改正即可。"
    mend = "年度结束后重新核对数字再签发，或者改正日期。"
    wrong = {"year": 2022, "issued_on": date(2022, 12, 20)}
    right = {"year": 2022, "issued_on": date(2023, 1, 20)}

    def run(self, report: Report) -> Iterator[Finding]:
        """Compare the date of the report, and of publication, with the end of its year."""
        days = [day for day in (report.issued_on, self.published_on) if day]
        if days and report.year and min(days) <= date(report.year, 12, 31):
            yield self.finding("issued_on", day=chinese_day(min(days)), year=report.year)


def chinese_day(day: date) -> str:
    """2023年1月9日."""
    return f"{day.year}年{day.month}月{day.day}日"
