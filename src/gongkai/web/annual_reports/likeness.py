"""Which published reports are copied: each is compared with its neighbours and its earlier years when it comes out.

The sentences of a report are kept as marks; reports that share marks are compared by their words, with the checks of
`gongkai.report.series`. What the platform drafted is nobody's copy; a sentence that more than `EVERYWHERE` reports of
a year have is a set phrase and finds nobody.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from gongkai.report.model import from_json
from gongkai.report.series import EVERYWHERE, LEAST, MUCH, Trace, trace
from gongkai.report.series.copying import CopiedFromAnEarlierYear, CopiedFromANeighbour
from gongkai.web.annual_reports.models import Edition, Likeness, Passage
from gongkai.web.annual_reports.phrases import own_words

Key = tuple[int, int]
"""Organ and year."""
NEAREST = 40
"""So many neighbours at most are looked at again when a report comes out."""


def mark(words: str) -> int:
    """The mark of a sentence: 63 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest()) >> 1


def keep(edition: Edition) -> None:
    """Take in the text of a new edition, and compare again whoever it touches. Publishing calls it."""
    key = edition.report.organ_id, edition.report.year
    lengths = _lengths(traced(key))
    Passage.objects.filter(organ=key[0], year=key[1]).delete()
    Passage.objects.bulk_create(
        Passage(organ_id=key[0], year=key[1], mark=one, length=min(length, 30_000)) for one, length in lengths.items()
    )
    touched = {key, *_leaning_on(key), *_later(key)}
    touched |= {(organ, key[1]) for organ, _ in _sharing(key, lengths).most_common(NEAREST)}
    for one in touched:
        _compare(one)


def traced(key: Key) -> Trace:
    """What is compared of the newest edition of a report; nothing where none is published."""
    found = Edition.objects.filter(report__organ=key[0], report__year=key[1]).order_by("-number").first()
    return trace(own_words(from_json(found.content))) if found else Trace("", key[1], "", {}, b"")


def _lengths(kept: Trace) -> dict[int, int]:
    return {mark(passage): len(passage) for passage in kept.passages}


def _leaning_on(key: Key) -> Iterable[Key]:
    """Reports that were found to be like this one as it was."""
    return list(Likeness.objects.filter(other=key[0], other_year=key[1]).values_list("organ", "year"))


def _later(key: Key) -> Iterable[Key]:
    later = Edition.objects.filter(report__organ=key[0], report__year__gt=key[1])
    return {(key[0], year) for year in later.values_list("report__year", flat=True)}


def _sharing(key: Key, lengths: dict[int, int]) -> Counter[int]:
    """Organ → characters that its report of the same year shares, by sentences that not everybody has."""
    rows = Passage.objects.filter(year=key[1], mark__in=list(lengths)).order_by()
    counted = dict(rows.values_list("mark").annotate(Count("pk")))
    rare = [one for one, count in counted.items() if 1 < count <= EVERYWHERE]
    shared: Counter[int] = Counter()
    for organ, length in rows.filter(mark__in=rare).exclude(organ=key[0]).values_list("organ", "length"):
        shared[organ] += length
    return shared


def _compare(key: Key) -> None:
    """Write down whose text a report has, if anybody's: the nearest earlier year's, and the likest neighbour's."""
    Likeness.objects.filter(organ=key[0], year=key[1]).delete()
    later = traced(key)
    lengths = _lengths(later)
    whole = sum(lengths.values())
    if whole < LEAST:
        return
    years = Edition.objects.filter(report__organ=key[0], report__year__lt=key[1]).values_list("report__year", flat=True)
    for year in sorted(set(years), reverse=True):
        if _written(key, (key[0], year), later, CopiedFromAnEarlierYear()):
            break
    for organ, length in _sharing(key, lengths).most_common(1):
        if length >= MUCH * whole * 0.8:
            _written(key, (organ, key[1]), later, CopiedFromANeighbour())


def _written(key: Key, other: Key, later: Trace, check: CopiedFromAnEarlierYear | CopiedFromANeighbour) -> bool:
    for finding in check.run(traced(other), later):
        Likeness.objects.create(
            organ_id=key[0], year=key[1], other_id=other[0], other_year=other[1], share=finding.actual or 0,
            words=finding.message,
        )  # fmt: skip
        return True
    return False
