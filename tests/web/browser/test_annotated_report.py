"""The page of `gongkai report annotate`: read by everybody, numbers lead both ways, on a desk and on a phone."""

from random import Random

import pytest
from playwright.sync_api import expect

from gongkai.report.annotating import annotate_report
from report.generating import consistent_report
from web.browser.conftest import LAPTOP, PHONE


@pytest.mark.parametrize("width", [LAPTOP, PHONE])
def test_an_annotated_report_is_accessible_and_its_numbers_lead_both_ways(chromium, axe, tmp_path, width):
    report = consistent_report(Random(7), year=2023).with_cells({"applications/total/total": 9999})
    file = tmp_path / "annotated.html"
    file.write_text(annotate_report(report, "年报.json"), encoding="utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
    window = context.new_page()
    window.goto(file.as_uri())
    expect(window.get_by_role("heading", level=1)).to_contain_text("年报.json")
    assert axe(window) == []
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    window.locator("a.mark").first.click()
    expect(window.locator(".finding:target")).to_be_in_viewport()
    window.locator(".finding:target h3 a").click()
    expect(window.locator("a.mark:target")).to_be_in_viewport()
    context.close()
