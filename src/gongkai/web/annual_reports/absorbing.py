"""Organs that merged into another: whose year a report tells, and what it takes over of their last reports.

The organ that is there on 31 December reports the year; what an absorbed organ carried out goes on in its successor
(law/annual-report-forms.md 5.5, rule X1). An absorbed organ that published a report of the year itself is told there,
so that nothing counts twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.report.model import Figure, Report, from_json
from gongkai.web.annual_reports.models import AnnualReport, Edition
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ

UNADDED = ("items_last_year", "change")
"""Columns of the 2019 form that a merger does not add up: the lists of powers are drawn up anew."""


def absorbed(organ: Organ, year: int) -> list[Organ]:
    """Everybody who merged into `organ` by the end of `year`, directly or by way of another."""
    found: list[Organ] = []
    wave = [organ]
    while wave:
        wave = list(Organ.objects.filter(successor__in=wave, ended_on__lte=date(year, 12, 31)).order_by("pk"))
        found += wave
    return found


def together(organ: Organ, year: int) -> list[Organ]:
    """The organ and those absorbed whose year its report tells as well."""
    merged = absorbed(organ, year)
    if not merged:
        return [organ]
    alone = set(_published(year).filter(report__organ__in=merged).values_list("report__organ", flat=True))
    return [organ, *(one for one in merged if one.pk not in alone)]


def newest(organ: Organ, year: int) -> Edition | None:
    """The newest published edition of the organ's report of `year`."""
    return _published(year).filter(report__organ=organ).first()


def _published(year: int) -> "QuerySet[Edition]":
    newer = Edition.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    found = Edition.objects.filter(~Exists(newer), report__year=year)
    return found.select_related("report", "report__organ").order_by("report__organ")


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The stored reports of `year` that the report after it takes over: the organ's own, and those merged into it."""

    year: int
    own: Edition | None
    others: tuple[Edition, ...]
    missing: tuple[Organ, ...] = ()
    """Organs that merged in the year after it and have no stored report of it."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """All of them, the organ's own first."""
        return (self.own, *self.others) if self.own else self.others

    def carried(self, column: str) -> int | None:
        """The sum of 结转下年度 for a kind of applicant; nothing where one of the reports leaves it blank."""
        parts = [_carried_out(edition, column) for edition in self.editions]
        return sum(part for part in parts if part is not None) if parts and None not in parts else None

    def words(self, column: str) -> str:
        """Out of which reports the sum comes."""
        told = []
        if self.own:
            number = self.own.number
            told.append(f"{self.year}年报告第{number}版“结转下年度继续办理”为 {_carried_out(self.own, column)} 件")
        told += [
            f"{_merger(one.report.organ)}{self.year}年报告为 {_carried_out(one, column)} 件" for one in self.others
        ]
        return "；".join(told) + (f"；合计 {self.carried(column)} 件" if len(told) > 1 else "")

    @property
    def note(self) -> str:
        """What a merger means for 上年结转, for whoever sees that it differs from the register."""
        told = "、".join(_merger(one.report.organ) for one in self.others)
        lacking = "、".join(_merger(one) for one in self.missing)
        parts = [f"上年的数已含{told}结转的件数"] if told else []
        parts += [f"{lacking}没有公布过{self.year}年报告，它结转的件数没有算进上年的数"] if lacking else []
        return "；".join(parts)

    def before(self) -> Report | None:
        """The year as one report, to compare the next with: the organ's own with the figures of all added."""
        if not self.others or (self.own and self.own.own):  # a report for the whole has them among those below
            return from_json(self.own.content) if self.own else None
        reports = [from_json(edition.content) for edition in self.editions]
        paths = dict.fromkeys(path for report in reports for path in report.cells)
        cells = {path: _added(path, reports) for path in paths}
        uncertain: Mapping[str, str] = {path: why for report in reports for path, why in report.uncertain.items()}
        if self.own:
            return replace(reports[0], cells=cells, uncertain=uncertain)
        return Report(cells=cells, form=reports[0].form, year=self.year, uncertain=uncertain)


def handed_on(organ: Organ, year: int) -> HandedOn:
    """What the report of `year` takes over from the stored reports of the year before."""
    merged, own = absorbed(organ, year), newest(organ, year - 1)
    if own is None and organ.since and organ.since < date(year, 1, 1):
        merged = []  # what others handed on is no sum while the organ's own part of it is unknown
    others = tuple(_published(year - 1).filter(report__organ__in=merged)) if merged else ()
    stored = {edition.report.organ_id for edition in others}
    missing = [one for one in merged if one.pk not in stored and one.ended_on and one.ended_on.year == year]
    return HandedOn(year - 1, own, others, tuple(missing))


def refuse_twice(organ: Organ, year: int) -> None:
    """Raise `Refused` where the year of a merged organ is already told in its successor's published report."""
    for after in _successors(organ, year):
        if AnnualReport.objects.filter(organ=after, year=year, published_on__isnull=False).exists():
            raise Refused(
                f"{_merger(organ, after)}，{year}年的情况已经写在{after.name}公布的{year}年报告里，不再单独报送；"
                f"要改的，请更正{after.name}的报告。"
            )


def _successors(organ: Organ, year: int) -> Iterator[Organ]:
    """Those who took it over by the end of the year, one after the other."""
    last = date(year, 12, 31)
    while organ.successor is not None and organ.ended_on and organ.ended_on <= last:
        organ = organ.successor
        yield organ


def _merger(organ: Organ, into: Organ | None = None) -> str:
    """The merger in words: since when, and who."""
    on = organ.ended_on
    day = f"{on.year}年{on.month}月{on.day}日" if on else ""
    return f"{organ.name}{day}已经并入{into.name}" if into else f"{day}并入的{organ.name}"


def _carried_out(edition: Edition, column: str) -> int | None:
    stored = edition.part.get(f"applications/carried_out/{column}")
    return None if stored is None else int(stored)


def _added(path: str, reports: list[Report]) -> Figure | None:
    """A cell summed; a blank in one of them leaves the sum open."""
    values = [report.cells.get(path) for report in reports]
    if path.endswith(UNADDED) or any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), 0)
