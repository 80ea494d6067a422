"""Chinese numerals, as documents write them."""

DIGITS = "〇一二三四五六七八九"
PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def numeral(number: int) -> str:
    """The number in Chinese; up to 9999, beyond that in digits.

    >>> [numeral(number) for number in (0, 6, 10, 15, 20, 60, 101, 365, 1020)]
    ['〇', '六', '十', '十五', '二十', '六十', '一百〇一', '三百六十五', '一千〇二十']
    """
    if not 0 < number < 10000:
        return DIGITS[0] if number == 0 else str(number)
    words, rest, gap = "", number, False
    for place, name in PLACES:
        count, rest = divmod(rest, place)
        if count:
            words += (DIGITS[0] if gap else "") + DIGITS[count] + name
            gap = False
        elif words and rest:
            gap = True
    if rest:
        words += (DIGITS[0] if gap else "") + DIGITS[rest]
    return words.removeprefix("一") if words.startswith("一十") else words
