"""The parameters the clock needs, resolved for a day once and kept."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.law.parameters import Parameters, national

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
    """`Rules` by day; a new one begins where any of its parameters changes."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        sinces = {value.since for name in _NAMES for value in parameters[f"deadlines/{name}"].values}
        self._starts = sorted((since.toordinal() for since in sinces), reverse=True)
        self._known: dict[int, Rules] = {}

    def on(self, ordinal: int) -> Rules:
        """The rules in force on the day of that ordinal."""
        start = next((start for start in self._starts if start <= ordinal), ordinal)
        return self._known.get(start) or self._resolve(start)

    def _resolve(self, start: int) -> Rules:
        day = date.fromordinal(start)
        rules = Rules(**{name: self.parameters[f"deadlines/{name}"].on(day).value for name in _NAMES})
        self._known[start] = rules
        return rules


@cache
def rulebook(parameters: Parameters | None = None) -> Rulebook:
    """The rules of these parameters, or of the national ones."""
    return Rulebook(parameters or national())
