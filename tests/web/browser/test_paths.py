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
from web.browser.acting import follow, press, send
from web.browser.conftest import LAPTOP, PHONE

ZHOU = Identity("周晓棠", "11010519491231002X", "13800138000")


def fill(window: Page, **given: str) -> None:
    """Fill in whatever must be: what is given by the name of its field, else something that fits."""
    for field in window.locator("main form .field").all():
        box = field.locator("input, textarea, select").first
        name = box.get_attribute("name") or ""
        words = given.get(name, "")
        if name in ("files", "upload") or (not words and "可以不填" in field.inner_text()):
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
        send(self.window)
        expect(self.window).to_have_url(re.compile(f"{self.home}$"))

    def answer(self, code: str, **given: str) -> None:
        """Draft, have it approved, send it."""
        self.step(f"answer/{code}", **given)
        self.approve_and_send()

    def approve_and_send(self) -> None:
        """The head approves the draft, the officer sends it."""
        letter = Application.objects.get(pk=self.application.pk).letters.filter(sent_on=None).get()
        self.leader.goto(f"/workbench/applications/letters/{letter.pk}/")
        press(self.leader, "批准这份答复")
        expect(self.leader.get_by_role("button", name="批准这份答复")).to_have_count(0)
        self.window.goto(f"/workbench/applications/letters/{letter.pk}/send/")
        fill(self.window, sending="mail")
        send(self.window)
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


def test_a_petition_is_found_by_the_guide_and_told_where_to_go(desk):
    at = desk()
    at.window.goto(f"{at.home}guide/")
    for words in ("仍在办理", "齐全、明确", "信访、投诉"):
        at.window.get_by_label(words).check()
        press(at.window, "下一问")
    follow(at.window, "写答复书")
    fill(at.window, channel="县信访局接待窗口")
    send(at.window)
    expect(at.window.locator("main")).to_contain_text("已存为草稿")
    decision = Application.objects.get(pk=at.application.pk).decisions.get()
    assert (decision.outcome, len(decision.path)) == ("petition_or_complaint", 3)
    at.approve_and_send()
    assert at.now == ("answered", "petition_or_complaint")


CONTRACT = f"""河道清淤工程施工合同
合同价款：三百万元；工期：九十日
投标单价：每米三百元
收款账户经办人身份证号码：{ZHOU.number}，电话：13800138000
"""


def write(at: Desk, title: str, **given: str) -> None:
    """A letter that the case owes: its page is filled in already; send it."""
    at.window.goto(at.home)
    follow(at.window, title)
    fill(at.window, **given)
    send(at.window)
    expect(at.window.locator("main")).to_contain_text("已存为草稿")
    follow(at.window, title.partition("（")[0], last=True)
    follow(at.window, "发出", exact=True)
    fill(at.window, sending="mail")
    send(at.window)
    expect(at.window.locator("main")).to_contain_text("已发出")


def open_case(phone: Page, at: Desk) -> None:
    phone.goto("/track/")
    phone.get_by_label("回执编号").fill(at.application.receipt)
    phone.get_by_label("查询码").fill(at.code)
    press(phone, "查看进度")
    expect(phone.locator("h1")).to_contain_text(at.application.number)


def row(window: Page, number: int, **cells: str) -> None:
    """Fill in one row of a field of rows."""
    for label, words in cells.items():
        box = window.get_by_label(f"第 {number} 行：{label}")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=words)
        else:
            box.fill(words)


def answer_of_the_third_party(at: Desk) -> None:
    at.window.goto(f"{at.home}party-answered/")
    row(at.window, 1, 信息="合同价款", 对方意见="同意", 本机关拟处理="公开")
    row(at.window, 2, 信息="投标单价", 对方意见="不同意", 理由="属于商业秘密", 本机关拟处理="不公开")
    fill(at.window, on=day(1), position="partly", reason="单价是商业秘密")
    send(at.window)
    expect(at.window.locator("main")).to_contain_text("逐项意见")
    expect(at.window.locator("main")).to_contain_text(re.compile("不计 [1-9] 个工作日"))


def redact(at: Desk) -> None:
    follow(at.window, "制作部分公开的文件")
    contract = {"name": "施工合同.txt", "mimeType": "text/plain", "buffer": CONTRACT.encode()}
    at.window.get_by_label("要部分公开的文件").set_input_files(contract)
    press(at.window, "查一遍个人信息")
    expect(at.window.get_by_label("1101")).to_be_checked()
    expect(at.window.locator("main")).not_to_contain_text(ZHOU.number)
    at.window.get_by_label("138").uncheck()
    press(at.window, "遮盖并证明")
    expect(at.window.locator("main")).to_contain_text("保留个人信息要写明理由")
    at.window.get_by_label("不遮盖的理由").fill("是单位公开的联系电话")
    at.window.get_by_label("另外要遮盖的字词").fill("每米三百元｜商业秘密，第三方不同意公开")
    press(at.window, "遮盖并证明")
    expect(at.window.locator("main")).to_contain_text("公开件做好了")


def test_a_contract_is_given_out_in_part_after_a_third_party_was_heard(desk, page):
    at, phone = desk(6), page(PHONE, script=False)
    at.step("third-party", on=day(5), name="青禾恒远水利工程有限公司")
    write(at, "第三方意见征询书（致青禾恒远水利工程有限公司）", interest="商业秘密")
    write(at, "征求意见告知书")
    open_case(phone, at)
    expect(phone.locator("main")).to_contain_text("向第三方征求意见")
    at.step("party-received", on=day(4))
    answer_of_the_third_party(at)
    redact(at)

    at.window.goto(f"{at.home}answer/partly_granted/")
    expect(at.window.get_by_label("第三方的意见")).to_have_value(re.compile("部分同意"))
    expect(at.window.get_by_label("第 1 行：哪一部分")).to_have_value("投标单价")
    row(at.window, 2, 哪一部分="经办人身份信息", 怎样处理="不予公开：保护第三方合法权益", 理由="属于个人隐私。")
    at.window.get_by_label("公开的部分").fill("合同价款、工期等条款随本答复书提供。")
    at.window.get_by_label("施工合同.txt").check()
    send(at.window)
    expect(at.window.locator("main")).to_contain_text("已存为草稿")
    at.approve_and_send()
    assert at.now == ("answered", "partly_granted")

    phone.reload()
    expect(phone.locator("main")).to_contain_text("已答复")
    expect(phone.locator("main")).not_to_contain_text("征询书")
    place = phone.get_by_role("link", name="下载施工合同.txt").get_attribute("href")
    given = phone.context.request.get(place).text()
    assert all(words in given for words in ("三百万元", "13800138000"))
    assert not any(words in given for words in ("每米三百元", ZHOU.number))
    parts = Application.objects.get(pk=at.application.pk).decisions.get().parts
    assert [(part["what"], bool(part["reason"])) for part in parts] == [("投标单价", True), ("经办人身份信息", True)]


def test_a_citizen_withdraws_on_a_phone(desk, page):
    at, phone = desk(), page(PHONE, script=False)
    phone.goto("/track/")
    phone.get_by_label("回执编号").fill(at.application.receipt)
    phone.get_by_label("查询码").fill(at.code)
    press(phone, "查看进度")
    follow(phone, "撤回申请")
    press(phone, "撤回申请")
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
    send(at.window)
    expect(at.window).to_have_url(re.compile(f"{at.home}$"))
    assert at.now == ("open", "")
    at.answer("granted")
    application = Application.objects.get(pk=at.application.pk)
    assert (at.now, application.counted_on) == (("answered", "granted"), counted)
