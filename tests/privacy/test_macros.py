"""The compressed source of macros is read; it is never run, and a mask takes it out."""

import zipfile
from io import BytesIO

import pytest

from gongkai.documents.inspection.macros import sources, unpacked
from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import _docx, _with_parts, xlsx_cells

ID = "11010519491231002X"
CODE = f"""Attribute VB_Name = "Module1"
Sub 填表()
    ' 张小明，身份证号{ID}
    Range("A1").Value = "手机13800138000"
    Range("A2").Value = "家住柳河镇王家村3组12号"
End Sub
"""


def packed(text):
    """A container of one chunk, in which every character stands for itself."""
    data = text.encode("gb18030")
    body = b"".join(b"\0" + data[at : at + 8] for at in range(0, len(data), 8))
    return b"\x01" + (0xB000 | len(body) - 1).to_bytes(2, "little") + body


@pytest.mark.parametrize(
    ("held", "text"),
    [
        # the three examples of [MS-OVBA] 3.2
        ("0119b000616263646566676800696a6b6c6d6e6f70007172737475762e", "abcdefghijklmnopqrstuv."),
        (
            "012fb000236161616263646582660070616768696a013808616b6c00306d6e6f700671027004107273747576107778797a003c",
            "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
        ),
        ("0103b002614500", "a" * 73),
    ],
)
def test_a_container_is_unpacked_as_its_specification_shows(held, text):
    assert unpacked(bytes.fromhex(held)).decode() == text


def project():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + packed(CODE) + b"\0" * 90 + packed(CODE)[:60] + b"\xff" * 9
    )


FILES = {
    "a.docm": lambda: _with_parts(_docx(), {"word/vbaProject.bin": project()}),
    "a.xlsm": lambda: _with_parts(xlsx_cells([]), {"xl/vbaProject.bin": project()}),
}


@pytest.mark.parametrize("name", FILES)
def test_what_stands_in_the_code_of_a_macro_is_found_and_gone(name):
    data = FILES[name]()
    scan = scan_bytes(data, name)
    assert {"citizen_id", "mobile", "address"} <= {one.kind for one in scan.findings}
    assert {one.hidden for one in scan.findings if one.found} == {"宏的代码"}
    assert any("宏没有运行" in doubt for doubt in scan.doubts)
    masked = mask_bytes(data, name, scan.findings)
    assert prove_bytes(masked.data, "out" + masked.suffix, masked.findings).ok
    with zipfile.ZipFile(BytesIO(masked.data)) as archive:
        assert not [part for part in archive.namelist() if "vba" in part]


def test_source_in_pieces_gives_what_is_whole_and_damage_gives_nothing():
    whole = packed(CODE)
    assert list(sources(whole)) == [CODE]
    assert CODE.startswith(next(iter(sources(whole[:150])))[:100])
    for at in range(len(whole)):
        list(sources(whole[:at] + b"\xff" + whole[at + 1 :]))
    assert list(sources(b"\x00Attribut")) == []
