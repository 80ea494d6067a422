"""What an index must do. It holds no truth: every hit is checked again against what is published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gongkai.web.search.entries import Entry
from gongkai.web.search.words import Term

FACETS = ("organ", "field", "year", "kind", "validity")
"""By what results are narrowed; each is a column of `Entry`."""


class Busy(Exception):
    """Another process is writing the index; the rows wait for it or for the next second."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to the index: terms that must all be found (with `least`, at least so many), the narrowing, the order.

    `order`: best, newest or oldest. `filters`: facet → values, any of which will do.
    """

    terms: tuple[Term, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "best"
    start: int = 0
    size: int = 10
    least: int = 0
    facets: tuple[str, ...] = FACETS


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of publications in their order, how many there are in all, and the counts beside each facet's values."""

    ids: tuple[int, ...] = ()
    count: int = 0
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


class Engine(Protocol):
    """One kind of index."""

    def whole(self) -> bool:
        """Whether there is an index made by this version of the program; if not, it is built anew."""

    def put(self, entries: Iterable[Entry], gone: Iterable[int]) -> None:
        """Write these, take those away, so that the next question sees it. Raises `Busy`."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """A new index of all these in place of the one there is; how many. Raises `Busy`."""

    def find(self, wanted: Wanted) -> Found:
        """What is found."""

    def count(self, wanted: Wanted) -> int:
        """How many are found."""

    def like(self, word: str) -> list[tuple[str, int]]:
        """Words of titles that are written much like this one, with how many titles hold them."""
