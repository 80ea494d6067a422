"""Dates and years as reports print them, in digits or in Chinese numerals."""

import re
from datetime import date

from gongkai.report.reading.words import narrow, squeezed

NUMERAL = str.maketrans("〇○零一二三四五六七八九", "000123456789")
YEAR = re.compile(r"[二2][〇○零0][〇○零一二三四五六七八九0-9]{2}(?=年)")
WRITTEN = re.compile(r"(20\d\d)年([一二三四五六七八九十\d]{1,3})月([一二三四五六七八九十\d]{1,3})日")
LABELLED = re.compile(
    r"(?:发布|公开|公布|成文|发文|生成|印发|更新)?(?:日期|时间)[:：](20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
)


def plain_years(text: str) -> str:
    """Years in digits, without white space.

    >>> plain_years("二〇二二 年度")
    '2022年度'
    """
    return YEAR.sub(lambda match: match[0].replace("二", "2").translate(NUMERAL), squeezed(narrow(text)))


def number(text: str) -> int:
    """A day or a month in either kind of numerals.

    >>> number("三十一"), number("十"), number("7")
    (31, 10, 7)
    """
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(NUMERAL))
    return int(tens.translate(NUMERAL) or 1) * 10 + int(ones.translate(NUMERAL) or 0)


def written_date(text: str) -> date | None:
    """The last date written out in a line, such as 2023年1月9日 or 二〇二三年一月九日."""
    found = WRITTEN.findall(plain_years(text))
    return _date(*found[-1]) if found else None


def labelled_date(plain: str) -> date | None:
    """The date that a web page or a file prints behind a label, such as 发布日期：2020-01-31."""
    match = LABELLED.search(plain)
    return _date(*match.groups()) if match else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), number(month), number(day))
    except ValueError:
        return None


def period_year(text: str, said: str = "") -> int | None:
    """The year of the stated period, else the year named most often in what is `said` first, else anywhere."""
    plain = plain_years(text)
    if match := re.search(r"(20\d\d)年1月1日", plain):
        return int(match[1])
    years = re.findall(r"20\d\d(?=年)", plain_years(said)) or re.findall(r"20\d\d(?=年)", plain)
    return int(max(sorted(set(years)), key=years.count)) if years else None
