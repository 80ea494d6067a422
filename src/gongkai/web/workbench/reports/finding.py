"""Which report an address means, and what its reader may do with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gongkai.web.annual_reports.models import AnnualReport, State
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Badge

BADGES = {
    State.WRITING: "info", State.REVIEWING: "info", State.RETURNED: "warn", State.SIGNING: "info",
    State.PUBLISHED: "ok", State.ACCEPTED: "ok",
}  # fmt: skip


def organ_of(request: HttpRequest, code: str, act: str = "annual_reports.see") -> Organ:
    """The organ of a short code, if the reader may do `act` there; else there is no such page."""
    organ = request.user.organs_for(act).filter(short_code=code).first()
    if organ is None:
        raise Http404
    return organ


def report_of(request: HttpRequest, code: str, year: int) -> AnnualReport:
    """The report of an organ and year."""
    organ = organ_of(request, code)
    return get_object_or_404(AnnualReport.objects.select_related("organ"), organ=organ, year=year)


def address(report: AnnualReport, name: str = "report", **more: Any) -> str:
    """A page of a report."""
    return reverse(f"workbench:{name}", args=[report.organ.short_code, report.year, *more.values()])


def badge(report: AnnualReport) -> Badge:
    """Its state."""
    words = report.get_state_display()
    if report.state == State.SIGNING and report.signed_at:
        words = "已签发，待公布"
    return Badge(words, BADGES[State(report.state)])


def may(request: HttpRequest, report: AnnualReport) -> dict[str, bool]:
    """What the reader may do, by the state it is in."""
    can = request.user.can
    state, editable = report.state, report.editable
    return {
        "write": editable and can("annual_reports.write", report),
        "submit": editable and can("annual_reports.submit", report),
        "review": state == State.REVIEWING and can("annual_reports.review", report),
        "sign": state == State.SIGNING and not report.signed_at and can("annual_reports.sign", report),
        "publish": state == State.SIGNING and bool(report.signed_at) and can("annual_reports.publish", report),
        "correct": state in (State.PUBLISHED, State.ACCEPTED) and can("annual_reports.write", report),
        "accept": state == State.PUBLISHED and can("annual_reports.accept", report),
        "send_back": state in (State.PUBLISHED, State.ACCEPTED) and can("annual_reports.send_back", report),
    }
