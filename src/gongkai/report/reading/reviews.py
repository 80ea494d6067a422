"""Where the figures of table 四 stand: behind its header, or in the one row that can be no other's."""

from collections.abc import Sequence

from gongkai.documents import Cell
from gongkai.report.reading.figures import entry
from gongkai.report.reading.identities import row_holds
from gongkai.report.reading.strips import Strip
from gongkai.report.reading.wording import wording


def following_values(strips: Sequence[Strip]) -> list[Cell]:
    """The values that follow the header of table 四, up to the next words."""
    words = wording()["tables"]["reviews"]
    values: list[Cell] = []
    begun = False
    for strip in strips:
        header = sum([word in strip.joined for word in words]) >= 2
        begun = begun or header
        if not begun:
            continue
        if strip.joined and not header:
            if values:
                break
        elif strip.figures or (not header and not values):
            values += strip.values
    return values


def lone_row(grids: Sequence[Strip], width: int) -> list[Cell]:
    """The one row without a label that has a figure for every cell of table 四, whose header is lost; no other table
    has so many, and its totals must be right."""
    found = [strip.values for strip in grids if not strip.cores and strip.figures == len(strip.values) == width]
    found = [values for values in found if all(value.text.isdigit() for value in values) and _adds_up(values)]
    return found[0] if len(found) == 1 else []


def header_alone(grids: Sequence[Strip]) -> bool:
    """Whether table 四 stands there with its whole header and nothing below: a workbook keeps no row that is blank."""
    words = wording()["tables"]["reviews"]
    return any(strip.table and all(strip.joined.count(word) == 3 for word in words) for strip in grids)


def _adds_up(values: Sequence[Cell]) -> bool:
    return row_holds(tuple(entry(value.text, value.place) for value in values))
