"""The characters of a PDF page with their boxes, and whether a reader would see them."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_NUMBER = re.compile(r"[0-9０-９Xx][0-9０-９Xx \-]{6,}")
_ODD = {0: " ", 2: "-", 0xFFFE: "-", 0xFFFF: " "}
"""What the library gives for characters it does not know, and for hyphens at the end of a line."""
_DARK = 128
INVISIBLE_MODES = (3, 7)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a page, each character at its own position."""

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


def text_of(page: Any) -> Text:
    """The text of a page, hidden layers and invisible characters included."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        codes = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count)]
        text = "".join(_ODD.get(code) or chr(code) for code in codes)
        return Text(text, tuple(_spans(page, textpage, text)))
    finally:
        textpage.close()


def _spans(page: Any, textpage: Any, text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of the page that a reader would not see, with the reason."""
    covers: list[Box] | None = None
    width, height = page.get_size()
    for match in _NUMBER.finditer(text):
        index = match.start()
        box = char_box(textpage, index)
        why = _unseen(textpage, index)
        if not why and box is not None:
            covers = _covers(page) if covers is None else covers
            if any(
                left <= box[0] + 1 and low <= box[1] + 1 and box[2] <= right + 1 and box[3] <= top + 1
                for left, low, right, top in covers
            ):
                why = "遮盖块下面的文字"
            elif box[2] < 0 or box[3] < 0 or box[0] > max(width, height) * 1.5 or box[1] > max(width, height) * 1.5:
                why = "页面之外的文字"
        if why:
            yield match.start(), match.end(), why


def _unseen(textpage: Any, index: int) -> str:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(textpage, index))
    if mode in INVISIBLE_MODES:
        return "不可见的文字"
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha):
        if alpha.value == 0:
            return "透明的文字"
        if min(red.value, green.value, blue.value) >= 250:
            return "白色的文字"
    return ""


def _covers(page: Any) -> list[Box]:
    """The boxes of dark filled shapes and of pictures on the page, without what covers most of it."""
    width, height = page.get_size()
    found: list[Box] = []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=3):
        left, low, right, top = item.get_bounds()
        if (right - left) * (top - low) > width * height * 0.6 or top - low < 4:
            continue
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE or _is_dark(item):
            found.append((left, low, right, top))
    return found


def _is_dark(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not fill.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return bool(known) and alpha.value > 0 and max(red.value, green.value, blue.value) < _DARK


def char_box(textpage: Any, index: int) -> Box | None:
    """Left, bottom, right and top of a character in points, or `None` for one that has no place, such as a line end."""
    left, right, low, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(textpage, index, left, right, low, top):
        return None
    if right.value <= left.value:
        return None
    return left.value, low.value, right.value, top.value
