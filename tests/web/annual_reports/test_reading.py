"""What is published, as lists, search, feeds and the map of the site read it: the newest editions and nothing else."""

from datetime import date

import pytest

from gongkai.web.annual_reports import reading
from gongkai.web.annual_reports.models import AnnualReport, Edition
from gongkai.web.portal import comparing
from web.annual_reports.test_summing import publish, written

SAID = "村公示栏每月更新一次，低保名单按季公示。"


def test_a_draft_is_nowhere_and_a_correction_takes_the_place_of_what_it_corrects(county, report):
    assert (reading.public(), reading.recent(), list(reading.addresses())) == ([], [], [])
    assert not reading.listed()
    assert reading.text_of(report.pk) == ""
    written(county.neighbour, SAID)
    written(county.neighbour, f"{SAID}更正一处。", number=2)
    [one] = reading.public()
    assert (one.organ, one.year, one.edition, one.url) == (county.neighbour, 2025, 2, "/reports/yunling/2025/")
    assert "更正一处" in reading.text_of(one.key)
    assert reading.of([one.key, report.pk]) == [one]
    assert list(reading.addresses()) == [("/reports/yunling/2025/", date(2026, 1, 20))]


def test_reports_are_read_in_steps_until_there_is_none(county):
    organs = (county.township, county.neighbour, county.bureau)
    for organ in organs:
        publish(organ)
    seen, last = [], 0
    while batch := reading.public(after=last, many=2):
        seen += batch
        last = batch[-1].key
    assert {one.organ.pk for one in seen} == {organ.pk for organ in organs}
    assert len(seen) == 3


def test_the_newest_comes_first_and_names_its_correction(county):
    publish(county.township)
    publish(county.neighbour)
    Edition.objects.filter(report__organ=county.neighbour).update(published_on=date(2026, 2, 1), reason="漏了一件")
    first, second = reading.recent()
    assert (first.organ, first.correction) == (county.neighbour, "漏了一件")
    assert second.correction == ""


def test_the_portal_lists_the_newest_year_and_an_organs_years(county, client):
    for year in (2024, 2025):
        publish(county.township, year)
    AnnualReport.objects.filter(year=2024).update(title="柳河镇人民政府2024年报")
    assert "2024年报" not in client.get("/reports/").content.decode()
    assert "2024年报" in client.get("/reports/?year=2024").content.decode()
    assert "2024年报" in client.get("/reports/?organ=liuhe").content.decode()


@pytest.mark.parametrize(("name", "found"), [("云岭", True), ("望江", False)])
def test_where_there_are_many_organs_one_looks_for_them_by_name(county, client, monkeypatch, name, found):
    monkeypatch.setattr(comparing, "LISTED", 1)
    publish(county.township)
    publish(county.neighbour)
    page = client.get("/reports/compare/", {"organ": "liuhe", "name": name}).content.decode()
    assert ('value="yunling"' in page) is found
    assert 'value="liuhe" checked' in page
    assert ("没有名称里有“望江”" in page) is not found
