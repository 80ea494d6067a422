"""The words of a report: where its six sections begin, its opening and the text of each section without the tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gongkai.documents import Block, Cell, Document, Paragraph, Place, Table
from gongkai.report.model import Section
from gongkai.report.reading.wording import wording
from gongkai.report.reading.words import SPACES, squeezed

NUMERALS = "一二三四五六七八九十"
PAGE_MARK = re.compile(r"^(?:[-—–－―·•]+\s*\d{1,3}\s*[-—–－―·•]+|第\s*\d{1,3}\s*页(?:[,，/\s]*共\s*\d{1,3}\s*页)?)$")
DIGIT = re.compile(r"\d")
FIGURES = re.compile(r"\d(?:[\s.,]*\d){4}[\d\s.,]*(?:万元|元)?")


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

    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    running: tuple[tuple[str, Place], ...]
    head: tuple[Paragraph, ...]
    tail: tuple[Paragraph, ...]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A heading on a line of its own, without white space, and one in running text, which must have its numeral."""
    names = "|".join(f"(?P<s{number}>{words})" for number, words in wording()["headings"].items())
    own = re.compile(
        rf"^[#*]*(?:(?P<numeral>[{NUMERALS}](?=[、.．，,:：]?)|[1-9](?=[、.．]))[、.．，,:：]?)?(?P<heading>{names})[。：:*]*$"
    )
    inside = re.compile(rf"(?P<numeral>[{NUMERALS}])(?<![（(第“].)\s*[、.．]\s*(?P<heading>{names})")
    return own, inside


def with_headings_out(document: Document) -> Document:
    """The document, a heading that stands as a row of a table taken out of it as a paragraph."""
    blocks: list[Block] = []
    for block in document.blocks:
        blocks += _parted(block) if isinstance(block, Table) else [block]
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def _parted(table: Table) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if len(row) > 1 and row[0].text and row[1].text:
            rows.append(row)
            continue
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and (match := _patterns()[0].match(squeezed(filled[0].text))) and match["numeral"]:
            if rows:
                yield Table(tuple(rows), table.place)
            rows = []
            yield Paragraph(filled[0].text, filled[0].place)
        else:
            rows.append(row)
    if rows:
        yield Table(tuple(rows), table.place)


def find_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of the sections in order: the chain with the best evidence, of a table of contents and the text
    the text."""
    found = [heading for number, block in enumerate(blocks) for heading in _in_block(number, block)]
    best: list[tuple[int, int]] = [(0, -1)] * len(found)
    for position in range(len(found) - 1, -1, -1):
        later = [n for n in range(position + 1, len(found)) if found[n].number > found[position].number]
        following = max(later, key=lambda n: (best[n][0], n), default=-1)
        best[position] = (_weight(found[position]) + (best[following][0] if following >= 0 else 0), following)
    chain: list[Heading] = []
    position = max(range(len(found)), key=lambda n: (best[n][0], n)) if found else -1
    while position >= 0:
        chain.append(found[position])
        position = best[position][1]
    return chain


def _weight(heading: Heading) -> int:
    """How much speaks for a heading: its right numeral most, any numeral more than none."""
    if not heading.numeral:
        return 2
    if heading.numeral.isdigit():
        return 3 if int(heading.numeral) == heading.number else 1
    return 4 if NUMERALS.index(heading.numeral) + 1 == heading.number else 3


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
    end = (first.block, first.start) if first else (min(12, len(blocks)), 0)
    head = tuple(_pieces(blocks, (0, 0), end))
    last, tail = _tail(blocks, headings)
    sections = []
    running: list[tuple[str, Place]] = []
    for heading, following in pairwise((*headings, None)):
        assert heading is not None
        until = (following.block, following.start) if following else (last, 0)
        pieces = list(_pieces(blocks, (heading.block, heading.end), until))
        texts = [piece.text for piece in pieces]
        if heading.number in (2, 3, 4):
            running += [(piece.text, piece.place) for piece in pieces]
            texts = _without_figures(texts)
        sections.append(Section(heading.number, heading.text, "\n".join(texts)))
    if not any(heading.number in (2, 3, 4) for heading in headings):
        running = [(block.text, block.place) for block in blocks if isinstance(block, Paragraph)]
    return Prose(tuple(sections), tuple(headings), tuple(running), head, tail)


def _tail(blocks: Sequence[Block], headings: Sequence[Heading]) -> tuple[int, tuple[Paragraph, ...]]:
    """Where the signature and what a web page puts below it begin, and those lines."""
    begin = max((number for number, block in enumerate(blocks, start=1) if isinstance(block, Paragraph)), default=0)
    floor = headings[-1].block + 1 if headings else max(0, len(blocks) - 4)
    while begin > floor:
        block = blocks[begin - 1]
        if not isinstance(block, Paragraph) or not _closing().match(squeezed(block.text)):
            break
        begin -= 1
    return begin, tuple(block for block in blocks[begin:] if isinstance(block, Paragraph))


@cache
def _closing() -> re.Pattern[str]:
    """A line of a signature, or of the frame of a web page."""
    organs = wording()["organs"]
    return re.compile(
        rf"^(?:[一-鿿（）()·]{{2,40}}(?:{'|'.join(organs['endings'])}|{organs['bodies']})|{organs['dates']}|{organs['frame']})$"
    )


def _pieces(blocks: Sequence[Block], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Paragraph]:
    """The paragraphs between two points, the first and the last cut to what lies between."""
    for number in range(start[0], min(end[0] + 1, len(blocks))):
        block = blocks[number]
        if isinstance(block, Table):
            continue
        since = start[1] if number == start[0] else 0
        until = end[1] if number == end[0] else len(block.text)
        text = block.text[since:until].strip()
        if PAGE_MARK.match(text):
            continue
        if since:
            text = text.lstrip("。：: ")
        if text:
            yield Paragraph(text, block.place, block.level)


@cache
def _table_words() -> re.Pattern[str]:
    return re.compile(wording()["tables"]["begins"])


def _without_figures(texts: Sequence[str]) -> list[str]:
    """The paragraphs without a table that was printed as running text: from its first words to its last figure."""
    bare = [squeezed(text) for text in texts]
    found = _table_words().search("".join(bare))
    if found is None:
        return list(texts)
    number, at = 0, found.start()
    while at >= len(bare[number]):
        at -= len(bare[number])
        number += 1
    before = texts[number][: _spread(texts[number], at)].strip()
    figured = [n for n in range(number, len(texts)) if DIGIT.search(texts[n]) and "。" not in texts[n]]
    last = max([number, *figured])
    return [text for text in (*texts[:number], before, _after_figures(texts[last]), *texts[last + 1 :]) if text]


def _spread(text: str, at: int) -> int:
    """The position in a text of the character that is at `at` when white space is left out."""
    for position, character in enumerate(text):
        if not SPACES.match(character):
            if at == 0:
                return position
            at -= 1
    return len(text)


def _after_figures(text: str) -> str:
    """The sentences that follow the last table words and their figures, if there are any."""
    rest = FIGURES.split(text)[-1].strip()
    return rest if "。" in rest else ""
