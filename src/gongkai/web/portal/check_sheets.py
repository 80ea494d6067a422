"""报告体检: what was found in a file, its list to keep (检查单), and why each rule is there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from gongkai import paper
from gongkai.paper import Unprintable
from gongkai.report import explaining
from gongkai.report.checks.base import SEVERITIES
from gongkai.web.annual_reports import check_sheet
from gongkai.web.annual_reports import rules as known
from gongkai.web.annual_reports.check_sheet import ENDINGS, Sheet
from gongkai.web.annual_reports.marking import KINDS, Inspection
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.values import Badge, Finding, Link, Option
from gongkai.web.portal import report_grids, throttling

BADGES = {SEVERITIES[severity]: kind for severity, kind in KINDS.items()}
SITES = {"portal": "portal:check", "workbench": "workbench:report-check"}
"""How the names of the addresses of the page begin, on the portal and on the workbench."""
FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def shown(found: Inspection, site: str) -> dict[str, Any]:
    """An inspection as the page of a site tells it."""
    findings = [
        Finding(number, known.title(one.code), one.message, KINDS[one.severity], source=one.cites, id=f"k{number}",
                why=known.why(one.code), more=more(one.code, site)) for number, one in enumerate(found.findings, 1)
    ]  # fmt: skip
    report = found.report
    sheet = check_sheet.of_file(found.name, report, found.findings)
    return {
        "found": found, "findings": findings, "unsure": sheet.unsure, "doubts": sheet.doubts,
        "grids": report_grids.grids(report).values(),
        "chips": _chips(found), "sealed": check_sheet.seal(sheet), "formats": FORMATS,
        "sheet_url": reverse(f"{SITES[site]}-sheet"),
        "counts": [Badge(f"{found.count(level)} {word}", KINDS[level]) for level, word in SEVERITIES.items()
                   if found.count(level)],
    }  # fmt: skip


def more(code: str, site: str) -> Link | None:
    """The way to the whole rule with its examples; the platform's own rules have none."""
    there = code in explaining.every()
    return Link("看错例和对例", reverse(f"{SITES[site]}-rule", args=[code])) if there else None


def _chips(found: Inspection) -> list[Option]:
    """The way down to the first finding of each severity, where there are several."""
    first: dict[str, int] = {}
    for number, one in enumerate(found.findings, 1):
        first.setdefault(one.severity, number)
    return [Option(SEVERITIES[level], url=f"#k{number}") for level, number in first.items()] if len(first) > 1 else []


@require_POST
def sheet(request: HttpRequest) -> HttpResponse:
    """检查单 of a check that anybody had made, out of the page itself."""
    if not throttling.allowed(request, "sheet"):
        told = f"下载得太频繁了，请 {throttling.minutes('sheet')} 分钟以后再来。"
        return render(request, "portal/reports/stopped.html", {"refused": told}, status=429)
    try:
        return unsealed(request)
    except Refused as refused:
        return render(request, "portal/reports/stopped.html", {"refused": refused}, status=422)


def unsealed(request: HttpRequest) -> HttpResponse:
    """The list that the page carried, as a file; raises `Refused`."""
    return answered(check_sheet.unseal(request.POST.get("sheet", "")), request.POST.get("ending", ""))


def answered(one: Sheet, ending: str) -> HttpResponse:
    """The list as a file; raises `Refused` where it cannot be printed."""
    if ending not in ENDINGS:
        raise Http404
    try:
        content = check_sheet.printed(one, ending, localdate())
    except Unprintable as error:
        raise Refused(str(error)) from error
    name = f"检查单-{one.name.rpartition('.')[0] or one.name}.{ending}"
    kept = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=paper.format_of(ending).media_type, headers={"Content-Disposition": kept})


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by which a report is checked."""
    return render(request, "portal/reports/rules.html", every("portal"))


@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: why, by which article, when it is no fault, what to do, a wrong and a right example."""
    context = one_rule(code) | {"trail": [Link("报告体检", reverse("portal:check")),
                                          Link("检查项", reverse("portal:check-rules"))]}  # fmt: skip
    return render(request, "portal/reports/rule.html", context)


def every(site: str) -> dict[str, Any]:
    """The rules in the order in which their findings are told."""
    codes, name = explaining.every(), f"{SITES[site]}-rule"
    told = [(Link(kind.title, reverse(name, args=[code])), Badge(SEVERITIES[kind.severity], KINDS[kind.severity]),
             kind.cites) for code, kind in codes.items()]  # fmt: skip
    return {"rules": told}


def one_rule(code: str) -> dict[str, Any]:
    """One rule as its page tells it."""
    found = explaining.rule(code)
    if found is None:
        raise Http404
    return {"rule": found, "badge": Badge(found.severity, BADGES[found.severity])}
