"""Citizen numbers and the permits that have their shape."""

import re
from collections.abc import Iterator

from gongkai.identifiers import RESIDENCE_PERMITS, citizen_number_fault
from gongkai.privacy.columns import pattern
from gongkai.privacy.detectors.base import Detector, NumberDetector
from gongkai.privacy.model import Hit
from gongkai.privacy.numbers import Number
from gongkai.privacy.plain import CELL
from gongkai.privacy.stretch import Stretch

CITES = "个人信息保护法第四条、第二十五条；民法典第一千零三十四条；GB 11643-1999"
LOST = "按数字存放，末几位已经丢失，请先找回原号码所在的表"
_SHAPE = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_OLD_SHAPE = re.compile(r"[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_LAST = re.compile(r"[ \-_.·\u200b(（]{1,3}[Xx][)）]?(?![0-9A-Za-z])")
"""The last sign of a number, set apart from the others."""
HOW = {
    "gaps": "中间有空格或其他符号",
    "lines": "被换行断开",
    "cells": "被分在两个单元格里",
    "written": "用汉字数字书写",
    "misread": "含有形近的字母",
    "signs": "中间有括号或其他符号",
}


class CitizenId(NumberDetector):
    """十八位公民身份号码（校验位、出生日期、地区都核对），十五位旧号码，残疾证、学籍号里所含的号码，只输错一位的号码。

    Found through blanks, line breaks, two cells, Chinese numerals, full-width digits and floats that lost their end.
    """

    kind, label, cites = "citizen_id", "公民身份号码", CITES
    example = "张小明，身份证号11010519491231002X。"
    counter_example = "项目代码350128201901019999，投资1200万元。"
    lengths = frozenset((15, 17, 18, 20))

    def recognise(self, number: Number, stretch: Stretch) -> Hit | None:
        """Eighteen digits by their checksum, others by what stands around them."""
        digits = number.digits
        if len(digits) == 15:
            return self._old(number, stretch)
        if len(digits) == 20:
            return self._disability(number)
        if len(digits) == 17:
            return self._short(number, stretch)
        if not _SHAPE.fullmatch(digits) or not announced(number, stretch):
            return None
        if (fault := citizen_number_fault(digits)) is None:
            return None if digits[:2] in RESIDENCE_PERMITS else self._hit(number)
        return self._mistyped(number, stretch, fault)

    def _hit(self, number: Number, note: str = "") -> Hit:
        return self.hit(number.start, number.end, note or HOW.get(number.broken, ""))

    def _disability(self, number: Number) -> Hit | None:
        body = number.digits[:18]
        if number.broken or "X" in number.digits[18:] or not _SHAPE.fullmatch(body):
            return None
        if number.digits[18] in "1234567" and number.digits[19] in "1234" and citizen_number_fault(body) is None:
            return self._hit(number, "残疾人证号，含有身份证号和残疾类别、等级")
        return None

    def _short(self, number: Number, stretch: Stretch) -> Hit | None:
        if number.broken not in ("", "gaps") or not _SHAPE.fullmatch(number.digits + "0"):
            return None
        last = _LAST.match(stretch.plain, number.end)
        if last is not None and citizen_number_fault(number.digits + "X") is None:
            return self.hit(number.start, last.end(), HOW["signs"])
        if not _told(number, stretch):
            return None
        if citizen_number_fault(number.digits + "0") in ("date", "region"):
            return None
        return self.hit(number.start, number.end, "少了末位，但末位能推算出来，仍应遮盖", "warning")

    def _old(self, number: Number, stretch: Stretch) -> Hit | None:
        if number.broken not in ("", "gaps", "lines", "cells", "written") or not _OLD_SHAPE.fullmatch(number.digits):
            return None
        if citizen_number_fault(number.digits) is not None or not _told(number, stretch):
            return None
        return self._hit(number, "十五位旧号码")

    def _mistyped(self, number: Number, stretch: Stretch, wrong: str) -> Hit | None:
        if wrong != "check" or number.broken not in ("", "gaps", "lines"):
            return None
        if is_rounded(number, stretch):
            return self._hit(number, LOST)
        if not _told(number, stretch):
            return None
        return self.hit(number.start, number.end, "校验位不符，可能输错了一位，仍应遮盖", "warning")


def announced(number: Number, stretch: Stretch) -> bool:
    """Whether a number that is set apart by signs, or stands in three cells, is said to be one of a person.

    Any other need not be.
    """
    if number.broken == "signs":
        return stretch.is_called(number.start, pattern("citizen/words"))
    return number.broken != "cells" or len(number.groups) != 3 or _told(number, stretch)


def _told(number: Number, stretch: Stretch) -> bool:
    around = stretch.context(number.start) + CELL + stretch.after(number.end)
    return bool(pattern("citizen/words").search(around.lower()))


def is_rounded(number: Number, stretch: Stretch) -> bool:
    """Whether the number is stored in its cell as a float that lost its last digits."""
    index = stretch.index(number.start)
    passage = stretch.passages[index]
    return bool(passage.rounded) and passage.cell_at(number.start - stretch.begin(index)) in passage.rounded


class ResidencePermit(NumberDetector):
    """港澳台居民居住证：十八位，以 81、82、83 开头，校验方法与公民身份号码相同。"""

    kind, label, cites = "travel_permit", "港澳台居民居住证号", CITES + "；港澳台居民居住证申领发放办法"
    example = "居住证号810000199408230021。"
    counter_example = "合计810000199408230022元。"
    lengths = frozenset((18,))

    def recognise(self, number: Number, stretch: Stretch) -> Hit | None:
        """Eighteen digits of the three regions whose checksum is right."""
        known = number.digits[:2] in RESIDENCE_PERMITS and announced(number, stretch)
        if known and citizen_number_fault(number.digits) is None:
            return self.hit(number.start, number.end, HOW.get(number.broken, ""))
        return None


class HalfMasked(Detector):
    """遮盖不足的身份证号、手机号：露出了出生日期，或者只遮了不到四位。"""

    kind, label, severity, cites = "citizen_id", "遮盖不足的号码", "warning", CITES
    example = "李四，11010519491231****。"
    counter_example = "李四，110105********002X。"
    hints = ("*", "●", "•", "####", "xxxx", "XXXX")
    _starred = re.compile(r"[*●•](?<=\d.)|[*●•](?=\d)|[#xX](?<=\d.)[#xX]{3}")
    _born = re.compile(
        r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        r"(?=[\d]{0,4}[*●•#xX])[\dXx*●•#]{4}(?![\d*])"
    )
    _few = re.compile(r"(?<![\dA-Za-z*])(?=[\d*●•]{17}[\dXx*●•](?![\d*]))[1-9]\d*[*●•]{1,3}\d*[\dXx]?(?![\d*])")
    _phone = re.compile(r"(?<![\dA-Za-z*])(?=[\d*●•]{11}(?![\d*]))1[3-9]\d*[*●•]{1,3}\d*(?![\d*])")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Shapes with stars in them."""
        if not self._starred.search(stretch.plain):
            return
        seen: set[int] = set()
        for shape in (self._born, self._few):
            for match in shape.finditer(stretch.plain):
                if match.start() not in seen and not stretch.is_taken(match.start(), match.end()):
                    seen.add(match.start())
                    yield self.hit(match.start(), match.end(), "遮盖不足，能推算出完整号码")
        for match in self._phone.finditer(stretch.plain):
            yield Hit(match.start(), match.end(), "mobile", "warning", self.cites, "遮盖不足，只遮了不到四位")


class ScientificId(Detector):
    """变成科学记数法的身份证号，如 1.10105E+17：后面的数字已经丢失，但这一列原是身份证号。"""

    kind, label, severity, cites = "citizen_id", "科学记数法的号码", "warning", CITES
    example = "身份证号：1.10105E+17"
    counter_example = "光速约3.0E+8米每秒"
    hints = ("E+17", "e+17", "E+14", "e+14", "E17", "e17")
    _shape = re.compile(r"(?<![\d.])[1-9](?:\.\d{4,16})[Ee]\+?1[47](?!\d)")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Numbers of the size of a citizen number, with the digits of a region in front."""
        for match in self._shape.finditer(stretch.plain):
            yield self.hit(match.start(), match.end(), LOST)
