"""The identities of a national form, derived from its rows and columns: what must equal what in a report or a sum."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.report.forms import Form, forms
from gongkai.report.model import Figure


@dataclass(frozen=True, slots=True)
class Identity:
    """The cells of `left` add up to those of `right`."""

    code: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    def difference(self, cells: Mapping[str, Figure | str | None]) -> int:
        """Left less right; a blank counts as nought, as it does when figures are added up."""
        return _sum(cells, self.left) - _sum(cells, self.right)


def _sum(cells: Mapping[str, Figure | str | None], paths: tuple[str, ...]) -> int:
    return sum(int(Decimal(str(cells.get(path) or 0))) for path in paths)


@cache
def identities(form: str) -> tuple[Identity, ...]:
    """Every identity of table 三 and 四 of a form."""
    layout = forms()[form]
    return (*_balances(layout), *_rows(layout), *_results(layout), *_reviews(layout))


def identity(form: str, code: str) -> Identity | None:
    """One of them by its code."""
    return next((one for one in identities(form) if one.code == code), None)


def broken(layout: Form, cells: Mapping[str, Figure | str | None]) -> list[tuple[Identity, int]]:
    """Those that the figures do not keep, each with the difference. A report without any figure of one is let be."""
    found = []
    for one in identities(layout.form):
        if difference := one.difference(cells):
            found.append((one, difference))
    return found


def _balances(layout: Form) -> list[Identity]:
    made = []
    for column, label in layout.applications.columns.items():
        at = {row: f"applications/{row}/{column}" for row in ("new", "carried_in", "total", "carried_out")}
        made.append(Identity(f"balance-{column}", f"{label}：新收加上年结转，等于办结加结转下年度",
                             (at["new"], at["carried_in"]), (at["total"], at["carried_out"])))  # fmt: skip
    return made


def _rows(layout: Form) -> list[Identity]:
    block, made = layout.applications, []
    for row in block.rows:
        parts = tuple(f"applications/{row.key}/{column}" for column in block.columns if column != "total")
        label = layout.label(f"applications/{row.key}")
        made.append(
            Identity(f"row-{row.key}", f"{label}：各类申请人之和等于总计", parts, (f"applications/{row.key}/total",))
        )
    return made


def _results(layout: Form) -> list[Identity]:
    made = []
    for column, label in layout.applications.columns.items():
        parts = tuple(f"applications/{row}/{column}" for row in layout.results())
        made.append(
            Identity(
                f"results-{column}",
                f"{label}：各项办理结果之和等于（七）总计",
                parts,
                (f"applications/total/{column}",),
            )
        )
    return made


def _reviews(layout: Form) -> list[Identity]:
    block, made = layout.reviews, []
    for row in block.rows:
        parts = tuple(f"reviews/{row.key}/{column}" for column in block.columns if column != "total")
        label = layout.label(f"reviews/{row.key}")
        made.append(Identity(f"reviews-{row.key}", f"{label}：各项之和等于总计", parts, (f"reviews/{row.key}/total",)))
    return made
