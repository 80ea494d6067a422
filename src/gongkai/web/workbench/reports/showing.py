"""What the page of a report shows, as values: sections, sentences with their bound figures, grids, findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.report.checks import CHECKS
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import rules
from gongkai.web.annual_reports.checking import Checked, Marked
from gongkai.web.annual_reports.models import AnnualReport, Sentence
from gongkai.web.patterns.values import Badge, Cell, Link, Tab
from gongkai.web.portal import check_sheets, report_grids

NAMES = ("引言", "总体情况", "主动公开", "依申请", "复议诉讼", "问题与改进", "其他")
NUMERALS = "〇一二三四五六"
KINDS = {"error": "bad", "warning": "warn", "notice": ""}
WORDS = {"error": "错误", "warning": "警告", "notice": "提示"}
SHORT = 12
"""Characters of a figure that stands on blue; longer words from the ledger are a plain link."""


@dataclass(frozen=True)
class Shown:
    """A finding as the page tells it."""

    marked: Marked
    kind: str
    title: str
    to: str
    why: list[tuple[str, str]]
    more: Link | None


@dataclass
class Spoken:
    """A paragraph: its sentences with the words to show, and whether one of them is still to be written."""

    sentences: list[tuple[Sentence, SafeString]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether a sentence is missing."""
        return any(one.gap and not one.text for one, _ in self.sentences)

    @property
    def keys(self) -> list[int]:
        """The keys of its sentences."""
        return [one.pk for one, _ in self.sentences]

    @property
    def who(self) -> str:
        """Who wrote in it."""
        return "、".join(dict.fromkeys(one.by_name for one, _ in self.sentences if one.edited))


@dataclass
class Part:
    """A section of the page."""

    number: int
    heading: str
    paragraphs: list[Spoken] = field(default_factory=list)
    grid: report_grids.Grid | None = None
    badges: list[Badge] = field(default_factory=list)
    length: int = 0
    text: str = ""


def findings(checked: Checked) -> list[Shown]:
    """The findings that nobody judged yet, and then those that were."""
    ordered = sorted(checked.findings, key=lambda one: one.verdict is not None)
    return [
        Shown(one, "ok" if one.verdict else KINDS[one.finding.severity],
              rules.title(one.finding.code), place(one), rules.why(one.finding.code),
              check_sheets.more(one.finding.code, "workbench"))
        for one in ordered
    ]  # fmt: skip


def place(one: Marked) -> str:
    """Where on the page a finding speaks of: a cell's source, or its section."""
    where = one.finding.where.removeprefix("series/")
    return f"?cell={where}#source" if where.count("/") == 2 else f"#s{one.section}"


def counted(shown: Iterable[Marked]) -> list[Badge]:
    """2 错误, 1 警告."""
    kept = [one for one in shown if one.verdict is None]
    counts = {level: sum(one.finding.severity == level for one in kept) for level in WORDS}
    return [Badge(f"{number} {WORDS[level]}", KINDS[level]) for level, number in counts.items() if number]


def passed(checked: Checked) -> list[str]:
    """The names of the checks that found nothing."""
    found = {one.finding.code for one in checked.findings}
    return [check.title for check in CHECKS if check.code not in found]


def tabs(checked: Checked) -> list[Tab]:
    """The sections with what waits in each."""
    made = []
    for number, name in enumerate(NAMES):
        open_ = [one for one in checked.findings if one.section == number and one.verdict is None
                 and one.finding.severity != "notice"]  # fmt: skip
        bad = any(one.finding.severity == "error" for one in open_)
        words = f"{NUMERALS[number]} {name}" if number else name
        made.append(Tab(words, f"#s{number}", number == 1, len(open_) or None, "bad" if bad else ""))
    return made


def parts(report: AnnualReport, checked: Checked, write: bool, chosen: str, typed: Mapping[str, str]) -> list[Part]:
    """Every section of the report, the opening first."""
    drawn = report_grids.grids(checked.report, cells(checked, write, chosen, typed))
    sentences = list(report.sentences.all())
    made = []
    for number in range(7):
        heading = f"{NUMERALS[number]}、{checked.report.layout.sections[number - 1]}" if number else "引言"
        found = [one for one in checked.findings if one.section == number]
        text = checked.report.text(number)
        part = Part(number, heading, grid=drawn.get(number), badges=counted(found), length=len(text), text=text)
        for sentence in (one for one in sentences if one.section == number):
            if sentence.begins or not part.paragraphs:
                part.paragraphs.append(Spoken())
            part.paragraphs[-1].sentences.append((sentence, marked(sentence, found)))
        made.append(part)
    return made


def marked(sentence: Sentence, found: list[Marked]) -> SafeString:
    """The words with their live figures on blue, and the numbers of the findings that quote them."""
    text, pieces, end = sentence.text, [], 0
    for fact in sorted(sentence.facts, key=lambda one: one["at"]):
        start, words = fact["at"], fact["words"]
        if start < end or text[start : start + len(words)] != words:
            continue
        link = fact["url"] or "#source"
        look = "badge info" if len(words) <= SHORT else ""
        figure = format_html('<a class="{}" href="{}" title="{}">{}</a>', look, link, fact["source"], words)
        pieces += [(text[end:start],), (figure,)]
        end = start + len(words)
    body = format_html_join("", "{}", [*pieces, (text[end:],)])
    signs = [one for one in found if one.verdict is None and quoted(one.finding.quote, text)]
    for one in signs:
        kind = "bad" if one.finding.severity == "error" else ""
        sign = format_html('<sup class="{}">{}</sup>', "" if kind else "w", one.number)
        body += format_html('<a class="hit {}" href="#c{}" aria-label="第 {} 处问题">{}</a>', kind, one.number,
                            one.number, sign)  # fmt: skip
    return body


def quoted(quote: str, text: str) -> bool:
    """Whether a finding speaks of this sentence."""
    bare = quote.strip("。… ")
    return len(bare) > 3 and (bare in text or (len(text) > 6 and text.strip("。") in bare))


def cells(checked: Checked, write: bool, chosen: str, typed: Mapping[str, str]) -> report_grids.Draw:
    """How a cell of the page is drawn: an input while it may be written, with what is wrong in it."""
    bad = {one.finding.where.removeprefix("series/") for one in checked.errors}
    warn = {one.finding.where.removeprefix("series/") for one in checked.findings
            if one.verdict is None and one.finding.severity == "warning"}  # fmt: skip

    def draw(path: str, words: str, across: int) -> Cell:
        figure = checked.figures.get(path)
        row = path.rpartition("/")[0]
        signs = [("bad", path in bad), ("warn", (path in warn and path not in bad) or (row in warn and not words)),
                 ("hand", bool(figure and figure.by_hand)), ("sel", path == chosen)]  # fmt: skip
        kind = " ".join([report_grids.kinds(path, words), *(name for name, so in signs if so)]).strip()
        if not write:
            return Cell(SafeString(format_html('<a href="?cell={}#source">{}</a>', path, words or "—")), kind=kind,
                        across=across, figure=True)  # fmt: skip
        return Cell(typed.get(path, words), name=path, label=_label(checked, path), kind=kind, across=across,
                    form="cells")  # fmt: skip

    return draw


def _label(checked: Checked, path: str) -> str:
    return checked.report.layout.label(path).replace("·", "，")


def seen(checked: Checked) -> str:
    """The figures as the page shows them: by which a save knows what was changed, and by whom."""
    return json.dumps({path: printed(one.value) for path, one in checked.figures.items()}, ensure_ascii=False)


def choices(checked: Checked) -> list[tuple[str, str]]:
    """Every cell by its words, for whoever has no script."""
    return [(path, _label(checked, path)) for path in checked.report.layout.paths()]


def context_of(report: AnnualReport) -> dict[str, Any]:
    """Nothing but what templates of the report share."""
    return {"report": report, "organ": report.organ}
