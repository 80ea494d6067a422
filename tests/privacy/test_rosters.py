"""Rosters in spreadsheets and documents: hidden places named, columns dropped and masked by policy, floats told."""

from io import BytesIO

import docx
import openpyxl
import pytest
import xlsxwriter

from gongkai.privacy import UnknownPolicy, mask_bytes, policies, prove_bytes, scan_bytes
from privacy.planting import xlsx_columns, xlsx_rows, xlsx_sheet, xlsx_white

ID, OTHER = "11010519491231002X", "440524188001010014"
HEADER = ("序号", "户主姓名", "性别", "身份证号", "一卡通账号", "家庭住址", "致贫原因", "低保金额")
ROWS = (
    (1, "张小明", "男", ID, "6222020000000000000", "柳河镇王家村3组12号", "因病", 450),
    (2, "欧阳芳", "女", OTHER, "90130201001122", "柳河镇王家村", "缺劳力", 380.5),
)


def roster():
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("名单")
    bold = book.add_format({"bold": True, "bg_color": "#FFFF00"})
    sheet.write(0, 0, "青禾县2025年农村低保公示名单", bold)
    for number, row in enumerate((HEADER, *ROWS), start=1):
        sheet.write_row(number, 0, row)
    sheet.set_column(3, 3, 24)
    book.close()
    return out.getvalue()


def values(data):
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_every_cell_of_a_roster_is_found_under_its_header():
    found = {
        (finding.kind, finding.place.row, finding.place.column) for finding in scan_bytes(roster(), "a.xlsx").findings
    }
    assert found == {
        *(("name", row, 2) for row in (3, 4)),
        *(("citizen_id", row, 4) for row in (3, 4)),
        ("bank_card", 3, 5),
        ("account", 4, 5),
        ("address", 3, 6),
        ("health", 3, 7),
        ("hardship", 4, 7),
    }


def test_the_policy_of_a_roster_masks_names_and_empties_forbidden_columns():
    data = roster()
    masked = mask_bytes(data, "a.xlsx", policy="低保")
    header, first, second = values(masked.data)
    assert header == ("序号", "户主姓名", None, "身份证号", None, "家庭住址", None, "低保金额")
    assert first == (1, "张*明", None, "1101**********002X", None, "柳河镇王家村******", None, 450)
    assert second == (2, "欧阳*", None, "4405**********0014", None, "柳河镇王家村", None, 380.5)
    assert prove_bytes(masked.data, "a.xlsx", masked.findings).ok


def test_the_masked_workbook_looks_the_same():
    book = openpyxl.load_workbook(BytesIO(mask_bytes(roster(), "a.xlsx").data))
    sheet = book["名单"]
    assert sheet.column_dimensions["D"].width == pytest.approx(24, abs=1)
    assert sheet["A1"].font.bold
    assert sheet["A1"].fill.fgColor.rgb == "FFFFFF00"
    assert sheet["H3"].value == 450


def test_a_table_in_a_document_follows_the_same_policy():
    document = docx.Document()
    table = document.add_table(3, len(HEADER))
    for row, texts in zip(table.rows, (HEADER, *ROWS), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = str(text)
    out = BytesIO()
    document.save(out)
    masked = mask_bytes(out.getvalue(), "a.docx", policy="低保")
    rows = docx.Document(BytesIO(masked.data)).tables[0].rows
    assert [cell.text for cell in rows[1].cells][1:6] == ["张*明", "", "1101**********002X", "", "柳河镇王家村******"]
    assert [cell.text for cell in rows[0].cells][4] == ""


def test_every_policy_of_the_brief_stands_and_an_unknown_one_is_refused():
    assert set(policies()) >= {"低保", "临时救助", "补贴发放", "贫困户", "征地补偿", "公益岗"}
    assert all(policy.cites and "account" in policy.drop for policy in policies().values())
    with pytest.raises(UnknownPolicy, match="没有“花名册”这种名册规则"):
        mask_bytes(roster(), "a.xlsx", policy="花名册")


def test_a_number_stored_as_a_float_is_found_and_told_to_have_lost_its_end():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号"])
    book.active.append(["张小明", 110105194912310021])
    out = BytesIO()
    book.save(out)
    [finding] = scan_bytes(out.getvalue(), "a.xlsx").of(["citizen_id"])
    assert "已经丢失" in finding.note
    assert "19491231" not in str(mask_bytes(out.getvalue(), "a.xlsx").data)


def test_a_number_split_over_two_cells_is_found_and_masked_in_both():
    data = f"姓名,身份证号,\n张小明,{ID[:8]},{ID[8:]}\n".encode()
    assert [finding.note for finding in scan_bytes(data, "a.csv").of(["citizen_id"])] == ["被分在两个单元格里"]
    assert mask_bytes(data, "a.csv").data.decode() == "姓名,身份证号,\n张小明,1101**********002X,\n"


@pytest.mark.parametrize(
    ("header", "cells", "kind"),
    [
        (("姓名", "身份证号", "", ""), ("张小明", "110105", "19491231", "002X"), "citizen_id"),
        (("姓名", "联系电话", "", ""), ("张小明", "138", "0013", "8000"), "mobile"),
        (("姓名", "一卡通账号", "", ""), ("张小明", "622202", "00000000", "00000"), "bank_card"),
    ],
)
def test_a_number_split_over_three_cells_is_found_under_its_header_and_masked_in_all(header, cells, kind):
    book = openpyxl.Workbook()
    book.active.append(["青禾县公示"])
    book.active.append(header)
    book.active.append(cells)
    out = BytesIO()
    book.save(out)
    scan = scan_bytes(out.getvalue(), "a.xlsx")
    assert [one.kind for one in scan.findings if one.found] == [kind]
    masked = mask_bytes(out.getvalue(), "a.xlsx", scan.findings)
    [_, row] = values(masked.data)
    assert "*" in row[1]
    assert (row[2] or "", row[3] or "") == ("", "")


def test_three_cells_of_figures_are_none_where_no_header_says_so():
    rows = [("区划代码", "日期", "编号"), ("110105", "19491231", "002X"), ("138", "0013", "8000")]
    data = "\n".join(",".join(row) for row in rows).encode()
    assert not scan_bytes(data, "a.csv").found


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (xlsx_sheet("hidden"), "隐藏的工作表"),
        (xlsx_sheet("veryHidden"), "深度隐藏的工作表"),
        (xlsx_rows, "被筛选掉的行"),
        (xlsx_columns, "隐藏的列"),
        (xlsx_white, "白底白字"),
    ],
)
def test_a_finding_says_why_a_reader_would_not_see_it(place, why):
    [finding] = scan_bytes(place([ID]), "a.xlsx").findings
    assert finding.hidden == why
    assert why in finding.where


def test_the_number_of_a_child_is_a_child_s_data_on_the_day_it_counts():
    from datetime import date

    from gongkai.identifiers import citizen_check_digit

    body = "35012820150301001"
    number = body + citizen_check_digit(body)
    assert {finding.kind for finding in scan_bytes(number.encode(), "a.txt", on=date(2026, 1, 1)).findings} == {
        "citizen_id",
        "minor",
    }
    assert {finding.kind for finding in scan_bytes(number.encode(), "a.txt", on=date(2029, 3, 1)).findings} == {
        "citizen_id"
    }


def test_an_organisation_s_credit_code_survives_masking_unless_a_policy_asks():
    data = "青禾县农机合作社 91350100M000100Y43".encode()
    assert mask_bytes(data, "a.txt").data == data
    assert b"91350100M000100Y43" not in mask_bytes(data, "a.txt", policy="全部").data
