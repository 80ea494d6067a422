"""A PDF table that no lines are drawn around is read by its headers where its columns are plain to see."""

import random
from io import BytesIO

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.test_false_positives import HEADERS, found, office_numbers
from privacy.test_pdf import FOUND, HEADER, ROWS, page_text

LEFT = (30, 70, 150, 300, 430, 540, 690, 770)
ID = ROWS[0][2]


def drawn(pages, lefts=LEFT, draw="drawString", by_column=False):
    """Rows of words at the same places, in the order of the rows or of the columns, with a title and a last line."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for rows in pages:
        page.setFont("STSong-Light", 10)
        page.drawString(300, 560, "青禾县柳河镇2025年农村低保公示名单")
        cells = [(x, y, text) for y, row in enumerate(rows) for x, text in enumerate(row)]
        for x, y, text in sorted(cells) if by_column else cells:
            getattr(page, draw)(lefts[x], 530 - 18 * y, text)
        page.drawString(
            30, 530 - 18 * len(rows) - 30, "以上名单如有异议，请在公示期内向柳河镇人民政府反映，监督电话0594-2345678。"
        )
        page.showPage()
    page.save()
    return out.getvalue()


def places(data):
    return {(one.kind, one.place.row, one.place.column) for one in scan_bytes(data, "a.pdf").findings}


@pytest.mark.parametrize("draw", ["drawString", "drawCentredString", "drawRightString"])
def test_a_roster_without_lines_is_read_by_its_headers(draw):
    lefts = {"drawString": LEFT, "drawCentredString": (40, 90, 210, 350, 470, 590, 710, 800)}
    data = drawn([[HEADER, *ROWS]], lefts.get(draw, (50, 110, 250, 380, 480, 640, 710, 800)), draw)
    assert places(data) == FOUND


def test_it_goes_on_over_the_page_without_its_header():
    data = drawn([[HEADER, ROWS[1]], [ROWS[0], ROWS[1]]])
    seen = {(one.kind, one.place.page) for one in scan_bytes(data, "a.pdf").findings}
    assert {("account", 2), ("name", 1), ("name", 2), ("address", 2)} <= seen


def test_its_policy_holds_and_nothing_is_left():
    masked = mask_bytes(drawn([[HEADER, *ROWS]]), "a.pdf", policy="低保")
    assert prove_bytes(masked.data, "a.pdf", masked.findings).ok
    assert not scan_bytes(masked.data, "a.pdf").found
    text = "".join(page_text(masked.data).split())
    for kept in ("张*明", "1101**********002X", "450", "监督电话0594-2345678"):
        assert kept in text
    for gone in ("90130201001122", "13800138000", "因病", "缺劳力", "3组12号"):
        assert gone not in text


def test_every_number_that_the_running_text_tells_is_found_however_the_table_is_drawn():
    known = {"citizen_id", "bank_card", "mobile"}
    for by_column in (False, True):
        assert known <= {kind for kind, _, _ in places(drawn([[HEADER, *ROWS]], by_column=by_column))}
    broken = [*ROWS, ("", "", "110105", "", "", "柳河镇"), ("", "", "19491231002X", "", "", "王家村")]
    findings = scan_bytes(drawn([[HEADER, *broken]]), "a.pdf").findings
    assert len({(one.place.row, one.start) for one in findings if one.kind == "citizen_id"}) >= 2
    apart = [("3", "李大山", "110105 19491231 002X", "622202 0000000000000", "138 0013 8000", "王家村", "无", "1")]
    seen = [one.kind for one in scan_bytes(drawn([[HEADER, *apart]]), "a.pdf").findings if one.found]
    assert sorted(seen) == ["bank_card", "citizen_id", "mobile"]


def test_prose_with_a_short_line_of_words_is_no_table():
    lines = [
        ("张三", "李四", "王五"),
        (f"身份证号{ID}，住柳河镇王家村3组12号，因学致贫，请核对以后再公布，谢谢大家的理解和支持。",),
    ]
    findings = scan_bytes(drawn([lines]), "a.pdf").findings
    assert {one.kind for one in findings if one.found} >= {"citizen_id", "address"}
    assert {one.place.column for one in findings} == {None}


def test_long_tables_of_office_numbers_without_lines_give_less_than_one_in_a_thousand():
    rng = random.Random(12)
    headers, rows = HEADERS.split()[:8], [office_numbers(rng)[:8] for _ in range(160)]
    pages = [[headers, *rows[at : at + 20]] if at % 40 == 0 else rows[at : at + 20] for at in range(0, 160, 20)]
    data = drawn(pages, (20, 105, 200, 270, 350, 430, 610, 740))
    assert found(scan_bytes(data, "a.pdf").findings) == []
