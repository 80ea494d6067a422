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
