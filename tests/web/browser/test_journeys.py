"""What people do first, on a wide screen and on a phone: the first log-in, setting up an organ, a hand-over."""

import re

import pytest
from playwright.sync_api import expect

from gongkai.web.accounts.models import Account, Role
from gongkai.web.accounts.services import open_account
from gongkai.web.organs.models import Organ
from web.browser.acting import follow, press
from web.browser.conftest import PHONE, WIDE
from web.conftest import PASSWORD, TESTS

WIDTHS = pytest.mark.parametrize("width", [WIDE, PHONE])


@WIDTHS
def test_a_person_logs_in_for_the_first_time_and_sees_his_day(page, furnished, axe, width):
    _, first = open_account(login="chenyanqiu", name="陈砚秋", organ=furnished.county.township, by=TESTS)
    window = page(width)
    window.goto("/workbench/guide/")
    expect(window.get_by_role("heading", level=1)).to_have_text("登录工作台")
    press(window, "登录")
    expect(window.locator(".errors")).to_be_focused()
    window.get_by_role("link", name="填写登录名").click()
    expect(window.get_by_label("登录名")).to_be_focused()
    assert axe(window) == []
    window.get_by_label("登录名").fill("chenyanqiu")
    window.get_by_label("密码").fill(first)
    press(window, "登录")
    expect(window.get_by_role("heading", level=1)).to_have_text("先改成自己的密码")
    window.get_by_label("现在的密码").fill(first)
    window.get_by_label("新密码", exact=True).fill("12345")
    window.get_by_label("再写一遍新密码").fill("12345")
    press(window, "改密码，进入工作台")
    expect(window.locator(".errors")).to_contain_text("密码")
    window.get_by_label("现在的密码").fill(first)
    window.get_by_label("新密码", exact=True).fill(PASSWORD)
    window.get_by_label("再写一遍新密码").fill(PASSWORD)
    press(window, "改密码，进入工作台")
    expect(window.get_by_role("heading", level=1)).to_contain_text("今天")
    expect(window.get_by_text("陈砚秋").first).to_be_visible()


@WIDTHS
def test_an_administrator_sets_up_an_organ_until_its_guide_is_on_the_portal(page, login_as, furnished, width):
    window = page(width)
    login_as(window, Role.ADMINISTRATOR)
    window.goto("/workbench/organs/")
    follow(window, "添加机关")
    for label, value in (
        ("全称", "青禾县石桥镇人民政府"),
        ("简称", "石桥镇"),
        ("短代码", "shiqiao"),
        ("设立日期", "2026-01-01"),
    ):
        window.get_by_label(label, exact=True).fill(value)
    window.get_by_label("类别").select_option("township")
    window.get_by_label("上级").select_option(label="青禾县人民政府")
    press(window, "添加机关")
    expect(window.get_by_role("heading", level=1)).to_have_text("修改地址和联系方式")
    window.get_by_label("办公地址").fill("石桥镇桥头路 1 号")
    window.get_by_label("联系电话").fill("（0000）660 2200")
    window.get_by_label("邮政编码").fill("000000")
    press(window, "存地址和联系方式")
    expect(window.get_by_role("status")).to_contain_text("已存")
    follow(window, "领导", exact=True)
    follow(window, "添加领导")
    window.get_by_label("姓名").fill("宋知远")
    window.get_by_label("职务", exact=True).fill("镇长")
    press(window, "存领导")
    expect(window.get_by_text("宋知远").first).to_be_visible()

    organ = Organ.objects.get(short_code="shiqiao")
    clerk = furnished.county.account(Role.CLERK, organ)
    window = page(width)
    login_as(window, clerk)
    window.goto("/workbench/guide/")
    expect(window.get_by_text(re.compile(r"还缺 \d+ 项"))).to_be_visible()
    follow(window, "填写公开工作机构名称")
    for label, value in (
        ("公开工作机构", "党政办公室"), ("公开工作机构负责人", "许槐"), ("公开工作机构地址", "桥头路 1 号"),
        ("公开工作机构办公时间", "工作日 8:30–12:00"), ("公开工作机构电话", "（0000）660 2201"),
        ("公开工作机构传真", "（0000）660 2202"),
        ("公开工作机构互联网联系方式", "shiqiao@example.invalid"), ("监督投诉电话", "（0000）660 2203"),
        ("行政复议机关", "青禾县人民政府"), ("管辖法院", "青禾县人民法院"),
    ):  # fmt: skip
        window.get_by_role("textbox", name=re.compile(f"^{label}( 可以不填)?$")).fill(value)
    window.get_by_label("网上申请").check()
    press(window, "存公开工作机构")
    window.goto("/workbench/guide/")
    follow(window, "发布公开指南")
    press(window, "发布公开指南")
    expect(window.get_by_role("status")).to_contain_text("公开指南已发布")
    follow(window, "看门户上的指南")
    expect(window.get_by_text("传真号码：（0000）660 2202")).to_be_visible()


@WIDTHS
def test_the_work_of_somebody_who_leaves_is_handed_over_and_his_account_closed(page, login_as, furnished, width):
    leaver = furnished.holder(Role.CLERK)
    taker, _ = open_account(login="chenyanqiu", name="陈砚秋", organ=furnished.county.township, by=TESTS)
    window = page(width)
    login_as(window, Role.ADMINISTRATOR)
    window.goto(f"/workbench/people/{leaver.pk}/")
    follow(window, "移交工作")
    press(window, "移交工作")
    expect(window.locator(".errors")).to_contain_text("选择移交给谁")
    window.get_by_label("移交给谁").select_option(value=str(taker.pk))
    window.get_by_label("移交后停用这个账号").check()
    press(window, "移交工作")
    expect(window.get_by_role("heading", level=1)).to_have_text("陈砚秋")
    expect(window.get_by_text("经办人").first).to_be_visible()
    assert not Account.objects.get(pk=leaver.pk).is_active
    assert taker.posts.filter(role=Role.CLERK).exists()


def test_everything_works_without_scripts(page, furnished):
    window = page(PHONE, script=False)
    window.goto("/")
    press(window, "特大")
    expect(window.locator("html")).to_have_attribute("data-size", "larger")
    window.get_by_role("searchbox").fill("柳河")
    press(window, "搜索")
    follow(window, "柳河镇人民政府")
    expect(window.get_by_role("heading", level=1)).to_have_text("柳河镇人民政府")


def test_the_reading_controls_work_at_once_with_scripts_and_last(page, furnished):
    window = page()
    window.goto("/")
    with window.expect_response("**/preferences/"):
        window.get_by_role("button", name="高对比").click()
    assert window.locator("html").get_attribute("data-contrast") == "high"
    window.goto("/organs/")
    assert window.locator("html").get_attribute("data-contrast") == "high"


def test_the_keyboard_reaches_the_text_first_and_the_search_by_a_stroke(page, login_as, furnished):
    window = page()
    login_as(window, Role.CLERK)
    window.goto("/workbench/")
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="跳到正文")).to_be_focused()
    window.keyboard.press("/")
    expect(window.get_by_label("在工作台内查找")).to_be_focused()


def test_paper_drops_frame_bars_and_buttons(page, furnished):
    window = page()
    window.goto(furnished.county.township.get_absolute_url())
    window.emulate_media(media="print")
    for gone in (".utility", ".masthead", ".mainnav", ".foot", ".crumbs"):
        expect(window.locator(gone).first).to_be_hidden()
    expect(window.get_by_role("heading", level=1)).to_be_visible()
