"""The county's round in a browser, on the desk and on a phone: dates, reminders, a note on a cell, the return."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports import cells
from gongkai.web.annual_reports.duty import year_of
from gongkai.web.annual_reports.models import AnnualReport, Edition, Note, State
from gongkai.web.oversight.models import Reminder
from web.browser import oversight
from web.browser.acting import press, send
from web.browser.conftest import PHONE, WIDE


def published(furnished) -> AnnualReport:
    """柳河镇's report of last year, published."""
    oversight.made(furnished)
    report = AnnualReport.objects.get(organ=furnished.county.township)
    on = date(report.year + 1, 1, 20)
    AnnualReport.objects.filter(pk=report.pk).update(state=State.PUBLISHED, published_on=on)
    content = {
        "schema": "gongkai.annual-report/1",
        "form": "2021",
        "year": report.year,
        "cells": {"applications/new/total": 3},
    }
    edition = Edition.objects.create(
        report=report, number=1, content=content, cells=content["cells"], digest="", published_on=on
    )
    cells.keep(edition)
    return report


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_county_sets_the_dates_reminds_notes_and_returns(page, login_as, furnished, axe, width):
    report, window = published(furnished), page(width)
    year = report.year
    assert year == year_of(date(year + 1, 6, 1))
    login_as(window, Role.SUPERVISOR)
    window.goto(f"/workbench/round/{year}/arrange/")
    for name, day in zip(
        ("freeze_on", "draft_by", "check_by", "sign_by", "publish_by"), (2, 8, 14, 18, 23), strict=True
    ):
        window.fill(f"[name={name}]", f"{year + 1}-01-{day:02}")
    send(window)
    expect(window.locator("main")).to_contain_text("工作安排已定")
    window.check("[name=organ][value=yunling]")
    press(window, "催办勾选的机关")
    expect(window.locator("main")).to_contain_text("已催办")
    assert Reminder.objects.filter(organ__short_code="yunling").exists()
    window.goto(f"/workbench/round/{report.pk}/?where=applications/new/total")
    assert window.input_value("[name=where]") == "applications/new/total"
    assert axe(window) == []
    window.fill("[name=words]", "应为 4 件，请核对登记簿")
    press(window, "记下意见")
    expect(window.get_by_role("button", name="连同 1 条意见退回")).to_be_visible()
    assert Note.objects.get().where == "applications/new/total"
    press(window, "连同 1 条意见退回")
    expect(window.locator("main")).to_contain_text("已收到退改意见")
    report.refresh_from_db()
    assert report.state == State.RETURNED
    assert "应为 4 件" in report.returned
    assert window.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_what_the_county_returned_is_mended_published_again_and_accepted(page, login_as, furnished, width):
    from web.browser import reports

    report = reports.published(furnished)
    address = f"/workbench/reports/{report.organ.short_code}/{report.year}/"

    def at(role: Role, path: str = address):
        window = page(width)
        login_as(window, role)
        window.goto(path)
        return window

    def told(window, name: str, words: str) -> None:
        press(window, name)
        expect(window.locator("main")).to_contain_text(words)

    county = at(Role.SUPERVISOR, f"/workbench/round/{report.pk}/?where=sections/5")
    county.fill("[name=words]", "写明去年的问题改得怎样")
    told(county, "记下意见", "写明去年的问题改得怎样")
    expect(county.get_by_role("button", name="收审", exact=True)).to_have_count(0)
    told(county, "连同 1 条意见退回", "已收到退改意见")

    clerk = at(Role.CLERK)
    expect(clerk.locator("main")).to_contain_text("退回意见")
    clerk.locator("#s5 summary").first.click()
    clerk.locator("#s5 textarea").first.fill("去年的问题已经改进：村公示栏每月更新。")
    press(clerk, "存这一句", within=clerk.locator("#s5 form").first)
    expect(clerk.locator("main")).to_contain_text("这一句存好了。")
    clerk.get_by_placeholder("怎样改的，或者为什么不用改").fill("第五部分已经写明")
    told(clerk, "答复这条意见", "意见答复好了")
    told(clerk, "送核稿", "已送核。")
    reviewer = at(Role.FIRST_REVIEWER)
    reviewer.get_by_label("已作保密审查").check()
    told(reviewer, "核稿通过，送签发", "核稿通过，送签发。")
    leader = at(Role.FINAL_REVIEWER)
    leader.get_by_label("签发人").fill("何鸣远")
    told(leader, "签发", "已签发，可以公布了。")
    clerk.goto(address)
    told(clerk, "公布并报送", "已公布：网页、Word、PDF 和数据都在门户上")

    county.goto(f"/workbench/round/{report.pk}/")
    expect(county.locator("main")).to_contain_text("现在是第 2 版")
    expect(county.locator("main")).to_contain_text("第五部分已经写明")
    told(county, "收审", "已收审。")
    report.refresh_from_db()
    assert (report.state, report.editions.count()) == (State.ACCEPTED, 2)
    citizen = page(width)
    citizen.goto(f"/reports/{report.organ.code}/{report.year}/")
    expect(citizen.locator("main")).to_contain_text("村公示栏每月更新")
    citizen.goto(f"/reports/{report.organ.code}/{report.year}/1/")
    expect(citizen.locator("main")).to_contain_text("后来更正过")
