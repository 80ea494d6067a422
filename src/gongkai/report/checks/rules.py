"""The dates and words that the checks rest on, from `rules.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rules() -> Mapping[str, Any]:
    """Everything in `rules.toml`."""
    return tomllib.loads((files(__package__) / "rules.toml").read_text(encoding="utf-8"))
