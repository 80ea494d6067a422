"""Telephone numbers of persons."""

import re
from collections.abc import Iterator

from gongkai.privacy.columns import Column, pattern
from gongkai.privacy.detectors.base import Detector, NumberDetector
from gongkai.privacy.detectors.citizens import HOW
from gongkai.privacy.detectors.names import names_in
from gongkai.privacy.model import Hit
from gongkai.privacy.numbers import Number
from gongkai.privacy.plain import CELL, PASSAGE
from gongkai.privacy.stretch import Stretch

_SHAPE = re.compile(r"1[3-9](?!\d{2}0000000)\d{9}")
_TELEPHONE = r"(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[2-9]\d{6,7})(?!\d)"
_TELEPHONE_AFTER = re.compile(rf"/(?:{_TELEPHONE}|\D)")
_TELEPHONE_BEFORE = re.compile(rf"(?<!\d)(?:0086|86|(?:{_TELEPHONE}))[-.]$")
_POINT_BEFORE = re.compile(rf"[\n；;。{PASSAGE}][1-9]\d?\.$")
"""The number of a point in a list, at the beginning of its line."""
_FOURS_BEFORE = re.compile(r"(?<!\d)\d{4}([- .])$")
_FRACTION = re.compile(r"\.(?!0(?!\d))\d")
"""What follows an amount; a telephone that a program took for one ends in .0."""
_DATED = re.compile(r"1\d\d(?:19|20)\d\d(?:0[1-9]|1[0-2]|19|20)\d\d")
_ADJOINING = re.compile(r"[ \-_.·/,，、|:：~\\。•]{1,3}\d")
_ADJOINING_BEFORE = re.compile(r"\d[ \-_.·/,，、|:：~\\。•]{1,3}$")
_CALLED = re.compile("电话|手机|联系")
CITES = "民法典第一千零三十四条（电话号码属个人信息）；个人信息保护法第二十五条"


class Mobile(NumberDetector):
    """手机号码：十一位，以 13 至 19 开头，前面可以有 86；公布为办公电话的手机号也要本人同意，所以同样列出。"""

    kind, label, cites = "mobile", "手机号码", CITES
    example = "联系电话138 0013 8000。"
    counter_example = "投入资金13800138000元。"
    lengths = frozenset((11, 13, 14, 15))
    _groups = frozenset([(3, 4, 4), (3, 8), (7, 4), (4, 7), (5, 6), (3, 3, 5), (4, 3, 4), (4, 4, 3)])

    def recognise(self, number: Number, stretch: Stretch) -> Hit | None:
        """Eleven digits that are neither money nor part of another number."""
        digits = number.digits
        if len(digits) > 11:
            digits = "" if number.broken or number.before else digits.removeprefix("00").removeprefix("86")
        if not _SHAPE.fullmatch(digits):
            return None
        if not self._alone(number, stretch) or not self._grouped(number, stretch):
            return None
        start = number.start + (len(number.digits) - 11 if not number.broken else 0)
        if set(number.groups) == {1} and not self._called(number, stretch):
            return self.hit(start, number.end, "逐位隔开，可能是手机号", "warning")
        return self.hit(start, number.end, HOW.get(number.broken, ""))

    def _alone(self, number: Number, stretch: Stretch) -> bool:
        if stretch.fills_cell(number):
            if self._counts(stretch.column(number.start)):
                return False
        elif not self._set_apart(number, stretch):
            return False
        return not pattern("other_number/amount").search(stretch.before(number.start, 6))

    def _set_apart(self, number: Number, stretch: Stretch) -> bool:
        """Whether neither a unit nor the rest of a longer code is written on to the number."""
        after = stretch.plain[number.end : number.end + 15]
        if _FRACTION.match(after) or after[:1] in "元万亿亩％%":
            return False
        if number.before and not number.before.isalpha():
            return False
        return number.broken != "" or self._listed(stretch.plain[max(0, number.start - 16) : number.start], after)

    def _listed(self, before: str, after: str) -> bool:
        """Whether what is joined to the number is its country code, another telephone or a path, not a longer code."""
        if after[:1] == "/" and not _TELEPHONE_AFTER.match(after):
            return False
        apart = before[-1:] not in (".", "-") or not before[-2:-1].isalnum()
        return apart or bool(_TELEPHONE_BEFORE.search(before) or _POINT_BEFORE.search(before))

    def _counts(self, column: Column | None) -> bool:
        """Whether a column holds figures or codes, not telephone numbers."""
        if column is None:
            return False
        coded = column.field == "other" and pattern("other_number/words").search(column.label)
        return column.field in ("award", "household", "credit_code") or bool(coded)

    def _grouped(self, number: Number, stretch: Stretch) -> bool:
        if number.broken == "gaps":
            if number.groups[0] == 4 and _FOURS_BEFORE.search(stretch.plain[max(0, number.start - 6) : number.start]):
                return False  # the end of a card, set in fours
            unseen = "\u200b" in stretch.plain[number.start : number.end]
            usual = number.groups in self._groups or all(length == 1 for length in number.groups)
            return unseen or usual or self._announced(number, stretch)
        if number.broken == "signs":
            return _is_dialled(number, stretch) or self._announced(number, stretch)
        if number.broken in ("lines", "cells"):
            return self._called(number, stretch) or (set(number.groups) == {1} and _is_a_form(number, stretch))
        return True

    def _announced(self, number: Number, stretch: Stretch) -> bool:
        """Whether a word right before says so, and no other figures stand next to it."""
        before = stretch.plain[max(0, number.start - 4) : number.start]
        apart = not _ADJOINING.match(stretch.plain, number.end) and not _ADJOINING_BEFORE.search(before)
        return apart and stretch.is_called(number.start, _CALLED)

    def _called(self, number: Number, stretch: Stretch) -> bool:
        return bool(_CALLED.search(stretch.context(number.start)))


def _is_dialled(number: Number, stretch: Stretch) -> bool:
    """Whether the first three digits stand in brackets, as before a number to dial, and the others are no date."""
    first, groups = stretch.plain[number.start], number.groups
    closed = not first.isdigit() and not stretch.plain[number.start + 1 + groups[0]].isdigit()
    return closed and groups in ((3, 8), (3, 4, 4)) and not _DATED.fullmatch(number.digits)


def _is_a_form(number: Number, stretch: Stretch) -> bool:
    """Whether a row of one digit a cell is no row of counts: nothing else stands in it but a name."""
    index = stretch.index(number.start)
    begin, passage = stretch.begin(index), stretch.passages[index]
    end = begin + len(passage.text)
    others = (stretch.plain[begin : number.start] + stretch.plain[number.end : end]).replace(CELL, "").strip()
    return not others or bool(names_in(stretch.plain, begin - 1, end + 1))


class Landline(Detector):
    """私人座机：写明家庭电话、住宅电话、本人电话的；机关公布的办公电话、12345 等热线不算。"""

    kind, label, severity, cites = "landline", "私人固定电话", "warning", CITES
    example = "家庭电话：0594-2345678。"
    counter_example = "青禾县政务公开办公室电话：0594-2345678，热线12345。"
    hints = ("电话", "宅电")
    _number = re.compile(r"[^\d\x1e。；;]{0,8}?([(（]?0\d{2,3}[)）\- ]{0,2}[2-9]\d{6,7}|(?<!\d)[2-9]\d{6,7})(?!\d)")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A number of seven digits and more right after the words for a telephone at home."""
        for word in pattern("landline/personal").finditer(stretch.plain):
            match = self._number.match(stretch.plain, word.end())
            if match and not stretch.is_taken(match.start(1), match.end(1)):
                yield self.hit(match.start(1), match.end(1))
