"""The narrative cut into sentences, torn lines joined, spaces gone: what grammar and checks of the text read."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.report.model import Report
from gongkai.report.narrative.numbers import narrow

ENDS = "。！？!?"
STOPS = "。！？!?；;：:"
TORN = 20
"""A line at least so long that does not end in a stop goes on in the next line."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MARKER = re.compile(r"\s*(?:[#*]*\s*)(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d+[.、．])")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of section `place`: `raw` as printed, `text` without spaces and with narrow digits.

    Each is itself alone, so that what was read of all of them is found again at once.
    """

    place: str
    raw: str
    text: str


def squeeze(text: str) -> str:
    """The text without white space, with narrow digits."""
    return narrow("".join(text.split()))


def sentences(report: Report) -> tuple[Sentence, ...]:
    """Every sentence of the opening and the sections, in order."""
    return cut(tuple((place, text) for place, text in report.narrative() if text))


@lru_cache(maxsize=16)
def cut(texts: tuple[tuple[str, str], ...]) -> tuple[Sentence, ...]:
    """The sentences of texts with their places."""
    return tuple(
        Sentence(place, raw.strip(), squeezed)
        for place, text in texts
        for raw in _SENTENCE.findall(_join(text))
        if (squeezed := squeeze(raw))
    )


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
