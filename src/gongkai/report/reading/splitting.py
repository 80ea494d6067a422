"""Every way values can fill the cells of a row: as they stand, with a cell lost, one too many, or run together."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from gongkai.documents import Cell
from gongkai.report.reading.figures import LOST, Entry, entry, kind_of
from gongkai.report.reading.words import narrow

MOST_WAYS = 4000
LONGEST_COUNT = 8
GROUPED = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)$")

Way = tuple[Entry, ...]


def ways(values: Sequence[Cell], width: int, kinds: Sequence[str]) -> list[Way]:
    """The ways to read `values` as `width` cells; `kinds` are the kinds of the cells ("count", "signed", "money").

    One way means that nothing was guessed. No way at all means that the figures cannot be told apart.
    """
    if len(values) == width and not _crowded(values, width):
        return [_entries(values)]
    filled = [value for value in values if value.text.strip()]
    if not filled:
        return [tuple(entry("", values[0].place if values else None) for _ in range(width))]
    if _crowded(values, width):
        return run_together(filled, width, kinds)
    if len(filled) == width:
        return [_entries(filled)]
    spread = [cell for cell in values for _ in range(min(cell.colspan, width + 1))]
    if len(spread) == width and all(cell.colspan == 1 or kind_of(cell.text) in ("mark", "blank") for cell in values):
        return [_entries(spread)]
    if len(filled) > width:
        return _without_some(filled, width)
    if len(values) > width:
        return _windows(values, width)
    return run_together(filled, width, kinds) or _with_lost(values, width)


def _entries(values: Sequence[Cell]) -> Way:
    return tuple(entry(value.text, value.place) for value in values)


def _crowded(values: Sequence[Cell], width: int) -> bool:
    """Whether some cell holds the figures of several: parted by spaces, or more digits than a count has."""
    if width == 1:
        return False
    for value in values:
        if kind_of(value.text) == "several":
            return True
        if len(value.text) > LONGEST_COUNT and kind_of(value.text) == "figure" and "." not in value.text:
            return sum(bool(other.text.strip()) for other in values) == 1
    return False


def _windows(values: Sequence[Cell], width: int) -> list[Way]:
    """Each run of `width` neighbours that holds every figure."""
    filled = [position for position, value in enumerate(values) if value.text.strip()]
    starts = range(max(0, filled[-1] - width + 1), min(filled[0], len(values) - width) + 1)
    found = [_entries(values[start : start + width]) for start in starts]
    return found or _with_lost([value for value in values if value.text.strip()], width)


def _without_some(values: Sequence[Cell], width: int) -> list[Way]:
    """Too many figures: leave some out, in every way; equal ways count once."""
    if len(values) > width + 2:
        return []
    found: dict[tuple[str, ...], Way] = {}
    for kept in combinations(values, width):
        found.setdefault(tuple(value.text.strip() for value in kept), _entries(kept))
    return list(found.values())


def _with_lost(values: Sequence[Cell], width: int) -> list[Way]:
    """Too few figures: a cell was lost. Equal figures are taken to stand first, so that one cell is in doubt."""
    have = _entries(values)
    if len(have) < width - 2:
        return [(LOST,) * width]
    if len({item.text for item in have}) == 1:
        return [(*have, *(LOST,) * (width - len(have)))]
    found = []
    for places in combinations(range(width), len(have)):
        row = [LOST] * width
        for place, item in zip(places, have, strict=True):
            row[place] = item
        found.append(tuple(row))
    return found


def run_together(values: Sequence[Cell], width: int, kinds: Sequence[str]) -> list[Way]:
    """Figures that ran together, parted in every way that has no leading zeros; white space always parts."""
    chunks = [(part, value) for value in values for part in _parts(value.text)]
    if len(chunks) > width:
        return []
    found: list[Way] = []
    for pieces in _divide([text for text, _ in chunks], width, kinds):
        found.append(tuple(entry(text, chunks[number][1].place) for text, number in pieces))
        if len(found) >= MOST_WAYS:
            return []
    return found


def _parts(text: str) -> list[str]:
    return narrow(text).replace("万元", "").replace("元", "").split() if kind_of(text) != "mark" else [text.strip()]


def _divide(chunks: Sequence[str], width: int, kinds: Sequence[str]) -> Iterator[list[tuple[str, int]]]:
    """The chunks cut into `width` pieces in all, each piece with the number of its chunk."""

    def cut(number: int, rest: str, left: int) -> Iterator[list[tuple[str, int]]]:
        if not rest:
            if number + 1 == len(chunks):
                if left == 0:
                    yield []
                return
            number, rest = number + 1, chunks[number + 1]
        if left < len(chunks) - number or left > len(rest) + sum(map(len, chunks[number + 1 :])):
            return
        for size in _sizes(rest, kinds[width - left]):
            for more in cut(number, rest[size:], left - 1):
                yield [(rest[:size], number), *more]

    yield from cut(0, chunks[0], width)


def _sizes(rest: str, kind: str) -> Iterator[int]:
    """How many characters a figure at the beginning of `rest` may have."""
    if rest[0] == "/":
        yield 1
        return
    signed = rest[0] in "+-"
    if signed and kind != "signed":
        return
    digits = re.match(r"[\d,]*", rest[signed:])
    whole = digits[0] if digits else ""
    after = rest[signed + len(whole) :]
    decimals = re.match(r"\.\d+", after)
    limit = 1 if whole[:1] == "0" else len(whole)
    for size in range(1, limit + 1):
        if "," in whole and (whole[size : size + 1] == "," or not GROUPED.match(whole[:size])):
            continue
        if size == len(whole) and decimals:
            if kind == "money":
                yield signed + size + len(decimals[0])
            continue
        yield signed + size
