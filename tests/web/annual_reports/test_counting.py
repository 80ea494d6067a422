"""Every number of the report comes from somewhere, and says from where."""

import io
from datetime import date

import openpyxl
import pytest

from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.counting import count, figures_of
from gongkai.web.annual_reports.models import AnnualReport, YearlyFigure
from gongkai.web.annual_reports.services import entering, setting, writing
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Refused
from web.annual_reports.conftest import NEXT, complete

CODES = "applications/{}/{}"


def codes(report):
    return {marked.finding.code for marked in examine(report).findings}


def test_the_cells_are_the_cases_of_the_ledger(county, case):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    case(date(2025, 4, 7), "granted", date(2025, 4, 28), company=True)
    case(date(2025, 12, 22))
    found = count(county.township, 2025)
    assert found["applications/new/total"].value == 3
    assert found["applications/granted/business"].value == 1
    assert found["applications/carried_out/natural_person"].value == 1
    assert found["applications/new/total"].source == "applications"
    assert found["reviews/reconsideration/total"].value == 0


def test_a_township_makes_no_regulations_and_the_cell_says_by_which_law(county):
    cell = count(county.township, 2025)["proactive/regulations/in_force"]
    assert (cell.value, cell.source) == (0, "law")
    assert "立法法" in cell.words


def test_what_nobody_entered_is_blank_and_stands_in_the_way(report):
    assert figures_of(report)["proactive/licensing/decisions"].value is None
    assert "figure-not-entered" in codes(report)


def test_months_add_up_and_a_missing_month_is_told(county, clerk):
    for month in range(1, 12):
        entering.enter(county.township, 2025, path="proactive/licensing/decisions", value="3", month=month, by=clerk)
    cell = count(county.township, 2025)["proactive/licensing/decisions"]
    assert cell.value == 33
    assert "12 月还没有填" in cell.words
    with pytest.raises(Refused, match="已经按月填报"):
        entering.enter(county.township, 2025, path="proactive/licensing/decisions", value="36", by=clerk)


def test_money_keeps_its_decimals_and_a_count_takes_none(county, clerk):
    entering.enter(county.township, 2025, path="proactive/charges/amount", value="3.2501", by=clerk)
    assert str(count(county.township, 2025)["proactive/charges/amount"].value) == "3.2501"
    with pytest.raises(Refused, match="应为整数"):
        entering.enter(county.township, 2025, path="proactive/penalties/decisions", value="2.5", by=clerk)
    with pytest.raises(Refused, match="不能是负数"):
        entering.enter(county.township, 2025, path="proactive/penalties/decisions", value="-2", by=clerk)


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in (("项目", "月份", "数值", "数据来源"), *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_spreadsheet_is_taken_row_by_row_and_every_wrong_row_is_told(county, clerk):
    content = sheet(
        ("行政许可·本年处理决定数量", "全年", 37, "政务服务系统"),
        ("行政处罚·本年处理决定数量", 13, 1, ""),
        ("城市绿化", "全年", 5, ""),
        ("行政强制·本年处理决定数量", "", "很多", ""),
    )
    outcome = entering.import_figures(county.township, 2025, content, by=clerk)
    assert outcome.taken == 1
    assert [number for number, _ in outcome.errors] == [3, 4, 5]
    row = YearlyFigure.objects.get()
    assert (row.value, row.source, row.by_name) == (37, "政务服务系统", "林知夏")
    with pytest.raises(Refused, match=r"另存为 \.xlsx"):
        entering.import_figures(county.township, 2025, b"no sheet", by=clerk)


def test_the_empty_sheet_that_is_handed_out_is_taken_back(county, clerk):
    entering.enter(county.township, 2025, path="proactive/licensing/decisions", value="37", by=clerk)
    content = entering.sheet_for(county.township, 2025)
    assert entering.import_figures(county.township, 2025, content, by=clerk).errors == []


def test_what_was_carried_out_last_year_is_carried_in_and_a_difference_needs_a_reason(
    county, case, clerk, through, report
):
    case(date(2024, 12, 20))
    before = complete(writing.start(county.township, 2024, by=clerk, today=NEXT), clerk)
    through(before)
    late = case(date(2024, 12, 27))  # entered after the report was published
    cell = figures_of(report)["applications/carried_in/natural_person"]
    assert (cell.value, cell.source, cell.ledger) == (1, "carried", 2)
    assert "carried-in-differs" in codes(report)
    setting.override(
        report, path="applications/carried_in/natural_person", value="2", seen="1", by=clerk,
        reason=f"{late.number} 登记晚了，上年报告已经更正",
    )  # fmt: skip
    assert "carried-in-differs" not in codes(report)
    assert figures_of(report)["applications/carried_in/total"].value == 2


def test_frozen_figures_stand_still_and_the_moving_ledger_is_told(report, case, clerk):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    frozen = setting.freeze(report, by=clerk)
    assert frozen.frozen_sequence == Entry.objects.order_by("-sequence")[1].sequence
    case(date(2025, 5, 6), "granted", date(2025, 5, 20))
    assert figures_of(frozen)["applications/new/total"].value == 1
    assert "ledger-moved" in codes(frozen)
    thawed = setting.thaw(frozen, reason="漏登一件", by=clerk)
    assert figures_of(thawed)["applications/new/total"].value == 2
    assert "ledger-moved" not in codes(thawed)


def test_a_figure_set_by_hand_needs_a_reason_stays_marked_and_moves_its_totals(report, case, clerk):
    case(date(2025, 3, 3), "granted", date(2025, 3, 20))
    path = "applications/granted/natural_person"
    with pytest.raises(Refused, match="理由"):
        setting.override(report, path=path, value="2", reason=" ", seen="1", by=clerk)
    setting.override(report, path=path, value="2", reason="一件登记错了", seen="1", by=clerk)
    found = figures_of(report)
    assert found[path].by_hand
    assert (found["applications/granted/total"].value, found["applications/total/total"].value) == (2, 2)
    assert {"set-by-hand", "applications-balance"} <= codes(report)
    setting.drop_override(report, path=path, by=clerk)
    assert figures_of(report)[path].value == 1


@pytest.mark.parametrize(("year", "form", "cells"), [(2020, "2019", 198), (2021, "2021", 200)])
def test_the_form_follows_the_year_of_the_report(county, year, form, cells):
    assert AnnualReport(organ=county.township, year=year).layout.form == form
    assert len(count(county.township, year)) == cells


def test_counting_a_report_costs_the_same_queries_however_many_cases_there_are(
    county, case, django_assert_max_num_queries
):
    for day in range(3, 20):
        case(date(2025, 3, day))
    with django_assert_max_num_queries(40):
        count(county.township, 2025)
