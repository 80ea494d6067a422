"""What cannot be looked through is refused in one Chinese sentence; a scanner that fails never says clean."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest

from gongkai.documents import Unreadable
from gongkai.privacy import Blocked, mask_bytes, prove_bytes, scan_bytes, scanning
from privacy.planting import docx_paragraphs, pdf_attachment, pdf_text, xlsx_cells


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def nested(depth):
    data = b"x"
    for _ in range(depth):
        data = zipped({"a.zip" if data[:2] == b"PK" else "a.txt": data})
    return data


def locked():
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text(["甲"]))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def pdf_with(old, new):
    """A PDF damaged in a way that chance once found to bring the walk through its objects down."""
    data = pdf_text(["甲"])
    assert re.search(old, data)
    return re.sub(old, lambda match: new, data)


def with_a_broken_attachment():
    data = pdf_attachment(["甲" * 200])
    at = data.index(b"/EmbeddedFile")
    at = data.index(b"stream", at) + 12
    return data[:at] + b"\xff" * 20 + data[at + 20 :]


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
BAD = {
    "empty.docx": b"",
    "blank.txt": b" \n\n",
    "cut.docx": docx_paragraphs(["甲"])[:900],
    "cut.xlsx": xlsx_cells(["甲"])[:-200],
    "cut.pdf": b"%PDF-1.4\n1 0 obj",
    "bomb.xlsx": zipped({"xl/workbook.xml": b"<a>" + b"0" * 40_000_000 + b"</a>"}),
    "entity.docx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": BOMB}),
    "outside.docx": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": OUTSIDE}),
    "entity.xml": BOMB,
    "locked.pdf": locked(),
    "page.pdf": pdf_with(rb"/Kids \[ \d+", b"/Kids [ 99"),
    "name.pdf": pdf_with(rb"/Type /Font ", b"/Type /Fo\xcft "),
    "attached.pdf": with_a_broken_attachment(),
    "deep.zip": nested(9),
    "deep.xml": b"<a>" * 5000 + b"</a>" * 5000,
    "program.exe": b"MZ\x90\0" + bytes(200),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "noise.dat": bytes(range(256)) * 10,
    "bad.zip": zipped({"a.txt": "甲", "b.docx": b"PK\x03\x04nothing"}),
    "a.rar": b"Rar!\x1a\x07\x01\0",
    "paper.ofd": zipped({"OFD.xml": b"<a/>"}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(name):
    with pytest.raises(Unreadable) as refused:
        scan_bytes(BAD[name], name)
    sentence = str(refused.value)
    assert sentence.endswith("。")
    assert "Traceback" not in sentence


def test_a_page_whose_contents_are_no_stream_shows_nothing_and_is_read():
    assert not scan_bytes(pdf_with(rb"/Contents \d+ 0 R", b"/Contents 8 \xa20 R"), "a.pdf").found


def test_a_picture_under_a_wrong_name_is_taken_for_what_it_is():
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "PNG")
    scan = scan_bytes(out.getvalue(), "roster.docx")
    assert [finding.kind for finding in scan.findings] == ["seal_or_signature"]
    assert not scan.found


def test_a_scanner_that_fails_blocks(monkeypatch):
    class Broken:
        def run(self, stretch):
            raise ValueError("x")

    monkeypatch.setattr(scanning, "DETECTORS", (Broken,))
    with pytest.raises(Blocked):
        scan_bytes("正文".encode(), "a.txt")


def test_a_masker_given_findings_of_another_file_blocks():
    findings = scan_bytes(b"13800138000", "a.txt").findings
    with pytest.raises(Blocked):
        mask_bytes(b"13900139000", "a.txt", findings)


def test_a_proof_tells_what_survives_and_where():
    findings = scan_bytes(b"tel 13800138000", "a.txt").findings
    proof = prove_bytes("电话１３８ 0013 8000".encode(), "a.txt", findings)
    assert not proof.ok
    assert "mobile 138****8000" in proof.survivors[0]
    assert "13800138000" not in str(proof.to_json())


def test_a_proof_without_the_numbers_is_refused():
    from dataclasses import replace

    findings = [replace(finding, secret="") for finding in scan_bytes(b"13800138000", "a.txt").findings]
    with pytest.raises(Blocked):
        prove_bytes(b"x", "a.txt", findings)
