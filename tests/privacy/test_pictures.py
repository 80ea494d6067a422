"""Numbers in pictures: seen where the extra `ocr` is installed, else every picture is put before a person."""

import base64
from io import BytesIO

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from gongkai.documents.inspection import recognition
from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import pdf_text

ID, PHONE = "11010519491231002X", "13800138000"


def picture():
    """A scanned page, as a picture."""
    page = pypdfium2.PdfDocument(pdf_text([f"张小明，身份证号{ID}，", f"联系电话{PHONE}。"]))[0]
    return page.render(scale=3).to_pil().convert("RGB").crop((0, 0, 1400, 420))


def png():
    out = BytesIO()
    picture().save(out, "PNG")
    return out.getvalue()


def scanned_pdf():
    out = BytesIO()
    picture().save(out, "PDF", resolution=216)
    return out.getvalue()


def illustrated_docx():
    document = docx.Document()
    document.add_paragraph("公示")
    document.add_picture(BytesIO(png()))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def illustrated_xlsx():
    from openpyxl.drawing.image import Image as Picture

    book = openpyxl.Workbook()
    book.active.add_image(Picture(BytesIO(png())), "B2")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def web_page():
    data = base64.b64encode(png()).decode()
    return f"<!doctype html><html><body><img src='data:image/png;base64,{data}'></body></html>".encode()


FILES = {
    "a.png": png,
    "a.pdf": scanned_pdf,
    "a.docx": illustrated_docx,
    "a.xlsx": illustrated_xlsx,
    "a.html": web_page,
}


@pytest.mark.parametrize("name", FILES)
def test_without_the_extra_every_picture_is_put_before_a_person(name, monkeypatch):
    monkeypatch.setattr(recognition, "available", lambda: False)
    scan = scan_bytes(FILES[name](), name)
    assert "seal_or_signature" in {finding.kind for finding in scan.findings}
    assert not scan.found
    assert any("请人工查看" in doubt for doubt in scan.doubts)


@pytest.mark.ocr
@pytest.mark.parametrize("name", FILES)
def test_numbers_in_a_picture_are_seen_painted_over_and_seen_no_more(name):
    data = FILES[name]()
    scan = scan_bytes(data, name)
    assert {"citizen_id", "mobile"} <= {finding.kind for finding in scan.findings}
    assert ID not in str(scan.to_json())
    masked = mask_bytes(data, name, scan.findings)
    assert prove_bytes(masked.data, name, masked.findings).ok
    again = scan_bytes(masked.data, name)
    assert not again.found
    assert {"seal_or_signature"} <= {finding.kind for finding in again.findings}


@pytest.mark.ocr
def test_only_the_numbers_are_painted_over():
    painted = Image.open(BytesIO(mask_bytes(png(), "a.png").data)).convert("L")
    before = picture().convert("L")
    dark = [sum(value < 60 for value in each.tobytes()) for each in (before, painted)]
    assert dark[0] * 1.5 < dark[1] < before.width * before.height * 0.2


def drawn_pdf(draw):
    """A page as `draw` makes it."""
    out = BytesIO()
    page = canvas.Canvas(out)
    draw(page)
    page.showPage()
    page.save()
    return out.getvalue()


def outlines(page):
    """Letters drawn as shapes: nothing on the page is text."""
    for number in range(200):
        page.circle(50 + number * 2, 700, 3)


def without_meaning(page):
    """A font whose signs stand for nothing, as some programs embed them."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page.setFont("STSong-Light", 12)
    page.drawString(50, 700, "".join(chr(0xE000 + number) for number in range(30)))


@pytest.mark.parametrize("draw", [outlines, without_meaning])
def test_a_page_that_shows_more_than_its_text_says_is_put_before_a_person(draw, monkeypatch):
    monkeypatch.setattr(recognition, "available", lambda: False)
    scan = scan_bytes(drawn_pdf(draw), "a.pdf")
    assert [finding.kind for finding in scan.findings] == ["seal_or_signature"]
    assert any("请人工查看" in doubt for doubt in scan.doubts)


def test_a_page_of_text_is_not(monkeypatch):
    monkeypatch.setattr(recognition, "available", lambda: False)
    scan = scan_bytes(pdf_text(["青禾县柳河镇公示"]), "a.pdf")
    assert scan.findings == ()
    assert scan.doubts == ()
