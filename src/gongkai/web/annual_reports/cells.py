"""Keeping what sums and comparisons read in step with the newest editions: figures, broken identities, likeness."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from django.db import transaction

from gongkai.report.forms import cell_kind, forms
from gongkai.report.model import Figure
from gongkai.web.annual_reports import leaping, likeness
from gongkai.web.annual_reports.identities import broken
from gongkai.web.annual_reports.models import Broken, Cell, CellPlace, Edition, Leap, Likeness, Passage
from gongkai.web.annual_reports.models.cells import MONEY_UNIT


@cache
def is_money(path: str) -> bool:
    """Whether a cell holds a sum of money."""
    return cell_kind(path) == "money"


def stored(path: str, figure: Figure | str) -> int:
    """A figure as the table keeps it."""
    value = Decimal(str(figure))
    return int(value * MONEY_UNIT) if is_money(path) else int(value)


def shown(path: str, value: int | Decimal | None) -> Figure | None:
    """What the table keeps, or a sum of it, as a figure of a report."""
    if value is None:
        return None
    if not is_money(path):
        return int(value)
    amount = Decimal(int(value)) / MONEY_UNIT
    return int(amount) if amount == int(amount) else amount.normalize()


def places() -> dict[str, int]:
    """Path → its key, for every cell of both forms; made when first asked for."""
    known = dict(CellPlace.objects.values_list("path", "pk"))
    missing = {path for form in forms().values() for path in form.paths()} - known.keys()
    if missing:
        CellPlace.objects.bulk_create([CellPlace(path=path) for path in sorted(missing)], ignore_conflicts=True)
        known = dict(CellPlace.objects.values_list("path", "pk"))
    return known


@transaction.atomic
def keep(edition: Edition) -> None:
    """Put the figures of a new edition in the place of those before it. Publishing calls it in its transaction.

    Of a report for the whole only the organ's own part is kept, so that sums count nothing twice.
    """
    report, known = edition.report, places()
    Cell.objects.filter(organ=report.organ_id, year=report.year).delete()
    Cell.objects.bulk_create(_rows(report.organ_id, report.year, in_one_unit(edition), known))
    Broken.objects.filter(organ=report.organ_id, year=report.year).delete()
    Broken.objects.bulk_create([
        Broken(organ_id=report.organ_id, year=report.year, code=one.code, difference=difference)
        for one, difference in broken(report.layout, edition.part)
    ])  # fmt: skip
    leaping.keep(report.organ, report.year, known)
    likeness.keep(edition)


AMOUNT = "proactive/procurement/amount"
YUAN = Decimal(10_000)


def in_one_unit(edition: Edition) -> Mapping[str, Figure | str | None]:
    """What is added up of an edition, 采购总金额 in 万元; where its unit is not told, no sum may count it."""
    part, amount = edition.part, edition.part.get(AMOUNT)
    if amount is None:
        return part
    unit = edition.content.get("proactive", {}).get("procurement", {}).get("unit")
    value = Decimal(str(amount)) / (YUAN if unit == "元" else 1)
    return part | {AMOUNT: str(value) if unit else None}


def _rows(organ: int, year: int, cells: Mapping[str, Figure | str | None], known: Mapping[str, int]) -> Iterable[Cell]:
    for path, figure in cells.items():
        if figure is not None and path in known and (value := stored(path, figure)):
            yield Cell(organ_id=organ, year=year, place_id=known[path], value=value)


def clear() -> None:
    """Forget what was kept of every report, before all are kept anew."""
    for kept in (Cell, Broken, Leap, Passage, Likeness):
        kept.objects.all().delete()
