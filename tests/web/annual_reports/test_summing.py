"""The county that adds up: sums, children, broken identities and chains, out of what was published."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.forms import form_for, forms
from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports import cells, summing
from gongkai.web.annual_reports.identities import broken, identities
from gongkai.web.annual_reports.models import AnnualReport, Cell, Edition, State
from gongkai.web.annual_reports.services import publishing, rounds
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.organs.models import Organ

GOOD = {
    f"applications/{row}/{column}": 3 for row in ("new", "total", "granted") for column in ("natural_person", "total")
}


def publish(organ, year=2025, number=1, **figures):
    """An edition with these figures; `new__total=4` stands for applications/new/total."""
    report, _ = AnnualReport.objects.get_or_create(
        organ=organ, year=year, defaults={"title": f"{organ}{year}", "due_on": date(year + 1, 1, 31),
                                          "state": State.PUBLISHED, "published_on": date(year + 1, 1, 20)},
    )  # fmt: skip
    more = {f"applications/{name.replace('__', '/')}": value for name, value in figures.items()}
    edition = Edition.objects.create(report=report, number=number, content={}, cells=GOOD | more, digest="",
                                     published_on=date(year + 1, 1, 20))  # fmt: skip
    cells.keep(edition)
    return report


def both(county):
    return Organ.objects.filter(pk__in=[county.township.pk, county.neighbour.pk])


def test_a_sum_is_the_sum_of_its_children_and_opens_them(county):
    publish(county.township)
    publish(county.neighbour, granted__total=2, total__total=2, new__total=2, new__natural_person=2,
            total__natural_person=2, granted__natural_person=2)  # fmt: skip
    sums = summing.totals(both(county), 2025)
    assert sums["applications/new/total"] == 5
    assert sums["applications/not_held/total"] == 0
    found = summing.children(both(county), 2025, "applications/new/total")
    assert [(organ.short_code, value) for organ, value in found] == [("liuhe", 3), ("yunling", 2)]
    assert summing.breaks(both(county), 2025, sums) == []


def test_a_new_edition_takes_the_place_of_the_one_before(county):
    publish(county.township)
    publish(county.township, number=2, new__total=9)
    assert summing.totals(both(county), 2025)["applications/new/total"] == 9


def test_children_whose_errors_cancel_out_are_found_all_the_same(county):
    publish(county.township, new__total=4)
    publish(county.neighbour, new__total=2)
    found = {one.identity.code: one for one in summing.breaks(both(county), 2025)}
    assert set(found) == {"row-new", "balance-total"}
    assert (found["row-new"].difference, found["row-new"].children) == (0, 2)
    assert [(organ.short_code, off) for organ, off in summing.breakers(both(county), 2025, "balance-total")] == [
        ("liuhe", 1), ("yunling", -1),
    ]  # fmt: skip


def test_money_is_added_up_to_the_last_digit(county):
    for organ, amount in ((county.township, "0.1"), (county.neighbour, "0.2")):
        report = publish(organ)
        edition = report.edition
        edition.cells = edition.cells | {"proactive/charges/amount": amount}
        cells.keep(edition)
    assert summing.totals(both(county), 2025)["proactive/charges/amount"] == Decimal("0.3")


def test_a_chain_that_breaks_between_two_years_names_the_organ(county):
    publish(county.township, 2024, carried_out__total=2, carried_out__natural_person=2)
    publish(county.township, 2025, carried_in__total=1, carried_in__natural_person=1)
    publish(county.neighbour, 2025, carried_in__total=5)  # no report of the year before: nothing to compare with
    found = summing.gaps(both(county), 2025)
    assert {(gap.organ.short_code, gap.before, gap.after) for gap in found} == {("liuhe", 2, 1)}
    assert len(found) == 2


def test_a_figure_that_leaps_is_asked_about(county):
    publish(county.township, 2024)
    publish(county.township, 2025, new__total=60)
    assert "上年为 3，今年为 60" in {one.words for one in summing.outliers(both(county), 2025)}
    assert summing.outliers(both(county), 2024) == []


def test_a_report_of_the_year_before_that_comes_late_is_held_against_the_next(county):
    publish(county.township, 2025)
    assert summing.gaps(both(county), 2025) == []
    publish(county.township, 2024, carried_out__total=2, new__total=60)
    assert [(gap.before, gap.after) for gap in summing.gaps(both(county), 2025)] == [(2, 0)]
    assert "上年为 60，今年为 3" in {one.words for one in summing.outliers(both(county), 2025)}


def test_whoever_is_chosen_the_sum_is_that_of_the_chosen(county):
    organs = [county.township, county.neighbour, county.bureau, county.office]
    for number, organ in enumerate(organs):
        publish(organ, new__total=10**number)
    for mask in range(1, 16):
        some = [organ for number, organ in enumerate(organs) if mask >> number & 1]
        wanted = sum(10**number for number in range(4) if mask >> number & 1)
        chosen = Organ.objects.filter(pk__in=[organ.pk for organ in some])
        assert summing.totals(chosen, 2025)["applications/new/total"] == wanted
        assert summing.sum_of(chosen, 2025, "applications/new/total") == wanted
        assert summing.by_year(chosen, [2025])[2025]["applications/new/total"] == wanted
    everybody = Organ.objects.exclude(pk=county.township.pk)  # nearly everybody: the one is taken off the whole
    assert summing.totals(everybody, 2025)["applications/new/total"] == 1110
    assert summing.totals(None, 2025)["applications/new/total"] == 1111


SAME = (
    "本机关严格落实公开审查制度，通过政府网站、微信公众号和公示栏公开各类信息，方便群众查询和监督。"
    "组织各村开展业务培训，明确专人负责信息的收集、审核和发布工作，确保公开及时准确。"
    "依托便民服务中心设立查阅点，配备专人讲解，群众满意度持续提升，没有发生责任追究的情形。"
    "每季度对各村公开栏开展一次检查，发现内容陈旧的当场督促更换，并将检查结果通报到村。"
)
OTHER = (
    "全年重点公开了高标准农田、道路养护和低保评定三件群众最关心的事，每件都附有图解和联系电话，"
    "逢集时由驻村干部当面讲解。"
)


def written(organ, text, year=2025, number=1):
    report = publish(organ, year, number)
    content = {"year": year, "organ": organ.name, "sections": [{"number": 1, "heading": "总体情况", "text": text}]}
    edition = report.editions.get(number=number)
    edition.content = content
    edition.save()
    cells.keep(edition)


def test_a_text_that_is_a_neighbours_is_found_on_both_sides_and_gone_once_one_of_them_is_mended(county):
    written(county.township, SAME)
    assert not summing.copies(None, 2025)
    written(county.neighbour, SAME)
    found = {(one.organ.short_code, one.other.short_code, one.share) for one in summing.copies(None, 2025)}
    assert found == {("liuhe", "yunling", 100), ("yunling", "liuhe", 100)}
    assert "与柳河镇人民政府同年的报告相同" in summing.copies(None, 2025).get(organ=county.neighbour).words
    assert summing.copies(both(county).exclude(pk=county.township.pk), 2025).count() == 1
    written(county.township, OTHER * 4, number=2)
    assert not summing.copies(None, 2025)


def test_a_text_that_is_last_years_is_found_whichever_of_them_comes_out_first(county):
    written(county.township, SAME, 2025)
    written(county.township, SAME, 2023)
    one = summing.copies(None, 2025).get()
    assert (one.other_year, one.share) == (2023, 100)
    assert not summing.copies(None, 2023)


def test_a_set_phrase_that_everybody_has_finds_nobody(county, monkeypatch):
    from gongkai.web.annual_reports import likeness

    monkeypatch.setattr(likeness, "EVERYWHERE", 1)
    for organ in (county.township, county.neighbour):
        written(organ, SAME)
    assert not summing.copies(None, 2025)


def test_what_was_kept_can_be_made_anew_from_the_editions(county):
    publish(county.township, new__total=4)
    written(county.neighbour, SAME)
    written(county.neighbour, SAME, 2024)
    before = sorted(Cell.objects.values_list("place__path", "value"))
    assert publishing.rebuild() == 3
    assert summing.copies(None, 2025).count() == 1
    assert sorted(Cell.objects.values_list("place__path", "value")) == before


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_identity_names_cells_of_its_form_and_an_empty_report_breaks_none(form):
    paths = set(forms()[form].paths())
    for one in identities(form):
        assert set(one.left) | set(one.right) <= paths
    assert broken(forms()[form], {}) == []


@given(st.sampled_from(sorted(form_for(2025).applications.paths())), st.integers(1, 10**6))
def test_a_single_figure_changed_in_table_three_is_always_noticed(path, more):
    layout = form_for(2025)
    changed = GOOD | {path: GOOD.get(path, 0) + more}
    assert broken(layout, changed)


DATES = {"freeze_on": date(2025, 12, 31), "draft_by": date(2026, 1, 8), "check_by": date(2026, 1, 14),
         "sign_by": date(2026, 1, 18), "publish_by": date(2026, 1, 23)}  # fmt: skip


def test_the_county_may_set_an_earlier_day_and_never_a_later_one(county):
    supervisor = county.account(Role.SUPERVISOR, county.office)
    rounds.arrange(county.office, 2025, by=supervisor, **DATES)
    with pytest.raises(Refused, match="不能晚于 2026-01-31"):
        rounds.arrange(county.office, 2025, by=supervisor, **(DATES | {"publish_by": date(2026, 2, 1)}))
    with pytest.raises(Refused, match="不能早于"):
        rounds.arrange(county.office, 2025, by=supervisor, **(DATES | {"draft_by": date(2026, 1, 20)}))
    with pytest.raises(Forbidden):
        rounds.arrange(county.office, 2025, by=county.account(Role.CLERK, county.township), **DATES)


def test_a_report_goes_back_with_its_notes_and_cannot_be_accepted_before_they_are_settled(county):
    from gongkai.web.annual_reports.services import moving

    supervisor, today = county.account(Role.SUPERVISOR, county.office), date(2026, 1, 21)
    report = publish(county.township)
    note = rounds.note(report, where="applications/new/total", words="应为 4 件", by=supervisor)
    with pytest.raises(Refused, match="没办结的退改意见"):
        moving.accept(report, by=supervisor, today=today)
    back = rounds.return_with_notes(report, by=supervisor, today=today)
    assert back.state == State.RETURNED
    assert "应为 4 件" in back.returned
    rounds.settle(note, answer="已改", by=county.account(Role.CLERK, county.township))
    with pytest.raises(Refused, match="选择意见所在"):
        rounds.note(report, where="nowhere", words="x", by=supervisor)
