"""What the text must contain: fees, problems and measures, assessment; which notices it rests on."""

import re
from collections.abc import Iterator

from gongkai.report.checks.base import Check, Finding, section_name
from gongkai.report.checks.organs import kind_of
from gongkai.report.checks.rules import rules
from gongkai.report.model import Report
from gongkai.report.narrative import quote, sentences

NOTHING = re.compile(r"[\s。.．，,]*无?(?:其他需要报告的事项)?[\s。.]*")


class FeesAreTold(Check):
    """2021 年度起，第六部分要报告信息处理费：发出收费通知多少件、总金额和实际收取多少；没有收的写明“未收取”。"""

    title = "没有写收费情况"
    code, severity, cites = "fees-are-told", "warning", "统一格式第六部分；国办函〔2020〕109号"
    message = "第六部分没有说明收取信息处理费的情况{hint}。"
    innocent = "如果确实没有收取，补一句“本机关{year}年未收取信息处理费”即可。"
    mend = "在第六部分写明收费通知件数、总金额和实际收取金额；没有收取的写“未收取”。"
    wrong = {"year": 2022, "sections/6": "无。"}
    right = {"year": 2022, "sections/6": "本机关2022年未收取信息处理费。"}
    told = re.compile(
        r"信息处理费|收费通知|处理费|(?:未|无|没有|不)[^，。]{0,12}收取?费|收费|收取费用|收取[^，。]{0,10}费"
    )

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for words about the fee in sections one, three and six."""
        if (report.year or 0) < rules()["fees"]["since"] or not any(s.number == 6 for s in report.sections):
            return
        if any(self.told.search(re.sub(r"\s", "", report.text(number))) for number in (6, 1, 3)):
            return
        hint = "，只写了“无”" if NOTHING.fullmatch(report.text(6)) else ""
        excuse = self.innocent.format(year=report.year)
        yield self.finding("sections/6", quote=report.text(6).strip()[:60], hint=hint, innocent=excuse)


class ProblemsAndMeasures(Check):
    """第五部分既要写存在的主要问题，也要写改进情况。"""

    title = "第五部分不全"
    code, severity, cites = "problems-and-measures", "warning", "条例第五十条第一款第四项；统一格式第五部分"
    message = "第五部分没有写{missing}。"
    innocent = "如果用别的说法写了，就不是错误。"
    mend = "写明今年的主要问题、上一年问题的整改情况和改进措施。"
    wrong = {"sections/5": "政策解读形式较少，公开不够及时，存在不足。"}
    right = {"sections/5": "政策解读形式较少，公开不够及时，存在不足。下一步将增加图解。"}
    problems = re.compile(
        r"问题|不足|薄弱|欠缺|差距|不够|有待|短板|[偏较过][少弱低慢晚]|不强|不高|滞后|单一|缺[乏少]|费时|迟|看不懂|没有换"
        r"|不[太甚]?(?:及时|充分|规范|全面|到位|完善|一致|熟悉|深入|齐全|均衡|平衡|明确|具体|通俗|便)"
    )
    measures = re.compile(r"改进|措施|下一步|下步|将|加强|整改|提升|完善|20\d\d年")

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for words of problems and of measures."""
        if not any(section.number == 5 for section in report.sections):
            return
        text = report.text(5)
        shapes = (("存在的问题", self.problems), ("改进情况", self.measures))
        missing = [name for name, shape in shapes if not shape.search(text)]
        if missing:
            yield self.finding("sections/5", missing="和".join(missing), quote=text.strip()[:60])


class AssessmentIsTold(Check):
    """各级人民政府要在监督保障里写明工作考核、社会评议、责任追究的结果。"""

    title = "缺考核、社会评议、责任追究"
    code, severity, cites = "assessment-is-told", "warning", "条例第五十条第一款第四项；统一格式第一部分监督保障"
    message = "{organ}的报告没有写{missing}情况。"
    innocent = "如果写在别处，或者不是一级政府，就不是错误。"
    mend = "在第一部分“监督保障”里写明考核结果、社会评议情况和有没有责任追究。"
    words = (
        ("工作考核", r"考核|考评|绩效"),
        ("社会评议", r"评议|满意度|测评|第三方评估|社会评估"),
        ("责任追究", r"追究|问责|追责"),
    )
    wrong = {"organ": "青禾县石桥镇人民政府", "year": 2022, "sections/1": "工作考核结果良好，未发生责任追究。"}
    right = wrong | {"sections/1": "工作考核结果良好，社会评议满意，未发生责任追究。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for each of the three in section one, or anywhere else."""
        if (report.year or 0) < rules()["governments"]["since"] or not kind_of(report.organ).government:
            return
        if not report.text(1):
            return
        text = "".join(text for _, text in report.narrative())
        missing = [name for name, shape in self.words if not re.search(shape, text)]
        if missing:
            yield self.finding("sections/1", organ=report.organ, missing="、".join(missing))


class NoticesInForce(Check):
    """编制报告要依据当年有效的通知；引用已被代替的通知，说明用的是旧底稿。"""

    title = "引用的通知已被代替"
    code, severity, cites = "notices-in-force", "warning", "国办公开办函〔2021〕30号；国务院令第711号"
    message = "{section}引用了{name}，{year} 年度应当依据{instead}。"
    innocent = "如果只是提到历史沿革，就不是错误。"
    mend = "改为当年有效的通知，并核对格式。"
    wrong = {"year": 2025, "sections/0": "根据国办公开办函〔2019〕60号要求编制。"}
    right = {"year": 2025, "sections/0": "根据国办公开办函〔2021〕30号要求编制。"}

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for notices that had been replaced, or were not yet made, in the year of the report."""
        if report.year is None:
            return
        superseded = [rule for rule in rules()["superseded"] if report.year >= rule["until"]]
        premature = [rule for rule in rules()["premature"] if report.year < rule["since"]]
        for sentence in sentences(report):
            if "号" not in sentence.text:
                continue
            for rule in (*superseded, *premature):
                if re.search(rule["pattern"], sentence.text):
                    yield self.finding(
                        sentence.place,
                        quote=quote(sentence),
                        section=section_name(sentence.place),
                        year=report.year,
                        name=rule["name"],
                        instead=rule["instead"],
                    )


class TasksOfTheYear(Check):
    """每年的政务公开工作要点只管当年；报告说按照上一年的要点做，多半是旧底稿没有改。"""

    title = "依据的是往年的工作要点"
    code, severity, cites = "tasks-of-the-year", "warning", "条例第五十条"
    message = "{section}依据的是{actual}年的工作要点或通知，报告年度是{expected}年。"
    innocent = "如果说的是以前的工作，或者当年没有新要点，就不是错误。"
    mend = "改为本年度的工作要点。"
    wrong = {"year": 2023, "sections/1": "按照《青禾县2022年政务公开工作要点》要求推进工作。"}
    right = {"year": 2023, "sections/1": "按照《青禾县2023年政务公开工作要点》要求推进工作。"}
    named = re.compile(
        r"(20\d\d)年?(?:全[县区市省]|度)?(?:政务|政府信息)公开工作(?:要点|主要任务|重点|年度报告[^》]{0,20}(?:通知|函)》)"
    )

    def run(self, report: Report) -> Iterator[Finding]:
        """Look for the tasks of another year in the opening and in section one."""
        for sentence in sentences(report):
            if report.year and "公开工作" in sentence.text and sentence.place in ("sections/0", "sections/1"):
                for match in self.named.finditer(sentence.text):
                    if int(match[1]) < report.year:
                        yield self.finding(
                            sentence.place,
                            expected=report.year,
                            actual=int(match[1]),
                            quote=quote(sentence),
                            section=section_name(sentence.place),
                        )
