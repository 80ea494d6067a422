"""An organ becomes another kind or stands on another level: dated, logged, and with what follows from it said first."""

from datetime import date

import pytest
from django.test import Client

from gongkai.web.accounts.models import Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.services import cataloguing
from gongkai.web.disclosure.shifting import shift
from gongkai.web.organs.models import Change, Kind, Level, Organ
from gongkai.web.organs.services import reclassify
from gongkai.web.workbench import organ_sort
from web.conftest import TESTS

DAY = date(2026, 1, 22)
BY = {"on": DAY, "ground": "青编发〔2026〕1号", "by": TESTS}


def test_the_change_is_dated_logged_and_stands_in_the_history(county):
    street = reclassify(county.township, kind=Kind.STREET, level=Level.TOWNSHIP, **BY)
    assert Organ.objects.get(pk=street.pk).kind == Kind.STREET
    change = street.changes.get(what=Change.What.RECLASSIFIED)
    assert (change.on, change.ground, change.told) == (DAY, BY["ground"], "由乡级乡镇人民政府改为乡级街道办事处")
    entry = Entry.objects.get(act="organs.reclassified")
    assert (entry.before["kind"], entry.after["kind"]) == ("township", "street")


@pytest.mark.parametrize(
    ("which", "kind", "level", "told"),
    [
        ("township", Kind.TOWNSHIP, Level.TOWNSHIP, "没有调整"),
        ("township", Kind.VILLAGE, Level.TOWNSHIP, "层级是村级"),
        ("township", Kind.DEPARTMENT, Level.VILLAGE, "层级是村级"),
        ("bureau", Kind.STREET, Level.COUNTY, "层级是乡级"),
        ("bureau", Kind.DEPARTMENT, Level.CITY, "不能比它高"),
        ("government", Kind.GOVERNMENT, Level.TOWNSHIP, "请先调整它们"),
        ("township", Kind.VILLAGE, Level.VILLAGE, "请先调整它们"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(county, which, kind, level, told):
    with pytest.raises(Refused, match=told):
        reclassify(getattr(county, which), kind=kind, level=level, **BY)
    assert not Change.objects.filter(what=Change.What.RECLASSIFIED).exists()


def test_an_ended_organ_and_a_day_before_its_founding_are_refused(county):
    early = BY | {"on": date(2000, 1, 1)}
    with pytest.raises(Refused, match="设立日期"):
        reclassify(county.bureau, kind=Kind.AGENCY, level=Level.COUNTY, **early)
    Organ.objects.filter(pk=county.bureau.pk).update(ended_on=DAY)
    with pytest.raises(Refused, match="终止"):
        reclassify(county.bureau, kind=Kind.AGENCY, level=Level.COUNTY, **BY)


def test_only_the_administrator_above_may(county):
    clerk, administrator = (
        county.account(Role.CLERK, county.township), county.account(Role.ADMINISTRATOR, county.government)
    )  # fmt: skip
    with pytest.raises(Forbidden):
        reclassify(county.township, kind=Kind.STREET, level=Level.TOWNSHIP, **(BY | {"by": clerk}))
    reclassify(county.township, kind=Kind.STREET, level=Level.TOWNSHIP, **(BY | {"by": administrator}))


def test_another_level_binds_to_other_clauses_and_the_old_lines_are_counted(county):
    cataloguing.adopt(county.township, by=TESTS, today=DAY)
    changes = shift(county.township, Level.COUNTY)
    before, after = vocabulary.clauses_for("township"), vocabulary.clauses_for("county")
    assert set(changes.begins) == set(after) - set(before)
    assert {one.clause for one in changes.ends} == set(before) - set(after)
    for one in changes.ends:
        assert one.lines == county.township.catalogue.filter(clause=one.clause.code).count()
    assert shift(county.township, Level.TOWNSHIP) == shift(county.township, Level.TOWNSHIP)
    assert not shift(county.township, Level.TOWNSHIP).begins


def test_the_screen_says_first_what_follows_and_changes_only_when_agreed(county):
    window = Client()
    administrator = county.account(Role.ADMINISTRATOR, county.government)
    window.force_login(administrator, backend="gongkai.web.accounts.authentication.AccountBackend")
    place = "/workbench/organs/civil-affairs/sort/"
    sent = {"kind": "department", "level": "township", "on": "2026-01-22", "ground": "青编发〔2026〕1号"}
    page = window.post(place, sent).content.decode()
    assert "项必须主动公开的法定内容" in page
    assert "照此调整" in page
    assert Organ.objects.get(pk=county.bureau.pk).level == "county"
    other = window.post(place, sent | {"agreed": "department:city"}).content.decode()
    assert "照此调整" in other
    assert window.post(place, sent | {"agreed": "department:township"}).status_code == 302
    assert Organ.objects.get(pk=county.bureau.pk).level == "township"
    assert "调整类别或层级" in window.get("/workbench/organs/civil-affairs/").content.decode()


def test_an_agency_needs_no_guide_and_the_screen_says_so(county):
    window = Client()
    administrator = county.account(Role.ADMINISTRATOR, county.government)
    window.force_login(administrator, backend="gongkai.web.accounts.authentication.AccountBackend")
    sent = {"kind": "agency", "level": "county", "on": "2026-01-22", "ground": "青编发〔2026〕1号"}
    page = window.post("/workbench/organs/civil-affairs/sort/", sent).content.decode()
    assert "不再单独编制公开指南和年度报告" in page
    assert "必须主动公开的法定内容不变" in page


@pytest.mark.parametrize(("kind", "last"), [(Kind.DEPARTMENT, "1 月 31 日前"), (Kind.GOVERNMENT, "3 月 31 日前")])
def test_who_must_report_from_now_on_is_told_until_when(county, kind, last):
    Organ.objects.filter(pk=county.bureau.pk).update(kind=Kind.AGENCY)
    county.bureau.refresh_from_db()
    told = "".join(organ_sort.consequences(county.bureau, kind, Level.COUNTY))
    assert f"每年 {last}公布年度报告" in told
