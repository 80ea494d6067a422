"""A PDF with its fonts inside, tagged, its tables whole, and no character lost in silence."""

import builtins
import io
import sys

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from gongkai.paper import Page, Table, Unprintable, cell, header, paragraph, print_out, to_bytes
from gongkai.paper import pdf as writer
from paper.sample import LETTER


@pytest.fixture(scope="module")
def letter():
    return pikepdf.open(io.BytesIO(to_bytes(LETTER, "pdf")))


def test_every_font_is_embedded(letter):
    fonts = [font for page in letter.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def test_it_is_tagged_and_names_its_language_and_title(letter):
    assert letter.Root.MarkInfo.Marked
    assert str(letter.Root.Lang) == "zh-CN"
    assert str(letter.docinfo["/Title"]) == LETTER.title
    with letter.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_imprint_stands_at_the_foot_of_the_last_page_of_the_text(letter):
    with pdfplumber.open(io.BytesIO(to_bytes(LETTER, "pdf"))) as pdf:
        page = pdf.pages[1]
        words = [word for word in page.extract_words() if "印发" in word["text"]]
        assert words[0]["bottom"] == pytest.approx(page.height - 35 / 25.4 * 72, abs=8)


def test_a_table_that_fits_a_page_is_not_torn():
    before = tuple(paragraph("柳河镇。") for _ in range(15))
    rows = tuple((header(f"第{n}行", "row"), cell(str(n))) for n in range(12))
    page = Page("题", (*before, Table(((header("行"), header("数")), *rows), (1, 1), header_rows=1)))
    with pdfplumber.open(io.BytesIO(to_bytes(page, "pdf"))) as pdf:
        assert [len(page.find_tables()) for page in pdf.pages] == [0, 1]


def test_a_longer_table_repeats_its_header_on_every_page():
    rows = tuple((header(f"第{n}行", "row"), cell(str(n))) for n in range(120))
    page = Page("题", (Table(((header("行"), header("数量")), *rows), (1, 1), header_rows=1),))
    with pdfplumber.open(io.BytesIO(to_bytes(page, "pdf"))) as pdf:
        assert len(pdf.pages) > 2
        assert all("数量" in page.extract_text() for page in pdf.pages)


def test_a_character_no_font_can_draw_is_reported_and_stays_in_the_text():
    rare = "\U0010fffd"
    output = print_out(Page("公开答复书", (paragraph(f"申请人：周{rare}棠"),)), "pdf")
    assert len(output.remarks) == 1
    assert "U+10FFFD" in output.remarks[0]
    assert output.remarks[0].endswith("。")
    assert rare in pypdfium2.PdfDocument(output.data)[0].get_textpage().get_text_range()


def test_a_machine_without_pango_is_told_which_package_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(Unprintable, match=r"请安装 Debian 软件包 libpango.*。$"):
        print_out(Page("题"), "pdf")


def test_a_machine_without_chinese_fonts_is_told_which_package_to_install(monkeypatch):
    class Blind:
        def __init__(self, string):
            self.string = string

        def write_pdf(self, **options):
            import logging

            for letter in "公开答复书":
                logging.getLogger("weasyprint").warning('.notdef glyph: "%s" (U+%04X)', letter, ord(letter))
            return b""

    monkeypatch.setattr(writer, "_writer", lambda: type("Writer", (), {"HTML": Blind}))
    with pytest.raises(Unprintable, match=r"没有中文字体.*fonts-noto-cjk.*。$"):
        print_out(Page("公开答复书"), "pdf")
