"""Workbook, plain text and Markdown say the same as the printed page."""

import io

import openpyxl

from gongkai.documents import read_bytes
from gongkai.paper import Page, Run, Table, cell, header, paragraph, to_bytes
from gongkai.paper.model import Paragraph
from paper.sample import LETTER


def test_a_workbook_has_the_words_first_and_a_sheet_for_each_table():
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(LETTER, "xlsx")))
    assert book.sheetnames == ["正文", "制发和废止情况"]
    table = book["制发和废止情况"]
    assert sorted(map(str, table.merged_cells.ranges)) == ["A1:A2", "B1:C1"]
    assert table["B3"].value == 3
    assert table["B4"].value == 12.5
    assert table["C4"].value is None


def test_a_code_that_begins_with_zero_or_is_too_long_stays_text():
    codes = ("0570", "123456789012345678", "=1+1", "+1", "1e5")
    table = Table((tuple(cell(code) for code in codes),), (1,) * len(codes))
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(Page("", (table,)), "xlsx")))
    assert tuple(c.value for c in book.worksheets[0][1]) == codes
    assert {c.data_type for c in book.worksheets[0][1]} == {"s"}


def test_two_tables_of_one_name_get_two_sheets():
    table = Table(((header("甲"),), (cell("1"),)), (1,), title="情况[一]/二")
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(Page("题", (table, table)), "xlsx")))
    assert book.sheetnames == ["正文", "情况一二", "情况一二2"]


def test_plain_text_reads_like_the_letter():
    lines = to_bytes(LETTER, "txt").decode().splitlines()
    assert lines[:3] == ["青禾县柳河镇人民政府", "柳河公复〔2026〕2号", "签发人：陈砚"]
    assert "　　☑ 同意公开" in lines
    assert "信息内容\t制发\t废止" in lines


def test_markdown_escapes_what_would_be_markup():
    page = Page("题", (paragraph("沈*兰 #1 <b>"), paragraph("# 不是标题"), Paragraph((Run("甲|乙", bold=True),))))
    text = to_bytes(page, "md").decode()
    assert r"沈\*兰 #1 \<b\>" in text
    assert "\\# 不是标题" in text
    assert r"**甲\|乙**" in text


def test_markdown_reads_back_as_it_was_written():
    texts = ("沈*兰 #1 <b> _甲_ a\\b", "# 不是标题", "- 不是列表")
    table = Table(((header("甲|乙"), header("丙")), (cell("1|2"), cell("*"))), (1, 1), header_rows=1)
    page = Page("题", (*map(paragraph, texts), table))
    document = read_bytes(to_bytes(page, "md"), ".md")
    assert [block.text for block in document.paragraphs()] == ["题", *texts]
    (read,) = document.tables()
    assert [[c.text for c in row] for row in read.rows] == [["甲|乙", "丙"], ["1|2", "*"]]
