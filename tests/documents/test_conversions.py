"""Old formats through LibreOffice: read where it is there, else refused."""

from random import Random

import pytest

from gongkai.documents import Unreadable, legacy, read_bytes
from gongkai.documents.limits import LIMITS, Clock
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report


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
