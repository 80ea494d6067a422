"""Rarer places of a PDF in which personal data hides."""

from io import BytesIO
from typing import Any

import pikepdf
from reportlab.pdfgen import canvas

from privacy.planting import Place, _pdf, _pdf_with, pdf_text


def pdf_off_page(lines: list[str]) -> bytes:
    """Text beyond the edge of the page."""
    return _pdf(lambda page: [page.drawString(-900, 760 - 20 * n, line) for n, line in enumerate(lines)] and None)


def pdf_white(lines: list[str]) -> bytes:
    """White text."""

    def draw(page: canvas.Canvas) -> None:
        page.setFillColorRGB(1, 1, 1)
        for number, line in enumerate(lines):
            page.drawString(50, 760 - 20 * number, line)

    return _pdf(draw)


def pdf_layer(lines: list[str]) -> bytes:
    """A layer that is switched off."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text(lines))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("底稿")))
        off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(MC0=layer)
        drawn = b"/OC /MC0 BDC\n" + page.Contents.read_bytes() + b"\nEMC"
        page.obj.Contents = pdf.make_stream(drawn)
        pdf.save(out)
    return out.getvalue()


def pdf_form(lines: list[str]) -> bytes:
    """The values of form fields that draw nothing."""

    def change(pdf: Any) -> None:
        fields = [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Widget,
                    FT=pikepdf.Name.Tx,
                    T=pikepdf.String(f"f{n}"),
                    V=pikepdf.String(line),
                    Rect=[50, 700 - 20 * n, 400, 716 - 20 * n],
                )
            )
            for n, line in enumerate(lines)
        ]
        pdf.pages[0].obj.Annots = pikepdf.Array(fields)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))

    return _pdf_with(change)


def pdf_bookmarks(lines: list[str]) -> bytes:
    """Bookmarks."""

    def draw(page: canvas.Canvas) -> None:
        for number, line in enumerate(lines):
            page.bookmarkPage(f"k{number}")
            page.addOutlineEntry(line, f"k{number}")

    return _pdf(draw)


def pdf_private(lines: list[str]) -> bytes:
    """A stream of a program's own."""
    return _pdf_with(lambda pdf: pdf.Root.__setattr__("PieceInfo", pdf.make_stream("\n".join(lines).encode())))


def pdf_metadata(lines: list[str]) -> bytes:
    """The metadata of the file, as XMP."""
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    kept = "".join(f"<pdf:a{n}>{line}</pdf:a{n}>" for n, line in enumerate(lines))
    packet = f'<rdf:RDF {rdf}><rdf:Description rdf:about="">{kept}</rdf:Description></rdf:RDF>'

    def change(pdf: Any) -> None:
        stream = pdf.make_stream(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{packet}</x:xmpmeta>'.encode())
        stream.update({"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML})
        pdf.Root.Metadata = pdf.make_indirect(stream)

    return _pdf_with(change)


def pdf_script(lines: list[str]) -> bytes:
    """A script that runs when the file is opened."""

    def change(pdf: Any) -> None:
        code = ";".join(f"app.alert('{line}')" for line in lines)
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(code))

    return _pdf_with(change)


def pdf_alternative(lines: list[str]) -> bytes:
    """Alternative texts in the structure of the document."""

    def change(pdf: Any) -> None:
        kids = [
            pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=pikepdf.String(line))
            )
            for line in lines
        ]
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array(kids))

    return _pdf_with(change)


def pdf_link(lines: list[str]) -> bytes:
    """The addresses of links."""

    def change(pdf: Any) -> None:
        notes = [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[10, 10 + 20 * n, 30, 30 + 20 * n],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"http://a.invalid/?a={line}")),
                )
            )
            for n, line in enumerate(lines)
        ]
        pdf.pages[0].obj.Annots = pikepdf.Array(notes)

    return _pdf_with(change)


def pdf_inner_form(lines: list[str]) -> bytes:
    """Text drawn inside a form object, which the page shows by its name."""

    def draw(page: canvas.Canvas) -> None:
        page.beginForm("inner")
        page.setFont("STSong-Light", 11)
        for number, line in enumerate(lines):
            page.drawString(50, 760 - 20 * number, line)
        page.endForm()
        page.doForm("inner")

    return _pdf(draw)


def pdf_turned(lines: list[str]) -> bytes:
    """A page that is shown on its side."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_text(lines))) as pdf:
        pdf.pages[0].Rotate = 90
        pdf.save(out)
    return out.getvalue()


PLACES: dict[str, Place] = {
    "off-page.pdf": pdf_off_page,
    "white.pdf": pdf_white,
    "layer.pdf": pdf_layer,
    "form.pdf": pdf_form,
    "bookmarks.pdf": pdf_bookmarks,
    "metadata.pdf": pdf_metadata,
    "private.pdf": pdf_private,
    "script.pdf": pdf_script,
    "alternative.pdf": pdf_alternative,
    "link.pdf": pdf_link,
    "inner.pdf": pdf_inner_form,
    "turned.pdf": pdf_turned,
}
