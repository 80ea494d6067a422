"""Reports compared with one another: an organ's years in a chain, neighbours of one year for copied text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gongkai.report.checks.base import Finding
from gongkai.report.model import Report
from gongkai.report.series.base import SeriesCheck, Trace, trace
from gongkai.report.series.chains import CarriedForward, DocumentsOverTheChange, InForceRollsOn, ItemsRollOn, Leaps
from gongkai.report.series.copying import LEAST, MUCH, CopiedFromAnEarlierYear, CopiedFromANeighbour

__all__ = ["SERIES_CHECKS", "SeriesCheck", "Trace", "check_series", "compare", "trace"]

SERIES_CHECKS: tuple[type[SeriesCheck], ...] = (
    CarriedForward,
    ItemsRollOn,
    InForceRollsOn,
    DocumentsOverTheChange,
    Leaps,
    CopiedFromAnEarlierYear,
    CopiedFromANeighbour,
)
"""Every rule between reports, in the order in which its findings are told."""

EVERYWHERE = 40
"""A passage that so many reports share is a county's set phrase and not followed up."""
SLOTS = 1 << 22
"""Room to count passages in, the same for a hundred reports and for a hundred thousand."""


def check_series(reports: Sequence[Report], *, declared: bool = False) -> list[list[Finding]]:
    """What is wrong between `reports`: for each, the findings that stand with it, which is with the later year.

    Years are compared where there is exactly one report for an organ and year. `declared` tells that all are one
    organ's series: then its name does not matter and a broken chain is an error, else all are at most warnings.
    """
    found = compare([trace(report) for report in reports], declared=declared)
    return [found.get(index, []) for index in range(len(reports))]


def compare(traces: Sequence[Trace], *, declared: bool = False) -> dict[int, list[Finding]]:
    """`check_series` over what was kept of the reports, for many files: position → its findings, where there are any.

    `traces` may read each from where it is kept aside: no more than a few are held at a time.
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    for years in _series(traces, declared):
        for later in sorted(years):
            earlier_years = [year for year in sorted(years) if year < later]
            for kind in SERIES_CHECKS:
                if not kind.neighbours:
                    found[years[later]] += _across(
                        kind(declared), [traces[years[y]] for y in earlier_years], traces[years[later]]
                    )
    if not declared:
        for neighbour, later_index in _alike(traces):
            found[later_index] += CopiedFromANeighbour().run(traces[neighbour], traces[later_index])
    return {index: findings for index, findings in found.items() if findings}


def _across(check: SeriesCheck, earlier: Sequence[Trace], later: Trace) -> list[Finding]:
    """The findings of one check against all earlier years; of copied text only the closest year is told."""
    found = [finding for before in reversed(earlier) for finding in check.run(before, later)]
    for kept in (*earlier, later):
        kept.forget()
    return found[:1] if isinstance(check, CopiedFromAnEarlierYear) else found


def _series(traces: Sequence[Trace], declared: bool) -> Iterator[dict[int, int]]:
    """For each organ its years with the index of the one report of that year."""
    by_organ: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, kept in enumerate(traces):
        if kept.year is not None and (kept.organ or declared):
            by_organ["" if declared else kept.organ][kept.year].append(index)
    for years in by_organ.values():
        single = {year: indices[0] for year, indices in years.items() if len(indices) == 1}
        if len(single) > 1:
            yield single


def _alike(traces: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """Pairs of reports of one year and different organs that share much text, found through their passages."""
    holders = _holders(traces)
    for index, kept in enumerate(traces):
        passages = set(kept.passages)
        kept.forget()
        shared: Counter[int] = Counter()
        for passage in passages:
            for other in holders.get((kept.year, hash(passage)), ()):
                shared[other] += len(passage)
        whole = shared.pop(index, 0)
        for other, length in shared.most_common(1):
            if length >= LEAST * MUCH and length >= MUCH * whole * 0.8:
                yield other, index


def _holders(traces: Sequence[Trace]) -> dict[tuple[int | None, int], list[int]]:
    """Which reports of a year hold a passage, for passages that not everybody has, nor one alone."""
    several = _met_again(traces)
    holders: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for index, key in _passages(traces):
        if several[hash(key) % SLOTS] > 1:
            holders[key].append(index)
    return {passage: held for passage, held in holders.items() if 1 < len(held) <= EVERYWHERE}


def _met_again(traces: Sequence[Trace]) -> bytearray:
    """How often (once, or more) the passages of each slot were met; two may share a slot, which costs only space."""
    met = bytearray(SLOTS)
    for _, key in _passages(traces):
        slot = hash(key) % SLOTS
        met[slot] = min(met[slot] + 1, 2)
    return met


def _passages(traces: Sequence[Trace]) -> Iterator[tuple[int, tuple[int | None, int]]]:
    """Every passage of every report of a known organ and year."""
    for index, kept in enumerate(traces):
        if kept.year is not None and kept.organ:
            for passage in set(kept.passages):
                yield index, (kept.year, hash(passage))
            kept.forget()
