"""A web page that stands alone and that a screen reader can follow."""

import pytest
from lxml import html

from gongkai.paper import Page, paragraph, to_bytes
from paper.sample import LETTER


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(to_bytes(LETTER, "html").decode())


def test_it_names_its_language_and_title_and_has_one_first_heading(page):
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == LETTER.title
    assert [h.text_content() for h in page.iter("h1")] == [LETTER.title]


def test_it_has_no_script_and_fetches_nothing(page):
    assert not page.xpath("//script | //link | //@onclick | //iframe")
    assert "url(http" not in to_bytes(LETTER, "html").decode()


def test_every_figure_names_the_headers_above_it_and_at_its_left(page):
    cells = page.xpath("//td[text()='3']")
    heads = [page.get_element_by_id(name).text_content() for name in cells[0].get("headers").split()]
    assert heads == ["本年", "制发", "规章"]


def test_a_header_says_whether_it_heads_columns_or_rows(page):
    scopes = {th.text_content(): th.get("scope") for th in page.iter("th")}
    assert scopes == {
        "信息内容": "col",
        "本年": "colgroup",
        "制发": "col",
        "废止": "col",
        "规章": "row",
        "行政规范性文件": "row",
    }


def test_a_block_of_a_table_has_the_headers_of_that_block_only():
    from gongkai.paper import Table, cell, header

    table = Table(((header("甲"),), (cell("1"),), (header("乙"),), (cell("2"),)), (1,))
    tree = html.document_fromstring(to_bytes(Page("题", (table,)), "html").decode())
    named = [tree.get_element_by_id(td.get("headers")).text for td in tree.iter("td")]
    assert named == ["甲", "乙"]


def test_text_that_looks_like_markup_stays_text():
    tree = html.document_fromstring(
        to_bytes(Page("<b>题</b>", (paragraph("<script>alert(1)</script>&amp;"),)), "html").decode()
    )
    assert not tree.xpath("//script")
    assert tree.xpath("//p")[0].text_content() == "<script>alert(1)</script>&amp;"
