"""Names of persons, recognised by surname: never proof, only what stands beside something else, or a suggestion."""

import re
from functools import cache

from gongkai.privacy.columns import data
from gongkai.privacy.plain import CELL, PASSAGE

_NOT_NAMES = re.compile(
    "残疾|困难|低保|家庭|人员|儿童|群众|孤儿|户主|姓名|性别|电话|方面|方式|工作|高度|全面|安全|经济|时间|时候|单位"
    "|[和及与的等在为有不项类户年月度县省市区镇乡村人全所各该其]"
)
_BEFORE: tuple[str, ...] = (
    "姓名",
    "村民",
    "户主",
    "群众",
    "同志",
    "儿童",
    "孤儿",
    "患者",
    "学生",
    "贫困户",
    "低保户",
    "组",
)
_BEFORE += ("特困人员", "供养人员", "供养对象", "低保对象", "低保人员", "脱贫户", "五保户", "特困户", "五保对象")
_AFTER: tuple[str, ...] = (
    "患",
    "因",
    "系",
    "男",
    "女",
    "身份证",
    "同志",
    "残疾",
    "视力",
    "听力",
    "言语",
    "肢体",
    "智力",
    "精神",
    "多重",
)


@cache
def surnames() -> str:
    """The surnames of one character, as the inside of a character class."""
    return str(data("words")["name"]["surnames"])


@cache
def compounds() -> frozenset[str]:
    """The surnames of two characters."""
    return frozenset(data("words")["name"]["compound"])


@cache
def _name() -> re.Pattern[str]:
    told = "".join(f"|(?<={word})" for word in _BEFORE)
    edge = rf"(?:(?<=[\s，,、。；;：:（()“”\"'<>=【《\d|{CELL}{PASSAGE}]){told})"
    two = "|".join(sorted(compounds()))
    one = rf"[{surnames()}][\u4e00-\u9fff]{{1,2}}?"
    minority = r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}"
    follows = "|".join(_AFTER)
    after = rf"(?=[\s，,、。；;：:（(）)“”\"'<>【】》\d|{CELL}{PASSAGE}]|{follows}|$)"
    return re.compile(rf"{edge}(?:(?:{two})[\u4e00-\u9fff]{{1,2}}?|{one}|{minority}){after}")


def names_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """What may be names of persons in a range of a text."""
    return [match for match in _name().finditer(text, start, end) if not _NOT_NAMES.search(match[0])]


def surname_length(name: str) -> int:
    """How many characters of a name are its surname.

    >>> surname_length("欧阳明"), surname_length("张小明")
    (2, 1)
    """
    return 2 if len(name) > 2 and name[:2] in compounds() else 1
