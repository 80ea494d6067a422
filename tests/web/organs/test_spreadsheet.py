"""Organs in and out as xlsx: each wrong row is told, the others go on."""

import io
from datetime import date

import openpyxl
import pytest

from gongkai.web.accounts.models import Role
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.organs.models import Organ
from gongkai.web.organs.spreadsheet import COLUMNS, export, import_organs
from web.conftest import TESTS

DAY = date(2026, 1, 22)
HEAD = [
    "短代码",
    "全称",
    "简称",
    "类别",
    "层级",
    "上级短代码",
    "主管部门短代码",
    "统一社会信用代码",
    "联系电话",
    "邮政编码",
]


def sheet(*rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_what_is_exported_is_imported_as_the_same(county):
    outcome = import_organs(export(Organ.objects.all()), under=county.government, by=TESTS, on=DAY)
    assert (outcome.made, outcome.changed, outcome.same, outcome.errors) == (0, 0, 6, [])


def test_rows_in_any_order_make_a_tree_and_numbers_lose_no_digit(county):
    content = sheet(
        ["shuping-1", "松坪镇一村村民委员会", "一村", "村（居）民委员会", "村级", "songping", None, None, None, None],
        [
            "songping",
            "松坪镇人民政府",
            "松坪镇",
            "乡镇人民政府",
            "乡级",
            "qinghe",
            "qinghe-office",
            None,
            "0000-6040001",
            529914,
        ],
    )
    outcome = import_organs(content, under=county.government, by=TESTS, on=DAY)
    assert (outcome.made, outcome.errors) == (2, [])
    town = Organ.objects.get(short_code="songping")
    assert (town.postcode, town.supervisor, town.children.get().short_name) == ("529914", county.office, "一村")


def test_each_wrong_row_is_told_with_its_number_and_the_right_ones_go_in(county):
    content = sheet(
        ["a", "甲局", "甲局", "政府部门", "县级", "qinghe", None, None, None, None],
        ["b", "乙局", "乙局", "不知道", "县级", None, None, None, None, None],
        ["c", None, "丙局", "政府部门", "县级", None, None, None, None, None],
        ["d", "丁局", "丁局", "政府部门", "县级", "nowhere", None, None, None, None],
        ["e", "戊局", "戊局", "政府部门", "县级", None, None, "11529921004300019X", None, None],
        ["liuhe", "柳河街道办事处", "柳河", "街道办事处", "乡级", None, None, None, None, None],
        ["f g", "己局", "己局", "政府部门", "县级", None, None, None, None, None],
        ["h", "庚局", "庚局", "政府部门", "县级", "i", None, None, None, None],
        ["i", "辛局", "辛局", "政府部门", "县级", "h", None, None, None, None],
    )  # fmt: skip
    outcome = import_organs(content, under=county.government, by=TESTS, on=DAY)
    assert outcome.made == 1
    told = dict(outcome.errors)
    assert sorted(told) == [3, 4, 5, 6, 7, 8, 9, 10]
    for row, words in {
        3: "类别",
        4: "全称",
        5: "nowhere",
        6: "最后一位",
        7: "更名",
        8: "短代码",
        9: "循环",
        10: "循环",
    }.items():
        assert words in told[row], told[row]


def test_a_changed_cell_changes_the_organ_and_an_empty_one_nothing(county):
    row = ["liuhe", "柳河镇人民政府", None, "乡镇人民政府", "乡级", None, None, None, "0000-6010077", None]
    outcome = import_organs(sheet(row), under=county.government, by=TESTS, on=DAY)
    assert outcome.changed == 1
    assert Organ.objects.get(short_code="liuhe").phone == "0000-6010077"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"a,b,c", sheet(head=["全称"])])
def test_a_file_that_is_no_such_table_is_refused_in_one_sentence(county, content):
    with pytest.raises(Refused) as refused:
        import_organs(content, under=county.government, by=TESTS, on=DAY)
    assert str(refused.value).endswith("。")


def test_an_unknown_column_is_told_and_the_rest_goes_in(county):
    row = ["a", "甲局", "甲局", "政府部门", "县级", *[None] * 5, "x"]
    outcome = import_organs(sheet(row, head=[*HEAD, "星座"]), under=county.government, by=TESTS, on=DAY)
    assert outcome.made == 1
    assert "星座" in outcome.errors[0][1]


def test_a_formula_in_a_name_is_written_as_text(county):
    Organ.objects.filter(pk=county.bureau.pk).update(phone="=HYPERLINK(1)")
    book = openpyxl.load_workbook(io.BytesIO(export(Organ.objects.filter(pk=county.bureau.pk))))
    cell = book.active.cell(2, list(COLUMNS).index("phone") + 1)
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def test_a_clerk_imports_nothing(county):
    with pytest.raises(Forbidden):
        import_organs(sheet(), under=county.township, by=county.account(Role.CLERK, county.township), on=DAY)


@pytest.mark.parametrize(
    ("cell", "written", "told"),
    [(2, "柳河新区", "简称“柳河镇人民政府”"), (3, "街道办事处", "类别“乡镇人民政府”"), (4, "县级", "层级“乡级”"),
     (5, "civil-affairs", "上级短代码“qinghe”"), (6, "qinghe", "主管部门短代码“qinghe-office”")],
)  # fmt: skip
def test_a_name_or_place_that_the_table_has_otherwise_is_told_and_not_passed_over(county, cell, written, told):
    row = ["liuhe", "柳河镇人民政府", None, "乡镇人民政府", "乡级", *[None] * 5]
    row[cell] = written
    outcome = import_organs(sheet(row), under=county.government, by=TESTS, on=DAY)
    assert told in dict(outcome.errors)[2]
    assert (outcome.same, outcome.changed) == (0, 0)
