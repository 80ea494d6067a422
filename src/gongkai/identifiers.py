"""Citizen numbers, credit codes, 文号 and 索引号: parse, verify, format.

Every `parse` takes a whole string, forgives full-width characters, blanks and dashes, and raises `Malformed` with one
Chinese sentence and the `part` at fault. Nothing here searches in running text; that is the privacy room's work.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from operator import mul
from typing import Literal

from stdnum.cn import uscc

Part = Literal["shape", "region", "date", "check"]
Holder = Literal["citizen", "hong_kong_macao_taiwan", "foreigner"]

PROVINCES = {
    *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44"),
    *("45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71"),
}
"""The first two digits of a citizen number (GB/T 2260). Abolished counties keep their codes: no finer table is used."""
RESIDENCE_PERMITS = {"81", "82", "83"}
"""港澳台居民居住证: issued in the shape of a citizen number since 2018-09-01."""
FOREIGNERS = "9"
"""外国人永久居留身份证 of 2023: eighteen digits that begin with 9."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ZEROS = sum(_WEIGHTS) * ord("0")
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""A digit doubled, its own digits added: the step of the Luhn check."""
_CITIZEN = re.compile(r"[1-9]\d{14}|[1-9]\d{16}[0-9X]")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DOCUMENT_NUMBER = re.compile(
    r"(?P<word>[^\W\d_][^〔\[【（(〈《]*?)\s*"
    r"(?P<open>[〔\[【（(〈《])\s*(?P<year>\d{4}|\d{2})\s*年?\s*[〕\]】）)〉》]\s*"
    r"(?P<ordinal>第)?\s*(?P<serial>\d+)\s*(?P<unit>号)?"
)
_INDEX_NUMBER = re.compile(
    r"(?P<organ>[0-9A-Z]{18}|[0-9A-Z]{8}-?[0-9X])/(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?-(?P<serial>\d{5})"
)


class Malformed(ValueError):
    """An identifier that cannot be what it claims to be; `part` says in which respect."""

    def __init__(self, sentence: str, part: Part = "shape") -> None:
        super().__init__(sentence)
        self.part: Part = part


def compact(text: str) -> str:
    """The identifier without blanks and dashes, half-width, capital, × read as X.

    >>> compact("１１０105 1949-1231 002×")
    '11010519491231002X'
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    narrow = unicodedata.normalize("NFKC", text).replace("×", "X")
    return re.sub(r"[\s\-‐-―−]", "", narrow).upper()


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """公民身份号码 (GB 11643), or one of the two permits of that shape. `number` is as given: 18 or 15 characters."""

    number: str
    region: str
    born: date
    sex: Literal["male", "female"]
    holder: Holder

    @classmethod
    def parse(cls, text: str, *, on: date | None = None) -> "CitizenNumber":
        """The number with its parts; `on` is the day on which the holder must already have been born.

        >>> CitizenNumber.parse("11010519491231002x").born.isoformat()
        '1949-12-31'
        >>> CitizenNumber.parse("110105194912310021")
        Traceback (most recent call last):
        gongkai.identifiers.Malformed: 身份证号码的最后一位应为 X，请核对是否输错。
        """
        number = compact(text)
        full, holder, born = _verified(number, on)
        return cls(number, full[:6], born, "male" if int(full[16]) % 2 else "female", holder)

    @property
    def full(self) -> str:
        """The number in eighteen characters: an old number gets its century and its check digit.

        >>> CitizenNumber.parse("110105491231002").full
        '11010519491231002X'
        """
        if len(self.number) == 18:
            return self.number
        body = f"{self.number[:6]}19{self.number[6:]}"
        return body + citizen_check_digit(body)

    def age(self, on: date) -> int:
        """Whole years lived on that day.

        >>> CitizenNumber.parse("11010519491231002X").age(date(2026, 12, 30))
        76
        """
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


def _verified(number: str, on: date | None) -> tuple[str, Holder, date]:
    """The number in eighteen characters, its holder and the date of birth; raises `Malformed`."""
    if not _CITIZEN.fullmatch(number):
        raise Malformed("身份证号码应为 18 位（旧证 15 位）数字，最后一位可以是 X。")
    full = number if len(number) == 18 else f"{number[:6]}19{number[6:]}"
    holder, born = _holder(full), _born(full, on)
    if len(number) == 18 and number[-1] != (expected := citizen_check_digit(full)):
        raise Malformed(f"身份证号码的最后一位应为 {expected}，请核对是否输错。", "check")
    return full, holder, born


def citizen_number_fault(text: str) -> Part | None:
    """In which respect a text is no citizen number, `None` where it is one: quicker than to take it apart.

    >>> citizen_number_fault("11010519491231002X"), citizen_number_fault("110105194912310021")
    (None, 'check')
    """
    try:
        _verified(compact(text), None)
    except Malformed as error:
        return error.part
    return None


def citizen_check_digit(number: str) -> str:
    """The eighteenth character that the first seventeen demand (ISO 7064 MOD 11-2)."""
    return _CHECKS[(sum(map(mul, number[:17].encode("ascii"), _WEIGHTS)) - _ZEROS) % 11]


def _holder(full: str) -> Holder:
    if full[:2] in RESIDENCE_PERMITS:
        return "hong_kong_macao_taiwan"
    if full[0] == FOREIGNERS:
        return "foreigner"
    if full[:2] not in PROVINCES:
        raise Malformed(f"身份证号码开头的 {full[:2]} 不是省级行政区划代码，请核对是否输错。", "region")
    return "citizen"


def _born(full: str, on: date | None) -> date:
    try:
        born = date(int(full[6:10]), int(full[10:12]), int(full[12:14]))
    except ValueError:
        raise Malformed("身份证号码中的出生日期不存在，请核对是否输错。", "date") from None
    if born.year < 1800 or (on is not None and born > on):
        raise Malformed("身份证号码中的出生日期不合理，请核对是否输错。", "date")
    return born


@dataclass(frozen=True, slots=True)
class CreditCode:
    """统一社会信用代码 (GB 32100). It names an organisation and is no personal information."""

    code: str

    @classmethod
    def parse(cls, text: str) -> "CreditCode":
        """The code, its check character verified.

        >>> CreditCode.parse("91350100m000100y43").organisation
        'M000100Y4'
        >>> CreditCode.parse("91350100M000100Y44")
        Traceback (most recent call last):
        gongkai.identifiers.Malformed: 统一社会信用代码的最后一位应为 3，请核对是否输错。
        """
        code = compact(text)
        if not _CREDIT_CODE.fullmatch(code):
            raise Malformed("统一社会信用代码应为 18 位数字或大写字母（不用 I、O、S、V、Z）。")
        expected = uscc.calc_check_digit(code[:17])
        if code[-1] != expected:
            raise Malformed(f"统一社会信用代码的最后一位应为 {expected}，请核对是否输错。", "check")
        return cls(code)

    @property
    def region(self) -> str:
        """The administrative division of the registering office, six digits."""
        return self.code[2:8]

    @property
    def organisation(self) -> str:
        """The inner organisation code (GB 11714), nine characters."""
        return self.code[8:17]

    @property
    def is_organ(self) -> bool:
        """Whether the code was given to an organ of state (机构编制, 机关)."""
        return self.code.startswith("11")


def organisation_check_digit(code: str) -> str:
    """The ninth character of an organisation code (GB 11714).

    >>> organisation_check_digit("M000100Y")
    '4'
    """
    total = sum(int(sign, 36) * weight for sign, weight in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def passes_luhn(text: str) -> bool:
    """Whether a card number of 13 to 19 digits satisfies the Luhn check. Passbook numbers need not.

    >>> passes_luhn("6222 0200 0000 0000 000"), passes_luhn("6222020000000000006")
    (True, False)
    """
    digits = compact(text)
    if not (digits.isascii() and digits.isdigit() and 13 <= len(digits) <= 19):
        return False
    return sum((digits[::-2] + digits[-2::-2].translate(_DOUBLED)).encode()) % 10 == ord("0") * len(digits) % 10


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: 机关代字, year and serial, such as 青政发〔2024〕3号."""

    word: str
    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """The number, whatever brackets it was typed with; `str()` of it is the proper form.

        >>> str(DocumentNumber.parse("青政发[2024]第03号"))
        '青政发〔2024〕3号'
        """
        match = _DOCUMENT_NUMBER.fullmatch(text.strip().translate(_DIGITS))
        if not match or not int(match["serial"]):
            raise Malformed("文号应写成“机关代字〔年份〕序号号”，例如 青政发〔2024〕3号。")
        year = int(match["year"])
        return cls("".join(match["word"].split()), year if year > 99 else _century(year), int(match["serial"]))

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.serial}号"

    @property
    def short(self) -> str:
        """The number without 机关代字, for narrow columns."""
        return f"〔{self.year}〕{self.serial}号"


_DIGITS = {ord("０") + value: str(value) for value in range(10)}


def _century(year: int) -> int:
    return year + (1900 if year > 48 else 2000)


def document_number_defects(text: str) -> tuple[str, ...]:
    """What GB/T 9704 finds wrong with a 文号 as written; empty if nothing.

    >>> document_number_defects("青政发[2024]第03号")
    ('文号应写成 青政发〔2024〕3号（GB/T 9704：年份用六角括号，序号不加“第”、不编虚位）。',)
    """
    proper = str(DocumentNumber.parse(text))
    if text == proper:
        return ()
    return (f"文号应写成 {proper}（GB/T 9704：年份用六角括号，序号不加“第”、不编虚位）。",)


@dataclass(frozen=True, slots=True, order=True)
class IndexNumber:
    """索引号 of an item of information: credit code (or old organisation code), year or month, five-digit serial."""

    organ: str
    year: int
    month: int | None
    serial: int

    @classmethod
    def parse(cls, text: str) -> "IndexNumber":
        """The number; a credit code in it is verified.

        >>> IndexNumber.parse("12620600MB0523338C/2025-04735").serial
        4735
        >>> str(IndexNumber.parse("11341702486344515H/202110-00013"))
        '11341702486344515H/202110-00013'
        """
        match = _INDEX_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
        if not match:
            raise Malformed("索引号应写成“信用代码/年份-五位序号”，例如 11441700007280420Y/2021-00050。")
        organ = match["organ"]
        if len(organ) == 18:
            CreditCode.parse(organ)
        month = int(match["month"]) if match["month"] else None
        return cls(organ, int(match["year"]), month, int(match["serial"]))

    def __str__(self) -> str:
        month = "" if self.month is None else f"{self.month:02d}"
        return f"{self.organ}/{self.year}{month}-{self.serial:05d}"
