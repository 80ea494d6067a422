"""The seal stands over name and date as GB/T 9704—2012 7.3.5.1 wants it, in every format that can hold a picture."""

import io
from datetime import date
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image

from gongkai.paper import Page, Signature, paragraph, to_bytes


def ring() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (120, 120), (190, 20, 20, 255)).save(out, "PNG")
    return out.getvalue()


def sheet(**more: object) -> Page:
    signature = Signature("青禾县柳河镇人民政府", date(2026, 1, 26), **more)
    return Page("答复书", (paragraph("现答复如下。"), signature, paragraph("（联系人：林知夏）")))


def placed(**more: object) -> tuple[float, float, float]:
    """Left, top and width of the seal on its sheet of paper, in millimetres from the upper left corner."""
    with pikepdf.open(io.BytesIO(to_bytes(sheet(picture=ring(), **more), "pdf"))) as file:
        drawn = pikepdf.parse_content_stream(file.pages[0])
        stack, matrix, found = [], pikepdf.Matrix(), None
        for one in drawn:
            match str(one.operator):
                case "q":
                    stack.append(matrix)
                case "Q":
                    matrix = stack.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, one.operands)) @ matrix
                case "Do":
                    found = matrix
    left, bottom, right, top = (
        found.e, found.f, found.e + found.a, found.f + found.d
    )  # fmt: skip
    ends = sorted((bottom, top))
    return left / 72 * 25.4, 297 - ends[1] / 72 * 25.4, (right - left) / 72 * 25.4


@pytest.mark.parametrize("width", [40, 42, 58])
def test_the_seal_has_its_size_and_its_middle_over_the_middle_of_the_name(width):
    left, top, wide = placed(width=width)
    assert wide == pytest.approx(width, abs=0.5)
    middle = left + wide / 2
    assert middle == pytest.approx(184 - (4 + 10 / 2) * 16 * 25.4 / 72, abs=3)
    other = placed(width=width + 2)
    assert other[1] == pytest.approx(top - 1, abs=0.3), "it grows round its centre"


def test_without_a_picture_nothing_is_pressed_and_a_draft_says_where_it_would_be():
    assert b"<img" not in to_bytes(sheet(), "html")
    draft = Page("答复书", (Signature("柳河镇人民政府", date(2026, 1, 26)),), draft=True)
    assert "加盖印章".encode() in to_bytes(draft, "html")


def test_in_word_the_seal_floats_over_the_text_and_says_whose_it_is():
    with ZipFile(io.BytesIO(to_bytes(sheet(picture=ring()), "docx"))) as parts:
        words = parts.read("word/document.xml").decode()
    assert "<wp:anchor" in words
    assert 'behindDoc="0"' in words
    assert "<wp:wrapNone" in words
    assert 'descr="印章：青禾县柳河镇人民政府"' in words
    assert "<wp:inline" not in words


def test_text_has_no_seal_and_loses_no_word():
    assert to_bytes(sheet(picture=ring()), "txt") == to_bytes(sheet(), "txt")
