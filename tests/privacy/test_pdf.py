"""What a PDF draws only in annotations that nobody sees is found; its ruled tables are read by their headers."""

from io import BytesIO

import pikepdf
import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import pdf_ruled, pdf_text

ID = "11010519491231002X"


def with_note(flags):
    """A page whose annotation draws a number and says nothing otherwise."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text(["青禾县"]))) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        drawn = pdf.make_stream(f"BT /F1 10 Tf 2 4 Td ({ID}) Tj ET".encode())
        drawn.update(
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Form,
                "/BBox": pikepdf.Array([0, 0, 200, 20]),
                "/Resources": pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
            }
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[50, 50, 250, 70],
            F=flags,
            AP=pikepdf.Dictionary(N=drawn),
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("flags", [4, 2, 32], ids=["shown", "hidden", "not viewed"])
def test_text_drawn_only_by_an_annotation_is_found_and_masked(flags):
    data = with_note(flags)
    scan = scan_bytes(data, "a.pdf")
    assert [finding.kind for finding in scan.findings] == ["citizen_id"]
    masked = mask_bytes(data, "a.pdf", scan.findings)
    assert prove_bytes(masked.data, "a.pdf", masked.findings).ok
    assert not scan_bytes(masked.data, "a.pdf").found


HEADER = ("序号", "户主姓名", "身份证号", "一卡通账号", "联系电话", "住址", "致贫原因", "金额")
ROWS = (
    ("1", "张小明", ID, "90130201001122", "13800138000", "柳河镇王家村3组12号", "因病", "450"),
    ("2", "欧阳芳", "440524188001010014", "6222020000000000000", "13900139000", "柳河镇王家村", "缺劳力", "380.5"),
)
FOUND = {
    ("name", 2, 2),
    ("citizen_id", 2, 3),
    ("account", 2, 4),
    ("mobile", 2, 5),
    ("address", 2, 6),
    ("health", 2, 7),
    ("name", 3, 2),
    ("citizen_id", 3, 3),
    ("bank_card", 3, 4),
    ("mobile", 3, 5),
    ("hardship", 3, 7),
}


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "numbers broken over lines"])
def test_a_ruled_roster_is_read_by_its_headers(narrow):
    data = pdf_ruled([[HEADER, *ROWS]], narrow=narrow)
    findings = scan_bytes(data, "a.pdf").findings
    assert {(finding.kind, finding.place.row, finding.place.column) for finding in findings} == FOUND
    assert {finding.place.page for finding in findings} == {1}


def test_a_table_that_goes_on_over_the_page_keeps_its_headers():
    findings = scan_bytes(pdf_ruled([[HEADER, ROWS[1]], [ROWS[0]]]), "a.pdf").findings
    assert ("account", 2) in {(finding.kind, finding.place.page) for finding in findings}


@pytest.mark.parametrize("narrow", [False, True])
def test_the_policy_of_a_roster_holds_in_a_pdf(narrow):
    masked = mask_bytes(pdf_ruled([[HEADER, *ROWS]], narrow=narrow), "a.pdf", policy="低保")
    assert prove_bytes(masked.data, "a.pdf", masked.findings).ok
    again = scan_bytes(masked.data, "a.pdf")
    assert not again.found
    text = "".join(page_text(masked.data).split())
    assert "张*明" in text
    assert "1101**********002X" in text
    assert "450" in text
    for gone in ("90130201001122", "13800138000", "因病", "缺劳力", "3组12号", "联系电话"):
        assert gone not in text


def page_text(data):
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_form_with_a_box_for_each_digit_in_a_pdf_holds_a_number():
    data = pdf_ruled([[("姓名", "张小明"), ("身份证号", *ID)]])
    assert "citizen_id" in {finding.kind for finding in scan_bytes(data, "a.pdf").findings}


def test_a_drawing_of_countless_strokes_is_read_as_running_text(monkeypatch):
    from gongkai.documents.inspection import pdf_tables

    monkeypatch.setattr(pdf_tables, "MOST_CROSSINGS", 1)
    found = scan_bytes(pdf_ruled([[HEADER, *ROWS]]), "a.pdf").findings
    assert {"citizen_id", "bank_card", "mobile"} <= {finding.kind for finding in found}


def picture(data):
    import pypdfium2

    return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")


def test_a_masked_page_looks_the_same_but_for_the_box():
    from PIL import ImageChops

    data = pdf_text(["柳河镇补贴发放名单", f"张小明，身份证号{ID}。", "监督电话0594-2345678。"])
    masked = mask_bytes(data, "a.pdf")
    coarse = [picture(page).reduce(6) for page in (data, masked.data)]
    left, top, right, low = ImageChops.difference(*coarse).point(lambda value: 255 * (value > 70)).getbbox()
    assert low - top <= 6
    assert 44 < left < right < 80
    assert len(masked.data) < 60_000


def test_the_boxes_over_numbers_of_different_length_are_of_one_width_in_a_table():
    long, short = "6222020000000000000", "4111111111111111"
    data = pdf_ruled([[("户名", "卡号"), ("张小明", long), ("李四", short)]])
    drawn = picture(mask_bytes(data, "a.pdf").data)
    at = [drawn.crop((860, top, 1640, top + 1)).point(lambda value: 255 * (value < 60)).getbbox() for top in (140, 176)]
    assert at[0] == at[1]
    assert at[0] is not None


def test_what_a_mask_keeps_of_a_name_stays_in_sight():
    data = pdf_ruled([[("姓名", "身份证号"), ("张小明", ID)]])
    before, after = picture(data), picture(mask_bytes(data, "a.pdf", policy="低保").data)
    surname, given = (46, 130, 62, 152), (65, 130, 80, 152)
    assert min(before.crop(surname).tobytes()) < 120
    assert min(after.crop(surname).tobytes()) < 120
    assert sum(value < 60 for value in after.crop(given).tobytes()) > 200


def test_colours_are_kept_and_grey_pages_are_packed():
    from PIL import Image

    from gongkai.documents.rewriting.pictures import written

    grey = Image.new("RGB", (101, 40), (255, 255, 255))
    grey.paste((0, 0, 0), (10, 10, 60, 20))
    assert written(grey).filter == "/FlateDecode"
    grey.paste((255, 0, 0), (0, 0, 5, 5))
    assert written(grey).filter == "/DCTDecode"
