"""Text into what the index holds, and a query into what it asks for. No Django here.

Chinese is indexed as overlapping pairs of characters with their places, so that nothing is lost (names, new words), and
beside them as the words of the dictionary, so that a long word is one look-up. A phrase is asked only for what is no
word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from gongkai.web.search.vocabulary import compact, dictionary, normal, same, stop

RUN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
NUMBER = re.compile(r"\d+\s*号|[\w]+[/／-]\d|[〔\[【(（]\d{4}[〕\]】)）]")
"""What looks like a 文号 or an 索引号."""
LONGEST = 12
"""Chunks of a query that are looked at; more is no search."""


def pairs(text: str) -> str:
    """The pairs and other tokens of a text, a space between, in their order.

    >>> pairs("柳河镇2026年")
    '柳河 河镇 2026 年'
    """
    found: list[str] = []
    for run in RUN.findall(normal(text)):
        if len(run) > 1 and CHINESE.match(run):
            found.extend(map("".join, pairwise(run)))
        else:
            found.append(run[:60])
    return " ".join(found)


def dictionary_words(text: str) -> str:
    """Every word of three characters or more that stands anywhere in a text, a space between."""
    cut = dictionary().cut_all
    return " ".join({word for run in RUN.findall(normal(text)) if len(run) > 2 for word in cut(run) if len(word) > 2})


def title_words(text: str) -> str:
    """Words and single characters of a title: for one-character queries and for slips of the pen."""
    text = normal(text)
    words = {word for word in dictionary().cut_for_search(text) if len(word) > 1 and CHINESE.match(word)}
    return " ".join(sorted({*words, *CHINESE.findall(text)}))


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to look up: a pair or other token, a word of the dictionary, a phrase of pairs, a single character, or
    a 文号 or 索引号.
    """

    kind: str
    text: str

    @property
    def pairs(self) -> list[str]:
        """What a phrase is made of."""
        return pairs(self.text).split()


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the query that must be found, in one of several ways; each way is pieces that must all be found."""

    text: str
    ways: tuple[tuple[Piece, ...], ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The words to mark in a text."""
        return tuple(dict.fromkeys(piece.text for way in self.ways for piece in way if piece.kind != "number"))


def parse(query: str) -> tuple[Term, ...]:
    """What a query asks for; all of its terms must be found.

    >>> [term.text for term in parse("柳河镇低保标准是多少")]
    ['柳河镇', '低保', '标准']
    """
    chunks = normal(query).split()[:LONGEST]
    terms = list(dict.fromkeys(chain.from_iterable(map(_terms, chunks))))
    return tuple(terms[: 2 * LONGEST])


def _terms(chunk: str) -> Iterator[Term]:
    known = same().get(chunk, ())
    if known or dictionary().has_word(chunk):
        yield _term(chunk)
        return
    number = compact(chunk)
    found = list(_split(chunk))
    if NUMBER.search(chunk) and len(number) > 3 and len(found) > 1:
        pieces = tuple(chain.from_iterable(_ways(text)[0] for text in found))
        yield Term(chunk, ((Piece("number", number),), pieces))
        return
    yield from map(_term, found)


def _term(text: str) -> Term:
    return Term(text, tuple(chain.from_iterable(_ways(word) for word in (text, *same().get(text, ())))))


def _ways(text: str) -> list[tuple[Piece, ...]]:
    if not CHINESE.match(text):
        return [(Piece("pair", text),)]
    if len(text) == 1:
        return [(Piece("char", text),)]
    if len(text) == 2:
        return [(Piece("pair", text),)]
    return [(Piece("word" if dictionary().has_word(text) else "phrase", text),)]


def _split(chunk: str) -> Iterator[str]:
    """The words of a chunk without those that say nothing; a single character joins what stands before it."""
    kept: list[str] = []
    for run in RUN.findall(chunk):
        kept += [run] if not CHINESE.match(run) else _joined(run)
    several = [text for text in kept if len(text) > 1 or not CHINESE.match(text)]
    yield from several or kept[:1]


def _joined(run: str) -> list[str]:
    found: list[str] = []
    open_end = False
    for word in dictionary().cut(run):
        if word in stop():
            open_end = False
        elif open_end and 1 in (len(word), len(found[-1])):
            found[-1] += word
        else:
            found.append(word)
            open_end = True
    return found or [run]


def shorter(run: str) -> list[str]:
    """The words within a run of Chinese, for asking again with less.

    >>> shorter("河道采砂")
    ['河道', '采砂']
    """
    return [word for word in dictionary().cut(run) if len(word) > 1 and word not in stop() and word != run]
