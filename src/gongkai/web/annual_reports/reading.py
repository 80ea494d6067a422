"""The published annual reports as anybody may read them: for lists, search, feeds and the map of the site.

Only what is published stands here, in its newest edition; a report that is being corrected stays as it was published.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.report.forms import form_for
from gongkai.report.model import from_json
from gongkai.web.annual_reports.models import AnnualReport, Edition
from gongkai.web.annual_reports.services.publishing import published
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A published report: `key` is the same for all its editions, `edition` rises with each correction."""

    key: int
    edition: int
    organ: Organ
    year: int
    title: str
    published_on: date
    """The day of the newest edition."""
    correction: str
    """Why it was corrected; empty for a first edition."""
    url: str
    """Its page on the portal, which stays for good."""


def listed(*, year: int | None = None, organ: Organ | None = None) -> "QuerySet[AnnualReport]":
    """Published reports, the newest year first, then in the order of the organs; cheap to count and to page."""
    found = AnnualReport.objects.filter(published_on__isnull=False).select_related("organ")
    if year is not None:
        found = found.filter(year=year)
    if organ is not None:
        found = found.filter(organ=organ)
    return found.order_by("-year", "organ__order", "organ")


def public(*, after: int = 0, many: int = 500) -> list[PublicReport]:
    """The next reports by rising `key`: call again with the last key until there is none."""
    rows = published().filter(report__gt=after).order_by("report_id").defer("content", "cells")
    return [as_public(edition) for edition in rows[:many]]


def of(keys: Iterable[int]) -> list[PublicReport]:
    """The reports with these keys, those that are published."""
    rows = published().filter(report__in=list(keys)).order_by("report_id").defer("content", "cells")
    return [as_public(edition) for edition in rows]


def recent(many: int = 20) -> list[PublicReport]:
    """What came out last: first editions and corrections, the newest first."""
    rows = published().order_by("-published_on", "-pk").defer("content", "cells")
    return [as_public(edition) for edition in rows[:many]]


def as_public(edition: Edition) -> PublicReport:
    """An edition as the public knows it."""
    report = edition.report
    return PublicReport(report.pk, edition.number, report.organ, report.year, report.title, edition.published_on,
                        edition.reason, address(report.organ, report.year))  # fmt: skip


def address(organ: Organ, year: int) -> str:
    """The permanent address of a report."""
    return f"/reports/{organ.code}/{year}/"


def text_of(key: int) -> str:
    """Everything a published report says, for a search index: opening, texts, labels of what is not nought."""
    edition = published().filter(report=key).first()
    if edition is None:
        return ""
    value, layout = from_json(edition.content), form_for(edition.report.year)
    lines = [value.title or edition.report.title, value.opening]
    lines += [line for section in value.sections for line in (section.heading, section.text)]
    known = set(layout.paths())
    lines += [f"{layout.label(path)} {figure}" for path, figure in value.cells.items() if figure and path in known]
    return "\n".join(line for line in lines if line)


def addresses() -> Iterator[tuple[str, date]]:
    """Every permanent address with the day it changed last, for the map of the site."""
    rows = published().order_by("report_id").values_list(
        "report__organ__credit_code", "report__organ__short_code", "report__year", "published_on"
    )  # fmt: skip
    for credit_code, short_code, year, on in rows.iterator():
        yield f"/reports/{credit_code or short_code}/{year}/", on
