"""Scans and pictures through the extra `ocr`: read where it is there, else refused; no figure wrong in silence."""

import importlib.util
import io
from random import Random

import pypdfium2
import pytest

from gongkai.documents import Table, Unreadable, read_bytes
from gongkai.report.reading import read_document
from gongkai.report.writing import print_out
from report import layouts
from report.generating import consistent_report


def pictures(data, scale=2.5):
    """The pages of a PDF as pictures."""
    return [page.render(scale=scale).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]


def scanned(pages):
    """Pictures as the pages of a PDF, as a scanner gives them."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=180)
    return stream.getvalue()


def as_bytes(picture, kind, **how):
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def sheet_of(seed, year):
    return layouts.printed(consistent_report(Random(seed), year))


def test_without_the_extra_a_scan_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    pages = pictures(layouts.pdf(sheet_of(3, 2023), Random(3)), scale=0.5)
    for data in (scanned(pages[:1]), as_bytes(pages[0], "PNG"), as_bytes(pages[0], "JPEG")):
        with pytest.raises(Unreadable, match=r"pip install 'gongkai\[ocr\]'"):
            read_bytes(data)


@pytest.mark.ocr
def test_a_picture_of_a_table_is_read_as_a_table():
    sheet = sheet_of(3, 2023)
    page = pictures(print_out(sheet.report, "pdf").data)[1]
    document = read_bytes(as_bytes(page.crop((0, 0, page.width, page.height // 2)), "PNG"))
    assert document.recognised
    words = "".join(cell.text for table in document.tables() for row in table.rows for cell in row)
    assert any(isinstance(block, Table) for block in document.blocks)
    assert "规章" in words or "自然人" in words


@pytest.mark.ocr
@pytest.mark.slow
@pytest.mark.parametrize("year", [2020, 2023])
def test_a_scanned_report_is_read_and_no_figure_is_wrong_in_silence(year):
    sheet = sheet_of(3, year)
    document = read_bytes(scanned(pictures(print_out(sheet.report, "pdf").data)))
    report = read_document(document)
    assert document.recognised
    assert document.doubts
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) > len(sheet.truth) * 0.95
    assert (report.form, report.year, report.organ) == (sheet.report.form, year, sheet.report.organ)


@pytest.mark.ocr
@pytest.mark.slow
def test_a_blurred_and_crooked_scan_has_no_figure_wrong_in_silence():
    from PIL import ImageFilter

    sheet = sheet_of(5, 2024)
    worn = [
        page.rotate(0.4, fillcolor="white").filter(ImageFilter.GaussianBlur(0.8))
        for page in pictures(layouts.pdf(sheet, Random(5)), scale=2.2)
    ]
    report = read_document(read_bytes(scanned(worn)))
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) > len(sheet.truth) * 0.5
