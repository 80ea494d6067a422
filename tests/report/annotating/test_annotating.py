"""The annotated page: every finding has its mark and its note, numbers lead both ways, and the source is only text."""

import re
from html.parser import HTMLParser
from random import Random

import pytest

from gongkai.documents import Cell, Document, Paragraph, Place, Table
from gongkai.report.annotating import annotate
from gongkai.report.annotating.marks import mark
from gongkai.report.annotating.page import page
from gongkai.report.checks.base import Finding
from gongkai.report.model import Report
from gongkai.report.writing import write
from report.generating import consistent_report

PARAGRAPH = Paragraph("2022年我镇 公开信息124条，其中网站24条。", Place(paragraph=1))
CELL = Cell("3", Place(table=1, row=1, column=2))
TABLE = Table(((Cell("总计", Place(table=1, row=1, column=1)), CELL),), Place(table=1))
DOCUMENT = Document((PARAGRAPH, TABLE), "txt")
REPORT = Report({"applications/total/total": 3}, year=2022, places={"applications/total/total": CELL.place})


def finding(where="sections/1", quote="", severity="error", message="不等。"):
    return Finding("results-add-up", severity, message, where, quote=quote)


def html(*findings, document=DOCUMENT, report=REPORT):
    return page("年报.txt", document, report, findings, mark(document, report, findings))


def marks(*findings):
    marked = mark(DOCUMENT, REPORT, findings)
    return [(m.number, text.text[m.start : m.end]) for text in marked.texts.values() for m in text.marks]


def test_a_quote_is_marked_at_its_words_whatever_the_spaces():
    assert marks(finding(quote="我镇公开信息124条，其中")) == [(1, "我镇 公开信息124条，其中")]


def test_a_cell_is_marked_at_its_place():
    assert marks(finding("applications/total/total")) == [(1, "3")]


def test_a_row_is_marked_at_its_first_known_cell():
    assert marks(finding("applications/total")) == [(1, "3")]


def test_a_cell_and_the_words_it_contradicts_bear_the_same_number():
    assert {text for _, text in marks(finding("applications/total/total", quote="公开信息124条"))} == {
        "3",
        "公开信息124条",
    }


def test_numbers_lead_both_ways():
    text = html(finding(quote="公开信息124条"), finding("applications/total/total"))
    for number in (1, 2):
        assert f'href="#k{number}"' in text
        assert f'id="k{number}"' in text
        assert text.count(f'id="h{number}"') == 1
        assert f'href="#h{number}"' in text


def test_overlapping_marks_keep_both_numbers_and_all_the_words():
    text = html(finding(quote="公开信息124条，其中"), finding(quote="124条，其中网站24条"))
    body = text.partition('<div class="doc">')[2].partition("</section>")[0]
    assert "2022年我镇 公开信息124条，其中网站24条。" in re.sub(r'<a class="mark".*?</a>|<[^>]+>', "", body)
    assert 'href="#k1"' in body
    assert 'href="#k2"' in body


def test_a_finding_without_a_place_is_told_without_a_link():
    text = html(finding("sections/6", quote=""))
    assert 'id="k1"' in text
    assert 'href="#h1"' not in text


def test_the_source_is_text_and_never_markup():
    evil = Document((Paragraph('<script>alert(1)</script>"&', Place(paragraph=1)),), "txt")
    text = html(finding(quote="<script>", message="<b>粗</b>"), document=evil, report=Report(organ="<i>镇"))
    assert "<script" not in text
    assert "<b>粗" not in text
    assert "<i>镇" not in text


def test_spans_of_cells_are_kept():
    wide = Table(((Cell("宽", Place(table=1, row=1, column=1), rowspan=2, colspan=3),),), Place(table=1))
    assert '<td rowspan="2" colspan="3">宽</td>' in html(document=Document((wide,), "html"))


class Balance(HTMLParser):
    """Every tag that opens closes, in order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("ending", ["md", "html"])
def test_a_written_report_is_annotated_as_one_well_formed_page(tmp_path, ending):
    report = consistent_report(Random(5), year=2023)
    wrong = report.with_cells({"applications/total/total": 9999})
    write(wrong, tmp_path / f"年报.{ending}")
    text = annotate(tmp_path / f"年报.{ending}")
    balance = Balance()
    balance.feed(text)
    assert balance.open == []
    assert 'class="hit error"' in text
    assert "9999" in text
