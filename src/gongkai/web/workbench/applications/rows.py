"""A field of several rows, each of a few words and choices: one part of an answer, one item of an opinion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

SPARE, LEAST = 2, 3
"""Empty rows at the end, and how many there are at least."""


@dataclass(frozen=True)
class Column:
    """What stands in a column; with `choices`, one of them; `needed`: a row without it is wrong."""

    key: str
    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    needed: bool = True
    long: bool = False
    """Whether a sentence stands there, and not a word."""


class RowsWidget(forms.Widget):
    """The rows as a table with inputs; works without script, the empty rows are left out."""

    template_name = "workbench/applications/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        """The rows that say something."""
        lists = [data.getlist(f"{name}_{column.key}") for column in self.columns]
        rows = [[str(cell).strip() for cell in row] for row in zip(*lists, strict=False)]
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in rows if any(row)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: no row is an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The rows and some empty ones."""
        known = value if isinstance(value, list) else []
        rows = [*known, *({} for _ in range(max(SPARE, LEAST - len(known))))]
        context = super().get_context(name, None, attrs)
        context["widget"]["columns"] = self.columns
        context["widget"]["rows"] = [
            [(column, f"{name}_{column.key}", row.get(column.key, ""), number) for column in self.columns]
            for number, row in enumerate(rows, start=1)
        ]
        return context


class RowsField(forms.Field):
    """A list of records, one a row."""

    def __init__(self, *, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(widget=RowsWidget(columns), **kwargs)
        self.columns = columns

    def clean(self, value: Any) -> list[dict[str, str]]:
        """The rows, each complete."""
        rows = value if isinstance(value, list) else []
        for number, row in enumerate(rows, start=1):
            for column in self.columns:
                if column.needed and not row[column.key]:
                    raise forms.ValidationError(f"第 {number} 行没有填“{column.label}”")
                if column.choices and row[column.key] and row[column.key] not in column.choices:
                    raise forms.ValidationError(f"第 {number} 行的“{column.label}”请从列出的里面选")
        if self.required and not rows:
            raise forms.ValidationError(self.error_messages["required"])
        return rows
