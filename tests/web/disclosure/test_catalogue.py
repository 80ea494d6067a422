"""The catalogue: its columns in and out, the rhythm of its limits, what is due, and the coverage that mock-up 11
shows.
"""

from datetime import date, timedelta

import pytest

from gongkai.web.audit.services import Machine, Refused
from gongkai.web.disclosure import catalogue_sheet, coverage, limits, obligations, vocabulary
from gongkai.web.disclosure.models import CatalogueItem, Channel, Link, Posting
from gongkai.web.disclosure.services import cataloguing, delivering, drafting, keeping, publishing, reviewing
from web.disclosure.conftest import NOW, TODAY, Staff, workbook

TESTS = Machine("tests")


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("自信息形成或者变更之日起20个工作日内", ("change", 20, "working")),
        ("3个工作日内", ("change", 3, "working")),
        ("7个工作日内", ("change", 7, "working")),
        ("批准后20日内", ("change", 20, "calendar")),
        ("二十个工作日", ("change", 20, "working")),
        ("每季度末20个工作日内", ("quarterly", 20, "working")),
        ("长期公示", ("long", None, "working")),
        ("实时", ("change", 1, "working")),
    ],
)
def test_a_limit_in_words_is_read_as_a_rhythm(words: str, limit: tuple) -> None:
    read = limits.read(words)
    assert (read.every, read.days, read.unit) == limit


def test_there_are_26_fields_and_a_township_takes_18() -> None:
    fields = [field for field in vocabulary.fields().values() if not field.later]
    assert len(fields) == 26
    assert sum(field.township for field in fields) == 18


def test_every_line_of_the_starting_catalogue_has_a_known_field_clause_channel_and_a_limit_that_is_understood() -> None:
    for line in vocabulary.table("starting")["line"]:
        assert line["field"] in vocabulary.fields()
        assert line["clause"] in vocabulary.clauses()
        assert line["channels"]
        assert limits.read(line["limit"]), line["limit"]
        assert line["five"] in vocabulary.table("openness")["five"]


def test_a_catalogue_goes_out_as_a_spreadsheet_and_comes_in_again_the_same(staff: Staff) -> None:
    added = cataloguing.adopt(staff.organ, by=staff.clerk, today=TODAY)
    assert added > 25
    data = catalogue_sheet.write(staff.organ.catalogue.all())
    new, changed, doubts = cataloguing.import_sheet(
        staff.county.neighbour, data, name="目录.xlsx", by=TESTS, today=TODAY
    )
    assert (new, changed, doubts) == (added, 0, [])
    ours = list(
        staff.organ.catalogue.values_list("field", "first", "second", "limit", "channels", "group", "every", "days")
    )
    theirs = staff.county.neighbour.catalogue.values_list(
        "field", "first", "second", "limit", "channels", "group", "every", "days"
    )
    assert ours == list(theirs)
    assert cataloguing.import_sheet(staff.county.neighbour, data, name="目录.xlsx", by=TESTS, today=TODAY)[:2] == (0, 0)


def test_what_is_not_understood_in_a_catalogue_is_told_line_by_line(staff: Staff) -> None:
    data = workbook(
        ["序号", "领域", "一级事项", "公开内容", "公开时限", "公开主体", "公开渠道和载体", "全社会"],
        [1, "社会救助", "临时救助", "名单", "看情况", "", "", "√"],
    )
    new, _, doubts = cataloguing.import_sheet(staff.organ, data, name="目录.xlsx", by=staff.clerk, today=TODAY)
    assert new == 1
    assert [doubt.split("：", 1)[1][:6] for doubt in doubts] == ["公开时限“看", "没有写公开主", "没有勾选公开"]


def test_a_line_that_names_a_field_stands_between_and_loses_none_of_what_follows(staff: Staff) -> None:
    line = ["低保", "审批结果", "名单", "20个工作日内", "柳河镇人民政府"]
    data = workbook(
        ["柳河镇基层政务公开标准目录"],
        ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "公开主体"],
        ["一、社会救助领域"],
        [1, *line],
        ["二、农村危房改造领域的公开事项，以县住房和城乡建设局公布的标准目录和本镇的实际情况为准"],
        [2, *line],
    )
    fields = [row["field"] for row in catalogue_sheet.read(data, "目录.xlsx").rows]
    assert fields == [vocabulary.field_of(words).code for words in ("社会救助", "农村危房改造")]


def test_a_spreadsheet_without_the_columns_of_a_catalogue_is_refused_in_one_sentence(staff: Staff) -> None:
    with pytest.raises(Refused, match="没有认出标准目录"):
        cataloguing.import_sheet(
            staff.organ, workbook(["甲", "乙"], [1, 2]), name="a.xlsx", by=staff.clerk, today=TODAY
        )


def a_line(staff: Staff, **values: object) -> CatalogueItem:
    known = {"field": "assistance", "first": "临时救助", "limit": "自信息形成或者变更之日起20个工作日内"}
    return cataloguing.enter(staff.organ, by=staff.clerk, today=date(2025, 1, 1), **(known | values))


@pytest.mark.parametrize(("formed", "state"), [(0, "ok"), (16, "watch"), (20, "watch"), (21, "late")])
def test_an_unpublished_item_is_due_20_working_days_after_it_was_formed(staff: Staff, formed: int, state: str) -> None:
    calendar = limits.calendar_of(staff.organ)
    today = calendar.after(date(2025, 11, 3), formed) if formed else date(2025, 11, 3)
    staff.draft(made_on=date(2025, 11, 3))
    duty = next(duty for duty in obligations.of(staff.organ, today) if duty.code == "publish")
    assert duty.state == state
    assert duty.due_on == calendar.after(date(2025, 11, 3), 20)
    assert "第二十六条" in duty.cites


def test_a_line_may_have_a_shorter_limit_than_the_regulations(staff: Staff) -> None:
    line = a_line(staff, limit="3个工作日内")
    staff.draft(made_on=date(2025, 11, 3), catalogue_id=line.pk)
    duty = next(duty for duty in obligations.of(staff.organ, date(2025, 11, 7)) if duty.code == "publish")
    assert (duty.left, duty.state) == (-1, "late")


def test_a_quarterly_line_is_late_when_the_last_quarter_was_not_published_in_time(staff: Staff) -> None:
    line = a_line(staff, limit="每季度末20个工作日内")
    late = coverage.lines(staff.organ, date(2026, 2, 27))
    assert late[0].kind == "bad"
    staff.published(catalogue_id=line.pk)
    assert coverage.lines(staff.organ, date(2026, 2, 27))[0].words == "正常"


def test_a_line_with_nothing_is_empty_and_one_with_something_is_well(staff: Staff) -> None:
    full, empty = a_line(staff), a_line(staff, second="办事指南")
    staff.published(catalogue_id=full.pk)
    found = {line.item.pk: line.words for line in coverage.lines(staff.organ, TODAY)}
    assert found == {full.pk: "正常", empty.pk: "空"}
    assert [(cover.full, cover.total) for cover in coverage.fields(coverage.lines(staff.organ, TODAY))] == [(1, 2)]


def test_a_line_whose_ground_was_amended_asks_to_be_compared(staff: Staff) -> None:
    line = a_line(staff)
    staff.published(catalogue_id=line.pk)
    cataloguing.change(line, by=staff.clerk, basis_changed="《青禾县最低生活保障审核确认办法》1月16日修订")
    assert coverage.lines(staff.organ, TODAY)[0].words == "依据变了，待核对"


def test_a_normative_document_must_be_interpreted_within_three_working_days_and_says_so_until_it_is(
    staff: Staff,
) -> None:
    document = staff.published(kind="normative", document_number="柳政发〔2026〕1号")
    duty = next(duty for duty in obligations.of(staff.organ, TODAY) if duty.code == "interpret")
    assert duty.due_on == date(2026, 1, 27)
    item = staff.draft(kind="interpretation", title="一图读懂")
    drafting.bind(item, what=Link.What.INTERPRETS, to=document.item, by=staff.clerk)
    publishing.publish(staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY)), by=staff.clerk, now=NOW)
    assert not [duty for duty in obligations.of(staff.organ, TODAY) if duty.code == "interpret"]


def test_an_account_that_sleeps_is_late_after_14_calendar_days(staff: Staff) -> None:
    Channel.objects.create(organ=staff.organ, kind="wechat", title="柳河发布", registered_on=TODAY)
    states = {
        days: next(d for d in obligations.of(staff.organ, TODAY + timedelta(days=days)) if d.code == "account").state
        for days in (10, 11, 14, 15)
    }
    assert states == {10: "ok", 11: "watch", 14: "watch", 15: "late"}


def test_what_is_withheld_is_looked_at_again_and_may_be_opened(staff: Staff) -> None:
    item = staff.ready(openness="withheld", basis="16b", reason="请示件，属于过程性信息。", clause="")
    assert [d.code for d in obligations.of(staff.organ, date(2027, 1, 22)) if d.code == "reassess"]
    keeping.reassess(item, outcome="opens", reason="事项已经办结，可以公开。", by=staff.head, today=date(2027, 1, 22))
    item.refresh_from_db()
    assert (item.state, item.openness, item.review_due) == ("draft", "proactive", None)


def test_a_board_notice_is_put_up_with_a_photo_and_must_come_down_when_its_period_ends(staff: Staff) -> None:
    board = delivering.open_channel(staff.organ, kind="village", title="河湾村公示栏", by=staff.head)
    item = staff.draft(kind="publicity", notice_from=TODAY, notice_to=date(2026, 1, 30))
    type(item).objects.filter(pk=item.pk).update(channels=[board.pk])
    item.refresh_from_db()
    publication = publishing.publish(
        staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY)), by=staff.clerk, now=NOW
    )
    delivery = publication.deliveries.get(channel=board)
    posting = delivering.put_up(delivery, on=TODAY, by=staff.clerk, photo="a" * 32)
    assert posting.take_down_due == date(2026, 1, 30)
    publishing.end_notices(date(2026, 2, 2))
    duty = next(d for d in obligations.of(staff.organ, date(2026, 2, 2)) if d.code == "take_down")
    assert duty.state == "late"
    delivering.take_down(Posting.objects.get(), on=date(2026, 2, 2), by=staff.clerk, photo="b" * 32)
    assert not publication.deliveries.filter(state="by_hand").exists()
    assert not [d for d in obligations.of(staff.organ, date(2026, 2, 2)) if d.code == "take_down"]


def test_only_a_notice_that_still_hangs_waits_to_be_taken_down_when_its_period_ends(staff: Staff) -> None:
    names = ("河湾村公示栏", "东柳村公示栏", "西桥村公示栏")
    boards = [delivering.open_channel(staff.organ, kind="village", title=name, by=staff.head) for name in names]
    item = staff.draft(kind="publicity", notice_from=TODAY, notice_to=date(2026, 1, 30))
    drafting.send_to(item, channels=[board.pk for board in boards], by=staff.clerk)
    item.refresh_from_db()
    publication = publishing.publish(
        staff.pass_all(reviewing.submit(item, by=staff.clerk, today=TODAY)), by=staff.clerk, now=NOW
    )
    taken, hanging, _never_put_up = publication.deliveries.filter(channel__in=boards).order_by("channel")
    early = delivering.put_up(taken, on=TODAY, by=staff.clerk)
    delivering.put_up(hanging, on=TODAY, by=staff.clerk)
    delivering.take_down(early, on=date(2026, 1, 30), by=staff.clerk)
    publishing.end_notices(date(2026, 1, 31))
    assert [one.channel for one in publication.deliveries.filter(state="by_hand")] == [hanging.channel]


def test_an_edition_keeps_the_catalogue_as_it_stood(staff: Staff) -> None:
    line = a_line(staff, second="审核确认信息")
    edition = cataloguing.issue_edition(staff.organ, title="2026年版", since=TODAY, by=staff.clerk)
    cataloguing.change(line, by=staff.clerk, second="改过的")
    edition.refresh_from_db()
    assert "审核确认信息" in edition.rows[0]


def test_a_line_that_does_not_fit_is_told_and_the_other_lines_go_in(staff: Staff) -> None:
    """PostgreSQL would refuse it, and the whole table with it."""
    heads = ["序号", "领域", "一级事项", "公开内容", "公开时限", "公开主体", "公开渠道和载体", "全社会"]
    limit = "自信息形成或者变更之日起20个工作日内"
    rows = [
        [1, "社会救助", "太长的", "名单", limit, "局" * 101, "", "√"],
        [2, "社会救助", "正好的", "名单", limit, "民政局", "", "√"],
    ]
    new, changed, doubts = cataloguing.import_sheet(
        staff.organ, workbook(heads, *rows), name="目录.xlsx", by=staff.clerk, today=TODAY
    )
    assert (new, changed) == (1, 0)
    assert any("“太长的”没有收下：公开主体太长" in doubt for doubt in doubts)
