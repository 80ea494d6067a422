"""The rules of the annual report, each a small class; `CHECKS` is the registry."""

from datetime import date

from gongkai.report.checks.applications import ApplicationsBalance, ResultsAddUp, RowsAddUp
from gongkai.report.checks.base import SEVERITIES, Check, Finding, Severity, finding_json
from gongkai.report.checks.reviews import ReviewsAddUp
from gongkai.report.model import Report

__all__ = ["CHECKS", "SEVERITIES", "Check", "Finding", "Severity", "check", "finding_json"]

CHECKS: tuple[type[Check], ...] = (
    ApplicationsBalance,
    ResultsAddUp,
    RowsAddUp,
    ReviewsAddUp,
)
"""Every rule of one report, in the order in which its findings are told."""


def check(report: Report, *, published_on: date | None = None) -> list[Finding]:
    """Everything that is wrong with `report` or must be looked at, errors first.

    `published_on` is the day it was published, where that is known; else the date it bears counts.
    """
    found = [finding for kind in CHECKS for finding in kind(published_on).run(report)]
    order = list(SEVERITIES)
    return sorted(found, key=lambda finding: order.index(finding.severity))
