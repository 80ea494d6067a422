"""Opening files: what each format gives, and every bad file refused in one Chinese sentence."""

import io
import os
import zipfile
from dataclasses import replace
from random import Random

import pytest

from gongkai.documents import Paragraph, Table, Unreadable, open_document, read_bytes
from gongkai.documents.limits import LIMITS
from gongkai.documents.opening import READERS
from report import layouts
from report.generating import consistent_report

SENTENCE = r"^[^。]+。$"


def word(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def sample(layout, seed=1):
    random = Random(seed)
    every = layouts.QUICK | layouts.SLOW
    return every[layout](layouts.printed(consistent_report(random)), random)


def document_xml(body):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{body}</w:body></w:document>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_usual_encoding(encoding):
    text = "清溪镇2022年政府信息公开工作年度报告\n一、总体情况\n行政许可\t0\n"
    first, *_, table = read_bytes(text.encode(encoding)).blocks
    assert isinstance(first, Paragraph)
    assert first.text == "清溪镇2022年政府信息公开工作年度报告"
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["行政许可", "0"]


@pytest.mark.parametrize("layout", ["html", "docx", "xlsx", "pdf"])
def test_merged_cells_keep_their_spans(layout):
    tables = list(read_bytes(sample(layout)).tables())
    corner = next(cell for table in tables for row in table.rows for cell in row if "勾稽" in cell.text)
    assert (corner.rowspan, corner.colspan) == (3, 3)
    assert corner.place.table


@pytest.mark.parametrize(("layout", "known"), [("html", "html"), ("docx", "docx"), ("xlsx", "xlsx"), ("pdf", "pdf")])
def test_the_bytes_say_the_format_and_not_the_name(layout, known, tmp_path):
    path = tmp_path / "年报.jpg"
    path.write_bytes(sample(layout))
    assert open_document(path).format == known


def test_a_place_in_a_pdf_is_a_page_and_a_box():
    cell = next(cell for table in read_bytes(sample("pdf")).tables() for row in table.rows for cell in row)
    assert cell.place.page == 1
    left, top, right, bottom = cell.place.box
    assert 0 < left < right < 900
    assert 0 < top < bottom < 900


def test_a_table_in_a_table_and_a_text_box_are_read_too():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
    box = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    document = read_bytes(word(**{"word__document.xml": document_xml(outer + box)}))
    assert [table.rows[0][0].text for table in document.tables()] == ["外", "里"]
    assert [paragraph.text for paragraph in document.paragraphs()] == ["框"]


def test_text_deleted_in_tracked_changes_is_not_read():
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    )
    document = read_bytes(word(**{"word__document.xml": document_xml(body)}))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["留增"]


ENTITIES = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
NESTED = "<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100
BAD = {
    "empty": b"",
    "blank": b" \n\t ",
    "unknown bytes": bytes(range(256)) * 20,
    "truncated docx": sample("docx")[:4000],
    "truncated xlsx": sample("xlsx")[:3000],
    "truncated pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "corrupt docx": sample("docx").replace(b"PK\x01\x02", b"PK\x09\x09"),
    "bomb": word(**{"word__document.xml": b" " * (60 << 20)}),
    "entity bomb": word(**{"word__document.xml": ENTITIES + document_xml("&b;")}),
    "external entity": word(**{"word__document.xml": EXTERNAL + document_xml("&a;")}),
    "many entries": word(**{"word__document.xml": "x", **{f"p{n}": "" for n in range(4000)}}),
    "endless nesting": word(**{"word__document.xml": document_xml(NESTED)}),
    "ofd": word(**{"OFD.xml": "<x/>"}),
    "odt": word(**{"content.xml": "<x/>"}),
    "plain archive": word(a="b"),
    "encrypted office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
    "far cell": word(
        **{"xl__workbook.xml": "<workbook/>", "xl__worksheets__s.xml": '<row><c r="XFD1048576"><v>1</v></c></row>'}
    ),
    "page that is only script": b"<html><head><script>document.write(1)</script></head><body></body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(name):
    with pytest.raises(Unreadable, match=SENTENCE):
        read_bytes(BAD[name])


def test_an_image_named_docx_is_taken_for_the_image_it_is(tmp_path):
    from PIL import Image

    path = tmp_path / "年报.docx"
    Image.new("RGB", (40, 40), "white").save(path, "PNG")
    with pytest.raises(Unreadable, match=r"图片"):
        open_document(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 2 << 30)
    with pytest.raises(Unreadable, match=r"2048 MB，超过 50 MB"):
        open_document(path)


def test_a_pdf_with_a_password_is_refused(tmp_path):
    import pikepdf

    path = tmp_path / "密.pdf"
    with pikepdf.open(io.BytesIO(sample("pdf"))) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable, match=r"密码"):
        open_document(path)


def test_too_many_pages_are_refused():
    with pytest.raises(Unreadable, match=r"页的上限"):
        read_bytes(sample("pdf"), limits=replace(LIMITS, pages=1))


def test_time_that_is_up_is_refused():
    with pytest.raises(Unreadable, match=r"已停止"):
        read_bytes(sample("pdf"), limits=replace(LIMITS, seconds=-1.0))


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_what_is_no_file_is_refused(name, tmp_path):
    with pytest.raises(Unreadable, match=SENTENCE):
        open_document(tmp_path / name)


def test_a_pipe_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(Unreadable, match=r"普通文件"):
        open_document(tmp_path / "管道")


def test_formats_are_asked_in_an_order_that_ends_with_plain_text():
    assert len({reader.format for reader in READERS}) >= 8
    assert READERS[-1].format == "txt"
