"""What the engines share: words that are written alike."""

from collections.abc import Iterable

MOST = 5
LONGEST = 9
"""Digits of the longest number that any column holds."""


def numbers(values: Iterable[str]) -> list[int]:
    """Those of the values that are numbers; what else an address may say is none and finds nothing.

    >>> numbers(["2026", "²", "99999999999999999999", ""])
    [2026]
    """
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= LONGEST]


def near(word: str, known: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The known words one slip away from `word`: a wrong, a missing, a doubled or two exchanged characters.

    The same first character, then the more frequent word, comes first.

    >>> near("宅鸡地", [("宅基地", 9), ("基地", 40), ("低保", 3)])
    [('宅基地', 9)]
    """
    found = [(one, count) for one, count in known if one != word and len(one) > 1 and _one_slip(word, one)]
    return sorted(found, key=lambda row: (row[0][0] != word[0], -row[1], row[0]))[:MOST]


def _one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    short, long = sorted((a, b), key=len)
    return len(short) > 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
