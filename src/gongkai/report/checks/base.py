"""What a check is and what it finds. The findings' keys are those of `gongkai.annual-report/1`."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Generic, Literal, TypeVar

from gongkai.report.model import Figure, Report

Severity = Literal["error", "warning", "notice"]
SEVERITIES: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "notice": "提示"}
"""The severities in order, with the word that people see."""


Found = TypeVar("Found")


class Kept(Generic[Found]):
    """What a function finds in a report, kept for the other checks that ask it of the same report in turn."""

    def __init__(self, find: Callable[[Report], Found]) -> None:
        self._find = find
        self._last: tuple[Report, Found] | None = None

    def __call__(self, report: Report) -> Found:
        """What was found in this very report, if it was asked about last, else what is found now."""
        last = self._last
        if last is None or last[0] is not report:
            last = self._last = (report, self._find(report))
        return last[1]


@dataclass(slots=True, unsafe_hash=True)  # not frozen, like `documents.Cell`: made by the dozen
class Finding:
    """One thing that is wrong or must be looked at; `mend` says in Chinese what to do about it."""

    code: str
    severity: Severity
    message: str
    where: str
    expected: Figure | None = None
    actual: Figure | None = None
    quote: str = ""
    cites: str = ""
    mend: str = ""


def finding_json(finding: Finding) -> dict[str, Any]:
    """The finding as the JSON object of the schema."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "where": finding.where,
        "expected": plain(finding.expected),
        "actual": plain(finding.actual),
        "quote": finding.quote,
        "cites": finding.cites,
    }


def plain(figure: Figure | None) -> int | float | None:
    """A figure as JSON has it."""
    if isinstance(figure, Decimal):
        return int(figure) if figure == figure.to_integral_value() else float(figure)
    return figure


class Check(ABC):
    """A rule of the report. The first paragraph of the docstring is its reason, in Chinese, for the people who read it.

    `title` names in a few words what is wrong. `wrong` and `right` are reports for `Report.of`: the test and the
    documentation of the rule. `innocent` says what would make a warning no fault at all. `published_on` is the day the
    report was published, where that is known.
    """

    title: ClassVar[str]
    code: ClassVar[str]
    severity: ClassVar[Severity]
    cites: ClassVar[str]
    message: ClassVar[str]
    mend: ClassVar[str]
    innocent: ClassVar[str] = ""
    wrong: ClassVar[Mapping[str, Any]]
    right: ClassVar[Mapping[str, Any]]

    def __init__(self, published_on: date | None = None) -> None:
        """A check of a report that was published on `published_on`."""
        self.published_on = published_on

    @abstractmethod
    def run(self, report: Report) -> Iterator[Finding]:
        """Everything this rule finds in `report`."""

    def finding(
        self,
        where: str,
        *,
        severity: Severity | None = None,
        expected: Figure | None = None,
        actual: Figure | None = None,
        quote: str = "",
        innocent: str | None = None,
        **words: object,
    ) -> Finding:
        """A finding of this rule; `words` fill its message, whose figures are the two that disagree."""
        excuse = self.innocent if innocent is None else innocent
        said = self.message.format(expected=expected, actual=actual, quote=quote, **words) + excuse
        level = severity or self.severity
        return Finding(self.code, level, said, where, expected, actual, quote, self.cites, self.mend)

    @classmethod
    def reason(cls) -> str:
        """Why the rule is there, in Chinese."""
        return (cls.__doc__ or "").split("\n\n")[0].strip()


def section_name(place: str) -> str:
    """The part of the report that a place names, in words.

    >>> section_name("sections/0"), section_name("sections/5")
    ('开头', '第五部分')
    """
    number = place.rpartition("/")[2]
    return f"第{'零一二三四五六'[int(number)]}部分" if number.isdigit() and 0 < int(number) < 7 else "开头"
