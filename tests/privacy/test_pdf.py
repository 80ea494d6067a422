"""What a PDF draws only in annotations that nobody sees is found, and gone after masking."""

from io import BytesIO

import pikepdf
import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.planting import pdf_text

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
