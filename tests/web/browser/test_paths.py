"""Paths that a case may take, at an officer's desk, with the citizen on a phone where he has a part in it."""

import re
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from gongkai.web.accounts.models import Role
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import asking
from gongkai.web.applications.services.identities import Identity
from web.browser.conftest import LAPTOP, PHONE

ZHOU = Identity("周晓棠", "11010519491231002X", "13800138000")


def fill(window: Page, **given: str) -> None:
    """Fill in whatever must be: what is given by the name of its field, else something that fits."""
    for field in window.locator("main form .field").all():
        box = field.locator("input, textarea, select").first
        name = box.get_attribute("name") or ""
        words = given.get(name, "")
        if not words and "可以不填" in field.inner_text():
            continue
        kind = box.get_attribute("type") or box.evaluate("box => box.tagName")
        if kind == "radio":
            field.locator(f"input[value='{words}']" if words else "input").first.check()
        elif kind == "checkbox":
            box.set_checked(bool(words))
        elif kind == "SELECT":
            box.select_option(words or box.locator("option").nth(0).get_attribute("value"))
        elif kind == "date":
            box.fill(words or box.input_value() or localdate().isoformat())
        elif words or not box.input_value():
            box.fill(words or ("1" if kind == "number" else "已经核对，见案卷"))


class Desk:
    """An officer's window on one case."""

    def __init__(self, page, login_as, furnished, begun: date) -> None:
        self.window, self.leader = page(LAPTOP), page(LAPTOP)
        self.officer = login_as(self.window, Role.CASE_OFFICER)
        login_as(self.leader, Role.HEAD)
        given = asking.register(
            furnished.county.township, kind="natural_person", channel="counter", arrived_on=begun, by=self.officer,
            identity=ZHOU, wish=asking.Wish("柳河镇河道清淤工程的施工合同"), today=begun,
        )  # fmt: skip
        self.application, self.code = given.application, given.code
        self.home = f"/workbench/applications/{self.application.pk}/"

    def step(self, name: str, /, **given: str) -> None:
        """One step, by its page."""
        self.window.goto(f"{self.home}{name}/")
        fill(self.window, **given)
        self.window.locator("main form button.primary").click()
        expect(self.window).to_have_url(re.compile(f"{self.home}$"))

    def answer(self, code: str, **given: str) -> None:
        """Draft, have it approved, send it."""
        self.step(f"answer/{code}", **given)
        letter = Application.objects.get(pk=self.application.pk).letters.filter(sent_on=None).get()
        self.leader.goto(f"/workbench/applications/letters/{letter.pk}/")
        self.leader.get_by_role("button", name="批准这份答复").click()
        expect(self.leader.get_by_role("button", name="批准这份答复")).to_have_count(0)
        self.window.goto(f"/workbench/applications/letters/{letter.pk}/send/")
        fill(self.window, sending="mail")
        self.window.locator("main form button.primary").click()
        expect(self.window.locator("main")).to_contain_text("已发出")

    @property
    def now(self) -> tuple[str, str]:
        """State and outcome."""
        application = Application.objects.get(pk=self.application.pk)
        return application.state, application.outcome


@pytest.fixture
def desk(page, login_as, furnished):
    """A desk with a case that began some days ago."""
    return lambda days=3: Desk(page, login_as, furnished, localdate() - timedelta(days=days))


def day(days: int) -> str:
    return (localdate() - timedelta(days=days)).isoformat()


def test_an_applicant_who_does_not_correct_in_time_is_no_longer_handled(desk):
    at = desk(60)
    at.step("correction", on=day(57), until=day(40))
    at.step("close")
    assert at.now == ("lapsed_uncorrected", "lapsed_uncorrected")


def test_an_applicant_who_does_not_pay_in_time_is_no_longer_handled(desk):
    at = desk(75)
    at.step("fee", on=day(68), basis="by_page", quantity="120")
    at.step("fee-received", on=day(66))
    at.step("close")
    assert at.now == ("lapsed_unpaid", "lapsed_unpaid")


def test_what_is_not_held_is_answered_after_a_recorded_search(desk):
    at = desk()
    at.step("search")
    at.answer("not_existing")
    assert at.now == ("answered", "not_existing")


def test_a_petition_is_found_by_the_guide(desk):
    at = desk()
    at.window.goto(f"{at.home}guide/")
    for words in ("仍在办理", "齐全、明确", "信访、投诉"):
        at.window.get_by_label(words).check()
        at.window.get_by_role("button", name="下一问").click()
    at.window.get_by_role("link", name="写答复书").click()
    fill(at.window, channel="县信访局接待窗口")
    at.window.locator("main form button.primary").click()
    expect(at.window.locator("main")).to_contain_text("已存为草稿")
    decision = Application.objects.get(pk=at.application.pk).decisions.get()
    assert (decision.outcome, len(decision.path)) == ("petition_or_complaint", 3)


def test_a_citizen_withdraws_on_a_phone(desk, page):
    at, phone = desk(), page(PHONE, script=False)
    phone.goto("/track/")
    phone.get_by_label("回执编号").fill(at.application.receipt)
    phone.get_by_label("查询码").fill(at.code)
    phone.get_by_role("button", name="查看进度").click()
    phone.get_by_role("link", name="撤回申请").click()
    phone.get_by_role("button", name="撤回申请").click()
    expect(phone.locator("main")).to_contain_text("已撤回")
    assert at.now == ("withdrawn", "withdrawn")


def test_a_refusal_is_reviewed_and_redone_and_counted_once(desk):
    at = desk()
    at.answer("refused_internal_affairs")
    counted = Application.objects.get(pk=at.application.pk).counted_on
    at.step("review", block="reconsideration", body="青禾县人民政府")
    review = at.application.reviews.get()
    at.window.goto(f"/workbench/applications/reviews/{review.pk}/")
    fill(at.window, what="concluded", disposal="revoked", redo="1")
    at.window.locator("main form button.primary").click()
    expect(at.window).to_have_url(re.compile(f"{at.home}$"))
    assert at.now == ("open", "")
    at.answer("granted")
    application = Application.objects.get(pk=at.application.pk)
    assert (at.now, application.counted_on) == (("answered", "granted"), counted)
