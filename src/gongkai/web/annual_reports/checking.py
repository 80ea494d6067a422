"""Everything found in a report as it stands: the checks of `gongkai.report`, earlier years, and the ledger beside it.

Findings are not stored: they follow from the report. A person's verdict names the finding by a fingerprint of what
it says, so that it survives a new run and falls away when the figures change.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.report import check
from gongkai.report.checks.base import SEVERITIES, Finding
from gongkai.report.model import Report, from_json
from gongkai.report.series import check_series
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports.absorbing import HandedOn, handed_on
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.counting import Counted, below, entered_in, figures_of
from gongkai.web.annual_reports.models import AnnualReport, Edition, Sentence, Verdict
from gongkai.web.annual_reports.phrases import own_words

TOLD = ("assessment-is-told", "problems-and-measures", "fees-are-told")
"""Checks of what the text must tell; a sentence that is still missing says the same."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A correction that is sure: a cell's figure, or one number of a sentence."""

    words: str
    path: str = ""
    value: int | None = None
    sentence: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with the number it bears on the page, what a person judged of it, and how it could be mended."""

    number: int
    finding: Finding
    fingerprint: str
    verdict: Verdict | None = None
    mend: Mend | None = None

    @property
    def open_error(self) -> bool:
        """Whether it stands in the way of submitting."""
        return self.finding.severity == "error" and self.verdict is None

    @property
    def section(self) -> int:
        """The section of the form it belongs to; 0 for the head."""
        return section_of(self.finding.where)


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with its figures and everything found in it."""

    report: Report
    figures: Mapping[str, Counted]
    findings: tuple[Marked, ...]

    @property
    def errors(self) -> list[Marked]:
        """What stands in the way of submitting."""
        return [marked for marked in self.findings if marked.open_error]


def section_of(where: str) -> int:
    """The section of the form that a place lies in.

    >>> section_of("applications/new/total"), section_of("sections/5"), section_of("title")
    (3, 5, 0)
    """
    parts = where.removeprefix("series/").split("/")
    if parts[0] == "sections" and len(parts) > 1 and parts[1].isdigit():
        return int(parts[1])
    return {"proactive": 2, "applications": 3, "reviews": 4}.get(parts[0], 0)


def fingerprint(finding: Finding) -> str:
    """By which a verdict knows the finding again."""
    said = "\0".join((finding.code, finding.where, finding.message, finding.quote))
    return hashlib.sha256(said.encode()).hexdigest()


def examine(report: AnnualReport) -> Checked:
    """Run every check on the report as it stands now."""
    figures = figures_of(report)
    value = as_report(report, figures)
    own = list(_own(report, value, figures))
    found = [*own, *_not_twice(own, check(value, published_on=report.published_on)), *_series(report, value)]
    order = list(SEVERITIES)
    found.sort(key=lambda finding: order.index(finding.severity))
    verdicts = {verdict.fingerprint: verdict for verdict in report.verdicts.all()}
    sentences = list(report.sentences.all())
    marked = tuple(
        Marked(number, finding, mark := fingerprint(finding), verdicts.get(mark), mend(finding, report, sentences))
        for number, finding in enumerate(found, start=1)
    )
    return Checked(value, figures, marked)


def _not_twice(own: list[Finding], found: list[Finding]) -> Iterator[Finding]:
    """What the checks say of a blank row or a missing passage is left out where the gap itself is told."""
    rows = {finding.where.rpartition("/")[0] for finding in own if finding.code == "figure-not-entered"}
    sections = {finding.where for finding in own if finding.code == "text-gap"}
    for finding in found:
        blank = finding.code == "blank-cells" and finding.where in rows
        if not blank and not (finding.code in TOLD and finding.where in sections):
            yield finding


def earlier(report: AnnualReport, handed: HandedOn) -> list[Report]:
    """The newest edition of each earlier year, the oldest first; the last with what organs merged since then had."""
    rows = Edition.objects.filter(report__organ=report.organ_id, report__year__lt=handed.year)
    newest = {row.report.year: row for row in rows.select_related("report").order_by("number")}
    last = handed.before()
    return [*(from_json(newest[year].content) for year in sorted(newest)), *([last] if last else [])]


def _series(report: AnnualReport, value: Report) -> Iterator[Finding]:
    handed = handed_on(report.organ, report.year)
    before = earlier(report, handed)
    found = check_series([own_words(one) for one in (*before, value)], declared=True)[-1] if before else []
    for finding in found:
        chained = handed.note and finding.code == "series-carried-forward"
        yield replace(finding, message=f"{finding.message}{handed.note}。") if chained else finding


def _own(report: AnnualReport, value: Report, figures: Mapping[str, Counted]) -> Iterator[Finding]:
    """What only the platform knows: gaps in the text, figures nobody entered, a ledger that says otherwise."""
    if report.source == AnnualReport.Source.UPLOAD:
        yield from _of_file(report, value)
        return
    for sentence in report.sentences.all():
        if sentence.gap and not sentence.text.strip():
            yield Finding("text-gap", "error", sentence.gap, f"sections/{sentence.section}", cites="条例第五十条",
                          mend="写上这一句；确实没有的，也写明没有。")  # fmt: skip
    for path in entered_in(value.layout):
        if figures[path].value is None:
            yield Finding("figure-not-entered", "error", f"“{value.layout.label(path)}”还没有填报。", path,
                          cites="统一格式表二", mend="在“年度数据”里填报；没有发生的填 0。")  # fmt: skip
    for path, figure in figures.items():
        yield from _beside(path, figure, value)
    if report.whole:
        yield from _not_added(report)


def _not_added(report: AnnualReport) -> Iterator[Finding]:
    """Organs below that owe a report of the year and have published none: the whole lacks them."""
    there = AnnualReport.objects.filter(year=report.year, published_on__isnull=False).values("organ")
    owing = [organ.short_name for organ in below(report.organ).exclude(pk__in=there) if organ.publishes_guide]
    if owing:
        named = "、".join(owing[:8]) + ("等" if len(owing) > 8 else "")
        yield Finding("organs-not-added", "error", f"{len(owing)} 个下级机关还没有公布{report.year}年报告，"
                      f"合计里没有它们：{named}。", "applications/new/total", cites="条例第四十九条",
                      mend="催办，等它们公布；不等的，写明理由再送核。")  # fmt: skip


def _beside(path: str, figure: Counted, value: Report) -> Iterator[Finding]:
    label, says = value.layout.label(path), printed(figure.value)
    if figure.override:
        yield Finding("set-by-hand", "notice", f"“{label}”由{figure.override.by_name}手工改为 {says or '空白'}"
                      f"，登记簿为 {printed(figure.ledger) if figure.ledger is not None else says}："
                      f"{figure.override.reason}。", path)  # fmt: skip
    elif figure.source == "carried" and figure.ledger is not None:
        told = f"{figure.merged}。" if figure.merged else ""
        yield Finding("carried-in-differs", "error", f"“{label}”按上年报告应为 {says} 件，登记簿数出 "
                      f"{figure.ledger} 件。{told}查清是哪一件，改正登记，或者写明理由后改数。", path,
                      cites="统一格式表三第二项")  # fmt: skip
    elif figure.ledger is not None:
        yield Finding("ledger-moved", "warning", f"“{label}”冻结时为 {says}，现在登记簿为 {printed(figure.ledger)}。",
                      path, mend="查看冻结以后改了哪些记录；要用新数的，解冻后重新冻结。")  # fmt: skip
    elif "还没有填" in figure.words:
        yield Finding("months-missing", "error", f"“{label}”：{figure.words.split('；')[-1]}。", path)


def _of_file(report: AnnualReport, value: Report) -> Iterator[Finding]:
    for path, why in value.uncertain.items():
        yield Finding("cell-uncertain", "error", f"“{label_of(value, path)}”没有读准{f'（{why}）' if why else ''}，"
                      "请对照原件确认。", path)  # fmt: skip
    names = {report.organ.name, *report.organ.names.values_list("name", flat=True)}
    if value.organ and not any(re.sub(r"\s", "", value.organ).endswith(name) for name in names):
        yield Finding("another-organ", "warning", f"文件里的机关是“{value.organ}”，报送机关是“{report.organ.name}”。",
                      "organ", mend="核对是不是传错了文件。")  # fmt: skip


def label_of(value: Report, path: str) -> str:
    """The words of a cell, or its path where the form does not have it."""
    try:
        return value.layout.label(path)
    except KeyError:
        return path


def mend(finding: Finding, report: AnnualReport, sentences: list[Sentence]) -> Mend | None:
    """The correction of a finding where there is only one: 规章 to nought, a number of the text to the table's."""
    if finding.code == "regulations-by-whom-may":
        return Mend("填 0", path=finding.where, value=0)
    if finding.code != "narrative-matches-table" or finding.severity != "error":
        return None
    said, says = printed(finding.expected), printed(finding.actual)
    for sentence in sentences:
        number = re.compile(rf"(?<![\d.]){re.escape(said)}(?![\d.])")
        places = number.findall(sentence.text)
        if finding.quote.strip("。") in sentence.text and len(places) == 1:
            return Mend(f"改成 {says}", sentence=sentence.pk, text=number.sub(says, sentence.text))
    return None
