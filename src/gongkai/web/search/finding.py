"""What a person finds: hits checked again against what is published, the places of his words, other words, counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import File, Publication
from gongkai.web.search import words
from gongkai.web.search.engines import FACETS, Wanted, engine
from gongkai.web.search.plain import plainly
from gongkai.web.search.vocabulary import normal, same, slips
from gongkai.web.search.words import Term

SIZE = 10
DEEPEST = 1000
"""Nobody reads further; a narrower question is wanted there."""
AROUND = 46
"""Characters of an excerpt on each side of the first hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A publication that is found, and a stretch of its text around the words."""

    publication: Publication
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits. `loose`: not every word was found, these hold some of them."""

    query: str
    terms: tuple[Term, ...]
    hits: Sequence[Hit] = ()
    count: int = 0
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    loose: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """The words to mark in titles and excerpts, the longest first."""
        shown = {word for term in self.terms for word in term.shown}
        return tuple(sorted(shown, key=lambda word: (-len(word), word)))


def find(
    query: str, *, filters: Mapping[str, tuple[str, ...]] | None = None, order: str = "best", page: int = 1,
    size: int = SIZE, facets: tuple[str, ...] = FACETS, excerpts: bool = True,
    strict: bool = False,
) -> Result:  # fmt: skip
    """Search everything that is published. Without a query all of it, newest first. `strict`: every word or nothing."""
    terms = words.parse(query)
    narrowed = {name: values for name, values in (filters or {}).items() if values}
    if query.strip() and not terms:
        return Result(query, ())
    wanted = Wanted(
        terms, narrowed, order=order if terms or order != "best" else "newest",
        start=min((page - 1) * size, DEEPEST), size=size, facets=facets,
    )  # fmt: skip
    if not engine().whole():
        return _result(query, terms, *plainly(wanted), excerpts=excerpts)
    found = engine().find(wanted)
    loose = not strict and not found.count and len(terms) > 1
    if loose:
        wanted = replace(wanted, least=max(1, (len(terms) + 1) // 2))
        found = engine().find(wanted)
    return _result(query, terms, found.ids, found.count, found.facets, loose and found.count > 0, excerpts=excerpts)


def _result(
    query: str, terms: tuple[Term, ...], ids: Sequence[int], count: int,
    facets: Mapping[str, Sequence[tuple[str, int]]], loose: bool = False, *, excerpts: bool,
) -> Result:  # fmt: skip
    """The hits that are published at this moment, in the order of the index."""
    live = {publication.pk: publication for publication in reading.among(pk__in=list(ids))}
    result = Result(query, terms, (), count - (len(ids) - len(live)), facets, loose)
    shown = [live[number] for number in ids if number in live]
    texts = _texts(shown) if excerpts and terms else {}
    hits = [Hit(one, excerpt(texts.get(one.rendition_id, "") or one.summary, result.marks)) for one in shown]
    return replace(result, hits=hits)


def _texts(publications: Sequence[Publication]) -> dict[int, str]:
    files = File.objects.filter(rendition_id__in=[one.rendition_id for one in publications], role="text")
    return {file.rendition_id: file.text for file in files}


def excerpt(text: str, marks: Sequence[str]) -> str:
    """A stretch of a text around the first place of one of these words; its beginning if there is none."""
    flat = re.sub(r"\s+", " ", text).strip()
    plain = normal(flat)
    places = [place for word in marks if (place := plain.find(word)) >= 0]
    at = min(places) if places and len(plain) == len(flat) else 0
    begin, end = max(0, at - AROUND // 2), at + 2 * AROUND
    return f"{'……' if begin else ''}{flat[begin:end]}{'……' if end < len(flat) else ''}"


def other_words(result: Result) -> list[tuple[str, int]]:
    """Other ways to ask that do find something: what was perhaps meant first, then shorter and other words."""
    asked: list[str] = []
    for term in result.terms:
        asked += [result.query.replace(term.text, word) for word in meant(term.text)]
    for term in result.terms:
        asked += [*same().get(term.text, ()), *([term.text] if len(result.terms) > 1 else [])]
    for chunk in normal(result.query).split():
        for run in words.RUN.findall(chunk):
            asked += words.shorter(run)
    found = []
    for query in dict.fromkeys(asked):
        if query and query != normal(result.query) and (count := how_many(query)):
            found.append((query, count))
        if len(found) == 4:
            break
    return found


def meant(word: str) -> list[str]:
    """What a word with a slip of the pen was meant to be."""
    known = [slips()[word]] if word in slips() else []
    if how_many(word):
        return known
    return known + [other for other, _ in engine().like(word)[:2] if other not in known]


def did_you_mean(result: Result) -> str:
    """The query without its slips of the pen, if that finds something; empty if there is nothing to mend."""
    mended = normal(result.query)
    for term in result.terms:
        better = meant(term.text)
        if better:
            mended = mended.replace(term.text, better[0])
    return mended if mended != normal(result.query) and how_many(mended) else ""


def how_many(query: str, filters: Mapping[str, tuple[str, ...]] | None = None) -> int:
    """How many published items hold all words of a query."""
    terms = words.parse(query)
    wanted = Wanted(terms, filters or {}, facets=())
    if not terms:
        return 0
    return engine().count(wanted) if engine().whole() else plainly(wanted)[1]
