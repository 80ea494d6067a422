"""What the report commands say on a terminal: the report in a few lines, its findings, the summary."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import click

from gongkai.report.checks.base import SEVERITIES, Finding, Severity, finding_json, plain
from gongkai.report.model import Report
from gongkai.report.placing import doubted, place_name

COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "notice": "cyan"}
ALIKE = 3
"""So many findings of one check are told in full, the others counted."""
ROWS = 8
"""So many rows that were not read for sure are told in full."""
FINDING_COLUMNS = ("file", "code", "severity", "message", "where", "expected", "actual", "quote", "cites")


def heading(file: str, report: Report) -> str:
    """One line that says whose report of which year it is."""
    organ, year = report.organ or "未写明机关", f"{report.year} 年" if report.year else "未写明年度"
    return f"{file}：{organ} {year}年度报告（{report.form} 年格式）".replace("年年度", "年度")


def tell_report(file: str, report: Report) -> Iterator[str]:
    """The report in a few lines: what was read, what is blank, what a person must look at."""
    yield click.style(heading(file, report), bold=True)
    yield from tell_doubts(report)
    paths = report.layout.paths()
    blank = sum(report.cells.get(path) is None and path not in report.uncertain for path in paths)
    read = len(paths) - blank - sum(path in report.uncertain for path in paths)
    yield f"  表格 {len(paths)} 格：读出 {read} 格，空白 {blank} 格，待核 {len(report.uncertain)} 格。"
    for path in paths:
        if figure := report.figure(path):
            yield f"    {place_name(path, report).partition('（原件')[0]}：{plain(figure)}"
    for path, reason in report.uncertain.items():
        yield click.style(f"    待核 {place_name(path, report)}：{reason or '没有读准'}", fg="yellow")


def tell_doubts(report: Report) -> Iterator[str]:
    """What the reader was not sure of in the file as a whole."""
    return (click.style(f"  请注意：{doubt}", fg="yellow") for doubt in report.doubts)


def tell_findings(file: str, report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    """The findings of a report as a clerk reads them: what, where, by which rule, what to do."""
    yield click.style(heading(file, report), bold=True)
    yield from tell_doubts(report)
    if not findings and not report.uncertain:
        yield click.style("  没有发现问题。", fg="green")
    elif not findings:
        yield "  读准的部分没有发现问题。"
    seen: Counter[str] = Counter()
    counts = Counter(finding.code for finding in findings)
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= ALIKE:
            yield from _tell(finding, report)
        elif seen[finding.code] == counts[finding.code]:
            yield f"  …… 同类问题（{finding.code}）还有 {counts[finding.code] - ALIKE} 处。"
    yield from _tell_uncertain(report)


def _tell_uncertain(report: Report) -> Iterator[str]:
    """The cells that took no part in the checks, whole rows as one, each with the reason why."""
    if not report.uncertain:
        return
    yield click.style(f"  没有读准、未参加核对的有 {len(report.uncertain)} 格，请对照原件：", fg="yellow")
    rows = doubted(report)
    for where, many, reason in rows[:ROWS]:
        yield f"      {where}{f' {many} 格' if many > 1 else ''}：{reason}。"
    if left := sum(many for _, many, _ in rows[ROWS:]):
        yield f"      …… 还有 {left} 格，用 gongkai report read 逐格看。"


def _tell(finding: Finding, report: Report) -> Iterator[str]:
    word = click.style(SEVERITIES[finding.severity], fg=COLOURS[finding.severity], bold=True)
    yield f"  {word}　{finding.message}"
    yield f"      位置：{place_name(finding.where, report)}。依据：{finding.cites}。"
    yield f"      怎么改：{finding.mend}（详见 gongkai report explain {finding.code}）"


def tell_summary(
    read: int, failed: int, kinds: Mapping[tuple[Severity, str], int], titles: Mapping[str, str]
) -> Iterator[str]:
    """The sum over all files: by severity, then by check. `kinds`: how many findings of each severity and check."""
    levels: Counter[str] = Counter()
    for (level, _), count in kinds.items():
        levels[level] += count
    counted = "，".join(f"{word} {levels[level]} 处" for level, word in SEVERITIES.items())
    yield click.style(f"共核对 {read} 份报告：{counted}。", bold=True) + (
        f"有 {failed} 个文件读不了。" if failed else ""
    )
    order = list(SEVERITIES)
    for (level, code), count in sorted(kinds.items(), key=lambda item: (order.index(item[0][0]), -item[1])):
        yield f"  {SEVERITIES[level]}　{code}　{count} 处　{titles.get(code, '')}"


def finding_row(file: str, finding: Finding) -> dict[str, object]:
    """A finding as a line of a spreadsheet."""
    return {"file": file, **finding_json(finding)}


def report_columns() -> list[str]:
    """The columns of reports as a spreadsheet: who and when, then every cell of both forms."""
    from gongkai.report.forms import forms

    cells = dict.fromkeys(path for form in forms().values() for path in form.paths())
    return ["file", "organ", "year", "form", "title", "document_number", "issued_on", "uncertain", *cells, "error"]


def report_row(file: str, report: Report) -> dict[str, object]:
    """A report as a line of a spreadsheet; a blank or uncertain cell is empty."""
    row: dict[str, object] = {"file": file, "organ": report.organ, "year": report.year, "form": report.form}
    row |= {"title": report.title, "document_number": report.document_number}
    row |= {"issued_on": report.issued_on, "uncertain": " ".join(report.uncertain)}
    return row | {path: plain(report.figure(path)) for path in report.cells}
