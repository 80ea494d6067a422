"""Text made comparable sign for sign, so that every position leads back to the text as it stands in the file."""

import re
import unicodedata

PASSAGE = "\x1e"
"""Stands between two passages that are scanned together; nothing is found across it."""
CELL = "\x1f"
"""Stands between two cells of a row."""
UNSEEN = "\u200b"
"""Every zero-width character becomes this one."""


KEYCAP = 0x20E3
"""Draws a box around the digit before it."""


_CODES = (*range(0x80, 0x3400), *range(0xA000, 0xAC00), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000))
"""The codes among which there are digits, blanks and signs: the ideographs and what nobody has assigned are not."""


def _drawn() -> dict[str, str]:
    """Digits that are drawn in circles or brackets, raised, lowered, or as Chinese numerals with a value of their own.

    They number points and footnotes as often as they write a number: alone they are no digit.
    """
    signs = (chr(code) for code in _CODES if not 0x2160 <= code <= 0x2188)
    values = {sign: unicodedata.numeric(sign, -1) for sign in signs if unicodedata.category(sign) in ("No", "Nl")}
    return {sign: str(int(value)) for sign, value in values.items() if 0 <= value <= 9 and value == int(value)}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for code in _CODES:
        sign = chr(code)
        category = unicodedata.category(sign)
        if category == "Nd":
            table[sign] = str(unicodedata.digit(sign))
        elif category == "Cf" or 0xFE00 <= code <= 0xFE0F or code == KEYCAP:
            table[sign] = UNSEEN
        elif category == "Pd" or sign in "−－⁃﹣":
            table[sign] = "-"
        elif category == "Zs":
            table[sign] = " "
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
    table |= {chr(code): chr(code - 0xFEE0) for code in map(ord, "＠．＊＿／＼｜～")}
    drawn = {chr(code) for code in range(0x1D400, 0x1D7CC) if unicodedata.normalize("NFKC", chr(code)) in "Xx"}
    table |= dict.fromkeys(drawn | set("×✕✖ⅩⅹХх╳ⓍⓧΧχ"), "X") | dict.fromkeys("・∙⋅‧", "·")
    # An expression with signs beyond the basic plane in it is a hundred times slower.
    table |= {sign: "⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for sign, digit in _drawn().items() if sign > "\uffff"}
    return table | {"ー": "-", "\u3164": " ", "\ufffd": UNSEEN}


def _has_far(text: str) -> bool:
    """Whether the text has characters beyond the basic plane, which take two units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


_TABLE = _table()
_ODD = re.compile("[" + "".join(sign for sign in sorted(_TABLE) if sign <= "\uffff") + "]")
_FAR = re.compile("[\U00010000-\U0010ffff]")


_NUMERALS = dict(
    zip("〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參叄陸幺两", "0001234567891234567892336" + "12", strict=True)
)
SPELLED = {sign: digit for sign, digit in _drawn().items() if sign <= "\uffff"} | _NUMERALS
"""Signs that stand for a digit where several of them write a number: Chinese numerals, digits in circles."""
MISREAD = {"O": "0", "o": "0", "I": "1", "l": "1"}
"""Letters that character recognition writes for digits."""


def plain(text: str) -> str:
    """The text with full-width digits and letters narrowed, blanks and dashes of one kind; of the same length.

    >>> plain("１３８\\u00a00013—８０００")
    '138 0013-8000'
    """
    if text.isascii():
        return text
    text = _ODD.sub(lambda match: _TABLE[match[0]], text)
    return _FAR.sub(lambda match: _TABLE.get(match[0], match[0]), text) if _has_far(text) else text


def spelled(text: str) -> str:
    """The text with Chinese numerals and misread letters as digits; of the same length.

    >>> spelled("一三八〇〇一三八〇〇O")
    '13800138000'
    """
    return text.translate(_SPELLED)


_SPELLED = str.maketrans(SPELLED | MISREAD)
