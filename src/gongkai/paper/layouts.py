"""The measures of a sheet and the names of its types, read from `data/layouts.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.paper.model import PageKind

PAPER = (210.0, 297.0)
"""A4, in mm."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout; lengths in mm, sizes in pt."""

    summary: str
    cites: str
    top: float
    left: float
    right: float
    bottom: float
    text_size: float
    leading: float
    tracking: float
    title_size: float
    title_leading: float
    table_size: float
    table_leading: float
    form_size: float
    dense_size: float
    dense_leading: float
    red_head_size: float
    page_number_size: float
    imprint_size: float
    title_face: str
    text_face: str
    table_face: str
    justify: bool

    @property
    def width(self) -> float:
        """The width of the type area (版心), mm."""
        return PAPER[0] - self.left - self.right

    def red_head_pt(self, words: int) -> float:
        """The size of a red head of `words` characters: as large as fits on one line, at most the layout's."""
        return min(self.red_head_size, self.width / 25.4 * 72 / max(words, 1) * 0.98)


@dataclass(frozen=True, slots=True)
class FaceNames:
    """A type by the name the standard uses, and what stands for it where it is not installed."""

    name: str
    instead: tuple[str, ...]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("gongkai.paper") / "data" / "layouts.toml").read_text(encoding="utf-8"))


@cache
def layout(kind: PageKind) -> Layout:
    """The layout of a kind of page."""
    return Layout(**_data()[kind])


@cache
def faces() -> Mapping[str, FaceNames]:
    """Every type by its part in a page."""
    return {face: FaceNames(data["name"], tuple(data["instead"])) for face, data in _data()["faces"].items()}
