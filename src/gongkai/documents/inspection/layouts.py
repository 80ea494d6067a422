"""How the cells of a row are written in a worksheet: rows that are all written alike are read at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai.documents.inspection.cells import PRECISION, Row, any_row, column_number, written_out

ALIKE = 30
"""So many rows in turn that are new in the same way are worth an expression of their own, which costs as much."""
MOST = 4
"""Layouts that are tried on a row before it is read cell by cell."""
Cell = tuple[str, str, str, str]
"""Letters of the column, style, type, and the element in which the cell holds something: v, is or none."""


@cache
def _usual_pattern(prefix: str) -> re.Pattern[str]:
    """A cell as spreadsheet programs write it where there is nothing special about it."""
    attributes = r' r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(s|n|inlineStr)")?'
    return re.compile(rf"<{prefix}c{attributes}(?:/>|>(?:{_value(prefix)}|{_inline(prefix)})?</{prefix}c>)")


def _value(prefix: str) -> str:
    return f"<{prefix}v>([^<&]*)</{prefix}v>"


def _inline(prefix: str) -> str:
    return rf'<{prefix}is><{prefix}t(?: xml:space="preserve")?>([^<&_]*)</{prefix}t></{prefix}is>'


@dataclass(slots=True)
class Layout:
    """How the cells of a row are written: everything but what they hold."""

    pattern: re.Pattern[str]
    columns: tuple[int, ...]
    styles: Sequence[str]
    strings: Sequence[int]
    """Which cells hold the number of a shared string."""
    numbers: Sequence[int]
    """Which cells are numbers."""

    def read(self, xml: str, strings: Mapping[str, str]) -> Row | None:
        """The cells of a row, `None` where it is written otherwise."""
        match = self.pattern.fullmatch(xml)
        if match is None:
            return None
        texts = list(match.groups())
        shared = [""] * len(texts)
        try:
            for at in self.strings:
                shared[at] = key = texts[at]
                texts[at] = strings[key]
        except KeyError:
            return None
        rounded: tuple[int, ...] = ()
        for at in self.numbers:
            if not texts[at].isdigit():
                texts[at] = written_out(texts[at])
            if len(texts[at]) > PRECISION and texts[at].isdigit():
                rounded += (at,)
        return Row(texts, self.columns, self.styles, shared, rounded)


@lru_cache(maxsize=256)
def layout_of(prefix: str, cells: tuple[Cell, ...]) -> Layout:
    """The layout of these cells; an empty one may be written in two ways."""
    parts, kinds = [], []
    for letters, style, kind, filled in cells:
        attributes = rf' r="{letters}\d+"' + (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
        held = {"v": _value(prefix), "is": _inline(prefix)}.get(filled, "()")
        empty = "" if filled else "(?:/>|></" + prefix + "c>)"
        parts.append(f"<{prefix}c{attributes}" + (f">{held}</{prefix}c>" if filled else held + empty))
        kinds.append(("s" if kind == "s" else "n") if filled == "v" else "")
    columns = tuple(column_number(letters) for letters, *_ in cells)
    shared, numbers = ([at for at, kind in enumerate(kinds) if kind == wanted] for wanted in "sn")
    return Layout(re.compile("".join(parts)), columns, [style for _, style, *_ in cells], shared, numbers)


class Reader:
    """Reads the rows of one sheet: by the layouts of those before it, else cell by cell."""

    def __init__(self, prefix: str, strings: Mapping[str, str]) -> None:
        """`prefix` is that of the elements of the sheet, `strings` those that the sheets share, by number."""
        self._prefix, self._strings = prefix, strings
        self._layouts: list[Layout] = []
        self._latest: tuple[Cell, ...] = ()
        self._alike = 0

    def read(self, xml: str) -> Row:
        """The cells of a row."""
        for layout in self._layouts:
            if (row := layout.read(xml, self._strings)) is not None:
                return row
        return self._usual(xml) or any_row(xml, self._prefix, self._strings)

    def _usual(self, xml: str) -> Row | None:
        """The cells of a row in which every one is usual, else `None`."""
        found = _usual_pattern(self._prefix).findall(xml)
        if not found or len(found) != xml.count(f"<{self._prefix}c "):
            return None
        cells = tuple([(*cell[:3], "v" if cell[3] else "is" if cell[4] else "") for cell in found])
        self._learn(cells)
        kinds = [("s" if kind == "s" else "n") if filled == "v" else "" for *_, kind, filled in cells]
        held = [value or inline for *_, value, inline in found]
        try:
            texts = [
                self._strings[value] if kind == "s" else written_out(value) if kind else value
                for kind, value in zip(kinds, held, strict=True)
            ]
        except KeyError:
            return None
        shared = [value if kind == "s" else "" for kind, value in zip(kinds, held, strict=True)]
        long = [at for at, kind in enumerate(kinds) if kind == "n" and len(texts[at]) > PRECISION]
        rounded = tuple(at for at in long if texts[at].isdigit())
        columns = tuple([column_number(letters) for letters, *_ in cells])
        return Row(texts, columns, [cell[1] for cell in cells], shared, rounded)

    def _learn(self, cells: tuple[Cell, ...]) -> None:
        """Count the rows that are written like the one before, and take to a layout that keeps coming."""
        self._alike = self._alike + 1 if cells == self._latest else 1
        self._latest = cells
        if self._alike == ALIKE:
            self._layouts = [*self._layouts[-MOST + 1 :], layout_of(self._prefix, cells)]
