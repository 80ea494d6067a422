"""Parameters: every number of the law with the days it was in force, its citation and its note.

`parameter("deadlines/reply").on(day)` reads the national data of `law/data/*.toml`; `national().laid_under(folder)`
lays a province's folder over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

from gongkai.law.datafiles import DATA, Located, read_tables
from gongkai.law.errors import BadData, BadInput

Tag = Literal["", "recalled", "unsure", "convention"]
FILES = ("deadlines", "fees", "publication", "remedies", "reports", "calendar")
"""The data files whose tables are parameters."""
_KEYS = frozenset({"since", "until", "value", "unlimited", "unit", "cites", "note"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter was from `since` to `until` (both included), in which `unit`; `value` None: no limit was set."""

    value: Any
    since: date
    until: date | None
    cites: str
    note: str
    source: str
    unit: str = ""

    @property
    def tag(self) -> Tag:
        """How sure the source is: empty where it was read, else recalled, unsure or convention."""
        tags: tuple[Tag, ...] = get_args(Tag)
        return next((tag for tag in tags if tag and f"[{tag}" in self.note), "")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law through time."""

    name: str
    summary: str
    unit: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """What was in force on that day.

        >>> reply = parameter("deadlines/reply")
        >>> reply.on(date(2019, 5, 14)).value, reply.on(date(2019, 5, 15)).value
        (15, 20)
        """
        for value in reversed(self.values):
            if value.since <= day:
                if value.until is None or day <= value.until:
                    return value
                break
        raise BadInput(f"{day.isoformat()} 时没有关于“{self.summary}”的规定，请核对日期。")


@dataclass(frozen=True, eq=False)
class Parameters:
    """All parameters by name, national or with a province's values laid over them."""

    named: Mapping[str, Parameter]
    overlay: str = ""

    def __getitem__(self, name: str) -> Parameter:
        try:
            return self.named[name]
        except KeyError:
            raise BadInput(f"没有名为 {name} 的法定参数，可用的见 docs/law.md。") from None

    def laid_under(self, folder: Path) -> "Parameters":
        """These with the values of a province's folder over them, each citing its own source."""
        named = dict(self.named)
        for file in sorted(folder.glob("*.toml")):
            if file.stem not in FILES:
                raise BadData(f"{file.name}:1：没有名为 {file.stem} 的参数文件，可以是 {'、'.join(FILES)}。")
            for table in read_tables(file):
                base = named.get(f"{file.stem}/{table.name}")
                if base is None:
                    raise BadData(f"{table.where()}：没有名为 {table.name} 的参数，地方规定只能覆盖已有的参数。")
                named[base.name] = _overlaid(base, table)
        return Parameters(named, str(folder))


def _entries(table: Located, unit: str) -> tuple[Value, ...]:
    entries = table.data.get("values")
    if not isinstance(entries, list) or not entries:
        raise BadData(f"{table.where()}：{table.name} 没有 values。")
    values = tuple(_value(table, place, entry, unit) for place, entry in enumerate(entries))
    for place, (earlier, later) in enumerate(pairwise(values), start=1):
        if later.since <= (earlier.until or earlier.since):
            raise BadData(f"{table.where(place)}：{table.name} 的期间与前一项重叠。")
    return values


def _value(table: Located, place: int, entry: Any, unit: str) -> Value:
    where = table.where(place)
    unknown = set(entry) - _KEYS
    if unknown:
        raise BadData(f"{where}：不认识的键 {'、'.join(sorted(unknown))}。")
    if not str(entry.get("cites", "")).strip():
        raise BadData(f"{where}：{table.name} 缺少依据（cites）。")
    if ("value" in entry) == bool(entry.get("unlimited")):
        raise BadData(f"{where}：{table.name} 要么写 value，要么写 unlimited = true。")
    since, until = entry.get("since"), entry.get("until")
    if type(since) is not date or (until is not None and type(until) is not date):
        raise BadData(f"{where}：{table.name} 的 since、until 应为日期，例如 2019-05-15。")
    if until is not None and until < since:
        raise BadData(f"{where}：{table.name} 的 until 早于 since。")
    unit = entry.get("unit", unit)
    return Value(entry.get("value"), since, until, entry["cites"], entry.get("note", ""), where, unit)


def _national(stem: str, table: Located) -> Parameter:
    if not table.data.get("summary"):
        raise BadData(f"{table.where()}：{table.name} 缺少说明（summary）。")
    unit = table.data.get("unit", "")
    values = _entries(table, unit)
    for place, (earlier, later) in enumerate(pairwise(values), start=1):
        if earlier.until is not None and earlier.until + _DAY != later.since:
            raise BadData(f"{table.where(place)}：{table.name} 在 {earlier.until} 之后有一段没有规定。")
    return Parameter(f"{stem}/{table.name}", table.data["summary"], unit, values)


def _overlaid(base: Parameter, table: Located) -> Parameter:
    values = list(base.values)
    for place, over in enumerate(_entries(table, base.unit)):
        if any(over.cites == national.cites for national in base.values):
            raise BadData(f"{table.where(place)}：地方规定应当引用自己的依据，不能照抄国家规定的依据。")
        values = [piece for value in values for piece in _around(value, over)] + [over]
    return Parameter(base.name, base.summary, base.unit, tuple(sorted(values, key=lambda value: value.since)))


def _around(value: Value, over: Value) -> list[Value]:
    """What is left of a national value before and after a local one."""
    pieces = []
    if value.since < over.since:
        until = min(value.until or date.max, over.since - _DAY)
        pieces.append(replace(value, until=until))
    if over.until is not None and (value.until is None or value.until > over.until):
        since = max(value.since, over.until + _DAY)
        pieces.append(replace(value, since=since))
    return pieces


def load(folder: Path) -> Parameters:
    """The parameters of a folder that stands alone; refuses what is not in order with file and line."""
    named = {}
    for stem in FILES:
        for table in read_tables(folder / f"{stem}.toml"):
            parameter = _national(stem, table)
            named[parameter.name] = parameter
    return Parameters(named)


@cache
def national() -> Parameters:
    """The national parameters."""
    return load(DATA)


def parameter(name: str) -> Parameter:
    """The national parameter of that name, such as `deadlines/reply`."""
    return national()[name]
