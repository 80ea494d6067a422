"""No link in a file is followed, by nobody: a server stands by and is never asked. Macros are dropped, never run."""

import shutil
import socketserver
import subprocess
import threading
import zipfile
from io import BytesIO

import docx
import pikepdf
import pytest

from gongkai.documents import Unreadable
from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import docx_paragraphs, html_page, pdf_text, xlsx_cells, xlsx_part

ID = "11010519491231002X"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def server():
    """A web server of this machine; `asked` is what it was asked for."""
    asked = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            asked.append(self.rfile.readline())
            self.wfile.write(b"HTTP/1.0 404 Not Found\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        running.asked, running.address = asked, f"http://127.0.0.1:{running.server_address[1]}"
        yield running
        running.shutdown()


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="p"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
    f'<pic:blipFill><a:blip xmlns:r="{RELATION}" r:link="rIdX"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def linked_docx(address):
    """A document with a linked picture and a template that lies elsewhere."""
    document = docx.Document()
    document.add_paragraph(ID)
    first, out = BytesIO(), BytesIO()
    document.save(first)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for n, kind in (("X", "image"), ("Y", "attachedTemplate"), ("Z", "oleObject"))
    )
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename == "word/document.xml":
                text = text.replace(b"<w:sectPr", PICTURE.encode() + b"<w:sectPr", 1)
            if entry.filename == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            target.writestr(entry, text)
    return out.getvalue()


def linked_pdf(address):
    """A PDF that opens a page of the web and sends a form there."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text([ID]))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"{address}/open"))
        where = pikepdf.Dictionary(FS=pikepdf.Name.URL, F=pikepdf.String(f"{address}/form"))
        pdf.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F=where))
        pdf.save(out)
    return out.getvalue()


FILES = {
    "a.docx": linked_docx,
    "a.pdf": linked_pdf,
    "a.html": lambda address: html_page(
        f"<img src='{address}/i.png'><iframe src='{address}/f'></iframe><link rel='stylesheet' href='{address}/c.css'>"
        f"<script src='{address}/s.js'></script><p>{ID}</p>"
    )([""]),
    "a.svg": lambda address: f"<?xml version='1.0'?><svg><image href='{address}/i.png'/><t>{ID}</t></svg>".encode(),
    "a.xlsx": lambda address: xlsx_part("xl/externalLinks/externalLink1.xml", "externalLink", "<a b={attribute}/>")(
        [f"{address}/book.xlsx {ID}"]
    ),
    "a.eml": lambda address: (
        f'Subject: {ID}\r\nContent-Type: message/external-body; access-type=URL; URL="{address}/body"\r\n\r\n'
    ).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_no_link_is_followed(name, server):
    data = FILES[name](server.address)
    scan = scan_bytes(data, name)
    assert "citizen_id" in {finding.kind for finding in scan.findings}
    masked = mask_bytes(data, name, scan.findings)
    assert prove_bytes(masked.data, name, masked.findings).ok
    assert server.asked == []


def test_an_entity_that_lies_elsewhere_is_refused_and_not_fetched(server):
    data = f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM '{server.address}/b'>]><a>&b;</a>".encode()
    with pytest.raises(Unreadable):
        scan_bytes(data, "a.xml")
    assert server.asked == []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_program_that_reads_old_files_follows_no_link_either(server, tmp_path):
    (tmp_path / "a.docx").write_bytes(linked_docx(server.address))
    program = shutil.which("soffice") or "libreoffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    assert server.asked, "left to itself the program asks, or this test shows nothing"
    server.asked.clear()
    scan = scan_bytes((tmp_path / "a.doc").read_bytes(), "a.doc")
    assert "citizen_id" in {finding.kind for finding in scan.findings}
    assert server.asked == []


def test_macros_are_told_of_dropped_and_never_run():
    for base, part, name in ((docx_paragraphs, "word", "a.docm"), (xlsx_cells, "xl", "a.xlsm")):
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(base([ID]))) as source, zipfile.ZipFile(out, "w") as target:
            for entry in source.infolist():
                target.writestr(entry, source.read(entry))
            target.writestr(f"{part}/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        scan = scan_bytes(out.getvalue(), name)
        assert any("宏没有运行" in doubt for doubt in scan.doubts)
        masked = mask_bytes(out.getvalue(), name, scan.findings)
        with zipfile.ZipFile(BytesIO(masked.data)) as archive:
            assert not [inner for inner in archive.namelist() if "vba" in inner]
