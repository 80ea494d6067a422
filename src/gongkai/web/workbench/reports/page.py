"""The page of a report: its sections, what was found in them, and what can be done next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai import paper
from gongkai.report.writing import ENDINGS, Unprintable, print_out
from gongkai.web.annual_reports.checking import examine
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.models import AnnualReport, State
from gongkai.web.annual_reports.services import gating, writing
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.values import Due
from gongkai.web.portal import check_sheets
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.reports import showing
from gongkai.web.workbench.reports.finding import badge, may, report_of
from gongkai.web.workbench.reports.source import panel

PREVIEWS = ("docx", "pdf", "html", "json")


@needs("annual_reports.see")
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """年度报告 of an organ and year. Its drafted sentences follow their sources first."""
    one = report_of(request, code, year)
    if may(request, one)["write"]:
        writing.follow(one)
    return shown(request, one)


def shown(
    request: HttpRequest, one: AnnualReport, *, typed: Mapping[str, str] | None = None, refused: str = "",
    sentence: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; with what was typed and refused still in it, so that nothing is lost."""
    checked, allowed, today = examine(one), may(request, one), localdate()
    cell = request.GET.get("cell", "")
    told = showing.findings(checked)
    context = showing.context_of(one) | {
        "badge": badge(one), "may": allowed, "checked": checked, "findings": told, "typed": typed or {},
        "formats": check_sheets.FORMATS, "counts": showing.counted(checked.findings), "passed": showing.passed(checked),
        "tabs": showing.tabs(checked), "refused": refused, "lost": sentence,
        "parts": showing.parts(one, checked, allowed["write"], cell, typed or {}),
        "source": panel(request, one, cell, dict(checked.figures)) if cell else None,
        "seen": showing.seen(checked), "choices": showing.choices(checked),
        "due": Due(one.due_on, (one.due_on - today).days, "天") if one.published_on is None else None,
        "notes": one.notes.filter(settled_at=None), "editions": one.editions.all(),
        "sums": not one.whole and writing.source_for(one.organ) == AnnualReport.Source.SUM,
        "settle": request.user.can("annual_reports.settle", one),
        "personal": _personal(request, one, today), "spare": request.user.can("annual_reports.overrule", one),
        "upload": one.source == AnnualReport.Source.UPLOAD,
    }  # fmt: skip
    status = 422 if refused else 200
    return render(request, "workbench/reports/report.html", context, status=status)


def _personal(request: HttpRequest, one: AnnualReport, today: date) -> list[tuple[str, Any, str, Any]]:
    """Before it is published: what the privacy gate will find in it, and what somebody decided to leave."""
    if one.state not in (State.REVIEWING, State.SIGNING):
        return []
    try:
        found = gating.standing(one, on=today)
    except Refused as refused:
        messages.error(request, str(refused))
        return []
    return [(gating.TITLES.get(hit.kind, hit.kind), hit, key, decided) for hit, key, decided in found]


@needs("annual_reports.see")
def preview(request: HttpRequest, code: str, year: int, ending: str) -> HttpResponse:
    """The report as it stands as a file: Word, PDF, a page, or data. Nothing is published by it."""
    one = report_of(request, code, year)
    if ending not in PREVIEWS or ending not in ENDINGS:
        raise Http404
    try:
        made = print_out(as_report(one), ending)
    except Unprintable as error:
        raise Refused(str(error)) from error
    media = "application/json" if ending == "json" else paper.format_of(ending).media_type
    answer = HttpResponse(made.data, content_type=media)
    kind = "inline" if ending in ("html", "pdf") else "attachment"
    answer["Content-Disposition"] = f'{kind}; filename="report-{one.organ.short_code}-{year}.{ending}"'
    if ending == "html":
        answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return answer
