"""PDF pages that are turned: by the page's own mark, with the text drawn to match, or shown on their side."""

import io
from random import Random

import pypdfium2
import pytest

from gongkai.documents import read_bytes
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report


@pytest.fixture(scope="module")
def sheet_and_file():
    random = Random(1)
    sheet = layouts.printed(consistent_report(random))
    return sheet, layouts.pdf(sheet, random)


def changed(data, change):
    document = pypdfium2.PdfDocument(data)
    for page in document:
        change(page)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def drawn_sideways(page):
    """The usual landscape page: its content drawn turned to the left, its mark turning it back to the right."""
    width, height = page.get_size()
    page.set_rotation(90)
    for item in page.get_objects(max_depth=1):
        item.transform(pypdfium2.PdfMatrix(0, 1, -1, 0, height, 0))
    page.set_mediabox(0, 0, height, width)
    page.set_cropbox(0, 0, height, width)
    page.gen_content()


def test_a_landscape_page_drawn_sideways_is_read_cell_by_cell(sheet_and_file):
    sheet, data = sheet_and_file
    report = read_document(read_bytes(changed(data, drawn_sideways)))
    assert layouts.right(sheet, report) == len(sheet.truth)
    assert report.title == sheet.report.title


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_on_its_side_is_turned_as_a_person_turns_it(sheet_and_file, degrees):
    sheet, data = sheet_and_file
    report = read_document(read_bytes(changed(data, lambda page: page.set_rotation(degrees))))
    assert layouts.right(sheet, report) == len(sheet.truth)
    assert report.title == sheet.report.title
