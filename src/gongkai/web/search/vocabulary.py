"""The words of search, read from `data/words.toml`, and the dictionary that knows them."""

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import rjieba


@cache
def table() -> Mapping[str, Any]:
    """The file as it stands."""
    return tomllib.loads(_source())


@cache
def _source() -> str:
    return (resources.files(__package__) / "data" / "words.toml").read_text(encoding="utf-8")


@cache
def stamp() -> str:
    """What an index was made with; another list of words wants another index."""
    return hashlib.sha256(f"2:{_source()}".encode()).hexdigest()[:16]


@cache
def same() -> Mapping[str, tuple[str, ...]]:
    """A word → the other ways to say it."""
    found: dict[str, list[str]] = {}
    for group in table()["same"]:
        for word in group:
            found.setdefault(word, []).extend(other for other in group if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@cache
def stop() -> frozenset[str]:
    """Words that say nothing."""
    return frozenset(table()["stop"])


@cache
def slips() -> Mapping[str, str]:
    """A slip of the pen → what was meant."""
    return dict(table()["slips"])


@cache
def dictionary() -> rjieba.Jieba:
    """The dictionary, with our own words added; the same for writing the index and for asking it."""
    made = rjieba.Jieba()
    for word in [*same(), *slips().values()]:
        if len(word) > 1 and not made.has_word(word):
            made.add_word(word, 1000, "n")
    return made


def normal(text: str) -> str:
    """One way to write each sign: full-width letters and digits become plain, capitals small.

    >>> normal("ＡＢ１２　低保")
    'ab12 低保'
    """
    return unicodedata.normalize("NFKC", text).lower()


def compact(text: str) -> str:
    """A 文号 or 索引号 without its brackets, strokes and spaces, which people type in many ways.

    >>> compact("青政规〔2026〕1号") == compact("青政规[2026] 1 号") == "青政规20261号"
    True
    """
    return re.sub(r"[\W_]+", "", normal(text))
