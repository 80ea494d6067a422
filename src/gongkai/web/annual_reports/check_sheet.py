"""检查单: the findings of one report on paper, to be worked through with a pen and sent back with the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core import signing

from gongkai import paper
from gongkai.paper import Cell, Page, Table, cell, header, paragraph
from gongkai.report.checks.base import SEVERITIES, Finding
from gongkai.report.model import Report
from gongkai.report.placing import doubted, place_name
from gongkai.web.annual_reports.checking import Checked
from gongkai.web.annual_reports.rules import title
from gongkai.web.audit.services import Refused

ENDINGS = ("docx", "pdf", "xlsx")
SALT = "gongkai.annual_reports.check_sheet"
LASTS = 24 * 3600
"""Seconds for which a page that was left open can still bring its sheet."""
HEAD, WIDTHS = ("序号", "问题", "说明", "依据", "怎么改", "处理结果"), (0.45, 1.1, 2.4, 1.1, 1.5, 0.9)


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in words; `settled` says who judged it no fault, and why."""

    level: str
    title: str
    place: str
    message: str
    cites: str = ""
    mend: str = ""
    settled: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was found in one report; `unsure` are the cells nobody could read, row by row with the reason, `doubts` how
    many they are."""

    name: str
    organ: str
    year: int | None
    form: str
    lines: tuple[Line, ...] = ()
    unsure: tuple[tuple[str, str], ...] = field(default=())
    doubts: int = 0

    def counted(self) -> str:
        """How many there are of each severity.

        >>> Sheet("年报.docx", "柳河镇", 2025, "2021", (Line("错误", "", "", ""),)).counted()
        '错误 1 处，警告 0 处，提示 0 处'
        """
        return "，".join(f"{word} {sum(one.level == word for one in self.lines)} 处" for word in SEVERITIES.values())


def of_file(name: str, report: Report, findings: Iterable[Finding]) -> Sheet:
    """The sheet of a file that somebody had checked."""
    unsure = tuple((f"{where}，{many} 格" if many > 1 else where, why) for where, many, why in doubted(report))
    lines = tuple(line(one, report) for one in findings)
    return Sheet(name, report.organ, report.year, report.form, lines, unsure, len(report.uncertain))


def of_report(name: str, checked: Checked) -> Sheet:
    """The sheet of a report on the platform, with what persons judged."""
    said = {
        one.number: f"{one.verdict.by_name}认定不是错误：{one.verdict.reason}"
        for one in checked.findings if one.verdict
    }  # fmt: skip
    report = checked.report
    lines = tuple(line(one.finding, report, said.get(one.number, "")) for one in checked.findings)
    return Sheet(name, report.organ, report.year, report.form, lines)


def line(finding: Finding, report: Report, settled: str = "") -> Line:
    """A finding in words."""
    place, level = place_name(finding.where, report), SEVERITIES[finding.severity]
    return Line(level, title(finding.code), place, finding.message, finding.cites, finding.mend, settled)


def seal(sheet: Sheet) -> str:
    """The sheet as the page carries it, since nothing of a checked file is kept here; signed, so that it stays ours."""
    return signing.dumps(asdict(sheet), salt=SALT, compress=True)


def unseal(words: str) -> Sheet:
    """The sheet that a page carried; `Refused` for one that is not ours or is of yesterday."""
    try:
        data: dict[str, Any] = signing.loads(words, salt=SALT, max_age=LASTS)
    except signing.SignatureExpired as old:
        raise Refused("这次检查是一天以前做的，结果没有保存。请把报告再查一次，然后下载检查单。") from old
    except signing.BadSignature as wrong:
        raise Refused("检查单的内容不完整，不能下载。请把报告再查一次，然后下载。") from wrong
    lines = tuple(Line(**one) for one in data.pop("lines"))
    return Sheet(**data | {"lines": lines, "unsure": tuple((label, why) for label, why in data["unsure"])})


def page(sheet: Sheet, on: date) -> Page:
    """The sheet on paper: whose report, what was found, and a column for the pen."""
    whose = "，".join(words for words in (
        f"机关：{sheet.organ}" if sheet.organ else "", f"年度：{sheet.year}年" if sheet.year else "",
        f"格式：{sheet.form} 年版",
    ) if words)  # fmt: skip
    told = [f"报告：{sheet.name}", whose, f"检查日期：{paper.chinese_date(on)}　结果：{sheet.counted()}"]
    blocks: list[paper.Block] = [paragraph(words, indent=False) for words in told]
    if sheet.lines:
        blocks.append(table(sheet.lines))
    else:
        blocks.append(paragraph(("读准的部分" if sheet.unsure else "") + "没有发现与法规、格式和自身数字矛盾的地方。"))
    if sheet.unsure:
        blocks.append(paper.Heading(f"没有看清的 {sheet.doubts} 格，请对照原件", 1))
        blocks += [paragraph(f"{label}：{why}。") for label, why in sheet.unsure]
    blocks.append(paragraph("错误应当改正；警告要看一看，说得清的写明理由；提示是文字和格式。没有看清的格不参加核对。"))
    return Page(title="政府信息公开工作年度报告检查单", blocks=tuple(blocks), kind="plain")


def table(lines: Iterable[Line]) -> Table:
    """A row a finding."""
    rows: list[tuple[Cell, ...]] = [tuple(header(words) for words in HEAD)]
    for number, one in enumerate(lines, start=1):
        words = (f"{one.level}：{one.title}", f"{one.message}\n位置：{one.place}", one.cites, one.mend, one.settled)
        rows.append((header(str(number), "row"), *(cell(said, align="left") for said in words)))
    return Table(tuple(rows), WIDTHS, header_rows=1, title="检查单", dense=True)


def printed(sheet: Sheet, ending: str, on: date) -> bytes:
    """The sheet as docx, pdf or xlsx."""
    return paper.to_bytes(page(sheet, on), ending)
