"""What a duty on the board is: a column of cells, one an organ, and the records behind each."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Cell:
    """What an organ's cell says. `kind`: ok, warn, bad, or na (no such duty, or nothing happened: it is not scored).

    `share`: how much of the duty is fulfilled, 0 to 1, which the assessment takes over; `None` where there is none.
    """

    words: str
    kind: str = "na"
    share: float | None = None


NONE = Cell("—")


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a cell: what, its day, what is wrong with it, its address."""

    title: str
    words: str = ""
    on: date | None = None
    url: str = ""
    kind: str = ""


class Duty(ABC):
    """A column of the board. An app that knows of a duty adds its class to `DUTIES`."""

    code: ClassVar[str]
    title: ClassVar[str]
    cites: ClassVar[str]

    @abstractmethod
    def cells(self, organs: Sequence[Organ], today: date) -> Mapping[int, Cell]:
        """Organ → its cell; an organ that is left out has no such duty."""

    @abstractmethod
    def records(self, organ: Organ, today: date) -> Sequence[Record]:
        """What stands behind the cell, the worst first."""

    def named(self, today: date) -> str:
        """The head of the column."""
        return self.title


def share_cell(code: str, good: int, whole: int, nothing: str = "—") -> Cell:
    """The cell of so many good ones of so many."""
    from gongkai.web.oversight.terms import kind_of_share

    if not whole:
        return Cell(nothing)
    share = good / whole
    return Cell(f"{int(share * 100)}%", kind_of_share(code, share), share)
