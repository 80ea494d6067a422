"""The text of a report drafted as sentences whose figures are bound to their facts and follow them until edited."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.report.checks.content import ProblemsAndMeasures
from gongkai.report.model import Report, from_json
from gongkai.web.annual_reports.absorbing import absorbed, newest
from gongkai.web.annual_reports.counting import SOURCES, Counted, spoken_for
from gongkai.web.annual_reports.facts import Fact, facts_of
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.organs.models import Kind, Organ

HOLE = re.compile(r"\{([^{}]+)\}")
MEASURE = re.compile(r"下一步|改进措施|将[^。]{2,}|加强|完善|整改|解决|有改进|已改|上年|去年|上一年")
TABLES = {"proactive": "表二", "applications": "表三", "reviews": "表四"}
GOVERNMENTS = frozenset({Kind.GOVERNMENT, Kind.TOWNSHIP})
WITHIN = str.maketrans("《》", "〈〉")
"""A title within a title: the inner pair of marks is single (GB/T 15834—2011, 4.15)."""
SELF = {Kind.GOVERNMENT: "本县", Kind.TOWNSHIP: "本镇", Kind.STREET: "本街道"}


@dataclass(frozen=True)
class Drafted:
    """A sentence as the ledger would have it written today."""

    key: str
    section: int
    text: str
    begins: bool = True
    facts: list[dict[str, Any]] = field(default_factory=list)
    gap: str = ""


@cache
def templates() -> tuple[Mapping[str, Any], ...]:
    """The sentences of sentences.toml, in their order."""
    return tuple(_data()["sentence"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "sentences.toml").read_text(encoding="utf-8"))


def draft(report: AnnualReport, figures: Mapping[str, Counted]) -> list[Drafted]:
    """Every sentence of the report, written from its facts or as a gap; last year's problems first in section five."""
    facts = _facts(report, figures)
    written: list[Drafted] = []
    for template in templates():
        if template["key"] == "problems":
            written += _became(report)
        if _due(template, report):
            written += _write(template, facts)
    return written


def _facts(report: AnnualReport, figures: Mapping[str, Counted]) -> dict[str, Fact]:
    organ, year, layout = report.organ, report.year, report.layout
    plain = {
        "year": year, "next": year + 1, "instrument": layout.instrument.translate(WITHIN), "number": layout.number,
        "self": self_of(organ),
        "address": organ.unit_address or organ.address or None, "postcode": organ.postcode or "—",
        "phone": organ.unit_phone or organ.phone or None,
    }  # fmt: skip
    found = {key: Fact(value, "") for key, value in plain.items()} | facts_of(organ, year, spoken_for(report))
    for path, counted in figures.items():
        source = f"{TABLES[path.split('/')[0]]}，{SOURCES[counted.source]}"
        found[f"cells/{path}"] = Fact(counted.value, source, f"?cell={path}#source")
    return found


def self_of(organ: Organ) -> str:
    """What an organ calls itself in its report.

    A 乡 is no 镇; anything that is no local government is 本机关.
    """
    if organ.kind == Kind.TOWNSHIP and "乡" in organ.name.removesuffix("人民政府")[-1:]:
        return "本乡"
    return SELF.get(Kind(organ.kind), "本机关")


def _due(template: Mapping[str, Any], report: AnnualReport) -> bool:
    if template.get("only") == "government" and report.organ.kind not in GOVERNMENTS:
        return False
    return bool(template.get("since", 0) <= report.year <= template.get("until", 9999))


def _write(template: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Drafted]:
    begins, section = template.get("begins", True), template["section"]
    about = facts.get(template["about"]) if "about" in template else None
    text = template["zero"] if about is not None and about.value == 0 else template["text"]
    holes = HOLE.findall(text)
    missing = [key for key in (*template.get("needs", ()), *holes) if key not in facts or facts[key].value is None]
    if about is not None and about.value == 0:
        missing = [key for key in missing if key in holes]
    if missing and template.get("omit"):
        return
    if missing:
        gap = template.get("gap") or f"登记簿里没有这一句要用的数据（{template['key']}），请写明。"
        words = HOLE.sub(lambda hole: facts[hole[1]].words if hole[1] in facts else "", gap)
        yield Drafted(template["key"], section, "", begins, gap=words)
    elif text:
        yield Drafted(template["key"], section, *_filled(text, facts, begins))


def _filled(text: str, facts: Mapping[str, Fact], begins: bool) -> tuple[str, bool, list[dict[str, Any]]]:
    """The text with its figures, and where each of them stands."""
    written, bound, end = "", [], 0
    for hole in HOLE.finditer(text):
        written += text[end : hole.start()]
        fact = facts[hole[1]]
        if fact.source:
            bound.append({"words": fact.words, "at": len(written), "source": fact.source, "url": fact.url,
                          "key": hole[1]})  # fmt: skip
        written += fact.words
        end = hole.end()
    return written + text[end:], begins, bound


def _became(report: AnnualReport) -> Iterator[Drafted]:
    """Last year's problems of section five, each a gap that asks what became of it: the organ's own, or, where it is
    new, those of the organs it was made of."""
    last, own = report.year - 1, newest(report.organ, report.year - 1)
    found = [own] if own else [newest(organ, last) for organ in absorbed(report.organ, report.year)]
    problems = [problem for one in found if one for problem in problems_of(from_json(one.content))]
    template = _data()["became"]["gap"]
    for number, problem in enumerate(problems, start=1):
        gap = template.format(last=report.year - 1, problem=problem)[:200]
        yield Drafted(f"became-{number}", 5, "", True, gap=gap)


def problems_of(report: Report) -> list[str]:
    """The sentences of section five that name a problem and are no measure; at most six."""
    said = [sentence.strip() for sentence in re.split(r"[。；\n]", report.text(5)) if sentence.strip()]
    shape = ProblemsAndMeasures.problems
    found = [sentence for sentence in said if shape.search(sentence) and not MEASURE.search(sentence)]
    return [sentence[:120] for sentence in found[:6]]
