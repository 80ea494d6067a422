"""A published annual report is found where people and programs look: search, feeds, sitemap; a draft nowhere."""

from xml.etree import ElementTree

import pytest

from gongkai.web.annual_reports.models import AnnualReport
from web.annual_reports.conftest import complete

PLACES = ("/search/?q=柳河镇2025年年报", "/feed/", "/feed/rss/", "/sitemap-reports.xml")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def address(report: AnnualReport, clerk, through) -> str:
    """柳河镇's report of 2025, published."""
    through(complete(report, clerk))
    return f"/reports/{report.organ.code}/2025/"


@pytest.mark.parametrize("place", PLACES)
def test_a_published_report_is_found(client, address, place):
    assert address in client.get(place).content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_a_report_that_is_not_published_is_found_nowhere(client, report, place):
    assert f"/reports/{report.organ.code}/" not in client.get(place).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("年报", True), ("柳河 年度报告", True), ("2025年度政府信息公开工作年度报告", True), ("2024年年报", False),
     ("民政局年报", False), ("柳河镇2025", False), ("年", False)],
)  # fmt: skip
def test_a_query_names_a_report_by_its_sort_its_organ_and_its_year(client, address, query, found):
    assert (address in client.get("/search/", {"q": query}).content.decode()) is found


def test_the_feed_of_an_organ_tells_its_report_and_that_of_another_or_of_a_field_does_not(client, address, county):
    def links(query: str) -> list[str]:
        feed = ElementTree.fromstring(client.get(f"/feed/{query}").content)
        return [one.get("href") for one in feed.iter(f"{ATOM}link") if address in one.get("href", "")]

    assert len(links(f"?organ={county.township.code}")) == 1
    assert links(f"?organ={county.bureau.code}") == links("?field=assistance") == []


def test_the_sitemap_names_the_file_of_reports(client, county):
    assert "/sitemap-reports.xml" in client.get("/sitemap.xml").content.decode()
