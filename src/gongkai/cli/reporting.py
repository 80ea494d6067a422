"""The work of `gongkai report read` and `check` on many files, and its outcome as JSON, CSV or for people."""

import csv
import io
import json
import pickle
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import click

from gongkai.cli import telling
from gongkai.cli.batch import Outcome
from gongkai.cli.spool import Spool
from gongkai.documents import Unreadable, read_bytes
from gongkai.documents.limits import bounded_bytes
from gongkai.report.checks import Finding, finding_json
from gongkai.report.checks import check as check_report
from gongkai.report.checks.base import Severity
from gongkai.report.explaining import titles
from gongkai.report.forms import form_for
from gongkai.report.model import TABLES, Malformed, Report, from_json, to_json
from gongkai.report.series import Trace, compare, trace

FOUND, UNREADABLE, INTERRUPTED = 1, 2, 130
UNEXPECTED = "读取时出了没有料到的错（{error}），已跳过；请把文件交给维护人员。"


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a report, what is kept of it for the comparison with others and, packed, for the telling."""

    findings: list[Finding]
    kept: Trace | None = None
    packed: bytes = b""

    @property
    def report(self) -> Report:
        """The report as far as its findings are told: whose it is, its doubts and the places of its source."""
        report: Report = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 (packed by this very program)
        return report


def pack(report: Report) -> bytes:
    """What the telling needs of a report, small, so that ten thousand fit in memory and pass between processes."""
    told = replace(report, cells={}, opening="", sections=(), statements=(), printed={})
    return zlib.compress(pickle.dumps(told), 1)


def load(path: Path) -> Report:
    """The report in a file, also in the JSON that `read` and `--jsonl` give; raises `Unreadable` or `Malformed`."""
    from gongkai.report import read as read_report

    if path.suffix.lower() != ".json":
        return read_report(path)
    text = bounded_bytes(path)
    try:
        data = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Malformed(f"“{path.name}”不是一份 JSON 数据；应为一份报告，或者 --jsonl 输出的一行。") from error
    if isinstance(data, dict) and "report" in data and "schema" not in data:
        data = data["report"]
    if isinstance(data, dict) and "error" in data:
        raise Malformed(f"“{path.name}”这一行没有报告，只有读不了的原因：{data['error']}")
    if not isinstance(data, dict) or not data.keys() & {"schema", "form", "year", "sections", *TABLES}:
        raise Malformed(f"“{path.name}”里没有报告；应为一份报告，或者 --jsonl 输出的一行。")
    return from_json(data)


def ready() -> None:
    """Load all that reading and checking a usual report needs, so that processes forked from this one have it."""
    from gongkai.report.reading import read_document

    form = form_for(date.max.year)
    rows = "\n".join(row.label + "\t0" * len(block.columns) for block in form.blocks() for row in block.rows)
    texts = "\n".join(f"{n}、{heading}\n{rows}" for n, heading in zip("一二三四五六", form.sections, strict=True))
    check_report(read_document(read_bytes(f"公开2021年。\n{texts}\n联系电话：0000-0000000。".encode())))


def outcome_of(work: Any, file: str) -> Outcome:
    """The outcome of `work` on the report in a file; whatever goes wrong is one sentence and the batch goes on."""
    try:
        return Outcome(file, work(load(Path(file))))
    except (Unreadable, Malformed) as error:
        return Outcome(file, error=str(error))
    except Exception as error:  # the batch must go on
        return Outcome(file, error=UNEXPECTED.format(error=type(error).__name__))


def as_it_is(report: Report) -> Report:
    """The report itself."""
    return report


def as_json(report: Report) -> str:
    """The report as JSON text; made where it is read, so that several processes share the work."""
    return json.dumps(to_json(report), ensure_ascii=False)


def checked(published_on: date | None, keep: bool, bare: bool, report: Report) -> Checked:
    """The findings of a report; `keep` what others are compared with; `bare` keeps nothing for the telling."""
    findings = check_report(report, published_on=published_on)
    return Checked(findings, trace(report) if keep else None, b"" if bare else pack(report))


class Batch:
    """Everything that was checked together, with the findings between the reports at their files.

    Outcomes are kept aside as they come, so that ten thousand files take no more memory than a hundred.
    """

    def __init__(self, outcomes: Iterable[Outcome], series: bool) -> None:
        """Check what is between the reports, whose `series` was or was not declared, once all are read."""
        self._outcomes, self.failed = Spool(), 0
        self.counted: Counter[tuple[Severity, str]] = Counter()
        kept = Spool()
        for outcome in outcomes:
            self._outcomes.append(replace(outcome, value=outcome.value and replace(outcome.value, kept=None)))
            self.failed += bool(outcome.error)
            if not outcome.error:
                kept.append(outcome.value.kept)
                self._count(outcome.value.findings)
        told = len(kept) > 1 and kept[0] is not None
        self._between = compare(kept, declared=series) if told else {}
        for found in self._between.values():
            self._count(found)

    def _count(self, findings: Iterable[Finding]) -> None:
        self.counted.update((finding.severity, finding.code) for finding in findings)

    @property
    def status(self) -> int:
        """2: a file could not be read; 1: an error was found; 0: neither."""
        return UNREADABLE if self.failed else FOUND if any(level == "error" for level, _ in self.counted) else 0

    def _told(self) -> Iterator[tuple[Outcome, list[Finding]]]:
        """Each outcome with its findings, those between reports behind those of each."""
        done = count()
        for outcome in self._outcomes:
            more = [] if outcome.error else self._between.get(next(done), [])
            yield outcome, [] if outcome.error else outcome.value.findings + more

    def tell(self, manner: str) -> None:
        """One JSON line a file, one CSV line a finding, or for people with a summary."""
        if manner == "csv":
            self._tell_csv()
            return
        for outcome, found in self._told():
            if manner == "jsonl":
                findings = json.dumps([finding_json(finding) for finding in found], ensure_ascii=False)
                tell_json(outcome, "findings", findings)
            elif outcome.error:
                tell_lines((), outcome)
            else:
                tell_lines(telling.tell_findings(outcome.file, outcome.value.report, found), outcome)
        if manner != "jsonl":
            read = len(self._outcomes) - self.failed
            tell_lines(telling.tell_summary(read, self.failed, self.counted, titles()))

    def _tell_csv(self) -> None:
        """The findings of every file, then the files that could not be read."""
        click.echo(csv_lines([], telling.FINDING_COLUMNS, header=True), nl=False)
        for outcome, found in self._told():
            rows = [telling.finding_row(outcome.file, finding) for finding in found]
            click.echo(csv_lines(rows, telling.FINDING_COLUMNS), nl=False)
        for outcome in self._outcomes if self.failed else ():
            if outcome.error:
                row = {"file": outcome.file, "code": "unreadable", "message": outcome.error}
                click.echo(csv_lines([row], telling.FINDING_COLUMNS), nl=False)


def tell_json(outcome: Outcome, key: str, content: str) -> None:
    """One line for one file, `content` being JSON, written at once so that it is whole."""
    name, value = ("error", json.dumps(outcome.error, ensure_ascii=False)) if outcome.error else (key, content)
    sys.stdout.write(f'{{"file": {json.dumps(outcome.file, ensure_ascii=False)}, "{name}": {value}}}\n')
    sys.stdout.flush()


def tell_lines(lines: Iterable[str], outcome: Outcome | None = None) -> None:
    """Lines for people; a file that could not be read is told on the error output."""
    if outcome and outcome.error:
        click.echo(click.style(f"{outcome.file}：读不了。", fg="red") + outcome.error, err=True)
    for line in lines:
        click.echo(line)


def csv_lines(rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, header: bool = False) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula is made harmless."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
