"""The rules of the annual report, each a small class; `CHECKS` is the registry."""

from datetime import date

from gongkai.report.checks.applications import ApplicationsBalance, ResultsAddUp, RowsAddUp
from gongkai.report.checks.base import SEVERITIES, Check, Finding, Severity, finding_json
from gongkai.report.checks.cells import BlankCells, ImpossibleFigure, TableWithoutFigures, TotalWithoutParts
from gongkai.report.checks.content import (
    AssessmentIsTold,
    FeesAreTold,
    NoticesInForce,
    ProblemsAndMeasures,
    TasksOfTheYear,
)
from gongkai.report.checks.dates import PublishedInTime, SignedAfterTheYear
from gongkai.report.checks.form import ArticleNumbers, FormMixed, FormOfTheYear, FormRows, Labels
from gongkai.report.checks.names import OwnName, OwnRank
from gongkai.report.checks.narrative import ApplicationNotInTable, NarrativeAgreesWithItself, NarrativeMatchesTable
from gongkai.report.checks.personal import PersonalData
from gongkai.report.checks.proactive import ChargesInTenThousands, DocumentsInForce, RegulationsByWhomMay
from gongkai.report.checks.reviews import CorrectedIsTold, DirectSuits, ReviewsAddUp, SuitsAfterReconsideration
from gongkai.report.checks.sections import SectionHeadings, SectionNumbers, SixSections, SubSectionNumbers
from gongkai.report.checks.sums import PartsMakeTheWhole, SharesFit
from gongkai.report.checks.wording import BlanksInTheText, BrokenDates, DoubledWords, TitleByTheRule, TitleInTheText
from gongkai.report.checks.years import PeriodOfTheYear, PlansOfAPastYear, YearInTheTitle, YearOfTheReport
from gongkai.report.model import Report

__all__ = ["CHECKS", "SEVERITIES", "Check", "Finding", "Severity", "check", "finding_json"]

CHECKS: tuple[type[Check], ...] = (
    FormOfTheYear,
    FormMixed,
    FormRows,
    TableWithoutFigures,
    ApplicationsBalance,
    ResultsAddUp,
    RowsAddUp,
    ReviewsAddUp,
    ImpossibleFigure,
    BlankCells,
    TotalWithoutParts,
    RegulationsByWhomMay,
    DocumentsInForce,
    ChargesInTenThousands,
    CorrectedIsTold,
    DirectSuits,
    SuitsAfterReconsideration,
    NarrativeMatchesTable,
    ApplicationNotInTable,
    NarrativeAgreesWithItself,
    PartsMakeTheWhole,
    SharesFit,
    YearOfTheReport,
    PlansOfAPastYear,
    PeriodOfTheYear,
    YearInTheTitle,
    PublishedInTime,
    SignedAfterTheYear,
    FeesAreTold,
    ProblemsAndMeasures,
    AssessmentIsTold,
    NoticesInForce,
    TasksOfTheYear,
    OwnRank,
    OwnName,
    BlanksInTheText,
    PersonalData,
    SixSections,
    SectionHeadings,
    SectionNumbers,
    SubSectionNumbers,
    Labels,
    ArticleNumbers,
    TitleByTheRule,
    TitleInTheText,
    DoubledWords,
    BrokenDates,
)
"""Every rule of one report, in the order in which its findings are told."""


def check(report: Report, *, published_on: date | None = None) -> list[Finding]:
    """Everything that is wrong with `report` or must be looked at, errors first.

    `published_on` is the day it was published, where that is known; else the date it bears counts.
    """
    found = [finding for kind in CHECKS for finding in kind(published_on).run(report)]
    order = list(SEVERITIES)
    return sorted(found, key=lambda finding: order.index(finding.severity))
