"""An organ that merges into another hands its open cases on: the chain of years goes through the merger."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.report.model import from_json, to_json
from gongkai.web.accounts.models import Role
from gongkai.web.accounts.services import grant
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.absorbing import handed_on, newest
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.counting import count, spoken_for
from gongkai.web.annual_reports.services import writing
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import asking
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.organs.services import describe, end
from gongkai.web.workbench.reports.source import behind, panel
from web.annual_reports.conftest import NEXT, UNIT, ZHOU, complete
from web.conftest import TESTS

MERGED = date(2025, 6, 30)
CARRIED = "applications/carried_in/{}"


def received(organ, on, closed=None):
    """A case of an organ, by a natural person."""
    wish = asking.Wish("柳河镇河道清淤工程的施工合同")
    made = asking.register(
        organ, kind="natural_person", identity=ZHOU, wish=wish, channel="counter", arrived_on=on, by=TESTS, today=on
    ).application
    outcome = "granted" if closed else ""
    Application.objects.filter(pk=made.pk).update(counted_on=closed, counted_outcome=outcome)
    return made


def publish(organ, year, clerk, through):
    """The organ's report of a year, begun, completed and published."""
    return through(complete(writing.start(organ, year, by=clerk, today=NEXT), clerk)).report


def codes(report):
    return {marked.finding.code for marked in examine(report).findings}


@pytest.fixture
def writers(county, clerk, reviewer, leader):
    """Those of 柳河镇, who write for 云岭乡 too as long as it is there."""
    for account, role in ((clerk, Role.CLERK), (reviewer, Role.FIRST_REVIEWER), (leader, Role.FINAL_REVIEWER)):
        grant(account, role=role, organ=county.neighbour, by=TESTS)
    for organ in (county.township, county.neighbour):
        describe(organ, by=TESTS, **UNIT)
    return clerk


@pytest.fixture
def merged(county, writers, through):
    """Both townships report 2024 with a case left over, one and two; 云岭乡 merges into 柳河镇 in 2025."""
    received(county.township, date(2024, 12, 20))
    for day in (23, 24):
        received(county.neighbour, date(2024, 12, day))
    for organ in (county.township, county.neighbour):
        publish(organ, 2024, writers, through)
    county.neighbour = end(county.neighbour, on=MERGED, ground="青政发〔2025〕8号", into=county.township, by=TESTS)
    return county


def test_what_an_absorbed_organ_carried_out_is_carried_into_its_successor(merged, writers):
    cell = count(merged.township, 2025)[CARRIED.format("natural_person")]
    assert (cell.value, cell.source, cell.ledger) == (3, "carried", None)
    assert "“结转下年度继续办理”为 1 件" in cell.words
    assert "2025年6月30日并入的云岭乡人民政府2024年报告为 2 件；合计 3 件" in cell.words
    assert cell.merged == "上年的数已含2025年6月30日并入的云岭乡人民政府结转的件数"


def test_the_cases_of_the_absorbed_organ_are_counted_and_shown_with_the_year(merged, writers, rf):
    late = received(merged.neighbour, date(2025, 3, 3), date(2025, 3, 20))
    found = count(merged.township, 2025)
    assert found["applications/new/total"].value == 1
    assert found["applications/carried_out/total"].value == 3
    report = writing.start(merged.township, 2025, by=writers, today=NEXT)
    assert set(spoken_for(report)) == {merged.township, merged.neighbour}
    request = rf.get("/")
    request.user = writers
    told = panel(request, report, "applications/new/total")
    assert [doc.title for doc in told["docs"]] == [late.number]
    assert late in behind(spoken_for(report), 2025, "applications/new/total")
    assert panel(request, report, CARRIED.format("total"))["merged"].startswith("上年的数已含")


def test_the_chain_through_a_merger_blames_nobody(merged, writers, through):
    report = publish(merged.township, 2025, writers, through)
    assert not {"series-carried-forward", "carried-in-differs"} & codes(report)
    assert summing.gaps(Organ.objects.all(), 2025) == []


def test_a_chain_that_does_not_hold_in_spite_of_the_merger_says_what_was_added(merged, writers):
    received(merged.neighbour, date(2024, 12, 27))  # entered after the report of 2024 was published
    report = complete(writing.start(merged.township, 2025, by=writers, today=NEXT), writers)
    found = [one.finding for one in examine(report).findings if one.finding.code == "carried-in-differs"]
    assert found[0].message.startswith(
        "“二、上年结转政府信息公开申请数量·自然人”按上年报告应为 3 件，登记簿数出 4 件。"
    )
    assert "上年的数已含2025年6月30日并入的云岭乡人民政府结转的件数。" in found[0].message


def test_an_absorbed_organ_that_never_reported_is_named_beside_the_difference(county, writers, through):
    received(county.township, date(2024, 12, 20))
    received(county.neighbour, date(2024, 12, 23))
    publish(county.township, 2024, writers, through)
    end(county.neighbour, on=MERGED, ground="青政发〔2025〕8号", into=county.township, by=TESTS)
    cell = count(county.township, 2025)[CARRIED.format("natural_person")]
    assert (cell.value, cell.ledger) == (1, 2)
    assert cell.merged == (
        "2025年6月30日并入的云岭乡人民政府没有公布过2024年报告，它结转的件数没有算进上年的数"
    )  # fmt: skip


def test_the_year_after_a_merger_takes_the_successor_alone(merged, writers, through):
    publish(merged.township, 2025, writers, through)
    cell = count(merged.township, 2026)[CARRIED.format("total")]
    assert (cell.value, cell.ledger, cell.merged) == (3, None, "")


def test_a_merger_by_way_of_another_goes_on(merged, writers):
    end(merged.village, on=date(2025, 8, 1), ground="青政发〔2025〕9号", by=TESTS)
    end(merged.township, on=date(2025, 9, 1), ground="青政发〔2025〕9号", into=merged.bureau, by=TESTS)
    Organ.objects.filter(pk=merged.bureau.pk).update(since=date(2025, 1, 1))
    merged.bureau.refresh_from_db()
    assert count(merged.bureau, 2025)[CARRIED.format("total")].value == 3


@pytest.mark.parametrize(("on", "value"), [(date(2025, 12, 31), 3), (date(2026, 1, 1), 1)])
def test_a_merger_counts_from_the_year_in_which_it_took_force(county, writers, through, on, value):
    received(county.township, date(2024, 12, 20))
    for day in (23, 24):
        received(county.neighbour, date(2024, 12, day))
    for organ in (county.township, county.neighbour):
        publish(organ, 2024, writers, through)
    end(county.neighbour, on=on, ground="青政发〔2025〕8号", into=county.township, by=TESTS)
    assert count(county.township, 2025)[CARRIED.format("total")].value == value


def test_an_organ_that_was_there_on_the_last_day_of_the_year_still_reports_it(county, writers):
    end(county.neighbour, on=date(2026, 1, 5), ground="青政发〔2026〕1号", into=county.township, by=TESTS)
    county.neighbour.refresh_from_db()
    assert writing.start(county.neighbour, 2025, by=writers, today=NEXT).title.startswith("云岭乡人民政府2025年")
    with pytest.raises(Refused, match="不单独编制"):
        writing.start(county.neighbour, 2026, by=writers, today=NEXT)


def test_a_year_that_an_absorbed_organ_reported_itself_is_not_counted_twice(county, writers, through):
    received(county.neighbour, date(2025, 2, 3))
    begun = writing.start(county.neighbour, 2025, by=writers, today=date(2025, 6, 1))
    end(county.neighbour, on=MERGED, ground="青政发〔2025〕8号", into=county.township, by=TESTS)
    assert count(county.township, 2025)["applications/new/total"].value == 1
    through(complete(begun, writers))
    assert count(county.township, 2025)["applications/new/total"].value == 0
    publish(county.township, 2025, writers, through)
    assert count(county.township, 2026)[CARRIED.format("total")].value == 1


def test_a_year_that_the_successor_told_is_not_reported_again(merged, writers, through):
    publish(merged.township, 2025, writers, through)
    with pytest.raises(Refused, match="云岭乡人民政府2025年6月30日已经并入柳河镇人民政府，2025年的情况已经写在"):
        writing.start(merged.neighbour, 2025, by=writers, today=NEXT)


def test_the_year_before_a_merger_is_compared_as_one_with_blanks_left_open(merged):
    in_force, licences = "proactive/normative_documents/in_force", "proactive/licensing/decisions"
    for organ, documents, decisions in ((merged.township, 5, 12), (merged.neighbour, 4, None)):
        edition = newest(organ, 2024)
        told = from_json(edition.content)
        edition.content = to_json(replace(told, cells=told.cells | {in_force: documents, licences: decisions}))
        edition.save()
    before = handed_on(merged.township, 2025).before()
    assert (before.organ, before.cells[in_force], before.cells[licences]) == ("柳河镇人民政府", 9, None)
