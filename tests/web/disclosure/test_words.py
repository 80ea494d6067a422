"""Proof-reading, Word to clean HTML, numbering, differences, and what bulk import makes of many files."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import body, differences, words_sheet
from gongkai.web.disclosure.conversion import convert
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.numbering import key_of, next_number
from gongkai.web.disclosure.proofreading import RULES
from gongkai.web.disclosure.services import attaching, bulk, checking, keeping
from web.disclosure.conftest import TODAY, Staff, word, workbook
from web.disclosure.test_screens import at


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_own_example_and_nothing_in_its_correction(rule) -> None:
    assert {remark.code for remark in rule().run(rule.wrong)} == {rule.code}
    assert not list(rule().run(rule.right))


def test_every_rule_is_in_the_registry() -> None:
    from gongkai.web.disclosure.proofreading import base, characters, facts

    known = {
        thing
        for module in (characters, facts)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, base.Rule) and thing is not base.Rule
    }
    assert known == set(RULES)


def test_an_organ_s_own_word_list_is_used(staff: Staff) -> None:
    keeping.keep_words(staff.organ, rows=[("wrong", "柳河乡", "柳河镇", "2001年撤乡设镇")], by=staff.clerk)
    item = staff.draft(body="<p>柳河乡人民政府负责。</p>")
    assert [(remark.found, remark.proposal, remark.where) for remark in checking.remarks(item, TODAY)] == [
        ("柳河乡", "柳河镇", "第 1 段")
    ]


def test_word_becomes_clean_html_with_its_table_and_says_what_was_lost() -> None:
    data = word("柳河镇公告", "各村：", table=[["村", "户数"], ["河湾村", "10"]])
    converted = convert(data, "公告.docx")
    assert "<td>河湾村</td><td>10</td>" in converted.html
    assert converted.lost == ()


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>甲</p>",
        '<p onclick="x()">甲</p>',
        '<p style="color:red">甲</p>',
        '<svg onload="x()"></svg><p>甲</p>',
        '<iframe src="//a"></iframe><p>甲</p>',
        "<p>甲<img src=x onerror=y></p>",
        '<form action="//a"><p>甲</p></form>',
    ],
)
def test_a_body_keeps_its_words_and_loses_every_script(html: str) -> None:
    assert body.clean(html) == "<p>甲</p>"


def test_cleaning_twice_is_cleaning_once() -> None:
    once = body.clean("散字<b>粗</b><h1>题</h1><table><tr><td><p>格</p></td></tr></table><ul><li>项</li></ul>尾")
    assert body.clean(once) == once


def test_a_link_may_not_run_script() -> None:
    assert "javascript" not in body.clean('<p><a href="javascript:alert(1)">甲</a></p>')


def test_numbers_run_on_within_a_year_and_begin_anew_in_the_next(staff: Staff) -> None:
    staff.organ.credit_code = "11441700007280420Y"
    staff.organ.save()
    first = next_number(staff.organ, date(2026, 1, 5))
    assert first == "11441700007280420Y/2026-00001"
    Item.objects.filter(pk=staff.draft().pk).update(index_number=first)
    assert next_number(staff.organ, date(2026, 2, 5)).endswith("/2026-00002")
    assert next_number(staff.organ, date(2027, 1, 4)).endswith("/2027-00001")
    assert next_number(staff.organ, date(2026, 2, 5), monthly=True).endswith("/202602-00001")
    assert key_of(first) == "11441700007280420Y-2026-00001"


def test_a_difference_tells_the_paragraph_and_the_characters() -> None:
    (change,) = differences.of_bodies("<p>甲</p><p>共 12 户</p>", "<p>甲</p><p>共 13 户</p>")
    assert change.where == "第 2 段"
    assert [run for run in change.runs if run[0] != "same"] == [("gone", "2"), ("new", "3")]


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_a_folder_of_files_becomes_drafts_and_what_was_not_understood_is_told(staff: Staff) -> None:
    files = {"一.docx": word("关于甲的通知", "正文。"), "二.exe": b"MZ\x90", "三.docx": b"PK\x03\x04broken"}
    outcome = bulk.from_files(staff.organ, [("批.zip", archive(**files))], by=staff.clerk)
    assert len(outcome.items) == 1
    assert [doubt.split("》")[0] for doubt in outcome.doubts] == ["《二.exe", "《三.docx"]


def test_a_path_that_leaves_the_archive_is_refused(staff: Staff) -> None:
    outcome = bulk.from_files(staff.organ, [("批.zip", archive(**{"../../etc/x.docx": word("甲")}))], by=staff.clerk)
    assert not outcome.items
    assert "路径不正常" in outcome.doubts[0]


def test_rows_of_a_spreadsheet_become_drafts(staff: Staff) -> None:
    data = workbook(
        ["标题", "种类", "成文日期", "正文", "领域"],
        ["防汛通知", "通知公告", "2026-01-05", "正文甲", "救灾"],
        ["", "通知公告", "", "无题", ""],
        ["修路通知", "奇怪的", "哪天", "正文乙", "安全生产"],
    )
    outcome = bulk.from_sheet(staff.organ, data, name="批.xlsx", by=staff.clerk)
    first, second = outcome.items
    assert (first.kind, first.made_on, first.field) == ("notice", date(2026, 1, 5), "disaster-relief")
    assert second.made_on is None
    assert len(outcome.doubts) == 3


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("炸弹.docx", zip_bomb()),
        ("页面.html", b"<html><script>alert(1)</script></html>"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        ("其实是程序.docx", b"MZ\x90\x00" * 50),
        ("其实是网页.txt", b"<html><script>alert(1)</script></html>"),
        ("../../passwd.txt", b"root"),
        ("..\\windows.txt", b"root"),
        ("空.docx", b""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_abusive_upload_is_refused_in_one_sentence_and_leaves_nothing(staff: Staff, name: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        attaching.upload(staff.organ, data, name=name, by=staff.clerk)
    assert str(refused.value).endswith("。")
    assert not Item.objects.exists()


class Endless(io.RawIOBase):
    """A file of 2 GB that nobody holds in memory; it counts what is read of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            raise AssertionError("the whole file was asked for")
        self.taken += size
        return b"0" * size


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(staff: Staff, settings) -> None:
    item, endless = staff.draft(), Endless()
    with pytest.raises(Refused, match="超过 50 MB"):
        attaching.attach(item, endless, name="大.txt", by=staff.clerk)
    assert endless.taken <= settings.FILE_LIMIT + 1
    with pytest.raises(Refused, match="超过 50 MB"):
        attaching.upload(staff.organ, Endless(), name="大.txt", by=staff.clerk)


def test_the_page_of_the_rules_tells_every_rule() -> None:
    from gongkai.web.disclosure.proofreading.explaining import page

    told = page()
    assert all(f"`{rule.code}`" in told for rule in RULES)


def word_list(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_word_list_is_imported_exported_and_a_word_taken_off(staff: Staff) -> None:
    clerk, xlsx = at(staff.clerk), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    data = word_list(
        ("错误写法", "正确写法", "备注"), ("柳河乡", "柳河镇", "2001年撤乡设镇"), ("", "空", ""), ("同", "同", "")
    )
    file = SimpleUploadedFile("词表.xlsx", data, xlsx)
    told = clerk.post("/workbench/words/", {"what": "wrong", "words": "", "file": file}, follow=True).content.decode()
    assert "1 个词已存入词表" in told
    assert "第 3 行没有收下" in told
    assert "第 4 行没有收下" in told
    exported = clerk.get("/workbench/words/?as=xlsx").content
    assert words_sheet.read(exported, "词表.xlsx").rows == [("wrong", "柳河乡", "柳河镇", "2001年撤乡设镇")]
    clerk.post(f"/workbench/words/{staff.organ.words.get().pk}/forget/")
    assert not staff.organ.words.exists()


def test_a_file_that_is_no_word_list_is_refused_in_one_sentence(staff: Staff) -> None:
    with pytest.raises(Refused, match="没有认出表头"):
        words_sheet.read(word_list(("姓名", "电话"), ("甲", "1")), "名单.xlsx")
    told = at(staff.clerk).post("/workbench/words/", {"what": "wrong", "words": " "}).content.decode()
    assert "写出词语，或者选一个 Excel 文件" in told


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_of_a_folder_the_abusive_files_are_each_told_and_the_good_one_becomes_a_draft(staff: Staff) -> None:
    folder = packed(
        ("防汛通知.docx", word("各村：", "请做好值守。")), ("../../etc/passwd.docx", b"root"),
        ("图.svg", b"<svg onload='x()'/>"),
        ("页面.html", b"<script>alert(1)</script>"), ("程序.docx", b"MZ\x90\x00" * 50), ("炸弹.docx", zip_bomb()),
    )  # fmt: skip
    outcome = bulk.from_files(staff.organ, [("一批.zip", folder)], by=staff.clerk)
    assert [item.title for item in outcome.items] == ["防汛通知"]
    assert len(outcome.doubts) >= 5
    for name in ("passwd", "图.svg", "页面.html", "程序.docx", "炸弹.docx"):
        told = [one for one in outcome.doubts if name in one]
        assert told, name
        assert told[0].endswith("。"), name


def test_an_archive_that_unfolds_without_end_is_refused_in_one_sentence(staff: Staff) -> None:
    outcome = bulk.from_files(staff.organ, [("炸弹.zip", packed(("大.txt", b"0" * 300_000_000)))], by=staff.clerk)
    assert not outcome.items
    assert len(outcome.doubts) == 1
    assert outcome.doubts[0].endswith("。")


def test_a_row_that_does_not_fit_its_columns_is_told_and_the_others_go_on(staff: Staff) -> None:
    """PostgreSQL would refuse it with the whole batch; SQLite would keep what no page can show."""
    rows = ["标题", "文号"], ["长" * 301, ""], ["文号太长的", "号" * 61], ["正好的", ""]
    outcome = bulk.from_sheet(staff.organ, workbook(*map(list, rows)), name="批.xlsx", by=staff.clerk)
    assert [item.title for item in outcome.items] == ["正好的"]
    assert outcome.doubts == [
        "第 2 行没有收下：标题太长，请改短后再导入。", "第 3 行没有收下：文号太长，请改短后再导入。",
    ]  # fmt: skip


def test_a_cell_that_spans_more_than_any_page_holds_spans_nothing() -> None:
    spans = ("2", "999", "1000", "999999999", "0", "-1", "x", "２")
    cells = "".join(f'<td colspan="{span}">甲</td>' for span in spans)
    kept = body.clean(f"<table><tr>{cells}</tr></table>")
    assert kept.count("colspan") == 2
    assert 'colspan="2"' in kept
    assert 'colspan="999"' in kept
