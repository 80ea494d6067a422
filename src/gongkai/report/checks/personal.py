"""Personal data in the text of the report, found by the detectors of the `privacy` room."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.model import Report

SIGNS = re.compile(
    "[0-9０-９身护卡账住家户出生@微Q学残](?:"
    "(?<=[0-9０-９])(?:[0-9０-９]{6}|室|栋|幢|单元|组[0-9０-９]+号)"
    "|(?<=身)份证|(?<=护)照|(?<=卡)号|(?<=账)号|(?<=住)址|(?<=家)住|(?<=户)籍|(?<=出)生|(?<=生)日|(?<=@)|(?<=微)信号|(?<=Q)Q"
    "|(?<=学)籍|(?<=残)疾证)"
)
"""What personal data are told by; text without any holds nothing that the detectors know."""
AROUND = 64
"""So many characters before and after a sign are scanned with it, to the next end of a sentence."""


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
        """Scan each part around the signs; the preview in the finding is masked."""
        for place, text in report.narrative():
            for passage in _passages(text):
                from gongkai.privacy import scan_text

                for found in scan_text(passage):
                    if found.found:
                        yield self.finding(place, quote=found.masked, section=section_name(place), basis=found.cites)


def _passages(text: str) -> Iterator[str]:
    """The passages with a sign in them, from the end of one sentence to that of another; those that meet are one."""
    begin, end = 0, -1
    for match in SIGNS.finditer(text):
        sign = match.start()
        if sign < end:
            continue
        start = text.rfind("。", 0, max(0, sign - AROUND)) + 1
        if start > end:
            if end >= 0:
                yield text[begin:end]
            begin = start
        end = text.find("。", sign + AROUND) + 1 or len(text)
    if end >= 0:
        yield text[begin:end]
