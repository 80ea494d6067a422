"""Passports, travel permits and credit codes: numbers with letters in them."""

import re
from collections.abc import Iterator

from gongkai.identifiers import CreditCode, Malformed, organisation_check_digit
from gongkai.privacy.columns import pattern, words
from gongkai.privacy.detectors.base import Detector
from gongkai.privacy.model import Hit
from gongkai.privacy.plain import UNSEEN
from gongkai.privacy.stretch import Stretch

CITES = "个人信息保护法第四条、第二十五条；民法典第一千零三十四条"
SOLE_TRADER = "92"
_SPACED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z](?:[ -]?[A-Za-z])?(?:[ -]?\d){7,10}(?![A-Za-z0-9])")
_GAPS = (" ", "-", UNSEEN)
_BETWEEN = rf"[ \-{UNSEEN}]{{0,2}}"
_GROUPED_CODE = re.compile(
    rf"[1-9ANYany](?<![0-9A-Za-z].)(?![0-9A-Za-z]{{17}})(?={_BETWEEN}[1-9](?:{_BETWEEN}\d){{6}}"
    rf"(?P<rest>(?:{_BETWEEN}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]){{10}})(?![0-9A-Za-z]))"
)
_DATE = re.compile(r".?(?:19|20)\d\d(?:0[1-9]|1[0-2])\d{0,2}")


def _letters_and_digits(stretch: Stretch, shape: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for word in stretch.mixed_words:
        shaped = len(word[0]) <= 12 and shape.fullmatch(word[0].upper())
        if shaped and not stretch.is_taken(word.start(), word.end()):
            yield word


def _spaced(stretch: Stretch, shape: re.Pattern[str], named: str) -> Iterator[re.Match[str]]:
    """Numbers of that shape with blanks in them, where the words before say what they are."""
    if not any(word in stretch.plain for word in words(named)):
        return
    last, told = 0, pattern(named)
    for match in _SPACED.finditer(stretch.plain):
        compact = re.sub("[ -]", "", match[0]).upper()
        if match.start() < last or not shape.fullmatch(compact) or compact == match[0].upper():
            continue
        if told.search(stretch.context(match.start(), 16).lower()) and not stretch.is_taken(*match.span()):
            last = match.end()
            yield match


class Passport(Detector):
    """护照号：字母加八位，或两个字母加七位；E、G 开头的单独出现也认，其余字母要旁边写着护照。"""

    kind, label, cites = "passport", "护照号", CITES
    example = "护照号码E12345678。"
    counter_example = "文件编号D20240105。"
    _shape = re.compile(r"[EGDSPH][A-Z0-9]\d{7}")
    _bare = re.compile(r"[EG]\d{8}|E[A-HJ-NP-Z]\d{7}")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Words of nine characters of that shape, and such as are written with blanks."""
        for match in _spaced(stretch, self._shape, "passport/words"):
            yield self.hit(*match.span(), "中间有空格或其他符号")
        for word in _letters_and_digits(stretch, self._shape):
            number = word[0].upper()
            context = stretch.context(word.start()).lower()
            told = bool(pattern("passport/words").search(context))
            if pattern("permit/words").search(context) and not told:
                continue
            column = stretch.column(word.start())
            told = told or (column is not None and column.field == "citizen_id")
            if told or (self._bare.fullmatch(number) and not _DATE.fullmatch(number) and not _coded(stretch, word)):
                yield self.hit(word.start(), word.end())


def _coded(stretch: Stretch, word: re.Match[str]) -> bool:
    around = stretch.plain[word.start() - 1] + stretch.plain[word.end()]
    return any(sign in "-/_." for sign in around) or bool(
        pattern("other_number/words").search(stretch.context(word.start(), 10))
    )


class TravelPermit(Detector):
    """港澳居民来往内地通行证（H、M 开头）、台胞证、往来港澳台通行证。H、M 加八位以上数字单独出现也认。"""

    kind, label, cites = "travel_permit", "港澳台通行证号", CITES
    example = "港澳居民来往内地通行证H12345678。"
    counter_example = "型号H20240105，共3台。"
    _shape = re.compile(r"[HM]\d{8}(?:\d{2})?|[CLTW]\d{8}|C[A-Z]\d{7}")
    _bare = re.compile(r"[HM]\d{8}(?:\d{2})?")
    _foreigner = re.compile(r"居留(?:身份)?证[^\dA-Za-z\x1e\x1f]{0,8}([A-Z]{3}\d{12})(?!\d)")
    _taiwan = re.compile(r"(?:台胞证|台湾居民来往大陆通行证|台湾通行证)[^\d\x1e\x1f]{0,8}(\d{8})(?!\d)")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Words of that shape, with or without blanks, and eight digits after the words for a Taiwan permit."""
        for match in _spaced(stretch, self._shape, "permit/words"):
            yield self.hit(*match.span(), "中间有空格或其他符号")
        for word in _letters_and_digits(stretch, self._shape):
            told = pattern("permit/words").search(stretch.context(word.start()))
            bare = self._bare.fullmatch(word[0].upper()) and not _DATE.fullmatch(word[0])
            if told or (bare and not _coded(stretch, word)):
                yield self.hit(word.start(), word.end())
        for shape in (self._taiwan, self._foreigner):
            for match in shape.finditer(stretch.plain):
                yield self.hit(match.start(1), match.end(1))


class Credit(Detector):
    """统一社会信用代码：单位的不是个人信息，只作提示、不遮盖；个体工商户（92 开头）的请人工核对。"""

    kind, label, severity = "credit_code", "统一社会信用代码", "notice"
    cites = "GB 32100-2015；个人信息保护法第四条（单位的信息不属个人信息）"
    example = "统一社会信用代码91350100M000100Y43。"
    counter_example = "设备编号91350100M000100Y44。"

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Words of eighteen characters whose check character is right; in groups, if that of the inner code is, too."""
        for word in stretch.words:
            if len(word[0]) == 18 and not stretch.is_taken(*word.span()) and _is_code(word[0]):
                yield self._told(word[0], *word.span())
        for match in _GROUPED_CODE.finditer(stretch.plain) if any(map(stretch.holds, _GAPS)) else ():
            start, end = match.start(), match.end("rest")
            code = re.sub(f"[ \\-{UNSEEN}]", "", stretch.plain[start:end]).upper()
            if code[16] == organisation_check_digit(code[8:16]) and _is_code(code):
                yield self._told(code, start, end)

    def _told(self, code: str, start: int, end: int) -> Hit:
        if code.startswith(SOLE_TRADER):
            return self.hit(start, end, "个体工商户的代码，请核对是否需要公开", "warning")
        return self.hit(start, end, "单位代码，不属个人信息")


def _is_code(text: str) -> bool:
    try:
        CreditCode.parse(text)
    except Malformed:
        return False
    return True
