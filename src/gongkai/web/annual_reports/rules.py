"""Why a finding stands in a report: the rules of `gongkai.report`, and those that only the platform can try."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gongkai.report import explaining
from gongkai.report.checks.base import SEVERITIES
from gongkai.report.explaining import Rule

DATA = Path(__file__).parent / "data" / "rules.toml"


@cache
def own() -> Mapping[str, Rule]:
    """The rules of the platform by their codes: gaps, figures nobody entered, a ledger that says otherwise."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return {
        code: Rule(code, one["title"], SEVERITIES[one["severity"]], one["reason"], one.get("cites", ""), one["mend"],
                   one.get("innocent", "")) for code, one in data.items()
    }  # fmt: skip


def rule(code: str) -> Rule | None:
    """The rule of a code; `None` for a code that there is not."""
    return own().get(code) or explaining.rule(code)


def title(code: str) -> str:
    """The few words that name what was found, the code itself for one nobody knows."""
    found = own().get(code)
    return found.title if found else explaining.titles().get(code, code)


def why(code: str) -> list[tuple[str, str]]:
    """The rule point by point: why, by which article, when it is no fault, what to do."""
    found = rule(code)
    return found.points if found else []
