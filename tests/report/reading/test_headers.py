"""Headers as the source prints them: kept, and told where they are misprinted."""

from random import Random

import pytest

from gongkai.documents import read_bytes
from gongkai.report import check
from gongkai.report.reading import read_document
from report import layouts
from report.generating import consistent_report


def read_with(old, new, layout=layouts.html):
    sheet = layouts.printed(consistent_report(Random(4), 2022))
    for rows in sheet.tables:
        for row in rows:
            for box in row:
                box.text = new if box.text == old else box.text
    return read_document(read_bytes(layout(sheet, Random(4))))


def test_the_headers_of_all_three_tables_are_kept():
    printed = read_with("", "").printed
    assert printed["proactive/*/issued"] == "本年制发件数"
    assert printed["applications/*/nonprofit"] == "社会公益组织"
    assert printed["reviews/*/pending"] == "尚未审结"


@pytest.mark.parametrize("layout", [layouts.html, layouts.tabbed, layouts.bare_pipes], ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    ("due", "printed", "path"),
    [
        ("本年制发件数", "本年发件", "proactive/*/issued"),
        ("本年制发件数", "本年新制作数量", "proactive/*/issued"),
        ("社会公益组织", "社会组织", "applications/*/nonprofit"),
        ("尚未审结", "尚未审理", "reviews/*/pending"),
    ],
)
def test_a_misprinted_header_is_told_with_the_words_of_the_form(due, printed, path, layout):
    report = read_with(due, printed, layout)
    assert report.printed[path] == printed
    assert (path, printed) in {(found.where, found.quote) for found in check(report) if found.code == "labels"}


def test_a_header_that_is_broken_over_two_rows_is_not_a_misprint():
    report = read_with("商业企业", "商业")
    assert not [found for found in check(report) if found.code == "labels"]
