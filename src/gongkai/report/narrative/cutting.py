"""The narrative cut into sentences, torn lines joined, spaces gone: what grammar and checks of the text read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gongkai.report.model import Report, Section
from gongkai.report.narrative.numbers import narrow

ENDS = "。！？!?"
STOPS = "。！？!?；;：:"
TORN = 20
"""A line at least so long that does not end in a stop goes on in the next line."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MARKER = re.compile(r"\s*(?:[#*]*\s*)(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d+[.、．])")


@dataclass(slots=True, eq=False)  # not frozen, like `documents.Cell`: made by the hundred
class Sentence:
    """A sentence of section `place`: `raw` as printed, `text` without spaces and with narrow digits.

    Each is itself alone, so that what was read of all of them is found again at once.
    """

    place: str
    raw: str
    text: str


def sentences(report: Report) -> tuple[Sentence, ...]:
    """Every sentence of the opening and the sections, in order."""
    opening, sections, read = _last[0]
    if report.opening is not opening or report.sections is not sections:
        read = cut(tuple((place, text) for place, text in report.narrative() if text))
        _last[0] = (report.opening, report.sections, read)
    return read


_NOTHING: tuple[str, tuple[Section, ...], tuple[Sentence, ...]] = ("", (), ())
_last = [_NOTHING]
"""The narrative asked about last, itself and none like it, with its sentences: all checks ask in turn."""


@lru_cache(maxsize=16)
def cut(texts: tuple[tuple[str, str], ...]) -> tuple[Sentence, ...]:
    """The sentences of texts with their places."""
    return tuple(sentence for place, text in texts for sentence in _cut(place, _join(text)))


def _cut(place: str, text: str) -> Iterator[Sentence]:
    wide = text != narrow(text)
    for raw in _SENTENCE.findall(text):
        if squeezed := "".join(raw.split()):
            yield Sentence(place, raw.strip(), narrow(squeezed) if wide else squeezed)


def forget() -> None:
    """Let go of the text that was read last."""
    _last[0] = _NOTHING
    cut.cache_clear()


def _join(text: str) -> str:
    """Join the lines that a page break or a column tore."""
    if "\n" not in text:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    joined = lines[:1]
    for line in lines[1:]:
        before = joined[-1].rstrip()
        last = before[before.rfind("\n") + 1 :]
        if len(last) >= TORN and last[-1] not in STOPS and not _MARKER.match(line):
            joined[-1] = before + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)
