"""What another level of an organ changes in what it must publish. 条例第二十条、第二十一条."""

from dataclasses import dataclass

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import CatalogueItem, Item, State
from gongkai.web.disclosure.vocabulary import Clause
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Ending:
    """A clause that no longer binds: the lines of the catalogue and the items that name it; they stay as they are."""

    clause: Clause
    lines: int
    items: int


@dataclass(frozen=True, slots=True)
class Shift:
    """What begins to bind, what ends, and how many usual lines of the new level the catalogue lacks."""

    begins: tuple[Clause, ...]
    ends: tuple[Ending, ...]
    lacking: int


def shift(organ: Organ, level: str) -> Shift:
    """What changes for an organ that is put on `level`."""
    before, after = vocabulary.clauses_for(organ.level), vocabulary.clauses_for(level)
    lines = CatalogueItem.objects.filter(organ=organ, retired_on=None)
    items = Item.objects.filter(organ=organ).exclude(state=State.DROPPED)
    gone = [clause for clause in before if clause not in after]
    known = set(lines.values_list("field", "first", "second"))
    usual = [line for line in vocabulary.table("starting")["line"] if level in line["levels"]]
    return Shift(
        tuple(clause for clause in after if clause not in before),
        tuple(
            Ending(one, lines.filter(clause=one.code).count(), items.filter(clause=one.code).count()) for one in gone
        ),
        sum((line["field"], line["first"], line["second"]) not in known for line in usual),
    )
