"""The columns of a roster, known by the words of their headers. 名册字段规则见 data/columns.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

LONGEST_HEADER = 30
"""A header is a few words; anything longer is text."""


SENTENCES = "，。；！？"
"""Signs that stand in sentences and in no header."""
LONG_NUMBER = re.compile(r"[0-9０-９]{5}")
"""No header has such a number in it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of column: what stands in it, and of what kind a finding in it is (empty: nothing personal)."""

    field: str
    label: str
    kind: str
    words: tuple[str, ...]
    needs_name: bool = False
    unless: tuple[str, ...] = ()
    """Words that make a header one of another kind."""


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the room's data files."""
    return tomllib.loads((files("gongkai.privacy") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(path: str) -> tuple[str, ...]:
    """A list of words of `data/words.toml`, such as `card/account`."""
    section, name = path.split("/")
    return tuple(data("words")[section][name])


@cache
def pattern(*paths: str) -> re.Pattern[str]:
    """Any of the words of these lists."""
    listed = sorted({word for path in paths for word in words(path)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)))


@cache
def columns() -> Mapping[str, Column]:
    """Every kind of column by its field, in the order in which a header is tried."""
    lists = ({key: tuple(entry.get(key, ())) for key in ("words", "unless")} for entry in data("columns")["column"])
    known = (Column(**{**entry, **listed}) for entry, listed in zip(data("columns")["column"], lists, strict=True))
    return {column.field: column for column in known}


@cache
def header_words() -> re.Pattern[str]:
    """Any word of any header."""
    listed = sorted({word for column in columns().values() for word in column.words}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)))


@cache
def roster_words() -> tuple[str, ...]:
    """Words without one of which a text holds no roster of persons."""
    fields = ("citizen_id", "passport", "account", "guardian", "member_name", "name")
    listed = {word for field in fields for word in columns()[field].words}
    return tuple(sorted(listed - set(data("columns")["exempt"]["common"]), key=len))


@lru_cache(maxsize=4096)
def column_of(header: str) -> Column | None:
    """The kind of column that a header announces, labelled with its own words, or `None`.

    >>> column_of("户主身份证号码").field, column_of("办公电话").field, column_of("晴天")
    ('citizen_id', 'other', None)
    """
    text = "".join(header.split()).lower()
    if not text or len(text) > LONGEST_HEADER or any(sign in text for sign in SENTENCES):
        return None
    exempt = data("columns")["exempt"]
    for column in columns().values():
        if any(word.lower() in text for word in column.words) and not any(word in text for word in column.unless):
            if column.field in exempt["fields"] and any(word in text for word in exempt["words"]):
                column = columns()["other"]
            return replace(column, label=text)
    return None


def header_row(cells: Iterable[str]) -> dict[int, Column] | None:
    """The columns that a row of cells announces by their position, or `None` where it is no header.

    >>> sorted(column.field for column in header_row(["序号", "姓名", "身份证号"]).values())
    ['citizen_id', 'name', 'other']
    >>> header_row(["姓名", "张小明", "性别", "男"])
    """
    listed = list(cells)
    filled = {index: cell for index, cell in enumerate(listed) if cell.strip()}
    if not filled or any(LONG_NUMBER.search(cell) for cell in filled.values()):
        return None
    known = {index: column for index, cell in filled.items() if (column := column_of(cell))}
    enough = len(known) * 2 > len(filled) and (len(known) > 1 or len(filled) == 1)
    alone = len(listed) > 1 or next(iter(known.values())).kind not in ("", "name") if enough else False
    return known if enough and (len(filled) > 1 or alone) and not (len(filled) == 1 and len(listed) > 1) else None
