"""Figures that ran together with no separator, parted in every way that keeps the sums of the form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from gongkai.documents import Cell
from gongkai.report.reading.figures import LOST, entry, kind_of, parse
from gongkai.report.reading.identities import Way
from gongkai.report.reading.words import narrow

MOST_WAYS, MOST_STEPS, MOST_BY_CHANCE = 4000, 50_000, 12
LONGEST_CHUNK, LONGEST_COUNT = 120, 8
"""More digits are no row of figures; a figure of a row of counts has no more than these, as `splitting.NO_FIGURE`."""
GROUPED = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d+)$")
DIGITS = re.compile(r"[0-9]+$")


def run_together(values: Sequence[Cell], width: int, kinds: Sequence[str]) -> list[Way]:
    """Figures that ran together, parted in every way that has no leading zeros; white space always parts.

    Where fewer figures, with blanks that left no trace, would add up as well, or where there are so many ways that one
    may add up by chance, one more way says that all is open: then only the columns can prove a way.
    """
    chunks = [(part, value) for value in values for part in _parts(value.text)]
    if len(chunks) > width or any(len(text) > LONGEST_CHUNK for text, _ in chunks):
        return []
    pieces, divided, is_open = _divided(tuple([text for text, _ in chunks]), tuple(kinds))
    every = [entry(text, chunks[number][1].place) for text, number in pieces]
    found = [tuple([every[piece] for piece in way]) for way in divided]
    return [*found, (LOST,) * width] if is_open else found


Pieces = Sequence[tuple[str, int]]
"""The figures of a row, each with the number of the chunk it is cut from."""


@lru_cache(maxsize=4096)
def _divided(texts: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Pieces, Sequence[tuple[int, ...]], bool]:
    """The pieces in the ways to cut the texts that keep the identities of the row, each way as the numbers of its
    pieces, and whether all of it is open all the same."""
    ways, is_open = _cuts(texts, kinds)
    pieces = list(dict.fromkeys(piece for way in ways for piece in way))
    number = {piece: at for at, piece in enumerate(pieces)}
    return pieces, [tuple([number[piece] for piece in way]) for way in ways], is_open


def _cuts(texts: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[list[list[tuple[str, int]]], bool]:
    width = len(kinds)
    summed = width in (7, 15)
    if summed and len(texts) == 1 and DIGITS.match(texts[0]):
        try:
            sums = list(islice(_sums(texts[0], 5 if width == 15 else width, width), MOST_WAYS))
        except _TooMany:
            return [], False
        if len(sums) == MOST_WAYS:
            return [], False
    else:
        found = list(islice(_divide(texts, width, kinds), MOST_WAYS))
        if len(found) == MOST_WAYS:
            return [], False
        if not summed:
            return found, False
        size = 5 if width == 15 else width
        sums = [each for each in found if all(_adds_up(each[at : at + size]) for at in range(0, width, size))]
    return sums, width == 7 and _by_chance(texts, kinds)


def _by_chance(texts: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether a row of table 三 can be cut in so many ways, or so few figures of it add up, that sums prove nothing."""
    if len(list(islice(_divide(texts, 7, kinds), MOST_BY_CHANCE + 1))) > MOST_BY_CHANCE:
        return True
    return any(_adds_up(each) for few in range(2, 7) for each in _divide(texts, few, kinds))


class _TooMany(Exception):
    """There are more ways to try than can be tried."""


def _sums(text: str, size: int, width: int) -> Iterator[list[tuple[str, int]]]:
    """The digits cut into `width` figures, of each `size` of them the last the sum of the others."""
    steps = iter(range(MOST_STEPS))

    def cut(rest: str, left: int, added: int) -> Iterator[list[tuple[str, int]]]:
        if next(steps, None) is None:
            raise _TooMany
        if not left:
            yield from [] if rest else [[]]
            return
        due = left % size == 1
        for end in _lengths(rest, left, added, due):
            for more in cut(rest[end:], left - 1, 0 if due else added + int(rest[:end])):
                yield [(rest[:end], 0), *more]

    yield from cut(text, width, 0)


def _lengths(rest: str, left: int, added: int, due: bool) -> Iterable[int]:
    """How many digits the next figure may have: `due` is the sum of those before it, else one of `left` figures."""
    total = str(added)
    if due:
        return (len(total),) if rest.startswith(total) else ()
    if len(total) > len(rest) - left + 1:
        return ()
    return range(1, 2 if rest[0] == "0" else min(LONGEST_COUNT, len(rest) - left + 1) + 1)


def _adds_up(pieces: Pieces) -> bool:
    figures = [int(text) if text.isdecimal() else parse(text)[0] for text, _ in pieces]
    known = [figure for figure in figures if figure is not None]
    return len(known) < len(figures) or sum(known[:-1]) == known[-1]


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
    if rest[0] in "/无":
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
