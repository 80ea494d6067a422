"""Where each finding stands in the source: ranges of characters in paragraphs and cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.documents import Cell, Document, Paragraph, Place
from gongkai.report.checks.base import Finding
from gongkai.report.model import Report

SHORTEST = 4
"""A quote of fewer characters is not looked for: it would be found everywhere."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of a paragraph or cell, marked for finding `number` (from 1) or, at 0, unsettled."""

    number: int
    start: int
    end: int


@dataclass(slots=True)
class Text:
    """A paragraph or cell of the source with its marks."""

    text: str
    place: Place
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class Marked:
    """The source with the marks of all findings, by the identity of its paragraphs and cells."""

    texts: dict[int, Text]
    letters: str
    origins: list[tuple[Text, int]]

    def of(self, part: Paragraph | Cell) -> Text:
        """The text of a paragraph or cell with its marks."""
        return self.texts[id(part)]


def mark(document: Document, report: Report, findings: Sequence[Finding]) -> Marked:
    """Mark every finding at its cell or paragraph and at the words it quotes, and every unsettled cell."""
    marked = _laid_out(document)
    places = _by_place(marked)
    for path in report.uncertain:
        for text in _at(report, path, places):
            text.marks.append(Mark(0, 0, len(text.text)))
    for number, finding in enumerate(findings, start=1):
        path = finding.where.removeprefix("series/")
        for text in _at(report, path, places) if not path.startswith("sections/") or not finding.quote else ():
            text.marks.append(Mark(number, 0, len(text.text)))
        for text, start, end in _quoted(marked, finding.quote):
            if not any(other.number == number and other.start <= start < other.end for other in text.marks):
                text.marks.append(Mark(number, start, end))
    return marked


def _laid_out(document: Document) -> Marked:
    texts: dict[int, Text] = {}
    for block in document.blocks:
        parts = [block] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        texts |= {id(part): Text(part.text, part.place) for part in parts}
    origins = [(text, i) for text in texts.values() for i, letter in enumerate(text.text) if not letter.isspace()]
    return Marked(texts, "".join(text.text[i] for text, i in origins), origins)


def _key(place: Place) -> tuple[object, ...]:
    if place.table is not None:
        return place.part, place.table, place.row, place.column
    return place.part, place.page, place.paragraph


def _by_place(marked: Marked) -> dict[tuple[object, ...], Text]:
    found: dict[tuple[object, ...], Text] = {}
    for text in marked.texts.values():
        found.setdefault(_key(text.place), text)
    return found


def _at(report: Report, path: str, places: dict[tuple[object, ...], Text]) -> Iterator[Text]:
    """The cell or paragraph of a path; of a row, its first cell that is known."""
    place = report.places.get(path)
    if place is None:
        place = next((where for known, where in report.places.items() if known.startswith(f"{path}/")), None)
    if place is not None and (text := places.get(_key(place))) is not None:
        yield text


def _quoted(marked: Marked, quote: str) -> Iterator[tuple[Text, int, int]]:
    """The ranges that a quote covers, less white space; it may run over several paragraphs."""
    words = re.sub(r"\s", "", quote).rstrip("…")
    begin = marked.letters.find(words) if len(words) >= SHORTEST else -1
    if begin < 0:
        return
    run: list[int] = []
    current: Text | None = None
    for text, index in marked.origins[begin : begin + len(words)]:
        if current is not None and text is not current:
            yield current, run[0], run[-1] + 1
            run = []
        current = text
        run.append(index)
    if current is not None:
        yield current, run[0], run[-1] + 1
