"""The one dated list of lawful answers: article, letter, row of the annual report, remedies, what must be recorded.

Read from `law/data/outcomes.toml`; 条例第三十六条至第三十九条, 行政复议法第二十三条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.law.datafiles import DATA, read_toml
from gongkai.law.errors import BadData, BadInput
from gongkai.law.parameters import Parameters, national


@dataclass(frozen=True, slots=True)
class Outcome:
    """One lawful answer. `records` maps what must be in the file before it is given to its Chinese description."""

    code: str
    number: str
    name: str
    since: date
    until: date | None
    cites: str
    letter: str
    rows: Mapping[str, str]
    records: Mapping[str, str]
    tell: str
    parts: tuple[str, ...]
    withholds: bool
    note: str

    def row(self, form: str) -> str:
        """The key of its row in table 三 of the form `2019` or `2021`.

        >>> outcome("lapsed_uncorrected").row("2019"), outcome("lapsed_uncorrected").row("2021")
        ('other', 'lapsed_uncorrected')
        """
        try:
            return self.rows[form]
        except KeyError:
            raise BadInput(f"没有 {form} 年格式，年度报告只有 {'、'.join(self.rows)} 两种格式。") from None

    def in_force(self, on: date) -> bool:
        """Whether the answer may be given on that day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def reconsideration_first(self, on: date, parameters: Parameters | None = None) -> bool:
        """Whether one must ask for reconsideration before going to court, for an answer given on that day.

        For 部分公开 ask the outcome of the withheld part. 行政复议法第二十三条第一款第四项.

        >>> refused = outcome("refused_third_party")
        >>> refused.reconsideration_first(date(2023, 12, 31)), refused.reconsideration_first(date(2024, 1, 1))
        (False, True)
        """
        rule = (parameters or national())["remedies/reconsideration_first"]
        return self.withholds and bool(rule.on(on).value)


def _outcome(data: Mapping[str, Any], records: Mapping[str, str]) -> Outcome:
    for key in ("code", "number", "name", "since", "cites", "letter", "rows", "tell"):
        if not data.get(key):
            raise BadData(f"outcomes.toml：{data.get('code', '?')} 缺少 {key}。")
    missing = [key for key in data.get("records", ()) if key not in records]
    if missing:
        raise BadData(f"outcomes.toml：{data['code']} 的 records 里没有说明的是 {'、'.join(missing)}。")
    return Outcome(
        code=data["code"],
        number=data["number"],
        name=data["name"],
        since=data["since"],
        until=data.get("until"),
        cites=data["cites"],
        letter=data["letter"],
        rows={str(form): row for form, row in data["rows"].items()},
        records={key: records[key] for key in data.get("records", ())},
        tell=data["tell"],
        parts=tuple(data.get("parts", ())),
        withholds=data.get("reconsideration_first", False),
        note=data.get("note", ""),
    )


def read_outcomes(data: Mapping[str, Any]) -> Mapping[str, Outcome]:
    """Outcomes by code, in the order of the file; refuses a second one of the same code."""
    found: dict[str, Outcome] = {}
    for entry in data["outcome"]:
        one = _outcome(entry, data["records"])
        if one.code in found:
            raise BadData(f"outcomes.toml：{one.code} 出现了两次。")
        found[one.code] = one
    return found


@cache
def _all() -> Mapping[str, Outcome]:
    return read_outcomes(read_toml(DATA / "outcomes.toml"))


def outcomes(on: date | None = None) -> tuple[Outcome, ...]:
    """All lawful answers in the order of the list, or those that may be given on that day."""
    return tuple(one for one in _all().values() if on is None or one.in_force(on))


def outcome(code: str) -> Outcome:
    """The answer of that code, such as `granted` or `refused_third_party`."""
    try:
        return _all()[code]
    except KeyError:
        raise BadInput(f"没有代码为 {code} 的答复类型，可用的见 gongkai law outcomes。") from None
