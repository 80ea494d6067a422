"""What a single cell says: a figure, a blank, a mark that stands for nothing, or words."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from gongkai.documents import Place
from gongkai.report.model import DOUBT_MARK, Figure
from gongkai.report.reading.words import narrow, squeezed

NUMBER = re.compile(
    r"^(?P<sign>[-+]|增加?|减少?)?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"[（(]?(?P<unit>件次|人次|件|条|项|个|份|次|宗|起|万元|亿元|元|万)?[）)]?[。.;；,，]?$"
)
NUMBERS = re.compile(r"^[-+]?\d[\d,.+\-\s]*(?:万元|元)?$")
FEWER = frozenset(["-", "减", "减少"])
MARKS = frozenset(["/", "\\", "-", "--", "---", "―", "──", "//", "无", "暂无", "不适用", "无此项", "未发生", "*", "|"])
ZEROS = frozenset(["零", "〇", "○"])
DOUBTFUL = frozenset(["O", "o", "Ｏ", "〇〇", "D", "Q", "l", "I", "|"])

LONGEST_FIGURE = 24
MONEY_UNITS = frozenset(["元", "万元", "亿元"])

Kind = Literal["blank", "figure", "several", "mark", "doubtful", "doubted", "words"]


@dataclass(slots=True, unsafe_hash=True)  # not frozen, like `documents.Cell`: made by the hundred
class Entry:
    """What stands in one cell of the form: `text` as printed, `value` as read (blank: None), `doubt` if unsettled."""

    text: str = ""
    value: Figure | None = None
    place: Place | None = None
    unit: str = ""
    doubt: str = ""
    lost: bool = False

    @property
    def plain(self) -> bool:
        """Whether the cell prints nothing but the figure."""
        return self.value is not None and self.text == str(self.value)


LOST = Entry(lost=True, doubt="这一行印出的格数比表式少，缺的是哪一格不能确定。")


@lru_cache(maxsize=65536)
def kind_of(text: str) -> Kind:
    """What sort of thing a cell holds.

    >>> [kind_of(text) for text in ("１２件", " ", "/", "713 0 0", "自 然 人", "O")]
    ['figure', 'blank', 'mark', 'several', 'words', 'doubtful']
    """
    bare = squeezed(narrow(text))
    if not bare or bare in MONEY_UNITS:
        return "blank"
    if bare.endswith(DOUBT_MARK):
        return "doubted"
    if len(bare) > LONGEST_FIGURE and bare[:1].isdigit() and bare[-1].isdigit():
        return "doubtful"
    if bare.isdigit() or bare in ZEROS or NUMBER.match(bare):
        return "several" if _parted(text) else "figure"
    if bare in MARKS:
        return "mark"
    if bare in DOUBTFUL:
        return "doubtful"
    return "several" if NUMBERS.match(narrow(text).strip()) else "words"


def _parted(text: str) -> bool:
    """Whether white space parts the digits: two figures in one cell, or one that was torn."""
    parts = narrow(text).split()
    return len([part for part in parts if part[-1].isdigit()]) > 1


@lru_cache(maxsize=65536)
def parse(text: str) -> tuple[Figure | None, str]:
    """The figure and the unit that a cell of kind "figure" prints; decimals stay decimals.

    >>> parse("1,234件"), parse("－5"), parse("减少5"), parse("9116.36")
    ((1234, '件'), (-5, ''), (-5, ''), (Decimal('9116.36'), ''))
    """
    bare = squeezed(narrow(text))
    if len(bare) > LONGEST_FIGURE:
        return None, ""
    if bare.isdigit() and bare.isascii():
        return int(bare), ""
    if bare in ZEROS:
        return 0, ""
    match = NUMBER.match(bare)
    if not match or (not bare.isascii() and not match["digits"].isascii()):
        return None, ""
    digits = match["digits"].replace(",", "")
    figure: Figure = Decimal(digits + match["decimals"]) if match["decimals"] else int(digits)
    return -figure if match["sign"] in FEWER else figure, match["unit"] or ""


def entry(text: str, place: Place | None) -> Entry:
    """The entry that a cell's text makes."""
    if not text:
        return Entry("", None, place)
    if text.isdigit() and text.isascii() and len(text) < LONGEST_FIGURE:
        return Entry(text, int(text), place)
    kind = kind_of(text)
    if kind == "figure":
        value, unit = parse(text)
        return Entry(text, value, place, unit)
    bare = squeezed(narrow(text))
    if kind in ("blank", "mark"):
        return Entry(text.strip(), None, place, bare if bare in MONEY_UNITS else "")
    if bare.endswith(DOUBT_MARK):
        rest = bare.removesuffix(DOUBT_MARK)
        unit = rest if rest in MONEY_UNITS else parse(rest)[1]
        return Entry(text.strip(), None, place, unit, doubt="原件上标明待核。")
    return Entry(text.strip(), None, place, doubt=f"这一格印作“{text.strip()[:20]}”，不能确定是什么数。")
