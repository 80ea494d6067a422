"""A report file as anybody may have it checked: read, its findings marked in its own text, nothing kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.documents import Paragraph, Table, Unreadable, open_document
from gongkai.report import check
from gongkai.report.annotating.marks import Marked, Text, mark
from gongkai.report.checks.base import SEVERITIES, Finding
from gongkai.report.explaining import titles
from gongkai.report.model import Report
from gongkai.report.reading import read_document
from gongkai.web.audit.services import Refused
from gongkai.web.files import services as files
from gongkai.web.files.kinds import kind_of

KINDS = {"error": "bad", "warning": "warn", "notice": ""}
WEB = (".html", ".htm", ".md")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file says and what is wrong in it; `source` is its text as safe HTML with the marks."""

    name: str
    size: int
    report: Report
    findings: tuple[Finding, ...]
    source: str

    def count(self, severity: str) -> int:
        """How many findings of this severity."""
        return sum(finding.severity == severity for finding in self.findings)


def inspect(name: str, data: bytes, *, published_on: None = None) -> Inspection:
    """Read and check the bytes of a file; raises `Refused` with one sentence. The bytes are gone when it returns."""
    name = files.clean_name(name)
    suffix = Path(name).suffix.lower()
    if suffix not in WEB:
        kind_of(name, data)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_bytes(data)
        try:
            document = open_document(path)
            report = read_document(document)
        except Unreadable as error:
            raise Refused(re.sub(re.escape(str(path)) + "|" + re.escape(path.name), name, str(error))) from error
        findings = tuple(check(report, published_on=published_on))
        source = Source(findings, mark(document, report, findings))
        body = "\n".join(source.block(block) for block in document.blocks)
    return Inspection(name, len(data), report, findings, body)


class Source:
    """The text of a file as HTML with the marks of its findings, in the classes of the theme."""

    def __init__(self, findings: tuple[Finding, ...], marked: Marked) -> None:
        self.findings, self.marked = findings, marked

    def block(self, block: Paragraph | Table) -> str:
        """A paragraph or a table."""
        if isinstance(block, Paragraph):
            return f"<p>{self.text(self.marked.of(block))}</p>" if block.text.strip() else ""
        rows = "".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in block.rows)
        name = f"表 {block.place.table or ''}，可横向滚动"
        return f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table>{rows}</table></div>'

    def _cell(self, cell: object) -> str:
        spans = (("rowspan", getattr(cell, "rowspan", 1)), ("colspan", getattr(cell, "colspan", 1)))
        attributes = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
        return f"<td{attributes}>{self.text(self.marked.of(cell))}</td>"

    def text(self, text: Text) -> str:
        """The words with their marks."""
        marks = [one for one in text.marks if one.end > one.start or not text.text]
        if not marks:
            return escape(text.text)
        if not text.text:
            return self._hit("（空）", [one.number for one in marks], [one.number for one in marks])
        cuts = sorted({0, len(text.text), *(edge for one in marks for edge in (one.start, one.end))})
        return "".join(self._pieces(text, cuts))

    def _pieces(self, text: Text, cuts: list[int]) -> Iterator[str]:
        for start, end in pairwise(cuts):
            over = [one.number for one in text.marks if one.start <= start and end <= one.end]
            ends = [one.number for one in text.marks if one.end == end and one.start < end]
            words = text.text[start:end]
            yield self._hit(words, over, ends) if over and words.strip() else escape(words)

    def _hit(self, words: str, over: list[int], ends: list[int]) -> str:
        levels = {self.findings[number - 1].severity if number else "warning" for number in over}
        bad = "error" in levels
        numbers = [number for number in ends if number]
        signs = "".join(f'<sup class="{"" if bad else "w"}">{number}</sup>' for number in numbers)
        first = next((number for number in over if number), 0)
        name = titles().get(self.findings[first - 1].code, "") if first else "没有看清"
        target = f"#k{first}" if first else "#uncertain"
        return (
            f'<a class="hit{" bad" if bad else ""}" href="{target}" title="{escape(name)}">{escape(words)}{signs}</a>'
        )


def severity_word(severity: str) -> str:
    """错误, 警告 or 提示."""
    return next(word for level, word in SEVERITIES.items() if level == severity)
