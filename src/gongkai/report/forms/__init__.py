"""The two national forms of the annual report, as data: rows, columns, order and validity.

Reader, checks, writer, entry screens, JSON schema and docs derive from `FORMS`. 国办公开办函〔2019〕60号、〔2021〕30号.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

TableName = Literal["proactive", "applications", "reviews"]
Kind = Literal["count", "signed", "money"]

MONEY = frozenset({"charges/amount", "procurement/amount"})
SIGNED_COLUMN = "change"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `kind` tells the part it plays in the identities of table 三."""

    key: str
    label: str
    group: str = ""
    kind: Literal["", "flow", "result", "total"] = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their columns: one of the blocks of table 二, or the whole of table 三 or 四."""

    table: TableName
    header: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    def paths(self) -> Iterator[str]:
        """Every cell path of the block, row by row."""
        return (f"{self.table}/{row.key}/{column}" for row in self.rows for column in self.columns)


@dataclass(frozen=True, slots=True)
class Form:
    """One national form: in force for report years from `since` until the next form."""

    form: str
    since: int
    instrument: str
    number: str
    sections: tuple[str, ...]
    proactive: tuple[Block, ...]
    applications: Block
    reviews: Block
    captions: Mapping[str, str]

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the form."""
        return (*self.proactive, self.applications, self.reviews)

    def paths(self) -> tuple[str, ...]:
        """Every cell path in the order of the form: 198 in the 2019 form, 200 in the 2021 form."""
        return _paths(self.form)

    def results(self) -> tuple[str, ...]:
        """The keys of the rows of table 三 that are summed into （七）总计."""
        return tuple(row.key for row in self.applications.rows if row.kind == "result")

    def label(self, path: str) -> str:
        """The words of a cell or a row as the form prints them, such as 一、本年新收政府信息公开申请数量·总计."""
        return _label(self.form, path)


@cache
def _paths(form: str) -> tuple[str, ...]:
    return tuple(path for block in forms()[form].blocks() for path in block.paths())


@lru_cache(maxsize=2048)
def _label(form: str, path: str) -> str:
    table, key, *column = path.split("/")
    block, row = _rows(form)[f"{table}/{key}"]
    words = (row.group, row.label, block.columns[column[0]] if column else "")
    return "·".join(word for word in words if word)


@cache
def _rows(form: str) -> Mapping[str, tuple[Block, Row]]:
    """Every row of a form with its block, by `table/row`."""
    blocks = forms()[form].blocks()
    return {f"{block.table}/{row.key}": (block, row) for block in blocks for row in block.rows}


def cell_kind(path: str) -> Kind:
    """What may stand in a cell: a count, a signed change, or a sum of money with decimals."""
    _, row, column = path.split("/")
    if f"{row}/{column}" in MONEY:
        return "money"
    return "signed" if column == SIGNED_COLUMN else "count"


def _block(table: TableName, data: Mapping[str, object]) -> Block:
    rows, columns = data["rows"], data["columns"]
    assert isinstance(columns, dict)
    if isinstance(rows, dict):
        rows = [{"key": key, "label": label} for key, label in rows.items()]
    assert isinstance(rows, list)
    return Block(table, str(data.get("header", "")), columns, tuple(Row(**row) for row in rows))


def _load(name: str) -> Form:
    data = tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    captions = {key: data["applications"][key] for key in ("corner", "super_header", "organisations", "results")}
    captions["content"] = data["content"]
    return Form(
        form=data["form"],
        since=data["since"],
        instrument=data["instrument"],
        number=data["number"],
        sections=tuple(section["heading"] for section in data["sections"]),
        proactive=tuple(_block("proactive", block) for block in data["proactive"]),
        applications=_block("applications", data["applications"]),
        reviews=_block("reviews", data["reviews"]),
        captions=captions,
    )


@cache
def forms() -> Mapping[str, Form]:
    """Both forms by their name, the older first."""
    return {name: _load(name) for name in ("2019", "2021")}


def form_for(year: int) -> Form:
    """The form that a report about `year` must use; for years before 2019, when no form applied, the older.

    >>> form_for(2020).form, form_for(2021).form
    ('2019', '2021')
    """
    older, newer = forms().values()
    return newer if year >= newer.since else older
