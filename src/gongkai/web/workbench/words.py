"""What acts are called, for people: `organs.renamed` is 机关更名. The names stand in data/acts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def acts() -> Mapping[str, str]:
    """Act → its Chinese name."""
    tables = tomllib.loads((Path(__file__).parent / "data" / "acts.toml").read_text(encoding="utf-8"))
    return {f"{app}.{act}": name for app, names in tables.items() for act, name in names.items()}


def of(act: str) -> str:
    """The name of an act; one that has none yet is shown as it is written in the log.

    >>> of("organs.renamed")
    '机关更名'
    """
    return acts().get(act, act)
