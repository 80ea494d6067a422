"""全县监督 as values: every organ's cells, the worst organ first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.duties import NONE, Cell, duties

TOWNSHIPS = (Kind.TOWNSHIP, Kind.STREET)


@dataclass(frozen=True)
class Line:
    """An organ with its cells by duty."""

    organ: Organ
    cells: Mapping[str, Cell]

    @property
    def bad(self) -> int:
        """How many duties are red."""
        return sum(cell.kind == "bad" for cell in self.cells.values())

    @property
    def warn(self) -> int:
        """How many are amber."""
        return sum(cell.kind == "warn" for cell in self.cells.values())

    @property
    def wanting(self) -> str:
        """What is red or amber, in words, for a reminder."""
        named = {duty.code: duty.title for duty in duties()}
        worst = sorted(self.cells.items(), key=lambda pair: pair[1].kind != "bad")
        return "；".join(f"{named[code]}：{cell.words}" for code, cell in worst if cell.kind in ("bad", "warn"))


def lines(organs: Sequence[Organ], today: date) -> list[Line]:
    """Every organ's line, the worst first, then in the order of the organs."""
    columns = {duty.code: duty.cells(organs, today) for duty in duties()}
    found = [Line(organ, {code: cells.get(organ.pk, NONE) for code, cells in columns.items()}) for organ in organs]
    return sorted(found, key=lambda line: (-line.bad, -line.warn, line.organ.order, line.organ.pk))


def heads(today: date) -> list[tuple[str, str]]:
    """Code and head of each column."""
    return [(duty.code, duty.named(today)) for duty in duties()]
