"""报告体检 on the workbench: any report file, checked and forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.portal import reports as portal
from gongkai.web.workbench.access import needs


@needs("annual_reports.see")
def check(request: HttpRequest) -> HttpResponse:
    """The same page as on the portal, without its limit of tries."""
    context, status = portal.checked(request, limited=False)
    return render(request, "workbench/reports/check.html", context, status=status)
