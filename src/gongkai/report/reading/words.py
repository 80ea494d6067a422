"""Comparing printed words with the words of the form: what spacing, punctuation and OCR leave of them."""

import re
from functools import lru_cache

NOT_IDEOGRAPHS = re.compile(r"[^㐀-鿿]+")
SPACES = re.compile(r"[\s  ​-‍　﻿]+")
UNSEEN_SIGNS = "\u200b\u200c\u200d\ufeff"
UNSEEN = re.compile(f"[{UNSEEN_SIGNS}]+")
"""White space that `str.split` does not know."""
LABEL = 40
"""Shorter texts are labels and cells, which come again in every report."""
WIDE = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)} | {"\u3000": " ", "\xa0": " "}
WIDE |= dict.fromkeys("\u2212\u2013\u2014", "-")
WIDE_SIGNS = re.compile("[！-～\u3000\xa0\u2212\u2013\u2014]")


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """The Chinese characters of a label, which is what survives any printer.

    >>> core("（二） 部 分 公 开")
    '二部分公开'
    """
    return NOT_IDEOGRAPHS.sub("", text)


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as plain ones, without changing the length.

    >>> narrow("１２．５　万元")
    '12.5 万元'
    """
    return WIDE_SIGNS.sub(_plain, text)  # str.translate asks of every character and takes ten times as long


def _plain(match: re.Match[str]) -> str:
    return WIDE[match[0]]


def squeezed(text: str) -> str:
    """The text without any white space."""
    return _squeezed(text) if len(text) < LABEL else _squeezed.__wrapped__(text)


@lru_cache(maxsize=8192)
def _squeezed(text: str) -> str:
    text = "".join(text.split())
    return UNSEEN.sub("", text) if any(sign in text for sign in UNSEEN_SIGNS) else text


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by bit-parallel rows (Hyyrö 2004).

    >>> common("属于行政查询事项", "属于行政案件")
    4
    """
    masks: dict[str, int] = {}
    for position, character in enumerate(one):
        masks[character] = masks.get(character, 0) | 1 << position
    every = (1 << len(one)) - 1
    row = every
    for character in other:
        kept = row & masks.get(character, 0)
        row = ((row + kept) | (row - kept)) & every
    return len(one) - row.bit_count()


@lru_cache(maxsize=65536)
def likeness(printed: str, label: str) -> float:
    """How much the end of the printed core is like the core of a label: 0 to 1."""
    if not printed or not label:
        return 0.0
    if printed.endswith(label):
        return 1.0
    tail = printed[-len(label) - 2 :]
    shared = common(tail, label)
    whole = 2 * shared / (len(label) + min(len(tail), len(label)))
    return max(whole, 2 * common(printed, label) / (len(printed) + len(label)))
