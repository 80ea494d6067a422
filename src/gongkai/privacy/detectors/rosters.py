"""What stands in a roster under a header that says what it is, even where the value itself tells nothing."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from gongkai.identifiers import passes_luhn
from gongkai.privacy.columns import Column, pattern, words
from gongkai.privacy.detectors.base import Detector
from gongkai.privacy.detectors.persons import CHILD, SENSITIVE
from gongkai.privacy.model import Hit, Severity
from gongkai.privacy.stretch import Stretch

Judged = tuple[str, Severity, str]
"""Kind, severity and note of a cell."""

_DOOR = re.compile(r"\d+\s*(?:号|栋|幢|室|单元|户)|\d+[-#]\d+|(?:村|社区).{0,8}\d+(?!\s*组|\d)|[路街巷].{0,6}\d")
_ID = re.compile(r"[A-Z]{0,3}\d{6,19}[\dX]")
_PHONE = re.compile(r"[\d\- ()+（）/、，,;；._·转]{7,40}")
_BETWEEN = re.compile(r"[\s\-\u200b]")
_NO_DIGIT = re.compile(r"\D")
_YEARS = re.compile(r"\s*(\d{1,3})")
_TWO_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{2}")
_NAME = re.compile(r"[\u3400-\U0003ffff·•.\s]{2,20}")
_DATE = re.compile(r"[12]\d{3}\D{0,2}\d{0,2}\D{0,2}\d{0,2}\D{0,9}|\d{5}(?:\.0)?|\d{6,8}")


def _citizen(value: str) -> Judged | None:
    compact = _BETWEEN.sub("", value).upper()
    if _ID.fullmatch(compact) and len(compact) >= 8:
        return "citizen_id", "warning", "在证件号码一列，但校验不符，可能输错或是其他证件"
    return None


def _account(value: str) -> Judged | None:
    digits = _NO_DIGIT.sub("", value)
    if len(digits) < 8 or len(digits) * 2 < len(value):
        return None
    return ("bank_card" if passes_luhn(digits) else "account"), "error", ""


def _phone(value: str) -> Judged | None:
    return ("landline", "warning", "在个人名册的电话一列") if _PHONE.fullmatch(value.strip()) else None


def _address(value: str) -> Judged | None:
    return ("address", "error", "") if _DOOR.search(value) else None


def _birth(value: str) -> Judged | None:
    return ("birth_date", "warning", "") if _DATE.fullmatch(value.strip()) else None


def _age(value: str) -> Judged | None:
    match = _YEARS.match(value)
    return ("minor", "error", "年龄不满十四周岁") if match and int(match[1]) < CHILD else None


def _health(value: str) -> Judged | None:
    clear = value.strip() in words("health/none") or value.strip().isdigit()
    return None if clear else ("health", "error", "在名册中与姓名同列一行")


def _hardship(value: str) -> Judged | None:
    if value.strip() in words("health/none") or value.strip().isdigit():
        return None
    if "病" in value or "残" in value or pattern("health/words").search(value):
        return "health", "error", "致贫或困难原因涉及健康"
    return "hardship", "warning", ""


def _minor(value: str) -> Judged | None:
    return ("minor", "error", "") if _TWO_CHARACTERS.search(value) else None


def _named(value: str) -> Judged | None:
    return ("name", "notice", "") if _NAME.fullmatch(value.strip()) else None


def _signature(value: str) -> Judged | None:
    return ("seal_or_signature", "notice", "请人工查看")


def _contact(value: str) -> Judged | None:
    return ("email", "warning", "") if re.search(r"[A-Za-z0-9_]{5}", value) and ".gov.cn" not in value else None


class RosterColumn(Detector):
    """名册的列：表头写明账号、住址、出生日期、残疾、病种、致贫原因、监护人、姓名等的，按列逐格列出。"""

    kind, label = "account", "名册各列"
    cites = "条例第十五条；个人信息保护法第六条、第二十五条、第二十八条；社会救助暂行办法第六十一条"
    example = "姓名\t残疾等级\n张小明\t肢体二级"
    counter_example = "乡镇\t残疾等级\t人数\n柳河镇\t肢体二级\t12"
    rules: ClassVar[Mapping[str, Callable[[str], Judged | None]]] = {
        "citizen_id": _citizen,
        "passport": _citizen,
        "account": _account,
        "phone": _phone,
        "address": _address,
        "birth": _birth,
        "age": _age,
        "disability": _health,
        "illness": _health,
        "hardship": _hardship,
        "guardian": _minor,
        "school": _minor,
        "member_name": _named,
        "name": _named,
        "signature": _signature,
        "contact": _contact,
    }

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Every filled cell under such a header that no other detector has claimed."""
        last: tuple[object, object] = (None, None)
        ruled: list[tuple[int, Column]] = []
        for index, passage in enumerate(stretch.passages):
            columns = stretch.columns(index) if passage.grid else None
            if not columns or not passage.cells:
                continue
            if columns is not last[0] or passage.columns is not last[1]:
                last, known = (columns, passage.columns), self._ruled(columns)
                ruled = [(at, known[number]) for at, number in enumerate(passage.columns) if number in known]
            begin = stretch.begin(index)
            ends = (*passage.cells[1:], len(passage.text) + 1)
            for at, column in ruled:
                start, end = begin + passage.cells[at], begin + ends[at] - 1
                if end > start and (column.field == "name" or not stretch.is_taken(start, end)):
                    yield from self._cell(stretch, column, start, end)

    def _ruled(self, columns: dict[int, Column]) -> dict[int, Column]:
        people = any(column.field in ("name", "citizen_id", "member_name", "guardian") for column in columns.values())
        return {
            number: column
            for number, column in columns.items()
            if column.field in self.rules and (people or not column.needs_name)
        }

    def _cell(self, stretch: Stretch, column: Column, start: int, end: int) -> Iterator[Hit]:
        value = stretch.plain[start:end]
        if not value.strip() or (judged := self.rules[column.field](value)) is None:
            return
        kind, severity, note = judged
        cites = SENSITIVE if kind in ("health", "hardship", "minor") else self.cites
        yield Hit(start, end, kind, severity, cites, note)
