"""The words and numbers of publication, read from `data/*.toml`: fields, statutory clauses, kinds, bases, reasons."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """One file of `data/`, as it stands."""
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Field:
    """领域: one of the 26, or a later one; `township` says whether a township usually takes it."""

    code: str
    title: str
    aliases: tuple[str, ...] = ()
    township: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of 条例第二十条 or 第二十一条; no `levels` means every level."""

    code: str
    title: str
    cites: str
    levels: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The article, and what it lists."""
        return f"{self.cites}：{self.title}"


@dataclass(frozen=True, slots=True)
class Element:
    """A piece that an item of its kind must tell, such as 联系电话 of a service guide."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Kind:
    """种类 of an item, and what follows from it."""

    code: str
    title: str
    hint: str = ""
    register: str = ""
    interpret: bool = False
    interprets: bool = False
    notice: bool = False
    takes_down: bool = False
    numbered: bool = False
    clause: str = ""
    element: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """A ground for withholding: 条例第十四、十五、十六条, and nothing else."""

    code: str
    title: str
    cites: str
    requires: str = ""

    @property
    def name(self) -> str:
        """The article, and the case of it."""
        return f"{self.cites}：{self.title}"


@dataclass(frozen=True, slots=True)
class Reason:
    """A typed reason for a withdrawal or a correction; `notice` stands in place of what was withdrawn."""

    code: str
    title: str
    notice: str = ""
    cites: str = ""


@cache
def fields() -> Mapping[str, Field]:
    """The fields by code."""
    rows = (row | {"aliases": tuple(row["aliases"])} for row in table("fields")["field"])
    return {row["code"]: Field(**row) for row in rows}


def field_of(words: str) -> Field | None:
    """The field a catalogue means, by its title or one of its other names.

    >>> field_of("扶贫领域").code
    'revitalisation'
    """
    wanted = words.strip().removesuffix("领域").strip()
    for field in fields().values():
        if wanted == field.title or wanted in field.aliases:
            return field
    return None


@cache
def clauses() -> Mapping[str, Clause]:
    """The clauses of arts 20 and 21 by code, in their order."""
    rows = (row | {"levels": tuple(row.get("levels", ()))} for row in table("statutory")["clause"])
    return {row["code"]: Clause(**row) for row in rows}


def clauses_for(level: str) -> tuple[Clause, ...]:
    """What an organ of that level must publish. 条例第二十条、第二十一条.

    >>> len(clauses_for("township")), len(clauses_for("county"))
    (23, 22)
    """
    return tuple(clause for clause in clauses().values() if not clause.levels or level in clause.levels)


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds by code."""
    rows = (
        row | {"element": tuple(Element(**item) for item in row.get("element", ()))} for row in table("kinds")["kind"]
    )
    return {row["code"]: Kind(**row) for row in rows}


@cache
def bases() -> Mapping[str, Basis]:
    """The grounds for withholding by code."""
    return {row["code"]: Basis(**row) for row in table("openness")["basis"]}


@cache
def withdrawals() -> Mapping[str, Reason]:
    """The typed reasons of a withdrawal."""
    return {row["code"]: Reason(**row) for row in table("reasons")["withdrawal"]}


@cache
def corrections() -> Mapping[str, Reason]:
    """The typed reasons of a correction."""
    return {row["code"]: Reason(**row) for row in table("reasons")["correction"]}


def choices(named: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Code and title pairs for a form or a model field."""
    return [(code, getattr(entry, "title", entry)) for code, entry in named.items()]
