"""The words of a report: where its six sections begin, its opening and the text of each section without the tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.documents import Block, Document, Paragraph, Place, Table
from gongkai.report.model import Section
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import SPACES, squeezed

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading: the block and the characters in it that it takes, its number and its printed numeral."""

    number: int
    block: int
    start: int
    end: int
    text: str
    numeral: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """The narrative of a report, and the running text in which tables may hide."""

    opening: str
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    running: tuple[tuple[str, Place], ...]
    head: tuple[Paragraph, ...]
    tail: tuple[Paragraph, ...]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A heading on a line of its own, without white space, and one in running text, which must have its numeral."""
    names = "|".join(f"(?P<s{number}>{words})" for number, words in wording()["headings"].items())
    own = re.compile(rf"^(?:[（(]?(?P<numeral>[{NUMERALS}])[）)]?[、.．，,:：]?)?(?P<heading>{names})[。：:]?$")
    inside = re.compile(rf"(?<![（(第“])(?P<numeral>[{NUMERALS}])\s*[、.．]\s*(?P<heading>{names})")
    return own, inside


def find_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of the sections in order; of a table of contents and the text, the text."""
    found = [heading for number, block in enumerate(blocks) for heading in _in_block(number, block)]
    best: list[tuple[int, int]] = [(0, 0)] * len(found)
    for position in range(len(found) - 1, -1, -1):
        later = [n for n in range(position + 1, len(found)) if found[n].number > found[position].number]
        following = max(later, key=lambda n: (best[n][0], n), default=-1)
        best[position] = (1 + (best[following][0] if following >= 0 else 0), following)
    chain: list[Heading] = []
    position = max(range(len(found)), key=lambda n: (best[n][0], n)) if found else -1
    while position >= 0:
        chain.append(found[position])
        position = best[position][1]
    return chain


def _in_block(number: int, block: Block) -> Iterator[Heading]:
    if not isinstance(block, Paragraph):
        return
    own, inside = _patterns()
    text = block.text
    if len(text) < 60 and (match := own.match(squeezed(text))):
        yield _heading(number, match, 0, len(text))
        return
    for match in inside.finditer(text):
        yield _heading(number, match, match.start(), match.end())


def _heading(block: int, match: re.Match[str], start: int, end: int) -> Heading:
    number = next(n for n in range(1, 7) if match[f"s{n}"])
    return Heading(number, block, start, end, squeezed(match["heading"]), match["numeral"] or "")


def read_prose(document: Document) -> Prose:
    """The narrative of a document."""
    blocks = document.blocks
    headings = find_headings(blocks)
    first = headings[0] if headings else None
    head = tuple(_pieces(blocks, (0, 0), (first.block, first.start) if first else (min(12, len(blocks)), 0)))
    sections, running = [], []
    for position, heading in enumerate(headings):
        following = headings[position + 1] if position + 1 < len(headings) else None
        end = (following.block, following.start) if following else (len(blocks), 0)
        pieces = list(_pieces(blocks, (heading.block, heading.end), end))
        texts = [piece.text for piece in pieces]
        if heading.number in (2, 3, 4):
            running += [(piece.text, piece.place) for piece in pieces]
            texts = _without_figures(texts)
        sections.append(Section(heading.number, heading.text, "\n".join(texts)))
    if not any(heading.number in (2, 3, 4) for heading in headings):
        running = [(block.text, block.place) for block in blocks if isinstance(block, Paragraph)]
    tail = tuple(block for block in blocks[-8:] if isinstance(block, Paragraph))
    return Prose("", tuple(sections), tuple(headings), tuple(running), head, tail)


def _pieces(blocks: Sequence[Block], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Paragraph]:
    """The paragraphs between two points, the first and the last cut to what lies between."""
    for number in range(start[0], min(end[0] + 1, len(blocks))):
        block = blocks[number]
        if isinstance(block, Table):
            continue
        since = start[1] if number == start[0] else 0
        until = end[1] if number == end[0] else len(block.text)
        text = (
            block.text[since:until].strip(" \t\n　 。：:")
            if since and until - since < 3
            else block.text[since:until].strip()
        )
        if text:
            yield Paragraph(text, block.place, block.level)


@cache
def _table_words() -> re.Pattern[str]:
    return re.compile(wording()["tables"]["begins"])


LAST_FIGURE = re.compile(r"[\d/元]\s*$")


def _without_figures(texts: Sequence[str]) -> list[str]:
    """The paragraphs without a table that was printed as running text: from its first words to its last figure."""
    joined = [SPACES.sub("", text) for text in texts]
    first = next((n for n, text in enumerate(joined) if _table_words().search(text)), None)
    if first is None:
        return list(texts)
    before = re.split(wording()["tables"]["begins"], texts[first], maxsplit=1)[0].strip()
    last = max(
        n for n in range(first, len(texts)) if (re.search(r"\d", texts[n]) and len(texts[n]) < 400) or n == first
    )
    after = _after_last_figure(texts[last])
    return [text for text in (*texts[:first], before, after, *texts[last + 1 :]) if text]


def _after_last_figure(text: str) -> str:
    """What follows the last run of figures, if it is prose."""
    found = list(re.finditer(r"\d[\d\s.,]*(?:元|万元)?", text))
    rest = text[found[-1].end() :].strip() if found else ""
    return rest if len(rest) > 12 and "。" in rest else ""
