"""柳河镇 and a year of its ledger, small enough to count by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.web.accounts.models import Account, Role
from gongkai.web.annual_reports.counting import entered_in
from gongkai.web.annual_reports.models import AnnualReport, Edition, Sentence
from gongkai.web.annual_reports.services import entering, moving, publishing, writing
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import asking
from gongkai.web.applications.services.identities import Identity
from gongkai.web.organs.services import describe
from web.conftest import TESTS, County

ZHOU = Identity(name="周晓棠", number="11010519491231002X", phone="13800138000")
COMPANY = Identity(
    name="青禾恒远水利工程有限公司", number="91350100M000100Y43", phone="05910000000", paper="统一社会信用代码"
)
NEXT = date(2026, 1, 12)
UNIT = {
    "unit_name": "柳河镇党政办公室", "unit_address": "青禾县柳河镇柳河街88号", "unit_phone": "0000-6010001",
    "postcode": "529911", "address": "青禾县柳河镇柳河街88号", "phone": "0000-6010001",
}  # fmt: skip
WORDS = {
    "platform": "（四）平台建设。设政府信息公开专栏和查阅点。",
    "training": "（五）监督保障。全年组织政府信息公开培训2次。",
    "assessment": "县政府对本镇工作考核结果为良好。",
    "evaluation": "社会评议没有单独组织。",
    "accountability": "没有发生责任追究。",
    "problems": "解读政策的形式单一，村公示栏更新不及时。",
    "measures": "下一步将增加图解，每月检查一次村公示栏。",
}


@pytest.fixture
def clerk(county: County) -> Account:
    """林知夏 writes."""
    return county.account(Role.CLERK, county.township, "clerk")


@pytest.fixture
def reviewer(county: County) -> Account:
    """陈砚秋 looks it over."""
    return county.account(Role.FIRST_REVIEWER, county.township, "reviewer")


@pytest.fixture
def leader(county: County) -> Account:
    """何鸣远 signs."""
    return county.account(Role.FINAL_REVIEWER, county.township, "leader")


@pytest.fixture
def supervisor(county: County) -> Account:
    """温静 of the county."""
    return county.account(Role.SUPERVISOR, county.office, "supervisor")


@pytest.fixture
def case(county: County) -> Callable[..., Application]:
    """A case as the ledger keeps it: received, and closed with an outcome if it was."""

    def made(received: date, outcome: str = "", closed: date | None = None, company: bool = False) -> Application:
        application = asking.register(
            county.township, kind="business" if company else "natural_person", identity=COMPANY if company else ZHOU,
            wish=asking.Wish("柳河镇河道清淤工程的施工合同"), channel="counter", arrived_on=received, by=TESTS,
            today=received,
        ).application  # fmt: skip
        Application.objects.filter(pk=application.pk).update(counted_on=closed, counted_outcome=outcome)
        return Application.objects.get(pk=application.pk)

    return made


def complete(report: AnnualReport, by: Account, **words: str) -> AnnualReport:
    """Enter what no ledger holds and write every gap."""
    for path in entered_in(report.layout):
        entering.enter(report.organ, report.year, path=path, value="0", by=by)
    writing.follow(report)
    for sentence in Sentence.objects.filter(report=report).exclude(gap=""):
        text = (WORDS | words).get(sentence.key, "已经改进：村公示栏每月更新。")
        writing.edit_sentence(sentence, text=text, seen=sentence.version, by=by)
    return AnnualReport.objects.get(pk=report.pk)


@pytest.fixture
def report(county: County, clerk: Account) -> AnnualReport:
    """The draft of 2025."""
    describe(county.township, by=TESTS, **UNIT)
    return writing.start(county.township, 2025, by=clerk, today=NEXT)


@pytest.fixture
def through(clerk: Account, reviewer: Account, leader: Account) -> Callable[..., Edition]:
    """Take a report from the draft to the public, without Word and PDF."""

    def taken(report: AnnualReport, today: date = NEXT, **options: Any) -> Edition:
        report = moving.submit(report, by=clerk, **options)
        report = moving.review(report, secrecy=True, by=reviewer)
        report = moving.sign(report, name="何鸣远", today=today, by=leader)
        with publishing.on_opening():
            return publishing.publish(report, by=clerk, today=today)

    return taken
