"""A year's holiday arrangement, as a notice of the State Council says it, and what an autonomous area adds to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gongkai.law.datafiles import read_toml
from gongkai.law.errors import BadData


def _quoted(words: str) -> str:
    """Words as TOML writes them: as JSON does, which also escapes what TOML forbids."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday: its first and last day off (weekend days within included), and the weekend days worked for it."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Every day off."""
        return (self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The holidays of a year with the title of the notice; `note` says what was not read in the source."""

    year: int
    title: str
    note: str
    holidays: tuple[Holiday, ...]

    def off_days(self) -> set[date]:
        """Every day off."""
        return {day for holiday in self.holidays for day in holiday.days()}

    def work_days(self) -> set[date]:
        """Every weekend day worked."""
        return {day for holiday in self.holidays for day in holiday.work}

    def to_toml(self) -> str:
        """The arrangement as a data file."""
        lines = [f"year = {self.year}", f"title = {_quoted(self.title)}", f"note = {_quoted(self.note)}"]
        lines += ["", "holidays = ["]
        for one in self.holidays:
            work = f", work = [{', '.join(day.isoformat() for day in one.work)}]" if one.work else ""
            lines.append(f"  {{ name = {_quoted(one.name)}, off = [{one.first}, {one.last}]{work} }},")
        return "\n".join([*lines, "]", ""])


@dataclass(frozen=True, slots=True)
class Region:
    """An autonomous area: its names, and its local holidays by year, each with its source."""

    key: str
    name: str
    also: tuple[str, ...]
    cites: str
    note: str
    years: Mapping[int, Arrangement]


def _holiday(where: str, data: Any) -> Holiday:
    try:
        (first, last), name, work = data["off"], str(data["name"]), tuple(data.get("work", ()))
    except (KeyError, TypeError, ValueError):
        raise BadData(f"{where}：每个假日要写 name 和 off（首日、末日）。") from None
    if not name or any(type(day) is not date for day in (first, last, *work)):
        raise BadData(f"{where}：{name or '假日'} 的日期应写成 2026-10-01 这样。")
    if last < first or last.year - first.year > 1:
        raise BadData(f"{where}：{name} 的末日早于首日，或者相隔一年以上。")
    return Holiday(name, first, last, work)


def arrangement(data: Mapping[str, Any], where: str) -> Arrangement:
    """The arrangement that the data of a TOML file says."""
    year, title = data.get("year"), str(data.get("title", "")).strip()
    if not isinstance(year, int) or not date.min.year < year < date.max.year or not title:
        raise BadData(f"{where}：要写 year（年份）和 title（放假安排通知的标题）。")
    holidays = tuple(_holiday(where, one) for one in data.get("holidays", ()))
    return Arrangement(year, title, str(data.get("note", "")), holidays)


def read_arrangement(file: Path) -> Arrangement:
    """The arrangement of a year from its data file."""
    return arrangement(read_toml(file), file.name)


def read_region(file: Path) -> Region:
    """An autonomous area with its local holidays from its data file."""
    data = read_toml(file)
    if not data.get("name") or not data.get("cites"):
        raise BadData(f"{file.name}：地方日历要写 name 和 cites（放假依据）。")
    years = (arrangement({"title": data["cites"], **one}, file.name) for one in data.get("years", ()))
    return Region(
        key=file.stem,
        name=data["name"],
        also=tuple(data.get("also", ())),
        cites=data["cites"],
        note=data.get("note", ""),
        years={one.year: one for one in years},
    )
