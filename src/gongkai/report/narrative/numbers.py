"""Numbers as reports write them: digits, full-width digits, thousands separators, 万, Chinese numerals."""

import re
from decimal import Decimal
from functools import lru_cache

from gongkai.report.model import Figure

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": 1, "千": 1000, "万": 10**4, "亿": 10**8}
FULL_WIDTH = dict(zip("０１２３４５６７８９．％－", "0123456789.%-", strict=True))
_FULL_WIDTH = re.compile("[０-９．％－]")


def narrow(text: str) -> str:
    """Full-width digits, points and per cent signs as ASCII."""
    return _FULL_WIDTH.sub(lambda match: FULL_WIDTH[match[0]], text)


@lru_cache(maxsize=4096)
def chinese_number(numeral: str) -> int | None:
    """The value of a Chinese numeral below 万, or `None` if it is none.

    >>> chinese_number("一百二十"), chinese_number("十二"), chinese_number("二〇二二"), chinese_number("两")
    (120, 12, 2022, 2)
    """
    if not numeral or any(character not in DIGITS and character not in UNITS for character in numeral):
        return None
    if not any(character in UNITS for character in numeral):
        return int("".join(str(DIGITS[character]) for character in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in UNITS:
            total += (digit or (1 if not total or character == "十" else 0)) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


def number(digits: str, scale: str = "") -> Figure:
    """The figure of ASCII digits with separators, or of a Chinese numeral, times its 万.

    >>> number("1,034"), number("1.2", "万"), number("九十六")
    (1034, 12000, 96)
    """
    if not scale and digits.isdecimal():
        return int(digits)
    chinese = chinese_number(digits)
    value = Decimal(chinese) if chinese is not None else Decimal(digits.replace(",", "").replace("，", ""))
    value *= SCALES[scale]
    return int(value) if value == value.to_integral_value() else value
