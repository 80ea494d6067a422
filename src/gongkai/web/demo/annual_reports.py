"""两年已公布的年度报告，和今年正在写的草稿"""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.counting import entered_in
from gongkai.web.annual_reports.models import AnnualReport, Sentence, State
from gongkai.web.annual_reports.services import entering, moving, publishing, setting, writing
from gongkai.web.demo.world import World

CODES = ("qinghe-office", "civil-affairs", "natural-resources", "liuhe", "yunling", "shiqiao", "qinghe")
"""The county last: its own report adds up the others."""
DECISIONS = {"licensing": 30, "penalties": 6, "coercion": 0, "charges": 0}
"""About how many a year."""


@cache
def data() -> dict[str, Any]:
    """annual_reports.toml."""
    return tomllib.loads((files("gongkai.web.demo") / "annual_reports.toml").read_text(encoding="utf-8"))


@transaction.atomic
def fill(world: World) -> None:
    """Publish the last two years of every organ, accept most of them, and begin this year in two townships."""
    for year in (world.today.year - 2, world.today.year - 1):
        for number, code in enumerate(CODES):
            report = _written(world, code, year, number)
            _published(world, code, report)
    for code in ("liuhe", "yunling"):
        clerk = world.person(code, Role.CLERK)
        _figures(world, code, world.today.year, only="licensing")
        writing.start(world.organ(code), world.today.year, by=clerk, today=world.today)


def _written(world: World, code: str, year: int, number: int) -> AnnualReport:
    organ, clerk = world.organ(code), world.person(code, Role.CLERK)
    _figures(world, code, year)
    report = writing.start(organ, year, by=clerk, today=world.today)
    for sentence in Sentence.objects.filter(report=report).exclude(gap=""):
        if not sentence.text:
            writing.edit_sentence(sentence, text=_words(sentence.key, number + year), seen=sentence.version, by=clerk)
    prefix, issued = organ.document_prefix or organ.short_name, _day(world, code, year, 15)
    report = AnnualReport.objects.get(pk=report.pk)
    number_of = f"{prefix}发〔{year + 1}〕{number + 3}号"
    report = writing.describe(report, document_number=number_of, issued_on=issued, by=clerk)
    return setting.freeze(report, by=clerk)


def _figures(world: World, code: str, year: int, only: str = "") -> None:
    organ, clerk = world.organ(code), world.person(code, Role.CLERK)
    for path in entered_in(AnnualReport(organ=organ, year=year).layout):
        row, most = path.split("/")[1], DECISIONS.get(path.split("/")[1], 0)
        if not only or row == only:
            value = str(world.chance.randrange(most, most + 9) if most else 0)
            entering.enter(organ, year, path=path, value=value, by=clerk, source="政务服务系统、执法台账")


def _words(key: str, turn: int) -> str:
    """What a person wrote where the ledger has nothing."""
    problems, measures, became = data()["problems"], data()["measures"], data()["became"]
    kept = {
        "problems": problems[turn % len(problems)], "measures": measures[turn % len(measures)],
        "training": f"（五）监督保障。全年组织政府信息公开培训{1 + turn % 2}次，{20 + turn % 7}人次参加。",
        "assessment": f"工作考核结果：县政府年度考核为{data()['results'][turn % 3]}。",
        "evaluation": "社会评议结果：以网上问卷方式开展，群众对公开工作总体满意。",
        "accountability": "没有发生责任追究。",
        "platform": "（四）平台建设。政府信息公开指南、制度、目录和年度报告都在县政府网站政府信息公开专栏公布。",
    }  # fmt: skip
    return str(kept.get(key, became[turn % len(became)]))


def _day(world: World, code: str, year: int, day: int) -> date:
    """A day of January; the county has until the end of March. 条例第四十九条."""
    return min(world.today, date(year + 1, 3 if code == "qinghe" else 1, day))


def _published(world: World, code: str, report: AnnualReport) -> None:
    clerk, leader = world.person(code, Role.CLERK), world.person(code, Role.FINAL_REVIEWER)
    day = _day(world, code, report.year, 20)
    report = moving.submit(report, by=clerk)
    report = moving.review(report, secrecy=True, by=world.person(code, Role.FIRST_REVIEWER))
    report = moving.sign(report, name=leader.name, today=day, by=leader)
    with publishing.on_opening():
        publishing.publish(report, by=clerk, today=day)
    supervisor = world.person("qinghe-office", Role.SUPERVISOR)
    waiting = code == "shiqiao" and report.year == world.today.year - 1
    if supervisor.can("annual_reports.accept", report) and not waiting:
        report = AnnualReport.objects.get(pk=report.pk, state=State.PUBLISHED)
        moving.accept(report, by=supervisor, today=min(world.today, date(report.year + 1, 2, 5)))
