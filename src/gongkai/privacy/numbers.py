"""Runs of digits in a text, however they are broken up: by blanks, dashes, lines, cells, or written out in Chinese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.privacy.plain import CELL, MISREAD, PASSAGE, SPELLED, UNSEEN, spelled


@dataclass(slots=True)
class Number:
    """A run of digits, the last of which may be X. `broken` says by what it is broken up, `groups` how."""

    digits: str
    start: int
    end: int
    broken: str = ""
    groups: tuple[int, ...] = ()
    before: str = ""
    """The letters that stand immediately before it, as G before a citizen number in a 学籍号."""
    taken: bool = False


_WORD = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{8,}+")
_RUN = re.compile(r"\d{17}[Xx]\d\d(?!\d)|\d{11,}[Xx]?")
_GAP = rf"[ \-_.·/{UNSEEN}]"
_LOOSE = re.compile(rf"(?<!\d)\d++(?:(?:{_GAP}{{1,3}}+|{_GAP}*[\r\n]++{_GAP}*)(?:\d++|[Xx](?![A-Za-z])))++[Xx]?")
_GAP_AFTER_DIGIT = re.compile(rf"[ \-_.·/{UNSEEN}\r\n](?<=\d.)", re.DOTALL)
"""Where a loose run may have its first gap: there are far fewer of these than digits."""
_GROUP = re.compile(r"\d+[Xx]?|[Xx]")
_NEIGHBOURS = re.compile(rf"[{CELL}{PASSAGE}](?=\d{{1,17}}{CELL}[\dXx])")
"""Without a cell of digits beside another no number is split over cells."""
_SPLIT = re.compile(rf"[{CELL}{PASSAGE}](?=(?P<a>\d{{1,17}}){CELL}(?P<b>\d{{0,17}}[\dXx])(?=[{CELL}{PASSAGE}]))")
_THREE = re.compile(
    rf"[{CELL}{PASSAGE}](?=(?P<a>\d{{3,8}}){CELL}(?P<b>\d{{3,8}}){CELL}(?P<c>\d{{3,11}}[Xx]?)(?=[{CELL}{PASSAGE}]))"
)
_BOXES = re.compile(rf"[{CELL}{PASSAGE}](?P<boxes>(?:\d{CELL}){{10,19}}[\dXx])(?=[{CELL}{PASSAGE}])")
_NUMERALS = "".join(SPELLED)
_WRITTEN = re.compile(rf"[{_NUMERALS}](?:[{_NUMERALS}]{{2}}|(?<=\d.)\d)")
_WRITTEN_RUN = re.compile(rf"[{_NUMERALS}\d](?:[ {UNSEEN}\n-]?[{_NUMERALS}\dXx]){{10,}}")
_EDGES = CELL + PASSAGE
CITIZEN = 18
"""Digits of a citizen number, which its date and checksum tell from figures on lines of their own."""
MOST_LINES = 8
"""Lines over which a narrow cell may break a number."""
_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "〔": "〕", "{": "}"}
_WIDE_GAP = " " * 4
_MARK = re.compile(r"[()（）\[\]【】〔〕{},，、|:：~\\。•]")
_SIGN = re.compile(rf"{_MARK.pattern}|{_WIDE_GAP}")
"""What people put between the digits of a number, but between numbers as well: a word before has to tell."""
_SIGNED = re.compile(
    rf"(?<!\d)\d++(?:[()（）\[\]【】〔〕{{}},，、|:：~\\。• \-_.·/{UNSEEN}]{{1,8}}+(?:\d++[Xx]?|[Xx])(?![A-Za-z]))++"
)
_ASIDE = re.compile(rf"[0-9Xx()（）\[\]【】〔〕{{}} {UNSEEN}]")
_LIKELY = re.compile(r"1[3-9]\d{9}|[1-9]\d{16}[\dXx]|62\d{13,17}")
"""A mobile number, a citizen number, a card of this country."""
_TOTALS = frozenset((11, 13, 14, 15, 16, 17, 18, 19, 20))


def words(text: str) -> list[re.Match[str]]:
    """The words of eight and more half-width letters and digits."""
    return list(_WORD.finditer(text))


def numbers(text: str, found: list[re.Match[str]]) -> Iterator[Number]:
    """Every candidate of eleven digits and more; `found` are the words of the text."""
    loose = list(_loose(text))
    yield from (number for number in loose if UNSEEN in text[number.start : number.end])
    yield from _tight(found)
    yield from (number for number in loose if UNSEEN not in text[number.start : number.end])
    if _NEIGHBOURS.search(text):
        yield from _split(text)
    yield from _written(text)
    if _MARK.search(text) or _WIDE_GAP in text:
        yield from _signed(text)


def _tight(found: list[re.Match[str]]) -> Iterator[Number]:
    for match in found:
        word = match[0]
        if len(word) < 11:
            continue
        start = match.start()
        if word.isdigit():
            yield Number(word, start, match.end())
            continue
        for run in _RUN.finditer(word):
            if word[run.end() :].strip("Xx") == "" or not word[run.end() : run.end() + 1].isdigit():
                yield Number(run[0].upper(), start + run.start(), start + run.end(), before=word[: run.start()])
        if any(sign in word for sign in MISREAD):
            read = spelled(word)
            if read[:-1].isdigit() and (read[-1].isdigit() or read[-1] in "Xx"):
                yield Number(read.upper(), start, match.end(), "misread")


def _loose(text: str) -> Iterator[Number]:
    for match in _loose_runs(text):
        if match.end() - match.start() < 12:
            continue
        groups = [
            (group[0], match.start() + group.start(), match.start() + group.end())
            for group in _GROUP.finditer(match[0])
        ]
        yield from _windows(text, groups)


def _loose_runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of digits with gaps in them, each looked for at its first gap, back from which it begins."""
    end = 0
    for gap in _GAP_AFTER_DIGIT.finditer(text):
        if (at := gap.start()) < end:
            continue
        start = at - 1
        while start > end and text[start - 1].isdecimal():
            start -= 1
        if (match := _LOOSE.match(text, start)) is not None:
            end = match.end()
            yield match


def _windows(text: str, groups: list[tuple[str, int, int]]) -> Iterator[Number]:
    """Neighbouring groups that together have the length of a number, the longest first; or every digit by itself."""
    unseen = UNSEEN in text[groups[0][1] : groups[-1][2]]
    single = not unseen and all(len(group) == 1 for group, _, _ in groups)
    most = 20 if single or unseen else 6
    for first in range(len(groups)):
        found = []
        joined = groups[first][0]
        for last in range(first + 1, min(first + most, len(groups))):
            joined += groups[last][0]
            if len(joined) > 20:
                break
            if len(joined) in _TOTALS:
                start, end = groups[first][1], groups[last][2]
                lines = text.count("\n", start, end)
                whole = first == 0 and last == len(groups) - 1
                if whole if single else _reads_on(text, start, end, lines, len(joined)):
                    lengths = tuple(len(group) for group, _, _ in groups[first : last + 1])
                    found.append(Number(joined.upper(), start, end, "lines" if lines else "gaps", lengths))
        yield from reversed(found)


def _reads_on(text: str, start: int, end: int, lines: int, length: int) -> bool:
    """Whether a reader takes groups over several lines for one number: all of a cell, or a citizen number."""
    most = MOST_LINES if length == CITIZEN or (text[start - 1] in _EDGES and text[end] in _EDGES) else 1
    return lines <= most


def _split(text: str) -> Iterator[Number]:
    """Numbers in two or three neighbouring cells, and those of a form with a box for each digit."""
    for match in _BOXES.finditer(text):
        digits = match["boxes"].replace(CELL, "")
        if len(digits) in _TOTALS:
            yield Number(digits.upper(), match.start("boxes"), match.end(), "cells", (1,) * len(digits))
    for match in _SPLIT.finditer(text):
        digits = match["a"] + match["b"]
        if len(digits) in _TOTALS:
            yield Number(digits.upper(), match.start("a"), match.end("b"), "cells", (len(match["a"]), len(match["b"])))
    for match in _THREE.finditer(text):
        if _LIKELY.fullmatch(digits := match["a"] + match["b"] + match["c"]):
            lengths = (len(match["a"]), len(match["b"]), len(match["c"]))
            yield Number(digits.upper(), match.start("a"), match.end("c"), "cells", lengths)


def _written(text: str) -> Iterator[Number]:
    if not _WRITTEN.search(text):
        return
    for match in _WRITTEN_RUN.finditer(text):
        digits = re.sub(rf"[ {UNSEEN}\n-]", "", spelled(match[0])).upper()
        if len(digits) in _TOTALS and any(sign in SPELLED for sign in match[0][1:-1]):
            yield Number(digits, match.start(), match.end(), "written")


def _signed(text: str) -> Iterator[Number]:
    """Numbers set apart by brackets, commas and the like, each with the brackets around its beginning and its end."""
    for match in _SIGNED.finditer(text):
        if match.end() - match.start() < 12 or not _SIGN.search(match[0]):
            continue
        at = match.start()
        groups = [(group[0], at + group.start(), at + group.end()) for group in _GROUP.finditer(match[0])]
        for first, (joined, start, _) in enumerate(groups):
            for last in range(first + 1, len(groups)):
                joined += groups[last][0]
                if len(joined) > CITIZEN + 1:
                    break
                if _LIKELY.fullmatch(joined) and _is_regular(text[start : groups[last][2]]):
                    lengths = tuple(len(group) for group, _, _ in groups[first : last + 1])
                    yield Number(joined.upper(), *_bracketed(text, start, groups[last][2]), "signs", lengths)


def _is_regular(written: str) -> bool:
    """Whether the digits are set apart in no usual way, but by one and the same sign, blanks and brackets aside."""
    return len(set(_ASIDE.sub("", written))) <= 1 and _SIGN.search(written) is not None


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the bracket before it that closes inside, and the one behind it that was opened inside."""
    inside = text[start:end]
    if _PAIRS.get(text[start - 1], CELL) in inside:
        start -= 1
    opening = next((sign for sign, closing in _PAIRS.items() if closing == text[end]), CELL)
    return start, end + (opening in inside)
