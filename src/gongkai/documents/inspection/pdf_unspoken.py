"""Pages of a PDF that show more than their text says: pictures, seals, letters as outlines, fonts without a meaning."""

import ctypes
import unicodedata
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.documents.inspection.recognition import LEAST

FEWEST_SIGNS = 10
MOST_UNKNOWN = 0.3
"""Share of signs that stand for nothing, above which a text is not what a reader sees."""
MOST_STROKES = 60
"""Drawn shapes on a page without any text, above which they may be letters."""
SEAL = (50.0, 220.0)
"""Points that a seal measures: from two to seven centimetres."""
FEWEST_CURVES = 4
_RED, _PALE = 140, 110


def is_pictured(page: Any) -> bool:
    """Whether a picture larger than a dot or a rule stands on the page."""
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE,)
    return any(min(item.get_px_size()) >= LEAST for item in page.get_objects(filter=kinds, max_depth=4))


def is_unspoken(page: Any, text: str) -> bool:
    """Whether what the page shows cannot be had as text: such a page is one a person, or recognition, must look at."""
    signs = "".join(text.split())
    if len(signs) >= FEWEST_SIGNS:
        unknown = sum(unicodedata.category(sign) in ("Co", "Cc", "Cn") or sign == "\ufffd" for sign in signs)
        return unknown > len(signs) * MOST_UNKNOWN
    shapes = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=3)
    return not signs and sum(1 for _ in shapes) > MOST_STROKES


def is_sealed(page: Any) -> bool:
    """Whether something red and round is drawn on the page that is as large as a seal."""
    shapes = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=4)
    return any(_is_round(shape) and _is_red(shape) for shape in shapes)


def _is_round(shape: Any) -> bool:
    left, low, right, top = shape.get_bounds()
    if not all(SEAL[0] <= size <= SEAL[1] for size in (right - left, top - low)):
        return False
    segments = (pdfium.FPDFPath_GetPathSegment(shape, at) for at in range(pdfium.FPDFPath_CountSegments(shape)))
    curves = sum(pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_BEZIERTO for segment in segments)
    return bool(curves >= FEWEST_CURVES)


def _is_red(shape: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(shape, fill, stroke):
        return False
    drawn = [(fill.value, pdfium.FPDFPageObj_GetFillColor), (stroke.value, pdfium.FPDFPageObj_GetStrokeColor)]
    return any(used and _is_red_by(shape, color) for used, color in drawn)


def _is_red_by(shape: Any, color: Callable[..., Any]) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = color(shape, red, green, blue, alpha)
    return bool(known) and red.value >= _RED and max(green.value, blue.value) <= _PALE and alpha.value > 0
