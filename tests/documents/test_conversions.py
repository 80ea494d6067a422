"""Old formats through LibreOffice and scans through OCR: read where the means are there, else refused."""

import importlib.util
import io
import sys
from random import Random

import pytest

from gongkai.documents import Unreadable, legacy, read_bytes
from gongkai.documents.limits import LIMITS, Clock
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report

needs_ocr = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("rapidocr", "cv2", "onnxruntime")),
    reason="extra `ocr` not there",
)


def sheet_of(seed):
    random = Random(seed)
    return layouts.printed(consistent_report(random)), random


@pytest.fixture
def libreoffice():
    if legacy.libreoffice() is None:
        pytest.skip("LibreOffice is not installed")


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize(("layout", "target"), [("docx", "doc"), ("docx", "rtf"), ("xlsx", "xls")])
def test_an_old_format_is_read_cell_by_cell(layout, target, libreoffice):
    sheet, random = sheet_of(3)
    old = legacy.convert(layouts.QUICK[layout](sheet, random), layout, target, Clock(LIMITS))
    document = read_bytes(old)
    assert layouts.right(sheet, read_document(document)) == len(sheet.truth)
    assert target == "xls" or "3 个表" in document.doubts[0]


def test_without_libreoffice_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)
    with pytest.raises(Unreadable, match=r"请安装 libreoffice-writer"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le") + b"\0" * 600)


def scanned(sheet, random, pages=1):
    """The pages of a report as pictures in a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(layouts.pdf(sheet, random))
    pictures = [page.render(scale=2.5).to_pil().convert("RGB") for page in document]
    stream = io.BytesIO()
    pictures[0].save(stream, "PDF", save_all=True, append_images=pictures[1:pages], resolution=180)
    return stream.getvalue()


def test_without_the_extra_a_scan_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unreadable, match=r"pip install 'gongkai\[ocr\]'"):
        read_bytes(scanned(*sheet_of(3)))


@needs_ocr
@pytest.mark.slow
def test_a_scanned_report_is_read_and_no_figure_is_wrong_in_silence():
    sheet, random = sheet_of(3)
    document = read_bytes(scanned(sheet, random, pages=9))
    report = read_document(document)
    assert document.recognised
    assert layouts.silent_errors(sheet, report) == {}
    assert layouts.right(sheet, report) > len(sheet.truth) * 0.9
    assert "rapidocr" in sys.modules
