"""报告体检 on the workbench: any report file, checked and forgotten; the list of findings of any report to keep."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.web.annual_reports import check_sheet
from gongkai.web.annual_reports.checking import examine
from gongkai.web.audit.services import Refused
from gongkai.web.portal import check_sheets
from gongkai.web.portal import reports as portal
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.reports.finding import address, report_of


@needs("annual_reports.see")
def check(request: HttpRequest) -> HttpResponse:
    """The same page as on the portal, without its limit of tries."""
    context, status = portal.checked(request, "workbench", limited=False)
    return render(request, "workbench/reports/check.html", context, status=status)


@require_POST
@needs("annual_reports.see")
def sheet(request: HttpRequest) -> HttpResponse:
    """检查单 of the file that was checked just now, out of the page itself."""
    try:
        return check_sheets.unsealed(request)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workbench:report-check")


@needs("annual_reports.see")
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by which a report is checked."""
    return render(request, "workbench/reports/rules.html", check_sheets.every("workbench"))


@needs("annual_reports.see")
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule with its reason, article and examples."""
    return render(request, "workbench/reports/rule.html", check_sheets.one_rule(code))


@needs("annual_reports.see")
def of_report(request: HttpRequest, code: str, year: int, ending: str) -> HttpResponse:
    """检查单 of a report on the platform as it stands now, with what persons judged."""
    one = report_of(request, code, year)
    try:
        return check_sheets.answered(check_sheet.of_report(one.title, examine(one)), ending)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(address(one))
