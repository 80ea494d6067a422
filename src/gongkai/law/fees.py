"""信息处理费: what an application costs by either basis, with the calculation written out. 国办函〔2020〕109号.

Charging is a discretion of the organ; for one application only one basis may be used. Numbers: `data/fees.toml`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.law.errors import BadInput, Unlawful
from gongkai.law.parameters import Parameters, national

Basis = Literal["by_application", "by_page"]
_UNITS: Mapping[Basis, str] = {"by_application": "件", "by_page": "页"}


@dataclass(frozen=True, slots=True)
class Step:
    """Units `first` to `last` at one price, in yuan."""

    first: int
    last: int
    price: int

    @property
    def amount(self) -> int:
        """Yuan for the step."""
        return (self.last - self.first + 1) * self.price


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan with its steps; `basis` is one of the two ways to count."""

    basis: Basis
    steps: tuple[Step, ...]
    cites: str

    @property
    def total(self) -> int:
        """Yuan to pay."""
        return sum(step.amount for step in self.steps)

    @property
    def calculation(self) -> str:
        """The calculation as the notice writes it.

        >>> fee_by_pages(120, date(2026, 3, 2)).calculation
        '第 1 至 30 页免费；第 31 至 100 页 70 页×10 元＝700 元；第 101 至 120 页 20 页×20 元＝400 元；合计 1,100 元。'
        """
        unit = _UNITS[self.basis]
        return "；".join([*(_written(step, unit) for step in self.steps), f"合计 {self.total:,} 元。"])

    def to_json(self) -> dict[str, object]:
        """The fee as JSON data."""
        steps = [{"from": one.first, "to": one.last, "price": one.price, "amount": one.amount} for one in self.steps]
        return {
            "basis": self.basis,
            "total": self.total,
            "steps": steps,
            "calculation": self.calculation,
            "cites": self.cites,
        }


def _written(step: Step, unit: str) -> str:
    span = f"第 {step.first} 至 {step.last} {unit}" if step.last > step.first else f"第 {step.first} {unit}"
    if not step.price:
        return f"{span}免费"
    return f"{span} {step.last - step.first + 1} {unit}×{step.price} 元＝{step.amount:,} 元"


def _tiers(name: str, on: date, parameters: Parameters | None) -> tuple[list[dict[str, int]], str]:
    rules = parameters or national()
    charging = rules["deadlines/fee_charging"].on(on)
    if not charging.value:
        raise Unlawful(f"{on.isoformat()} 不能收取信息处理费", charging.cites, "fee_without_basis")
    value = rules[f"fees/{name}"].on(on)
    return value.value, value.cites


def _source(name: str, parameters: Parameters | None) -> str:
    return (parameters or national())[f"fees/{name}"].values[-1].cites


def _prices(tiers: list[dict[str, int]], first: int) -> Iterator[tuple[int, int]]:
    """Where each price begins, without end where the last tier goes up by blocks, and the price.

    The blocks wholly below `first` are passed over at once: its price does not take the longer to find.
    """
    for tier in tiers:
        yield tier["from"], tier["price"]
    start, price = tiers[-1]["from"], tiers[-1]["price"]
    if "block" in tiers[-1] and (passed := (first - start) // tiers[-1]["block"]) > 0:
        start, price = start + passed * tiers[-1]["block"], price + passed * tiers[-1]["step"]
        yield start, price
    while "block" in tiers[-1]:
        start, price = start + tiers[-1]["block"], price + tiers[-1]["step"]
        yield start, price


def _steps(tiers: list[dict[str, int]], first: int, last: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    begin, price = 0, 0
    for start, following in _prices(tiers, first):
        if begin and begin <= last and start > first:
            steps.append(Step(max(begin, first), min(start - 1, last), price))
        begin, price = start, following
        if begin > last:
            return tuple(steps)
    return (*steps, Step(max(begin, first), last, price))


def fee_by_applications(first: int, last: int, on: date, parameters: Parameters | None = None) -> Fee:
    """The fee for the applicant's `first` to `last` application of the calendar month of receipt `on`.

    >>> fee_by_applications(1, 45, date(2026, 3, 2)).total, fee_by_applications(11, 11, date(2026, 3, 2)).total
    (5500, 100)
    """
    if first < 1 or last < first:
        raise BadInput(f"件数应为正整数，后一件的序号不能小于前一件（{_source('by_application', parameters)}）。")
    tiers, cites = _tiers("by_application", on, parameters)
    return Fee("by_application", _steps(tiers, first, last), cites)


def fee_by_pages(pages: int, on: date, parameters: Parameters | None = None) -> Fee:
    """The fee for one application of so many pages (A4 sides), answered on that day.

    >>> fee_by_pages(250, date(2026, 3, 2)).total
    4700
    """
    if pages < 0:
        raise BadInput(f"页数不能是负数（{_source('by_page', parameters)}）。")
    tiers, cites = _tiers("by_page", on, parameters)
    return Fee("by_page", _steps(tiers, 1, pages) if pages else (), cites)


def count_pages(sides: Mapping[str, int], on: date, parameters: Parameters | None = None) -> int:
    """The pages of one application from its printed sides by paper size: a larger sheet counts as several A4 sides.

    >>> count_pages({"A4": 12, "A3": 3}, date(2026, 3, 2))
    18
    """
    size = (parameters or national())["fees/page"].on(on)
    unknown = [paper for paper in sides if paper not in size.value]
    if unknown:
        raise BadInput(f"不认识的幅面 {'、'.join(unknown)}，可以是 {'、'.join(size.value)}（{size.cites}）。")
    if any(count < 0 for count in sides.values()):
        raise BadInput(f"页数不能是负数（{size.cites}）。")
    return sum(count * int(size.value[paper]) for paper, count in sides.items())


@dataclass(frozen=True, slots=True, order=True)
class Received:
    """An application as the monthly count sees it; `number` is the registration number."""

    applicant: str
    on: date
    number: str


def monthly_ordinals(applications: Iterable[Received]) -> Mapping[str, int]:
    """Registration number → which one of its applicant's applications in the calendar month of receipt it is.

    Order within the month: day of receipt, then registration number [convention].
    """
    counted: Counter[tuple[str, int, int]] = Counter()
    ordinals = {}
    for one in sorted(applications):
        month = (one.applicant, one.on.year, one.on.month)
        counted[month] += 1
        ordinals[one.number] = counted[month]
    return ordinals


def bundled(ordinals: Iterable[int], on: date, parameters: Parameters | None = None) -> tuple[Fee, ...]:
    """The fees of one notice over several applications, listed application by application."""
    return tuple(fee_by_applications(ordinal, ordinal, on, parameters) for ordinal in sorted(set(ordinals)))
