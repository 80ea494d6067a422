"""The proof finds what survives, however it is written and wherever it hides, by programs the masker does not use."""

import zipfile
from io import BytesIO

import pikepdf
import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from gongkai.privacy.extraction import texts_of
from gongkai.privacy.searching import AT_ONCE, Wanted
from privacy.planting import PLACES, pdf_text

ID, PHONE = "11010519491231002X", "13800138000"


def masked(text):
    return scan_bytes(text.encode(), "a.txt").findings


def survives(secret, left):
    return list(Wanted(masked(secret)).found_in(left))


@pytest.mark.parametrize(
    ("secret", "left"),
    [
        (ID, "号码１１０１０５１９４９１２３１００２ｘ。"),
        (ID, "110105 19491231\n002X"),
        (ID, "5" + ID + "43"),
        (ID, "11010519491231****"),
        (ID, "****0519491231002X"),
        ("护照E12345678", "e12345678"),
        ("护照E12345678", "E 1234 5678"),
        ("1lO10519491231OO2X", "见1lO10519491231OO2X"),
        ("手机一三八〇〇一三八〇〇〇", PHONE),
        (PHONE, "一三八〇〇一三八〇〇〇"),
        ("车牌号闽A12345", "停在闽A12345旁"),
        ("邮箱zhang@example.com", "zhang@example.com"),
        ("92350100MA0000000H", "code 92350100ma0000000h"),
    ],
)
def test_what_survives_is_seen_in_another_form(secret, left):
    assert masked(secret)
    assert survives(secret, left)


@pytest.mark.parametrize("left", ["1101**********002X", "138****8000", "11010519 与 49123100", "13800138"])
def test_what_a_mask_leaves_is_no_survivor(left):
    assert survives(f"{ID} {PHONE}", left) == []


@pytest.mark.parametrize("at", [AT_ONCE - 9, AT_ONCE, AT_ONCE + 5])
def test_a_number_across_the_edge_of_two_pieces_of_a_long_text_is_seen(at):
    assert survives(ID, "金" * at + ID + "金" * 10)


def test_a_number_across_the_edge_of_two_pieces_of_a_long_file_is_seen():
    from gongkai.privacy import extraction

    data = b"x" * (extraction.AT_ONCE - 9) + ID.encode() + b"x"
    assert any(ID in text for _, text in texts_of(data, "a.bin"))


@pytest.mark.parametrize("name", [name for name in PLACES if name.endswith(".pdf")])
def test_the_other_program_sees_what_the_masker_has_to_see_in_a_pdf(name):
    routes = {route for route, text in texts_of(PLACES[name]([f"张小明，{ID}，已核对。"]), name) if ID in text}
    assert routes


def test_a_number_in_the_drawing_of_an_annotation_is_seen_by_the_other_program():
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text([ID]))) as pdf:
        page = pdf.pages[0]
        drawn = pdf.make_stream(page.Contents.read_bytes())
        drawn.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/Resources": page.Resources})
        drawn.BBox = pikepdf.Array([0, 0, 600, 800])
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 600, 800], F=2)
        note.AP = pikepdf.Dictionary(N=pdf.make_indirect(drawn))
        page.obj.Contents = pdf.make_stream(b"")
        page.obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    findings = masked(ID)
    proof = prove_bytes(out.getvalue(), "a.pdf", findings)
    assert not proof.ok
    assert any(survivor.startswith("pdfminer 批注") for survivor in proof.survivors)


def test_a_number_left_beside_the_parts_of_an_archive_is_seen():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "青禾县")
        archive.comment = ID.encode()
    assert not prove_bytes(out.getvalue(), "a.zip", masked(ID)).ok


def test_a_masked_name_that_stands_elsewhere_is_put_before_a_person():
    data = f"姓名,身份证号,说明\n张小明,{ID},甲\n欧阳芳,{ID},见张小明户\n".encode()
    masked_file = mask_bytes(data, "a.csv", policy="低保")
    proof = prove_bytes(masked_file.data, "a.csv", masked_file.findings)
    assert proof.ok
    [doubt] = proof.doubts
    assert "张*明" in doubt
    assert "欧阳" not in doubt
    assert "张小明" not in str(proof.to_json())
