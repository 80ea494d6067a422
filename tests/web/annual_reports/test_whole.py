"""A county's own report is its own figures and those that its organs published, each cell opening its organs."""

from decimal import Decimal

import pytest

from gongkai.web.accounts.models import Account, Role
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.counting import figures_of
from gongkai.web.annual_reports.models import AnnualReport, Cell
from gongkai.web.annual_reports.services import entering, moving, publishing, setting, writing
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ
from web.annual_reports.conftest import NEXT, complete
from web.annual_reports.test_summing import publish
from web.conftest import County

NEW, LICENSING = "applications/new/total", "proactive/licensing/decisions"


@pytest.fixture
def governor(county: County) -> Account:
    """Who writes the county's own report."""
    return county.account(Role.CLERK, county.government, "governor")


@pytest.fixture
def whole(county: County, governor: Account) -> AnnualReport:
    """The county's draft of 2025, while 柳河镇 has published 3 applications and its neighbour 4."""
    publish(county.township)
    publish(county.neighbour, new__total=4, new__natural_person=4)
    return writing.start(county.government, 2025, by=governor, today=NEXT)


def out(report: AnnualReport, county: County, governor: Account, **options: str) -> AnnualReport:
    """Take it to the public."""
    reviewer = county.account(Role.FIRST_REVIEWER, county.government, "county-reviewer")
    leader = county.account(Role.FINAL_REVIEWER, county.government, "county-leader")
    report = moving.submit(complete(report, governor), by=governor, reason="还有机关没有公布，先送核。", **options)
    report = moving.sign(moving.review(report, secrecy=True, by=reviewer), name="江县长", today=NEXT, by=leader)
    with publishing.on_opening():
        publishing.publish(report, by=governor, today=NEXT)
    return AnnualReport.objects.get(pk=report.pk)


def test_each_cell_is_the_governments_own_and_what_its_organs_published(whole, county, governor):
    assert whole.whole
    entering.enter(county.government, 2025, path=LICENSING, value="5", by=governor)
    found = figures_of(whole)
    assert found[NEW].value == 7
    assert "本机关 0，2 个下级机关的年报合计 7" in found[NEW].words
    assert found[LICENSING].value == 5
    publish(county.bureau, new__total=2)
    assert figures_of(whole)[NEW].value == 9


def test_what_nobody_entered_for_the_government_itself_stays_a_gap(whole):
    assert figures_of(whole)[LICENSING].value is None


def test_organs_that_have_published_nothing_are_named(whole, county):
    (told,) = [one.finding for one in examine(whole).findings if one.finding.code == "organs-not-added"]
    assert told.severity == "error"
    assert county.bureau.short_name in told.message
    assert county.township.short_name not in told.message


def test_a_frozen_report_keeps_its_sum_and_tells_what_moved(whole, county, governor):
    setting.freeze(complete(whole, governor), by=governor)
    publish(county.township, number=2, new__total=6, new__natural_person=6)
    frozen = AnnualReport.objects.get(pk=whole.pk)
    assert figures_of(frozen)[NEW].value == 7
    assert figures_of(frozen)[NEW].ledger == 10
    assert "ledger-moved" in {one.finding.code for one in examine(frozen).findings}


def test_adding_up_the_county_counts_nothing_twice_and_readers_see_the_whole(whole, county, governor):
    entering.enter(county.government, 2025, path=LICENSING, value="5", by=governor)
    published = out(whole, county, governor)
    assert published.edition.cells[NEW] == 7
    everybody = Organ.objects.below(county.government)
    assert summing.totals(everybody, 2025)[NEW] == 7
    assert not Cell.objects.filter(organ=county.government, place__path=NEW).exists()
    assert summing.of_organ(county.government, [2025])[2025][NEW] == 7
    assert summing.breaks(Organ.objects.filter(pk=county.government.pk), 2025) == []


def test_what_a_person_sets_in_the_sum_is_the_governments_own(whole, county, governor):
    complete(whole, governor)
    setting.override(whole, path="proactive/charges/amount", value="1.5", reason="财政口径", seen="0", by=governor)
    published = out(AnnualReport.objects.get(pk=whole.pk), county, governor)
    assert summing.totals(Organ.objects.below(county.government), 2025)["proactive/charges/amount"] == Decimal("1.5")
    assert Decimal(published.edition.own["proactive/charges/amount"]) == Decimal("1.5")


def test_the_next_year_carries_in_what_the_whole_carried_out(whole, county, governor):
    publish(county.township, number=2, carried_out__total=1, carried_out__natural_person=1, new__total=4)
    out(whole, county, governor)
    publish(county.township, 2026, carried_in__total=1, carried_in__natural_person=1)
    following = writing.start(county.government, 2026, by=governor, today=NEXT.replace(year=2027))
    figure = figures_of(following)["applications/carried_in/total"]
    assert (figure.value, figure.ledger) == (1, None)
    assert "carried-in-differs" not in {one.finding.code for one in examine(following).findings}


def test_it_may_speak_for_the_organ_alone_until_it_is_frozen(whole, governor, county):
    alone = setting.speak_for(whole, whole=False, by=governor)
    assert figures_of(alone)[NEW].value == 0
    setting.freeze(complete(alone, governor), by=governor)
    with pytest.raises(Refused, match="冻结"):
        setting.speak_for(AnnualReport.objects.get(pk=whole.pk), whole=True, by=governor)


def test_an_organ_with_nobody_below_has_nothing_to_add(report, clerk):
    assert not report.whole
    with pytest.raises(Refused, match="没有下级机关"):
        setting.speak_for(report, whole=True, by=clerk)
