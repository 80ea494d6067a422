"""The annual report as one value: the currency between reading, checking, writing and the web application.

The JSON of a report is `gongkai.annual-report/1`; its keys are stable.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from gongkai.documents import Place
from gongkai.report.forms import Form, cell_kind, form_for, forms

SCHEMA = "gongkai.annual-report/1"
TABLES = ("proactive", "applications", "reviews")
UNIT = "proactive/procurement/unit"
DOUBT_MARK = "〔待核〕"
"""Printed in a cell that the reader was not sure of; it reads back as a doubt."""
FIELDS = ("form", "year", "organ", "title", "document_number", "signed_by", "issued_on")

Figure = int | Decimal


class Malformed(ValueError):
    """Data that is not a report; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six statutory sections; `text` is without the tables, `heading` without its number."""

    number: int
    heading: str
    text: str = ""


@dataclass(slots=True, unsafe_hash=True)  # not frozen, like `documents.Cell`: made by the dozen
class Statement:
    """What the narrative says in figures, with its 其中 parts and the words it rests on."""

    quantity: Figure
    of: str
    unit: str = ""
    scope: str | None = None
    year: int | None = None
    parts: tuple["Statement", ...] = ()
    quote: str = ""
    place: str = ""
    """The part of the report it stands in: `sections/N`, where 0 is the opening."""


@dataclass(frozen=True)
class Report:
    """An annual report. `cells` maps a path `table/row/column` to its figure; blank (`None`) is not zero.

    A path that the document does not have is absent from `cells` or `None`: both compare equal. `uncertain` maps the
    path of a cell whose place or value the reader could not settle to the reason, in Chinese.
    """

    cells: Mapping[str, Figure | None] = field(default_factory=dict)
    form: str = "2021"
    year: int | None = None
    organ: str | None = None
    title: str | None = None
    document_number: str | None = None
    signed_by: str | None = None
    issued_on: date | None = None
    opening: str = ""
    sections: tuple[Section, ...] = ()
    procurement_unit: str | None = None
    uncertain: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The words as the source prints them: of a row at `table/row`, of a column at `table/*/column` (or
    `proactive/row/column`), of the header of a block of table 二 at `proactive/header/N` (from 1), the numeral of a
    section at `sections/N`, and of a cell that is not a plain number (such as `/`, `无`, `12件`) at its path."""
    statements: tuple[Statement, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    doubts: tuple[str, ...] = field(default=(), compare=False)
    """What the reader of the file could not be sure of as a whole, in Chinese sentences."""

    def __eq__(self, other: object) -> bool:
        """Equal in what a person reads: places, statements and the wording of doubts do not count."""
        return isinstance(other, Report) and self._content() == other._content()

    __hash__ = None  # type: ignore[assignment]

    def _content(self) -> tuple[object, ...]:
        cells = {path: figure for path, figure in self.cells.items() if figure is not None}
        fields = tuple(getattr(self, name) for name in FIELDS)
        return (
            cells,
            fields,
            self.opening,
            self.sections,
            self.procurement_unit,
            frozenset(self.uncertain),
        )

    @property
    def layout(self) -> Form:
        """The national form that the document uses, which is not always the one it should have used."""
        return forms()[self.form]

    def figure(self, path: str) -> Figure | None:
        """The figure of a cell, or `None` where it is blank, absent or uncertain."""
        return None if path in self.uncertain else self.cells.get(path)

    def known(self, *paths: str) -> tuple[Figure, ...] | None:
        """The figures of all `paths`, or `None` if one of them is blank, absent or uncertain."""
        cells, uncertain, figures = self.cells, self.uncertain, []
        for path in paths:
            if (figure := cells.get(path)) is None or path in uncertain:
                return None
            figures.append(figure)
        return tuple(figures)

    def text(self, number: int) -> str:
        """The text of section `number`; 0 is the opening."""
        if number == 0:
            return self.opening
        return next((section.text for section in self.sections if section.number == number), "")

    def narrative(self) -> Iterator[tuple[str, str]]:
        """Every narrative part with its path: the opening as `sections/0`, then the sections."""
        yield "sections/0", self.opening
        yield from ((f"sections/{section.number}", section.text) for section in self.sections)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """A report from paths of any kind: cells, `sections/N` and the fields; for examples and tests.

        >>> Report.of({"applications/new/total": 3, "sections/1": "收到申请3件。", "year": 2022}).text(1)
        '收到申请3件。'
        """
        cells = {path: figure for path, figure in values.items() if path.split("/")[0] in TABLES and path != UNIT}
        fields = {name: values[name] for name in (*FIELDS, "uncertain", "printed", "statements") if name in values}
        if "year" in fields and "form" not in fields:
            fields["form"] = form_for(fields["year"]).form
        headings = form_for(fields.get("year") or 2021).sections
        sections = tuple(
            Section(number, values.get(f"headings/{number}", heading), values[f"sections/{number}"])
            for number, heading in enumerate(headings, start=1)
            if f"sections/{number}" in values
        )
        return cls(
            cells,
            sections=sections,
            opening=values.get("sections/0", ""),
            procurement_unit=values.get(UNIT),
            **fields,
        )

    def with_cells(self, cells: Mapping[str, Figure | None]) -> Self:
        """The same report with other figures in some cells."""
        return replace(self, cells={**self.cells, **cells})


def to_json(report: Report) -> dict[str, Any]:
    """The report as the JSON object of `gongkai.annual-report/1`: every cell of its form, blanks as null."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "form": report.form,
        "year": report.year,
        "organ": report.organ,
        "title": report.title,
    }
    data |= {"document_number": report.document_number, "signed_by": report.signed_by}
    data["issued_on"] = report.issued_on.isoformat() if report.issued_on else None
    data["opening"] = report.opening
    data["sections"] = [{"number": s.number, "heading": s.heading, "text": s.text} for s in report.sections]
    data["statements"] = [_statement_json(statement) for statement in report.statements]
    data |= {table: {} for table in TABLES}
    extra = [path for path in report.cells if path not in report.layout.paths()]
    for path in (*report.layout.paths(), *extra):
        table, row, column = path.split("/")
        data[table].setdefault(row, {})[column] = _plain(report.cells.get(path))
    if "procurement" in data["proactive"]:
        data["proactive"]["procurement"]["unit"] = report.procurement_unit
    data["uncertain"] = list(report.uncertain)
    data["reasons"] = dict(report.uncertain)
    data["printed"] = dict(report.printed)
    data |= {"doubts": list(report.doubts)} if report.doubts else {}
    data["places"] = {path: _place_json(place) for path, place in report.places.items()}
    return data


def from_json(data: Mapping[str, Any]) -> Report:
    """The report that `to_json` wrote, or anybody else by the schema; raises `Malformed`."""
    if data.get("schema", SCHEMA) != SCHEMA:
        raise Malformed(f"这不是 {SCHEMA} 格式的数据（schema 为 {data.get('schema')}）。")
    if data.get("form", "2021") not in forms():
        raise Malformed(f"没有“{data.get('form')}”这种格式，form 应为 2019 或 2021。")
    cells: dict[str, Figure | None] = {}
    unit = None
    try:
        for path, value in _leaves(data):
            if path == UNIT:
                unit = value
            else:
                cells[path] = _parse(path, value)
        reasons = data.get("reasons") or {}
        return Report(
            cells=cells,
            **{name: data.get(name) for name in FIELDS if name not in ("form", "issued_on")},
            form=data.get("form", "2021"),
            issued_on=date.fromisoformat(data["issued_on"]) if data.get("issued_on") else None,
            opening=data.get("opening") or "",
            sections=tuple(Section(s["number"], s["heading"], s.get("text") or "") for s in data.get("sections", ())),
            procurement_unit=unit,
            uncertain={path: reasons.get(path, "") for path in data.get("uncertain", ())},
            printed=data.get("printed") or {},
            statements=tuple(_statement(statement) for statement in data.get("statements", ())),
            places={path: _place(place) for path, place in (data.get("places") or {}).items()},
            doubts=tuple(data.get("doubts") or ()),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        if isinstance(error, Malformed):
            raise
        raise Malformed(f"年度报告数据的结构不对：{error}。") from error


def _leaves(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for table in TABLES:
        rows = data.get(table)
        for row, columns in ({} if rows is None else rows).items():
            for column, value in (columns or {}).items():
                yield f"{table}/{row}/{column}", value


def _parse(path: str, value: object) -> Figure | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise Malformed(f"{path} 应为数字，现为 {value!r}。")
    number = Decimal(str(value))
    if not number.is_finite():
        raise Malformed(f"{path} 应为数字，现为 {value!r}。")
    return number if cell_kind(path) == "money" or number != int(number) else int(number)


def _plain(figure: Figure | None) -> int | float | None:
    if isinstance(figure, Decimal):
        return int(figure) if figure == figure.to_integral_value() else float(figure)
    return figure


def _statement_json(statement: Statement) -> dict[str, Any]:
    data: dict[str, Any] = {
        "quantity": _plain(statement.quantity),
        "of": statement.of,
        "unit": statement.unit,
        "scope": statement.scope,
    }
    data |= {"year": statement.year, "parts": [_statement_json(part) for part in statement.parts]}
    return data | {"quote": statement.quote, "place": statement.place}


def _statement(data: Mapping[str, Any]) -> Statement:
    quantity = Decimal(str(data["quantity"]))
    whole = int(quantity) if quantity == quantity.to_integral_value() else quantity
    words = {name: data.get(name) or "" for name in ("unit", "quote", "place")}
    parts = tuple(_statement(part) for part in data.get("parts", ()))
    return Statement(whole, data["of"], scope=data.get("scope"), year=data.get("year"), parts=parts, **words)


PLACE_FIELDS: Iterable[str] = (
    "part",
    "page",
    "box",
    "paragraph",
    "table",
    "row",
    "column",
    "characters",
)


def _place_json(place: Place) -> dict[str, Any]:
    return {name: value for name in PLACE_FIELDS if (value := getattr(place, name)) not in (None, "")}


def _place(data: Mapping[str, Any]) -> Place:
    values: dict[str, Any] = {}
    for name, value in data.items():
        values[name] = tuple(value) if isinstance(value, list) else value
    return Place(**values)
