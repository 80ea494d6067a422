"""A clerk's whole day: a Word file goes up, numbers are masked, four people approve, and the public can read it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from gongkai.web.accounts.models import Role
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.services import delivering
from web.browser.acting import follow, press
from web.browser.conftest import PHONE, WIDE
from web.disclosure.conftest import SHEN, word

REVIEWERS = (
    (Role.SECRECY_REVIEWER, "不涉密，通过"), (Role.FIRST_REVIEWER, "通过，送下一审"),
    (Role.SECOND_REVIEWER, "通过，送三审"), (Role.FINAL_REVIEWER, "通过，可以发布"),
)  # fmt: skip


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A Word file with a roster."""
    file = tmp_path / "低保公示.docx"
    table = [["村", "户主", "身份证号", "金额"], ["河湾村", "沈玉兰", SHEN, "1740"]]
    file.write_bytes(word("现将发放情况公示如下。", "柳河镇人民政府", table=table))
    return file


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_clerk_s_day_from_a_word_file_to_the_public(page, login_as, furnished, roster: Path, width: int) -> None:
    delivering.open_channel(
        furnished.county.township, kind="village", title="河湾村公示栏", by=furnished.holder(Role.HEAD)
    )
    desk = page(width)
    login_as(desk, Role.CLERK)
    upload(desk, roster)
    finish(desk, localdate())
    press(desk, "提交审核")
    expect(desk.locator("main")).to_contain_text("已提交审核")
    item = Item.objects.get()

    first = page(PHONE)
    login_as(first, Role.FIRST_REVIEWER)
    first.goto(item.get_absolute_url())
    expect(first.locator(".hit.bad", has_text=SHEN)).to_have_count(1)
    with first.expect_navigation():
        first.get_by_role("button", name="全部采纳").click()
    expect(first.locator("main")).to_contain_text("已处理")
    expect(first.locator("body")).not_to_contain_text(SHEN)

    for role, button in REVIEWERS:
        phone = page(PHONE)
        login_as(phone, role)
        phone.goto("/workbench/reviews/")
        follow(phone, item.title)
        press(phone, button)
        expect(phone.locator(".notice").first).to_be_visible()
    desk.goto(item.get_absolute_url())
    press(desk, "核验并发布")
    expect(desk.locator("main")).to_contain_text("已通过发布核验")
    publication = reading.published().get()
    assert "河湾村" in reading.body_of(publication)
    assert SHEN not in reading.body_of(publication)
    desk.goto("/workbench/channels/")
    follow(desk, f"打印{item.title}")
    expect(desk.locator(".qr svg")).to_have_count(1)

    citizen = page(width)
    citizen.goto("/search/?q=低保资金")
    follow(citizen, item.title)
    expect(citizen.get_by_role("heading", level=1)).to_have_text(item.title)
    expect(citizen.locator("article td", has_text="沈玉兰")).to_have_count(1)
    expect(citizen.locator("body")).not_to_contain_text(SHEN)


def upload(desk, roster: Path) -> None:
    """The file becomes a draft with its table."""
    desk.goto("/workbench/items/")
    follow(desk, "上传文件")
    desk.set_input_files("#id_files", str(roster))
    press(desk, "上传并转成草稿")
    expect(desk.locator("main")).to_contain_text("已转成草稿")
    expect(desk.locator("[contenteditable] td", has_text="沈玉兰")).to_have_count(1)


def finish(desk, today: date) -> None:
    """What the file could not tell."""
    desk.fill("#id_title", "第四季度低保资金发放公示")
    desk.select_option("#id_kind", "publicity")
    desk.fill("#id_made_on", str(today))
    desk.select_option("#id_clause", "21-8")
    desk.fill("#id_notice_from", str(today))
    desk.fill("#id_notice_to", str(today + timedelta(days=7)))
    desk.get_by_label("河湾村公示栏").check()
    press(desk, "存为新的一稿")
    expect(desk.locator("main")).to_contain_text("已存为第")


def test_what_is_typed_comes_back_after_the_window_is_lost(page, login_as, furnished) -> None:
    desk = page(WIDE)
    login_as(desk, Role.CLERK)
    desk.goto("/workbench/items/new/")
    desk.fill("#id_title", "防汛通知")
    desk.locator("[contenteditable]").fill("正文第一句。")
    press(desk, "存为草稿")
    follow(desk, "修改")
    desk.locator("[contenteditable]").fill("写到一半的话")
    expect(desk.locator("#kept")).to_contain_text("已自动保存")
    again = page(WIDE)
    login_as(again, Role.CLERK)
    again.goto(f"{Item.objects.get().get_absolute_url()}edit/")
    expect(again.locator("[contenteditable]")).to_contain_text("写到一半的话")
    assert Item.objects.get().body == "<p>正文第一句。</p>"


def test_what_is_being_saved_is_not_kept_beside_as_unsaved(page, login_as, furnished) -> None:
    """The line is slow: the clock that keeps what is typed runs out before the saved page has come."""
    desk = page(WIDE)
    login_as(desk, Role.CLERK)
    desk.goto("/workbench/items/new/")
    desk.fill("#id_title", "防汛通知")
    press(desk, "存为草稿")
    follow(desk, "修改")
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.route("**/edit/", lambda route: (desk.wait_for_timeout(4000), route.continue_()))
    desk.locator("[contenteditable]").fill("写完的话")
    press(desk, "存为新的一稿")
    expect(desk.locator("main")).to_contain_text("已存为第 2 稿")
    assert [url for url in asked if "autosave" in url] == []


def test_the_editor_makes_a_table_and_a_heading(page, login_as, furnished) -> None:
    desk = page(WIDE)
    login_as(desk, Role.CLERK)
    desk.goto("/workbench/items/new/")
    desk.fill("#id_title", "编辑器")
    desk.locator("[contenteditable]").click()
    desk.keyboard.type("总体要求")
    desk.get_by_role("button", name="标题", exact=True).click()
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="插入表格").click()
    press(desk, "存为草稿")
    expect(desk.locator("main")).to_contain_text("已存为第 1 稿")
    body = Item.objects.get().body
    assert "<h2>总体要求</h2>" in body
    assert body.count("<td>") == 6
