"""What a number looks like when it is masked: parameters of data/masks.toml, always of the same width."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.privacy.columns import data
from gongkai.privacy.detectors.names import surname_length
from gongkai.privacy.plain import plain, spelled

_VILLAGE = re.compile(r".*?(?:村委会|居委会|村民委员会|社区|(?<!新)村(?!民))")
_TOWN = re.compile(r".*(?:镇|乡|街道|县|区|市)")
_SEPARATORS = re.compile(r"[\s\-–—_.·/\u200b-\u200f\ufeff\x1f\u2060()（）\[\]【】〔〕{},，、|:：~\\。•]")


CITIZEN = 18
"""Digits of a citizen number; what follows them on a 残疾人证 tells the kind and the degree of a disability."""
_WRITTEN = re.compile(r"[0-9A-HJ-NP-Z]*")
"""A number as it is printed, without the letters that are misread for digits."""


@dataclass(frozen=True, slots=True)
class Mask:
    """How many signs are kept in front and at the end, and how many stars stand between them."""

    first: int
    last: int
    stars: int


@cache
def masks() -> Mapping[str, Mask]:
    """The mask of every kind."""
    return {kind: Mask(**values) for kind, values in data("masks")["kinds"].items()}


@cache
def default_kinds() -> frozenset[str]:
    """The kinds that are masked where no policy is named."""
    return frozenset(data("masks")["default"])


def masked(kind: str, text: str) -> str:
    """The masked form of a text of that kind.

    >>> masked("citizen_id", "11010519491231002X"), masked("mobile", "138 0013 8000"), masked("name", "张小明")
    ('1101**********002X', '138****8000', '张*明')
    >>> masked("address", "青禾县柳河镇王家村3组12号"), masked("bank_card", "6222020000000000000")
    ('青禾县柳河镇王家村******', '************0000')
    """
    if kind == "name":
        return _name(text)
    first, last, stars = _shape(kind)
    if kind == "address":
        return _address(text) + stars
    if text.isdigit() and text.isascii():
        kept = text
    elif kind == "email" and "@" in text:
        return text[0] + stars + text[text.index("@") :]
    else:
        kept = _bare(text)
    if kind == "citizen_id":
        kept = kept[:CITIZEN]
    if len(kept) < first + last + 4:
        return stars
    return f"{kept[:first]}{stars}{kept[-last:] if last else ''}"


@cache
def _shape(kind: str) -> tuple[int, int, str]:
    """The signs kept in front, those kept at the end, and the stars between them."""
    mask = masks()[kind]
    return mask.first, mask.last, str(data("masks")["star"]) * mask.stars


def _bare(text: str) -> str:
    """The number without what breaks it up, half-width, capital, Chinese numerals as digits."""
    kept = text if text.isascii() and text.isalnum() else _SEPARATORS.sub("", plain(text))
    kept = kept.replace("l", "1").upper()
    return kept if _WRITTEN.fullmatch(kept) else spelled(kept).upper()


def _name(name: str) -> str:
    """张* for two characters, 张*明 for three, the first and the last of more, 欧阳* for a compound surname."""
    name = "".join(name.split())
    surname = surname_length(name)
    if "·" in name:
        return f"{name[0]}*·*{name[-1]}"
    if surname == 2 or len(name) <= 2:
        return name[:surname] + "*"
    return f"{name[0]}*{name[-1]}"


def _address(address: str) -> str:
    """The address as far as the village or community, else as far as the town or street office."""
    address = "".join(address.split())
    for shape in (_VILLAGE, _TOWN):
        if match := shape.match(address):
            return re.sub(r"\d{5,}", "", plain(match[0]))
    return ""
