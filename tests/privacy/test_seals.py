"""A seal or a signature is a picture: in every place of every format it is reported, and judged by a person alone."""

import base64
import zipfile
from email.message import EmailMessage
from io import BytesIO

import docx
import openpyxl
import pikepdf
import pytest
from openpyxl.drawing.image import Image as Picture
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.places_office import packed, pptx
from privacy.planting import _docx, _pdf, _with_parts

CITIZEN = "11010519491231002X"
WORDS = f"张小明，身份证号{CITIZEN}。"


def seal(form: str = "PNG") -> bytes:
    """A red ring on white paper."""
    picture, out = Image.new("RGB", (160, 160), "white"), BytesIO()
    ImageDraw.Draw(picture).ellipse((8, 8, 152, 152), outline=(190, 20, 20), width=8)
    picture.save(out, form)
    return out.getvalue()


def signature() -> bytes:
    """A line as somebody draws it by hand."""
    picture, out = Image.new("L", (200, 60), "white"), BytesIO()
    ImageDraw.Draw(picture).line([(5, 50), (40, 8), (60, 52), (110, 12), (190, 40)], fill=0, width=3)
    picture.save(out, "PNG")
    return out.getvalue()


def in_docx(place: str) -> bytes:
    def fill(document):
        document.add_paragraph(WORDS)
        section, table = document.sections[0], document.add_table(1, 2)
        holder = {
            "body": document.add_paragraph,
            "cell": lambda: table.cell(0, 1).paragraphs[0],
            "header": lambda: section.header.paragraphs[0],
            "footer": lambda: section.footer.paragraphs[0],
        }[place]()
        holder.add_run().add_picture(BytesIO(seal()))

    return _docx(fill)


def in_xlsx(hidden: bool) -> bytes:
    book = openpyxl.Workbook()
    book.active.append([WORDS])
    sheet = book.create_sheet("签领表")
    sheet.add_image(Picture(BytesIO(signature())), "C3")
    sheet.sheet_state = "hidden" if hidden else "visible"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def in_pdf() -> bytes:
    def draw(page):
        page.drawString(50, 760, WORDS)
        page.drawImage(ImageReader(BytesIO(seal())), 300, 600, 120, 120)

    return _pdf(draw)


def drawn_pdf() -> bytes:
    """A seal that is drawn as shapes."""

    def draw(page):
        page.drawString(50, 760, WORDS)
        page.setStrokeColorRGB(0.8, 0, 0)
        page.circle(300, 600, 58)

    return _pdf(draw)


def stamped_pdf() -> bytes:
    """A seal that is an annotation, as programs stamp it on."""
    out = BytesIO()
    with pikepdf.open(BytesIO(_pdf(lambda page: page.drawString(50, 760, WORDS)))) as pdf:
        picture = pdf.make_stream(Image.open(BytesIO(seal())).tobytes())
        picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 160, "/Height": 160,
                        "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8})  # fmt: skip
        drawn = pdf.make_stream(b"q 120 0 0 120 0 0 cm /Im0 Do Q")
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        drawn.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 120, 120]})
        drawn["/Resources"] = resources
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[300, 600, 420, 720],
            AP=pikepdf.Dictionary(N=drawn), F=4,
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    return out.getvalue()


def address_of(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def in_html(item: str) -> bytes:
    page = item.format(address=address_of(seal()))
    return f"<!doctype html><html><body><p>{WORDS}</p>{page}</body></html>".encode()


def in_mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "名单"
    message.set_content(WORDS)
    message.add_attachment(seal(), maintype="image", subtype="png", filename="章.png")
    return message.as_bytes()


def in_archive() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("名单.txt", WORDS)
        target.writestr("签名.jpg", seal("JPEG"))
    return out.getvalue()


def in_office(base: bytes, name: str) -> bytes:
    return _with_parts(base, {name: seal()})


SLIDE = pptx("ppt/slides/slide1.xml", "<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
TEXT = {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<document-content><p>{WORDS}</p></document-content>"}  # fmt: skip
PLACES = {
    "body.docx": lambda: in_docx("body"),
    "cell.docx": lambda: in_docx("cell"),
    "header.docx": lambda: in_docx("header"),
    "footer.docx": lambda: in_docx("footer"),
    "seen.xlsx": lambda: in_xlsx(False),
    "hidden.xlsx": lambda: in_xlsx(True),
    "image.pdf": in_pdf,
    "stamp.pdf": stamped_pdf,
    "drawn.pdf": drawn_pdf,
    "image.html": lambda: in_html("<img src='{address}' alt='章'>"),
    "style.html": lambda: in_html("<p style='background:url({address})'>章</p>"),
    "sheet.html": lambda: in_html("<style>p {{ background: url({address}) }}</style>"),
    "a.eml": in_mail,
    "a.zip": in_archive,
    "slide.pptx": lambda: in_office(SLIDE([WORDS]), "ppt/media/image1.png"),
    "text.odt": lambda: in_office(packed(TEXT), "Pictures/1.png"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_seal_is_reported_in_every_place_and_is_no_find_by_itself(name):
    data = PLACES[name]()
    scan = scan_bytes(data, name)
    seals = scan.of({"seal_or_signature"})
    assert seals
    assert {one.severity for one in seals} == {"notice"}
    assert all("请人工查看" in one.note for one in seals)
    assert [one.kind for one in scan.findings if one.found] == ["citizen_id"]


@pytest.mark.parametrize("name", PLACES)
def test_the_masked_file_still_has_it_and_still_says_so(name):
    data = PLACES[name]()
    scan = scan_bytes(data, name)
    masked = mask_bytes(data, name, scan.findings, "全部")
    assert prove_bytes(masked.data, "out" + masked.suffix, masked.findings).ok
    assert scan_bytes(masked.data, "out" + masked.suffix).of({"seal_or_signature"})


def test_a_column_of_signatures_is_reported_cell_by_cell():
    book = openpyxl.Workbook()
    for row in (["姓名", "金额", "领取人签名"], ["张小明", 120, "张小明"], ["李大山", 80, "代"]):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    seals = scan_bytes(out.getvalue(), "a.xlsx").of({"seal_or_signature"})
    assert [(one.place.row, one.place.column, one.severity) for one in seals] == [(2, 3, "notice"), (3, 3, "notice")]


def test_red_lines_black_circles_and_small_marks_on_a_page_are_no_seal():
    def draw(page):
        page.drawString(50, 760, "青禾县人民政府文件")
        page.circle(300, 600, 58)
        page.setStrokeColorRGB(0.8, 0, 0)
        page.line(50, 740, 500, 740)
        page.rect(100, 100, 120, 120)
        page.circle(50, 50, 4)

    assert not scan_bytes(_pdf(draw), "a.pdf").findings


def test_a_document_without_pictures_has_none():
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("青禾县柳河镇公示")
    document.save(out)
    assert not scan_bytes(out.getvalue(), "a.docx").of({"seal_or_signature"})
