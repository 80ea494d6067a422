"""What cannot be looked through is refused in one Chinese sentence; a scanner that fails never says clean."""

import re
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from io import BytesIO

import pikepdf
import pytest

from gongkai.documents import Unreadable
from gongkai.documents.inspection import Context, open_file
from gongkai.documents.inspection.opening import DEEP
from gongkai.privacy import Blocked, finding, mask_bytes, prove_bytes, scan_bytes
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


def letter(name, data):
    message = EmailMessage()
    message["Subject"] = "附件"
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def locked_zip():
    data = bytearray(zipped({"a.txt": "甲"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def doubled_name():
    data = zipped({"a.txt": "甲", "b.txt": "乙"})
    return data.replace(b"b.txt", b"a.txt")


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
    "deep.eml": letter("a.zip", zipped({"b.zip": nested(7)})),
    "bomb.eml": letter("a.zip", zipped({"b.zip": zipped({"c.txt": b"0" * 40_000_000})})),
    "deep.html": b"<b>" * 5000 + b"x",
    "locked.zip": locked_zip(),
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le") + bytes(600),
    "torn.zip": zipped({"a.docx": docx_paragraphs(["甲"])})[:-300],
    "twice.zip": doubled_name(),
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

    monkeypatch.setattr(finding, "DETECTORS", (Broken,))
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
    findings = [replace(finding, secret="") for finding in scan_bytes(b"13800138000", "a.txt").findings]
    with pytest.raises(Blocked):
        prove_bytes(b"x", "a.txt", findings)


def test_archives_in_archives_that_together_come_to_too_much_are_refused():
    data = zipped({"a.txt": "甲乙丙丁" * 1000})
    for _ in range(3):
        data = zipped({f"{number}.zip": data for number in range(3)})
    limits = replace(DEEP, unpacked_bytes=100_000)
    with pytest.raises(Unreadable, match="层层压缩"):
        list(open_file(data, "a.zip", Context(limits)).passages())


@pytest.mark.parametrize("before", ["<img src='data:image/png;base64,{}'>", "<p>{}</p>", "<!-- {} -->"])
def test_what_comes_after_a_text_of_ten_million_signs_is_seen(before):
    page = f"<html><body>{before.format('A' * 10_500_000)}<p>11010519491231002X</p></body></html>"
    assert "citizen_id" in {finding.kind for finding in scan_bytes(page.encode(), "a.html").findings}
