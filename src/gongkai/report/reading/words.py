"""Comparing printed words with the words of the form: what spacing, punctuation and OCR leave of them."""

import re
from functools import lru_cache

NOT_IDEOGRAPHS = re.compile(r"[^㐀-鿿]+")
SPACES = re.compile(r"[\s  ​-‍　﻿]+")
UNSEEN = re.compile("[\u200b-\u200d\ufeff]+")
"""White space that `str.split` does not know."""
WIDE = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D, 0x2013: 0x2D, 0x2014: 0x2D}


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
    return text.translate(WIDE)


def squeezed(text: str) -> str:
    """The text without any white space."""
    text = "".join(text.split())
    return text if text.isascii() else UNSEEN.sub("", text)


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
