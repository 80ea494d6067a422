"""The annual report from the draft to the county's file, on a wide screen and on a phone, by whoever does each step."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gongkai.web.accounts.models import Account, Role
from gongkai.web.annual_reports.models import AnnualReport, Sentence, State
from web.browser import reports
from web.browser.acting import follow, press
from web.browser.conftest import PHONE, WIDE
from web.browser.pages import PAGES

WIDTHS = pytest.mark.parametrize("width", [WIDE, PHONE])


@WIDTHS
def test_the_round_from_the_draft_to_accepted(page, login_as, furnished, width):
    year, code = reports.year(), furnished.county.township.short_code
    address = f"/workbench/reports/{code}/{year}/"

    def at(role: Role) -> Page:
        window = page(width)
        login_as(window, role)
        window.goto(address)
        return window

    clerk = at(Role.CLERK)
    clerk.goto("/workbench/reports/")
    press(clerk, f"写出 {year} 年草稿")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text(f"{year}年政府信息公开工作年度报告")
    expect(clerk.get_by_text("缺：").first).to_be_visible()
    cell = clerk.get_by_label("行政许可，本年处理决定数量")
    cell.fill("37")
    press(clerk, "存改过的数", within=clerk.locator("#s2"))
    expect(clerk.get_by_text("存了 1 格。")).to_be_visible()
    reports.finished(furnished, year, Account.objects.get(login=f"clerk-{code}"))
    clerk.goto(address)
    press(clerk, "冻结数据")
    expect(clerk.locator(".notice").first).to_contain_text("冻结")
    press(clerk, "送核稿")
    expect(clerk.get_by_text("已送核。")).to_be_visible()

    reviewer = at(Role.FIRST_REVIEWER)
    reviewer.get_by_label("已作保密审查").check()
    press(reviewer, "核稿通过，送签发")
    expect(reviewer.locator(".notice").first).to_contain_text("签发")
    leader = at(Role.FINAL_REVIEWER)
    leader.get_by_label("签发人").fill("何鸣远")
    press(leader, "签发")
    expect(leader.locator(".notice").first).to_contain_text("签发")
    clerk.goto(address)
    press(clerk, "公布并报送")
    expect(clerk.get_by_text("已公布：网页、Word、PDF 和数据都在门户上，同时报送了主管部门。")).to_be_visible()
    supervisor = at(Role.SUPERVISOR)
    press(supervisor, "收审")
    expect(supervisor.get_by_text("已收审。")).to_be_visible()
    assert AnnualReport.objects.get().state == State.ACCEPTED

    citizen = page(width)
    citizen.goto("/reports/")
    follow(citizen, f"{year}年政府信息公开工作年度报告")
    expect(citizen.get_by_role("heading", name="收到和处理政府信息公开申请情况")).to_be_visible()
    assert citizen.request.get(f"/reports/{furnished.county.township.code}/{year}/1/pdf/").body().startswith(b"%PDF")


@WIDTHS
def test_the_button_stays_under_the_pointer_while_the_sentence_saves_itself(page, login_as, furnished, width):
    """Pressing it leaves the field, and leaving the field saves: what appears then must not move the button away."""
    report, window = reports.draft(furnished), page(width)
    login_as(window, Role.CLERK)
    window.goto(f"/workbench/reports/{report.organ.short_code}/{report.year}/")
    one = Sentence.objects.get(report=report, key="problems")
    window.locator(f"#t{one.pk}").fill("解读政策的形式单一。")
    window.locator("form", has=window.locator(f"#t{one.pk}")).get_by_role("button", name="存这一句").hover()
    window.mouse.down()
    expect(window.locator(f"#kept{one.pk}")).to_contain_text("已存")
    with window.expect_navigation():
        window.mouse.up()
    expect(window.locator("main")).to_contain_text("这一句存好了。")


def test_a_sentence_saves_itself_and_a_cell_tells_where_it_comes_from(page, login_as, furnished):
    report = reports.draft(furnished)
    window = page(WIDE)
    login_as(window, Role.CLERK)
    window.goto(f"/workbench/reports/{report.organ.short_code}/{report.year}/")
    one = Sentence.objects.get(report=report, key="problems")
    field = window.locator(f"#t{one.pk}")
    field.fill("解读政策的形式单一。")
    field.blur()
    expect(window.locator(f"#kept{one.pk}")).to_contain_text("已存")
    assert Sentence.objects.get(pk=one.pk).text == "解读政策的形式单一。"
    field.fill("解读政策的形式单一，更新不及时。")
    field.blur()
    expect(window.locator(f"#kept{one.pk} [name=seen]")).to_have_value("3")
    assert "更新不及时" in Sentence.objects.get(pk=one.pk).text
    window.get_by_label("一、本年新收政府信息公开申请数量，自然人").first.focus()
    expect(window.locator("#source")).to_contain_text("依申请公开登记簿")


def test_a_cell_tells_where_it_comes_from_once_the_line_is_back(page, login_as, furnished):
    report = reports.draft(furnished)
    window = page(WIDE)
    login_as(window, Role.CLERK)
    window.goto(f"/workbench/reports/{report.organ.short_code}/{report.year}/")
    cell = window.get_by_label("一、本年新收政府信息公开申请数量，自然人").first
    window.route("**/source/**", lambda route: route.fulfill(status=404))
    cell.focus()
    window.wait_for_function("asked === ''")  # the script has seen that nothing came
    window.unroute("**/source/**")
    cell.blur()
    cell.focus()
    expect(window.locator("#source")).to_contain_text("依申请公开登记簿")


def test_without_scripts_a_cell_is_chosen_from_a_list(page, login_as, furnished):
    report = reports.draft(furnished)
    window = page(PHONE, script=False)
    login_as(window, Role.CLERK)
    window.goto(f"/workbench/reports/{report.organ.short_code}/{report.year}/")
    window.get_by_label("哪一格").select_option("reviews/reconsideration/total")
    press(window, "看来源")
    expect(window.locator("#source")).to_contain_text("复议诉讼登记簿")


@WIDTHS
def test_anybody_has_a_report_checked(page, furnished, width):
    window = page(width)
    window.goto("/check/")
    text = (
        "青禾县石桥镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年，我镇收到政府信息公开申请7件。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        "五、存在的主要问题及改进情况\n有待加强。\n六、其他需要报告的事项\n无。\n"
    )
    file = {"name": "年报.txt", "mimeType": "text/plain", "buffer": text.encode()}
    window.get_by_label("年度报告文件").set_input_files(file)
    press(window, "查这份报告")
    expect(window.get_by_role("heading", name="原文")).to_be_visible()
    expect(window.locator(".finding").first).to_be_visible()
    assert window.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_of_reports_are_accessible_on_a_phone(page, login_as, furnished, axe):
    """In normal contrast; wide, and on a phone in high contrast, they are among the pages of `test_every_page`."""
    found, windows = [], {}
    for shown in (one for one in PAGES if "report" in one.route or one.route == "portal:check"):
        if shown.who not in windows:
            windows[shown.who] = page(PHONE)
            if shown.who:
                login_as(windows[shown.who], shown.who)
        window = windows[shown.who]
        window.goto(reverse(shown.route, args=shown.arguments(furnished)) + shown.query)
        found += [f"{shown.route}: {violation}" for violation in axe(window)]
        if window.evaluate("document.documentElement.scrollWidth") > PHONE:
            found.append(f"{shown.route}: too wide")
    assert found == []
