"""The words of a PDF page with their places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.documents import pdf_page
from gongkai.documents.inspection.pdf_text import char_box
from gongkai.documents.ruled import Piece

GAP = 3.0
"""Points between two characters that part two words."""


@dataclass(slots=True)
class Word(Piece):
    """A piece of text with the numbers of its first character on the page and of the one after its last."""

    start: int = 0
    end: int = 0


def words_of(textpage: Any, text: str, turned: pdf_page.Turn) -> Iterator[Word]:
    """The words of a page: a word ends at white space, at a line's end and at a gap."""
    word: Word | None = None
    for index, sign in enumerate(text):
        box = None if sign.isspace() else char_box(textpage, index)
        if box is None:
            if sign.isspace() and word is not None:
                yield word
                word = None
            continue
        (x0, y0), (x1, y1) = turned(box[0], box[3]), turned(box[2], box[1])
        left, right, top, low = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if word is not None and word.end == index and -2 < left - word.right < GAP and _level(word, top, low):
            word.text, word.right, word.end = word.text + sign, right, index + 1
            word.top, word.bottom = min(word.top, top), max(word.bottom, low)
            continue
        if word is not None:
            yield word
        word = Word(sign, left, top, right, low, 1.0, index, index + 1)
    if word is not None:
        yield word


def _level(word: Word, top: float, low: float) -> bool:
    return word.top - 2 <= (top + low) / 2 <= word.bottom + 2
