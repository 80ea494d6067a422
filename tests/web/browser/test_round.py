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
    window.click("main form button.primary")
    expect(window.locator("main")).to_contain_text("工作安排已定")
    window.check("[name=organ][value=yunling]")
    window.click("text=催办勾选的机关")
    expect(window.locator("main")).to_contain_text("已催办")
    assert Reminder.objects.filter(organ__short_code="yunling").exists()
    window.goto(f"/workbench/round/{report.pk}/?where=applications/new/total")
    assert window.input_value("[name=where]") == "applications/new/total"
    assert axe(window) == []
    window.fill("[name=words]", "应为 4 件，请核对登记簿")
    window.click("text=记下意见")
    expect(window.get_by_role("button", name="连同 1 条意见退回")).to_be_visible()
    assert Note.objects.get().where == "applications/new/total"
    window.click("text=连同 1 条意见退回")
    expect(window.locator("main")).to_contain_text("已收到退改意见")
    report.refresh_from_db()
    assert report.state == State.RETURNED
    assert "应为 4 件" in report.returned
    assert window.evaluate("document.documentElement.scrollWidth") <= width
