"""Pages of a PDF that show more than their text says: pictures, letters drawn as outlines, fonts without a meaning."""

import unicodedata
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.documents.inspection.recognition import LEAST

FEWEST_SIGNS = 10
MOST_UNKNOWN = 0.3
"""Share of signs that stand for nothing, above which a text is not what a reader sees."""
MOST_STROKES = 60
"""Drawn shapes on a page without any text, above which they may be letters."""


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
