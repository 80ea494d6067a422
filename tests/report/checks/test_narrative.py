"""The narrative against the tables: what is an error, what a question, and what nothing at all."""

import pytest

from gongkai.report.checks import check
from gongkai.report.model import Report

TOWN, BUREAU, COUNTY = "青禾县石桥镇人民政府", "青禾县财政局", "青禾县人民政府"
CODES = (
    "narrative-matches-table",
    "parts-make-the-whole",
    "application-not-in-table",
    "year-of-the-report",
    "narrative-agrees-with-itself",
    "shares-fit",
)


def found(text, organ=TOWN, year=2023, **figures):
    """The severities of what the checks of the narrative find; `figures` are the 总计 of rows of table 三."""
    cells = {f"applications/{row}/total": figure for row, figure in figures.items()}
    for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        if block in figures:
            cells[f"reviews/{block}/total"] = cells.pop(f"applications/{block}/total")
    for column in ("issued", "repealed", "in_force"):
        if column in figures:
            cells[f"proactive/normative_documents/{column}"] = cells.pop(f"applications/{column}/total")
    report = Report.of({"organ": organ, "year": year, "sections/1": text, **cells})
    return [finding.severity for finding in check(report) if finding.code in CODES]


APPLICATIONS = {"new": 10, "carried_in": 1, "total": 9, "carried_out": 2}


@pytest.mark.parametrize(
    "text",
    [
        "2023年我镇收到政府信息公开申请7件。",
        "（二）依申请公开。全年新收申请7件，办结9件。",
        "2023年，新受理政府信息公开申请7件，上年转结1件，转下一年办理2件。",
        "本机关未收到政府信息公开申请。",
        "（二）依申请公开。共收到政府信息公开申请10件，办结4件，结转下年度2件。",
    ],
)
def test_the_own_figure_of_a_single_organ_that_differs_is_an_error(text):
    assert found(text, **APPLICATIONS) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，县政府办公室收到政府信息公开申请7件。",
        "2023年，共受理政府信息公开申请7件。",
        "2023年，收到政府信息公开申请7件。",
    ],
)
def test_a_figure_that_may_be_of_another_scope_is_a_question(text):
    assert found(text, COUNTY, **APPLICATIONS) == ["warning"]


def test_the_whole_county_in_so_many_words_is_the_scope_of_its_report():
    assert found("2023年，全县收到政府信息公开申请7件。", COUNTY, **APPLICATIONS) == ["error"]


def test_a_scope_is_settled_by_another_figure_that_agrees():
    text = "（二）依申请公开。2023年，收到申请7件，办结9件。"
    assert found(text, COUNTY, **APPLICATIONS) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "我镇收到政府信息公开申请11件，均已答复。",
        "（二）依申请公开。办理答复政府信息公开申请7件。",
        "（二）依申请公开。收到申请10件，办结8件。",
    ],
)
def test_a_figure_that_another_count_explains_is_a_question(text):
    assert found(text, **APPLICATIONS) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年我镇收到政府信息公开申请10件，较上年增加3件，其中网络申请数6件，信函申请数4件。",
        "自2008年以来累计收到政府信息公开申请85件。",
        "（二）依申请公开。上年收到申请6件，今年收到10件。",
        "（二）依申请公开。全年收到申请10件，其中4件申请由县司法局协助答复，办理咨询35件，化解信访20件。",
        "我镇收到政府信息公开申请约20件。",
        "（二）依申请公开。收到依申请公开共10条。处理结果：依申请公开的信息3条，不属于本机关公开范围的2条。",
        "没有出现行政复议、行政诉讼被纠正的情况，未发生逾期未答复申请的情况，无依申请公开收费。",
        "开展行政复议应诉培训2次。",
    ],
)
def test_what_is_another_count_altogether_is_passed_over(text):
    assert "error" not in found(text, reconsideration=1, litigation_direct=0, **APPLICATIONS)


def test_no_reviews_told_while_the_table_has_some_is_an_error():
    text = "2023年未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。"
    assert found(text, reconsideration=1, litigation_direct=0, litigation_after_reconsideration=0) == ["error"]


def test_documents_told_as_none_while_the_table_has_some_are_errors():
    text = "我镇共制定规范性文件0件，废止规范性文件0件，现行有效的规范性文件0件。"
    assert found(text, issued=4, repealed=0, in_force=32) == ["error", "error"]


def test_the_year_before_left_standing_is_an_error():
    text = "（三）政府信息管理情况 2022年，镇政府办公室共制定规范性文件0件。"
    assert "error" in found(text, issued=0)


@pytest.mark.parametrize(
    "text",
    [
        "2022年我镇制定的规划期为五年，2023年公开信息30条。",
        "2022年部门决算于2023年公开，共3条。",
        "2022年度报告指出的问题已全部整改，公开3条。",
        "2022年以来，公开信息30条。",
        "2021-2023年行动方案确定，公开信息30条。",
    ],
)
def test_another_year_told_of_for_a_reason_is_nothing(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息54条，其中政务动态20条，通知公告20条，其他13条。",
        "主动公开信息66条，分别为政务动态20条，通知公告16条。",
        "主动公开信息100条，其中网站60条，公众号28条，公示栏9条。",
        "主动公开信息100条（网站60条、公众号28条、公示栏9条）。",
        "主动公开信息128条，其中网站100条，新媒体29条。",
        "主动公开信息30条,具体包括年报1条,机构职能1条,政务活动25条,财政预决算2条。",
        "共收到8条建议，其中采纳6条，未采纳5条。",
    ],
)
def test_parts_that_certainly_do_not_make_the_whole_are_an_error(text):
    assert found(text) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息73条，其中网站公开73条；通过公众号公开73条；通过公示栏公开73条。",
        "主动公开信息100条，其中重点领域信息12条。",
        "主动公开信息100条，其中规范性文件4条，财政信息6条。",
        "主动公开信息1000余条，其中网站60条，公众号28条，其他9条。",
        "收到依申请公开9件，上年转结1件，其中网络申请5件，信函申请5件。",
        "公开信息100条，其中网站60条，公众号40条；按内容分，动态70条，公告30条。",
        "公开信息100条，其中网站60条（动态30条、公告30条），公众号40条。",
        "发布信息88条，其中被市级媒体采用12条、省级媒体采用3条。",
        "全县受理申请91件（另有2件结转下年度），其中予以公开40件。",
        "受理申请27件，26件为自然人申请，1件为法人申请，除1件外其余26件均已办结。",
    ],
)
def test_parts_that_need_not_make_the_whole_are_no_error(text):
    assert "error" not in found(text, BUREAU)


def test_decisions_that_differ_are_a_question():
    report = {"organ": BUREAU, "year": 2023, "proactive/penalties/decisions": 15}
    found = check(Report.of(report | {"sections/1": "全年作出行政处罚决定12件，公开行政处罚信息12条。"}))
    assert [f.severity for f in found if f.code == "narrative-matches-table"] == ["warning"]


def test_last_years_sentence_is_told_for_its_year_and_its_figures():
    text = "（三）政府信息管理情况 2022年，我镇共制定规范性文件0件，废止规范性文件0件，现行有效的规范性文件0件。"
    assert sorted(found(text, issued=4, repealed=0, in_force=32)) == ["error", "warning", "warning"]


def test_an_application_told_of_but_not_counted_is_an_error_and_a_counted_one_is_none():
    text = "2023年我镇收到政府信息公开申请一件，于2023年12月20日收到，正在办理。"
    assert "error" in found(text, new=0, carried_in=0, total=0, carried_out=0)
    assert found(text, new=1, carried_in=0, total=0, carried_out=1) == []


def test_an_uncertain_cell_never_makes_an_error():
    report = Report.of(
        {
            "organ": TOWN,
            "year": 2023,
            "sections/1": "2023年我镇收到政府信息公开申请7件。",
            "applications/new/total": 10,
            "uncertain": {"applications/new/total": "两种拆法"},
        }
    )
    assert "error" not in {finding.severity for finding in check(report)}
