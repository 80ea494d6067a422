"""The tree of organs: founded, described, moved, renamed, merged; the past stays."""

from datetime import date

import pytest

from gongkai.web.accounts.models import Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.organs import facts_services as facts
from gongkai.web.organs import services
from gongkai.web.organs.facts import GroupMember, Leader, Window
from gongkai.web.organs.models import Change, Kind, Level, Organ
from web.conftest import TESTS

DAY = date(2026, 1, 22)


def test_a_renamed_organ_keeps_its_name_on_what_it_published_before(county):
    town = services.rename(
        county.neighbour, name="云岭镇人民政府", short_name="云岭镇", on=DAY, ground="川政函〔2026〕3号", by=TESTS
    )
    town = services.rename(
        town, name="云上镇人民政府", short_name="云上镇", on=date(2026, 6, 1), ground="川政函〔2026〕40号", by=TESTS
    )
    told = [
        town.name_on(day) for day in (date(2020, 1, 1), date(2026, 1, 21), DAY, date(2026, 5, 31), date(2026, 6, 1))
    ]
    assert told == ["云岭乡人民政府", "云岭乡人民政府", "云岭镇人民政府", "云岭镇人民政府", "云上镇人民政府"]
    assert [change.get_what_display() for change in town.changes.all()] == ["更名", "更名", "设立"]
    assert Entry.objects.filter(act="organs.renamed").first().ground == "川政函〔2026〕3号"


@pytest.mark.parametrize(("name", "on"), [("云岭乡人民政府", DAY), ("云岭镇人民政府", date(2026, 1, 1))])
def test_a_rename_that_changes_nothing_or_goes_back_in_time_is_refused(county, name, on):
    if name == "云岭镇人民政府":
        services.rename(county.neighbour, name="云顶乡人民政府", short_name="云顶乡", on=DAY, ground="x", by=TESTS)
    with pytest.raises(Refused):
        services.rename(county.neighbour, name=name, short_name=name, on=on, ground="x", by=TESTS)


def test_a_merged_organ_points_to_its_successor_and_is_no_longer_listed(county):
    ended = services.end(county.neighbour, on=DAY, ground="川政函〔2026〕3号", into=county.township, by=TESTS)
    assert ended.successor == county.township
    assert ended not in Organ.objects.public()
    assert county.township.predecessors.get() == ended
    with pytest.raises(Refused, match="已于"):
        services.rename(ended, name="x", short_name="x", on=DAY, ground="x", by=TESTS)
    with pytest.raises(Refused):
        services.end(county.bureau, on=DAY, ground="x", into=ended, by=TESTS)


def test_an_organ_with_organs_below_it_is_not_abolished(county):
    with pytest.raises(Refused, match="东桥村"):
        services.end(county.township, on=DAY, ground="x", by=TESTS)
    with pytest.raises(Refused, match="自己"):
        services.end(county.neighbour, on=DAY, ground="x", into=county.neighbour, by=TESTS)


def test_a_moved_organ_takes_all_below_it_along(county):
    services.move(county.township, parent=county.bureau, supervisor=None, on=DAY, ground="x", by=TESTS)
    village = Organ.objects.get(pk=county.village.pk)
    assert village.path.startswith(Organ.objects.get(pk=county.bureau.pk).path)
    assert village in Organ.objects.below(county.bureau)
    assert village in Organ.objects.below(county.office), "the bureau it moved under is watched by the office"
    with pytest.raises(Refused, match="之下"):
        services.move(county.government, parent=village, supervisor=None, on=DAY, ground="x", by=TESTS)


def test_only_facts_that_exist_and_are_well_formed_are_taken(county):
    with pytest.raises(Refused, match="没有这些"):
        services.describe(county.township, by=TESTS, path="/1/")
    with pytest.raises(Refused, match="电子邮箱"):
        services.describe(county.township, by=TESTS, email="不是邮箱")
    with pytest.raises(Refused, match=r"短代码|已存在"):
        services.found(
            name="另一个",
            short_name="另一个",
            short_code="liuhe",
            kind=Kind.DEPARTMENT,
            level=Level.COUNTY,
            by=TESTS,
            on=DAY,
        )


def test_a_clerk_describes_his_own_organ_and_its_village_and_no_other(county):
    clerk = county.account(Role.CLERK, county.township)
    before = Entry.objects.count()
    services.describe(county.township, by=clerk, phone="0000-6010009")
    services.describe(county.township, by=clerk, phone="0000-6010009")
    services.describe(county.village, by=clerk, phone="0000-6010010")
    assert Entry.objects.count() == before + 2, "what changes nothing is not logged"
    for other in (county.neighbour, county.government):
        with pytest.raises(Forbidden):
            services.describe(other, by=clerk, phone="1")


def test_who_leaves_office_keeps_his_term(county):
    town = county.township
    head = facts.add("leader", town, by=TESTS, name="何鸣远", post="镇长", since=date(2021, 3, 1))
    facts.end_term(head, on=DAY, by=TESTS)
    head.refresh_from_db()
    assert (head.current(date(2026, 1, 21)), head.current(DAY)) == (True, False)
    with pytest.raises(Refused, match="早于"):
        facts.change("leader", head, by=TESTS, until=date(2020, 1, 1))
    assert Leader.objects.count() == 1


def test_a_leading_group_seats_and_unseats_its_members(county):
    group = facts.add(
        "leading_group", county.township, by=TESTS, name="政务公开工作领导小组", ground="柳政办发〔2025〕5号"
    )
    member = facts.seat(group, seat=GroupMember.Seat.HEAD, name="何鸣远", post="镇长", by=TESTS, since=date(2025, 3, 1))
    facts.unseat(member, on=DAY, by=TESTS)
    member.refresh_from_db()
    assert not member.current(DAY)
    assert Entry.objects.filter(act="organs.member_unseated").get().organ == county.township.pk


def test_small_facts_are_added_changed_and_removed_by_one_service(county):
    window = facts.add(
        "window",
        county.township,
        by=TESTS,
        purpose=Window.Purpose.READING,
        name="查阅点",
        address="柳河街88号",
        hours="工作日",
    )
    facts.change("window", window, by=TESTS, hours="周一至周五")
    facts.remove("window", window, by=TESTS)
    acts = list(Entry.objects.filter(act__startswith="organs.window").values_list("act", flat=True))
    assert acts == ["organs.window_added", "organs.window_changed", "organs.window_removed"]
    with pytest.raises(Refused, match="没有这些"):
        facts.add("staff", county.township, by=TESTS, salary=1)


def test_every_kind_of_fact_belongs_to_an_organ():
    assert all(model._meta.get_field("organ") for model in facts.KINDS.values())
    assert Change.What.MERGED.label == "并入"


def test_an_administrator_neither_moves_nor_ends_his_own_organ_nor_takes_it_out_of_the_county(county):
    """A township that is nobody's would be watched by nobody."""
    own = county.account(Role.ADMINISTRATOR, county.neighbour)
    for act in (
        lambda: services.move(county.neighbour, parent=None, supervisor=None, on=DAY, ground="x", by=own),
        lambda: services.move(county.neighbour, parent=county.bureau, supervisor=None, on=DAY, ground="x", by=own),
        lambda: services.end(county.neighbour, on=DAY, ground="x", by=own),
    ):
        with pytest.raises(Forbidden):
            act()
    of_the_county = county.account(Role.ADMINISTRATOR, county.government)
    with pytest.raises(Forbidden):
        services.move(county.neighbour, parent=None, supervisor=None, on=DAY, ground="x", by=of_the_county)
    moved = services.move(county.neighbour, parent=county.bureau, supervisor=None, on=DAY, ground="x", by=of_the_county)
    assert moved.parent == county.bureau
