"""One case from a phone to an answer and back: the citizen without script, the officer and the head at their desks."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from gongkai.web.accounts.models import Role
from gongkai.web.applications.models import Application, FoundInstead
from web.browser import published
from web.browser.acting import follow, press
from web.browser.conftest import LAPTOP, PHONE

WISH = "宅基地审批管理办法"


def test_a_citizen_asks_on_a_phone_and_reads_the_answer_that_two_people_made(page, login_as, furnished):
    phone = page(PHONE, script=False)
    phone.goto("/apply/")
    follow(phone, "网上申请")
    phone.get_by_label("向哪个机关申请").select_option(label=furnished.county.township.name)
    phone.get_by_label("您要的信息").fill("柳河镇2025年河道清淤工程的施工合同")
    phone.get_by_label("姓名或者单位名称").fill("周晓棠")
    phone.get_by_label("身份证号码，单位填统一社会信用代码").fill("11010519491231002X")
    phone.get_by_label("联系电话").fill("13800138000")
    press(phone, "提交申请")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("申请已提交")
    application = Application.objects.get()

    desk = page(LAPTOP)
    login_as(desk, Role.CASE_OFFICER)
    desk.goto("/workbench/")
    follow(desk, "确认收到：")
    follow(desk, "确认收到", exact=True)
    desk.get_by_label("怎样确认的").fill("电话")
    press(desk, "确认收到")
    expect(desk.locator(".days")).to_contain_text("最晚答复")
    follow(desk, "起草答复书")
    desk.get_by_label("予以公开", exact=False).first.check()
    press(desk, "写答复书")
    desk.get_by_label("公开的信息").fill("《施工合同》（3页）随本答复书提供。")
    press(desk, "存为草稿")
    expect(desk.locator("main")).to_contain_text("已存为草稿")

    leader = page(PHONE)
    login_as(leader, Role.HEAD)
    leader.goto("/workbench/reviews/")
    follow(leader, "批准答复")
    expect(leader.locator(".doc")).to_contain_text("施工合同")
    press(leader, "批准这份答复")
    expect(leader.get_by_role("button", name="批准这份答复")).to_have_count(0)

    desk.goto(f"/workbench/applications/{application.pk}/")
    follow(desk, "予以公开答复书")
    follow(desk, "发出", exact=True)
    desk.get_by_label("怎样送达").select_option(label="网上送达")
    press(desk, "发出")
    expect(desk.locator("main")).to_contain_text("已发出")

    phone.goto("/track/case/")
    expect(phone.locator("main")).to_contain_text("已答复")
    answer = phone.context.request.get(phone.get_by_role("link", name="查看予以公开答复书").first.get_attribute("href"))
    assert answer.headers["content-type"] in ("application/pdf", "text/plain; charset=utf-8")
    assert application.letters.get(kind="granted").delivered_on
    application.refresh_from_db()
    assert (application.state, application.outcome) == ("answered", "granted")


def test_what_is_already_published_is_suggested_while_one_types_and_counted_when_it_is_enough(page, furnished):
    published.nothing(furnished)
    for script in (True, False):
        phone = page(PHONE, script=script)
        if script:
            phone.goto("/apply/online/")
            with phone.expect_response(lambda answer: quote(WISH) in answer.url):  # not of what was half typed
                phone.get_by_label("您要的信息").press_sequentially(WISH)
            expect(phone.locator("[data-asks]")).not_to_have_class(re.compile("htmx-request"))
        else:
            phone.goto(f"/apply/suggest/?content={WISH}")
        expect(phone.get_by_role("link", name=published.DOCUMENT)).to_be_visible()
        press(phone, "就是这个，不申请了", within=phone.locator("p", has_text=published.DOCUMENT).last)
        expect(phone.get_by_role("heading", level=1)).to_contain_text(published.DOCUMENT)
    assert [one.item.title for one in FoundInstead.objects.all()] == [published.DOCUMENT] * 2
    assert not Application.objects.exists()


def test_a_suggestion_that_arrives_while_one_presses_takes_no_button_away(page, furnished):
    published.nothing(furnished)
    phone = page(PHONE)
    phone.goto("/apply/online/")
    words = phone.get_by_label("您要的信息")
    words.fill(WISH)
    phone.get_by_role("button", name="就是这个，不申请了").first.hover()
    phone.mouse.down()
    with phone.expect_response(lambda answer: quote(f"柳河镇{WISH}") in answer.url):
        words.evaluate("(box, words) => { box.value = words; box.dispatchEvent(new Event('input', {bubbles: true})); }",
                       f"柳河镇{WISH}")  # fmt: skip
    expect(phone.locator("[data-asks]")).not_to_have_class(re.compile("htmx-request"))
    with phone.expect_navigation(timeout=30_000):
        phone.mouse.up()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(published.DOCUMENT)
