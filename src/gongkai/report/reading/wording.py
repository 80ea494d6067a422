"""The words of both forms, and those that real reports print instead, ready for comparison."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from gongkai.report.forms import Block, forms
from gongkai.report.reading.words import core


@dataclass(frozen=True, slots=True)
class Label:
    """A row of either form: its path, every wording's core (longest first), and the digit printed before it, if any."""

    path: str
    cores: tuple[str, ...]
    digit: str = ""


@cache
def wording() -> Mapping[str, Any]:
    """The data of `wording.toml`."""
    return tomllib.loads((files(__package__) / "wording.toml").read_text(encoding="utf-8"))


@cache
def labels(table: str) -> tuple[Label, ...]:
    """The rows of a table in both forms together, in an order that both keep."""
    older, newer = forms().values()
    order = _merged(
        [row.key for block in _blocks(older, table) for row in block.rows],
        [row.key for block in _blocks(newer, table) for row in block.rows],
    )
    found = []
    for key in order:
        rows = [
            row for form in (older, newer) for block in _blocks(form, table) for row in block.rows if row.key == key
        ]
        words = [core(row.label) for row in rows] + wording()["rows"].get(f"{table}/{key}", [])
        digits = [row.label[0] for row in rows if row.label[:1].isdigit()]
        cores = tuple(sorted(dict.fromkeys(words), key=len, reverse=True))
        found.append(Label(f"{table}/{key}", cores, digits[0] if digits else ""))
    return tuple(found)


def _blocks(form: Any, table: str) -> tuple[Block, ...]:
    return tuple(block for block in form.blocks() if block.table == table)


def _merged(older: list[str], newer: list[str]) -> list[str]:
    """Both orders in one: a row that only one form has stands before the next row that both have."""
    merged: list[str] = []
    for key in newer:
        if key in older:
            merged += [
                earlier for earlier in older[: older.index(key)] if earlier not in newer and earlier not in merged
            ]
        merged.append(key)
    return merged + [key for key in older if key not in merged]


@cache
def exact(table: str) -> Mapping[str, str]:
    """The path of a row by each of its exact cores."""
    return {words: label.path for label in labels(table) for words in label.cores}


@lru_cache(maxsize=16384)
def path_of(table: str, printed: str) -> str:
    """The row whose wording ends the printed core exactly, or an empty string; the longest wording wins."""
    known = exact(table)
    if found := known.get(printed):
        return found
    endings = _endings(table)
    return next((known[words] for words in endings if printed.endswith(words)), "")


@cache
def _endings(table: str) -> tuple[str, ...]:
    return tuple(sorted((words for words in exact(table) if len(words) > 2), key=len, reverse=True))


@cache
def header_words() -> frozenset[str]:
    """The cores of every column, header and caption of both forms, which are never rows."""
    words: set[str] = {"信息内容", "申请人情况", "法人或其他组织", "行政诉讼", "行政复议"}
    for form in forms().values():
        words |= {core(caption) for caption in form.captions.values()}
        for block in form.blocks():
            words |= {core(label) for label in block.columns.values()} | {core(block.header)}
    return frozenset(words - {""})


@cache
def column_words() -> frozenset[str]:
    """The cores of the columns of both forms."""
    return frozenset(
        core(label) for form in forms().values() for block in form.blocks() for label in block.columns.values()
    )
