"""The annotated source as one HTML page without script: marks at the left, findings at the right, numbers both ways."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise

from gongkai.documents import Document, Paragraph, Table
from gongkai.report.annotating.marks import Marked, Text
from gongkai.report.checks.base import SEVERITIES, Finding, plain
from gongkai.report.explaining import titles
from gongkai.report.model import Report


def page(name: str, document: Document, report: Report, findings: Sequence[Finding], marked: Marked) -> str:
    """The whole page; `name` is the name of the file."""
    style = (files(__package__) / "style.css").read_text(encoding="utf-8")
    source = Source(findings, marked)
    left = "\n".join(source.block(block) for block in document.blocks)
    right = "\n".join(_finding(number, one, source) for number, one in enumerate(findings, start=1))
    whose = "，".join(part for part in (report.organ, f"{report.year}年度" if report.year else "") if part)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(name)}：年度报告体检</title>
<style>
{style}</style></head>
<body><a class="skip" href="#findings">跳到问题</a>
<header class="page"><h1>年度报告体检：{escape(name)}</h1>
<p class="soft">{escape(whose)}，识别为 {report.form} 年格式。{_counted(findings)}</p></header>
<main class="split">
<section class="panel" aria-labelledby="source"><h2 id="source">原文</h2><div class="doc">
{left}
</div></section>
<aside class="panel stick" id="findings" tabindex="-1" aria-labelledby="found"><h2 id="found">{len(findings)} 处</h2>
{right or '<div class="finding"><p>没有发现问题。</p></div>'}
{_unsure(report)}</aside>
</main></body></html>
"""


class Source:
    """The source as HTML; remembers which findings have a mark to go back to."""

    def __init__(self, findings: Sequence[Finding], marked: Marked) -> None:
        """The source of `findings`, with their marks."""
        self.findings, self.marked = findings, marked
        self.shown: set[int] = set()

    def block(self, block: Paragraph | Table) -> str:
        """A paragraph or a table."""
        if isinstance(block, Paragraph):
            return f"<p>{self.text(self.marked.of(block))}</p>"
        rows = "".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in block.rows)
        name = f"表{block.place.table or ''}"
        return f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>{rows}</table></div>'

    def _cell(self, cell: object) -> str:
        from gongkai.documents import Cell

        assert isinstance(cell, Cell)
        spans = (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        attributes = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
        return f"<td{attributes}>{self.text(self.marked.of(cell))}</td>"

    def text(self, text: Text) -> str:
        """The words with their marks; where marks overlap each keeps its number."""
        if not text.marks:
            return escape(text.text)
        cuts = sorted({0, len(text.text), *(edge for mark in text.marks for edge in (mark.start, mark.end))})
        return "".join(self._pieces(text, cuts)) or "".join(self._number(mark.number) for mark in text.marks)

    def _pieces(self, text: Text, cuts: list[int]) -> Iterator[str]:
        for start, end in pairwise(cuts):
            over = [mark.number for mark in text.marks if mark.start <= start and end <= mark.end]
            words = escape(text.text[start:end])
            if over and words:
                levels = {self.findings[number - 1].severity if number else "unsure" for number in over}
                worst = next(level for level in (*SEVERITIES, "unsure") if level in levels)
                words = f'<span class="hit {worst}">{words}</span>'
            yield words + "".join(
                self._number(mark.number) for mark in text.marks if mark.end == end and end > mark.start
            )

    def _number(self, number: int) -> str:
        if not number:
            return ""
        anchor = "" if number in self.shown else f' id="h{number}"'
        self.shown.add(number)
        title = escape(titles().get(self.findings[number - 1].code, ""))
        return f'<a class="mark"{anchor} href="#k{number}" aria-label="问题 {number}：{title}">{number}</a>'


def _finding(number: int, finding: Finding, source: Source) -> str:
    title = escape(titles().get(finding.code, finding.code))
    head = f'<a href="#h{number}">{number}</a>' if number in source.shown else str(number)
    level = SEVERITIES[finding.severity]
    return (
        f'<div class="finding {finding.severity}" id="k{number}"><h3>{head}　{title}　'
        f'<span class="badge {finding.severity}">{level}</span></h3>'
        f"<p>{escape(finding.message)}</p>{_figures(finding)}<p>{escape(finding.mend)}</p>"
        f'<p class="tiny">{escape(finding.cites)}　{finding.code}</p></div>'
    )


def _figures(finding: Finding) -> str:
    if finding.expected is None or finding.actual is None:
        return ""
    return f"<p>一处是 <b>{plain(finding.expected)}</b>，另一处是 <b>{plain(finding.actual)}</b>。</p>"


def _counted(findings: Sequence[Finding]) -> str:
    levels = Counter(finding.severity for finding in findings)
    return " ".join(f'<span class="badge {level}">{levels[level]} {word}</span>' for level, word in SEVERITIES.items())


def _unsure(report: Report) -> str:
    if not report.uncertain:
        return ""
    names = "；".join(f"{report.layout.label(path)}（{reason or '没有读准'}）" for path, reason in _known(report))
    return (
        f'<div class="finding"><h3>有 {len(report.uncertain)} 格没看清</h3><p>请对照原件：{escape(names)}。'
        "这些格没有参加核对，原文里用虚线标出。</p></div>"
    )


def _known(report: Report) -> list[tuple[str, str]]:
    own = set(report.layout.paths())
    return [(path, reason) for path, reason in report.uncertain.items() if path in own]
