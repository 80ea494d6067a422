"""Personal data in the text of the report, found by the detectors of the `privacy` room."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.model import Report

WORTH_A_SCAN = re.compile(r"[\d０-９]{7}|身份证|护照|卡号|账号|住址|家住|户籍|出生")
"""Text without any of these holds nothing that the detectors know; the others are scanned in full."""


class PersonalData(Check):
    """年度报告是公开的，不应出现公民的身份证号、手机号、银行卡号、住址等个人信息。"""

    title = "正文里有个人信息"
    code, severity, cites = "personal-data", "warning", "条例第十五条；个人信息保护法第三十四条"
    message = "{section}疑似有个人信息（{quote}），依据：{basis}。"
    innocent = "如果是本机关对外公布的办公电话、账号，就不是错误。"
    mend = "删去，或者先用 gongkai privacy mask 遮盖后再公布。"
    wrong = {"sections/1": "已答复申请人王某，身份证号11010519491231002X。"}
    right = {"sections/1": "已答复申请人。联系电话：0000-4000000。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Scan each part; the preview in the finding is masked."""
        for place, text in report.narrative():
            if WORTH_A_SCAN.search(text):
                from gongkai.privacy import scan_text

                for found in scan_text(text):
                    if found.found:
                        yield self.finding(place, quote=found.masked, section=section_name(place), basis=found.cites)
