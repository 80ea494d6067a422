"""Lists without an introducing word, lists in brackets, and charges told in words."""

from decimal import Decimal

import pytest

from gongkai.report import Report, check


def found(text, code, **cells):
    organ = "青禾县财政局"
    report = Report.of({"organ": organ, "year": 2023, "sections/1": text} | cells)
    return [(one.severity, one.expected, one.actual) for one in check(report) if one.code == code]


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息共70条，动态类66条，其他4条。",
        "全年公开信息共70条，公众号推送30条，其他媒体报道5条。",
        "门户网站公开信息856条（含政策解读12条、图解8条、视频2条），公众号推送420条。",
        "公示栏张贴信息312条（其中村级265条）。",
        "累计公开信息70条，开展培训5次，其他4条意见已办结。",
    ],
)
def test_a_list_that_need_not_be_whole_is_no_error(text):
    assert found(text, "parts-make-the-whole") == []


def test_a_total_and_what_follows_it_up_to_the_others_is_added_up():
    assert found("全年公开信息共70条，动态类66条，其他5条。", "parts-make-the-whole") == [("error", 71, 70)]


@pytest.mark.parametrize("text", ["行政事业性收费金额为9116.36万元。", "全年行政事业性收费91163600元。"])
def test_charges_told_in_words_are_held_against_the_table(text):
    table = {"proactive/charges/amount": Decimal("9116.36")}
    assert found(text, "narrative-matches-table", **table) == []
    wrong = {"proactive/charges/amount": Decimal("9161.36")}
    assert found(text, "narrative-matches-table", **wrong) == [("warning", Decimal("9116.36"), Decimal("9161.36"))]


@pytest.mark.parametrize(
    "text",
    [
        "全年办理在线留言47条，其中，信箱8条（含建议4条，回复率100%）、咨询39条，公开答复数量31条。",
        "受理依申请公开事项25件，其中20件为招生信息；2件结转下年答复；全年被申请行政复议1件。",
        "全年公开信息15条，其中包括：通知公告10条、政策文件5条；通过服务网公布事项25条，通过信用平台公示306条。",
        "全年公开信息81条。其中，工作动态60条，通知公告9条，政策文件12条。通过公众号公开108条信息。",
        "公开政策文件5条，公开信息81条。其中，工作动态60条，通知公告29条，政策文件12条。",
        "全年公开信息22条。其中，主动公开政策文件3条，行政规范性文件解读比例100%。",
        "共公开信息50条。其中机构类30条，内有领导成员20条、机构职能10条；工作类20条，其中动态15条、公告5条。",
        "举办发布会19场，领导出席25人次。其中，疫情防控发布会15场。",
    ],
)
def test_a_figure_behind_a_whole_list_is_no_part_of_it(text):
    assert found(text, "parts-make-the-whole") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年公开信息115条，其中包括：通知公告80条、政策文件35条、其他5条；通过服务网公布事项25条。", 120),
        ("全年公开信息81条。其中，工作动态60条，通知公告9条，政策文件14条。", 83),
        ("全年公开信息42条。其中：统计信息12条，统计公报6条，统计分析12条，其他10条。", 40),
    ],
)
def test_a_list_that_ends_before_another_or_begins_in_a_sentence_of_its_own_is_added_up(text, expected):
    assert [added for _, added, _ in found(text, "parts-make-the-whole")] == [expected]
