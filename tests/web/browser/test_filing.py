"""Reports made elsewhere, uploaded in a browser; and two people at one report, of whom neither loses a word."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport, Sentence
from web.browser import reports
from web.browser.acting import press
from web.browser.conftest import PHONE, WIDE

FOLDER = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).resolve().parents[4] / "shared" / "reports"))
SEEDS = {
    "000": (2020, "空"),
    "001": (2020, "没有读准"),
    "002": (2020, "2019年"),
    "003": (2021, "总计"),
    "004_1": (2022, "表三新收和结转下年度却都是 0"),
}
"""The five real reports: year, and words of the true error that a person must see in them."""


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize("name", SEEDS)
def test_a_real_report_is_uploaded_read_checked_and_shown_with_its_true_errors(page, login_as, furnished, name):
    year, error = SEEDS[name]
    window = page(PHONE if name == "003" else WIDE)
    login_as(window, Role.CLERK)
    window.goto("/workbench/reports/upload/")
    window.get_by_label("机关").select_option(label=furnished.county.township.name)
    path = next(path for path in sorted(FOLDER.iterdir()) if path.name.startswith(name))
    window.get_by_label("报告文件").set_input_files(path)
    press(window, "上传并核对")
    expect(window.locator("main")).to_contain_text("读出来了。")
    report = AnnualReport.objects.get()
    assert report.year == year
    found = [one.finding for one in examine(report).findings]
    assert any(error in one.message for one in found), [one.message for one in found]
    listed = window.locator(".finding h3")
    expect(listed).to_have_count(len(found) + 1)
    expect(window.locator(".finding", has_text=error).first).to_be_visible()
    doubts = [one for one in found if one.code == "cell-uncertain"]
    if doubts:
        settled(window, report, doubts[0].where, len(doubts))
    assert window.evaluate("document.documentElement.scrollWidth") <= window.viewport_size["width"]


def settled(window: Page, report: AnnualReport, cell: str, doubts: int) -> None:
    """A person looks into the original and says what the cell holds: one doubt fewer."""
    window.goto(f"/workbench/reports/{report.organ.short_code}/{report.year}/?cell={cell}#source")
    window.locator("#source #value").fill("0")
    window.locator("#source #why").fill("对照原件")
    press(window, "改数")
    expect(window.locator("main")).to_contain_text("数已改")
    errors = examine(AnnualReport.objects.get(pk=report.pk)).errors
    assert sum(one.finding.code == "cell-uncertain" for one in errors) == doubts - 1


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_two_people_at_one_report_lose_nothing(page, login_as, furnished, width):
    report = reports.draft(furnished)
    address = f"/workbench/reports/{report.organ.short_code}/{report.year}/"
    one = Sentence.objects.get(report=report, key="problems")
    windows = []
    for role in (Role.CLERK, Role.HEAD):
        window = page(width, script=False)
        login_as(window, role)
        window.goto(address)
        windows.append(window)
    clerk, head = windows

    def said(window: Page, words: str) -> None:
        window.locator(f"#t{one.pk}").fill(words)
        press(window, "存这一句", within=window.locator("form", has=window.locator(f"#t{one.pk}")))

    def counted(window: Page, label: str, figure: str) -> None:
        window.get_by_label(label).fill(figure)
        press(window, "存改过的数", within=window.locator("#s2"))

    said(clerk, "解读政策的形式单一。")
    expect(clerk.locator("main")).to_contain_text("这一句存好了。")
    said(head, "村公示栏更新不及时。")
    expect(head.get_by_role("alert", name="没有存")).to_contain_text("现在是：“解读政策的形式单一。”")
    expect(head.get_by_role("alert", name="没有存")).to_contain_text("您写的是：村公示栏更新不及时。")
    expect(head.get_by_role("alert")).to_have_count(2)
    expect(head.locator(f"#t{one.pk}")).to_have_value("村公示栏更新不及时。")
    one.refresh_from_db()
    assert one.text == "解读政策的形式单一。"
    said(head, "解读政策的形式单一，村公示栏更新不及时。")  # now he has seen both
    expect(head.locator("main")).to_contain_text("这一句存好了。")

    counted(clerk, "行政处罚，本年处理决定数量", "5")
    expect(clerk.locator("main")).to_contain_text("存了 1 格。")
    counted(head, "行政强制，本年处理决定数量", "1")
    expect(head.locator("main")).to_contain_text("存了 1 格。")
    cells = as_report(AnnualReport.objects.get(pk=report.pk)).cells
    assert (cells["proactive/penalties/decisions"], cells["proactive/coercion/decisions"]) == (5, 1)
    one.refresh_from_db()
    assert one.text == "解读政策的形式单一，村公示栏更新不及时。"
