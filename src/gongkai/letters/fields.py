"""The data a letter is made from: fields with their kinds, read from JSON values and put into words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from gongkai.identifiers import DocumentNumber
from gongkai.letters.errors import Incomplete
from gongkai.paper import chinese_date

FieldKind = Literal["text", "date", "number", "money", "list", "parts", "rows", "choice", "document_number"]


@dataclass(frozen=True, slots=True)
class Field:
    """One piece of data: its path in the data, what an official calls it, its kind, and the article that wants it."""

    path: str
    label: str
    kind: FieldKind = "text"
    optional: bool = False
    cites: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    most: str = ""
    """The parameter of the law that a number may not exceed."""

    def read(self, data: Mapping[str, Any]) -> Any:
        """The value in the data, checked and of its kind; None where an optional one is not there."""
        value: Any = data
        for key in self.path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is None or value == "" or value == []:
            if self.optional:
                return None
            why = f"（{self.cites}）" if self.cites else ""
            raise Incomplete(f"缺少“{self.label}”（{self.path}），请补上后再起草{why}。", self.cites)
        try:
            return _READERS[self.kind](self, value)
        except (TypeError, ValueError, KeyError, AttributeError, InvalidOperation) as error:
            if isinstance(error, Incomplete):
                raise
            expected = _EXPECTED[self.kind] + (f"（{'、'.join(self.choices)}）" if self.choices else "")
            raise Incomplete(f"“{self.label}”（{self.path}）{expected}，现为 {value!r}。") from error


def fields_of(table: Mapping[str, Mapping[str, Any]]) -> Iterator[Field]:
    """The fields of a TOML table, path → what is said of it."""
    for path, data in table.items():
        yield Field(path, **{**data, "columns": tuple(data.get("columns", ()))})


def words(value: Any) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, Decimal):
        return f"{value:,f}元"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _text(of: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _date(of: Field, value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(value)


def _number(of: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _money(of: Field, value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError
    amount = Decimal(str(value))
    if not amount.is_finite() or amount < 0:
        raise ValueError
    return amount


def _list(of: Field, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise TypeError
    return [item.strip() for item in value]


def _parts(of: Field, value: Any) -> list[Mapping[str, str]]:
    if not isinstance(value, list):
        raise TypeError
    return [{key: str(part[key]) for key in ("what", "outcome", "reason")} for part in value]


def _rows(of: Field, value: Any) -> list[list[str]]:
    rows = [[str(item) for item in row] for row in value]
    if not isinstance(value, list) or any(len(row) != len(of.columns) for row in rows):
        raise TypeError
    return rows


def _document_number(of: Field, value: Any) -> str:
    return str(DocumentNumber.parse(value))


def _choice(of: Field, value: Any) -> str:
    return of.choices[value]


_READERS: Mapping[str, Any] = {
    "text": _text,
    "date": _date,
    "number": _number,
    "money": _money,
    "list": _list,
    "parts": _parts,
    "rows": _rows,
    "choice": _choice,
    "document_number": _document_number,
}
_EXPECTED: Mapping[str, str] = {
    "text": "应为文字",
    "date": "应为日期，例如 2026-01-26",
    "number": "应为非负整数",
    "money": "应为非负金额",
    "list": "应为文字的列表",
    "parts": "应为列表，每项有 what（哪一部分）、outcome（答复类型）、reason（理由）",
    "rows": "应为表格的各行，列数与表头相同",
    "choice": "不在可用的选项之中",
    "document_number": "应写成“机关代字〔年份〕序号号”，例如 柳河公复〔2026〕2号",
}
