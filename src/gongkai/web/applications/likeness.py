"""Applications of like content: a few numbers of a text such that like texts probably share one.

MinHash over pairs of characters: of `BANDS` numbers two texts of which 60 in 100 pairs are common share at least one
with 93 in 100; then `alike` looks at the texts themselves.
"""

import hashlib
import re

BANDS, ROWS = 6, 2
LIKE = 0.6
"""From this share of common pairs on, two texts ask for nearly the same."""


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without spaces and punctuation."""
    plain = re.sub(r"[\W_]+", "", text.lower())
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def numbers_of(text: str) -> list[int]:
    """The numbers that are kept of a text."""
    hashes = [hashlib.blake2b(pair.encode(), digest_size=4 * BANDS * ROWS).digest() for pair in pairs(text)]
    lowest = [min(one[4 * at : 4 * at + 4] for one in hashes) for at in range(BANDS * ROWS)]
    bands = [bytes([band]) + b"".join(lowest[band * ROWS : band * ROWS + ROWS]) for band in range(BANDS)]
    return [int.from_bytes(hashlib.blake2b(band, digest_size=7).digest()) for band in bands]


def alike(one: str, other: str) -> float:
    """The share of common pairs, from 0 to 1.

    >>> alike("柳河镇河道清淤工程的施工合同", "柳河镇河道清淤工程施工合同！") > 0.7
    True
    """
    left, right = pairs(one), pairs(other)
    return len(left & right) / len(left | right)
