"""The parameters the clock needs, resolved for a day once and kept."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.law.parameters import Parameters, national
from gongkai.law.wording import cites_of, wording

_NAMES = (
    *("reply", "extension", "extension_times", "correction_notice", "correction_times", "confirmation"),
    *("third_party", "joint_maker", "other_organ", "fee_payment", "fee_charging", "redo"),
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers in working days; None: no limit in force."""

    reply: int
    extension: int
    extension_times: int | None
    correction_notice: int | None
    correction_times: int | None
    confirmation: int
    third_party: int | None
    joint_maker: int | None
    other_organ: int | None
    fee_payment: int
    fee_charging: bool
    redo: int


class Rulebook:
    """`Rules` by day; a new one begins where any of its parameters changes. Citations are kept with them."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        sinces = {value.since for name in _NAMES for value in parameters[f"deadlines/{name}"].values}
        self._starts = sorted(since.toordinal() for since in sinces)
        self._known: dict[int, Rules] = {}
        self._cites: dict[tuple[str, str, int], str] = {}

    def on(self, ordinal: int) -> Rules:
        """The rules in force on the day of that ordinal."""
        start = self.since(ordinal)
        return self._known.get(start) or self._resolve(start)

    def cites(self, table: str, name: str, ordinal: int) -> str:
        """The citation of an entry of `clock.toml` (limits, reasons, flags) as in force on the day of that ordinal."""
        key = (table, name, self.since(ordinal))
        if key not in self._cites:
            self._cites[key] = cites_of(wording()[table][name], self.parameters, date.fromordinal(ordinal))
        return self._cites[key]

    def since(self, ordinal: int) -> int:
        """The first day of the rules in force on the day of that ordinal."""
        place = bisect_right(self._starts, ordinal)
        return self._starts[place - 1] if place else ordinal

    def _resolve(self, start: int) -> Rules:
        day = date.fromordinal(start)
        rules = Rules(**{name: self.parameters[f"deadlines/{name}"].on(day).value for name in _NAMES})
        self._known[start] = rules
        return rules


@cache
def rulebook(parameters: Parameters | None = None) -> Rulebook:
    """The rules of these parameters, or of the national ones."""
    return Rulebook(parameters or national())
