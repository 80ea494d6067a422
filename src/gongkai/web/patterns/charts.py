"""Where the bars of a chart stand. The picture is SVG made on the server; the figures stand beside every bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .values import Share

LINE, LABEL, WIDTH, ROOM = 26, 120, 390, 80
LETTERS, TALL = 6, 50
"""How many letters fit beside a bar on a phone, and the height of a line whose name stands above its bar."""
WIDE = LABEL + WIDTH + ROOM
HEIGHT, COLUMN, GAP, TOP, FOOT = 160, 32, 4, 24, 24
FILLS = {"": "bar1", "info": "bar1", "warn": "bar2", "bad": "bar3", "soft": "bar4"}


@dataclass(frozen=True)
class Bar:
    """A rectangle with its words; all figures are units of the viewBox."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    words: str
    words_x: float
    words_y: float
    name: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars in a box; `mark` is a dashed line with its words (the average, the limit)."""

    width: float
    height: float
    bars: Sequence[Bar]
    names: Sequence[tuple[float, float, str]]
    mark: tuple[float, str] | None = None


def lying(shares: Sequence[Share], most: float, mark: tuple[float, str] | None = None) -> Chart:
    """One bar a line, longest possible at `most`; the name before it, above it where names are long; then the words."""
    above = any(len(share.name) > LETTERS for share in shares)
    start, line = (0, TALL) if above else (LABEL, LINE)
    longest = LABEL + WIDTH - start
    bars, names = [], []
    for number, share in enumerate(shares):
        top = number * line + (28 if above else 6)
        length = longest * share.count / most if most else 0
        words = share.words or f"{share.count:g}"
        bars.append(Bar(start, top, round(length, 1), 16, FILLS[share.kind], words, LABEL + WIDTH + 8, top + 13))
        names.append((0, top - 8 if above else top + 13, share.name))
    where = (round(start + longest * mark[0] / most, 1), mark[1]) if mark and most else None
    return Chart(WIDE, len(shares) * line + (28 if mark else 8), bars, names, where)


def standing(groups: Sequence[tuple[str, Sequence[Share]]]) -> Chart:
    """Columns in groups (a year, say); the figure above each, the name of the group below."""
    most = max((share.count for _, shares in groups for share in shares), default=0) or 1
    bars, names, x = [], [], 16.0
    for name, shares in groups:
        start = x
        for share in shares:
            height = round(HEIGHT * share.count / most, 1)
            words = share.words or f"{share.count:g}"
            top = TOP + HEIGHT - height
            bars.append(Bar(x, top, COLUMN, height, FILLS[share.kind], words, x + COLUMN / 2, top - 6))
            x += COLUMN + GAP
        names.append(((start + x - GAP) / 2, TOP + HEIGHT + 18, name))
        x += 28
    return Chart(max(x - 12, WIDE), TOP + HEIGHT + FOOT, bars, names)
