"""The words and citations of the clock: events, channels, states, limits, reasons, flags of `law/data/clock.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.law.datafiles import DATA, read_toml
from gongkai.law.parameters import Parameters


@cache
def wording() -> Mapping[str, Mapping[str, Any]]:
    """The tables of `clock.toml`."""
    return read_toml(DATA / "clock.toml")


EVENTS: Mapping[str, str] = wording()["events"]
"""Event → what an official calls it."""
STATES: Mapping[str, str] = wording()["states"]
"""State → what an official calls it."""
ACTS: Mapping[str, str] = {act: entry["label"] for act, entry in wording()["limits"].items()}
"""Act with a latest day → what an official calls it."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way an application comes in; `receipt` is set by its `arrival` or by `confirmation`. 条例第三十一条."""

    key: str
    label: str
    receipt: str
    cites: str


CHANNELS: Mapping[str, Channel] = {key: Channel(key, **entry) for key, entry in wording()["channels"].items()}


def cites_of(entry: Mapping[str, str], parameters: Parameters, on: date) -> str:
    """The citation of a table entry: its own, or that of the rule it names, as in force on the day."""
    if "cites" in entry:
        return entry["cites"]
    fixed = wording()["cites"].get(entry["law"])
    return fixed if fixed is not None else parameters[f"deadlines/{entry['law']}"].on(on).cites
