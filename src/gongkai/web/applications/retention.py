"""How long what is held for a purpose only is kept, out of `data/retention.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules() -> Mapping[str, Any]:
    """retention.toml."""
    return tomllib.loads((files(__package__) / "data" / "retention.toml").read_text(encoding="utf-8"))


def days_of(name: str) -> int:
    """Calendar days of a rule."""
    return int(rules()[name]["days"])
