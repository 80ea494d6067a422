"""Where a number comes from: the records behind a cell or a fact, and the form that sets it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.report.forms import form_for
from gongkai.report.model import Figure
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.absorbing import together
from gongkai.web.annual_reports.checking import label_of
from gongkai.web.annual_reports.composing import as_report
from gongkai.web.annual_reports.counting import (
    COUNTED,
    REGISTERS,
    SOURCES,
    Counted,
    below,
    entered,
    figures_of,
    out,
    spoken_for,
)
from gongkai.web.annual_reports.facts import Disclosed
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.applications.figures import Period, cases
from gongkai.web.applications.models import Application, Review
from gongkai.web.applications.models.paperwork import FeeNotice
from gongkai.web.disclosure.figures import figures
from gongkai.web.disclosure.models import Delivery
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Doc
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.reports.finding import address, may, organ_of, report_of

FIRST = 8


def panel(request: HttpRequest, report: AnnualReport, path: str, found: dict[str, Counted] | None = None) -> Any:
    """Everything the panel of a cell says; nothing for a path that the form does not have."""
    found = found or figures_of(report)
    if path not in found:
        return None
    figure, records = found[path], None
    organs = summing.children(below(report.organ), report.year, path, many=FIRST) if report.whole else []
    if figure.source in ("applications", "reviews", "register", "carried"):
        records = behind(together(report.organ, report.year), report.year, path)
    docs = [doc(one, request) for one in records[:FIRST]] if records is not None else []
    return {
        "path": path, "label": label_of(as_report(report, found), path).replace("·", "，"),
        "value": printed(figure.value), "blank": figure.value is None, "source": SOURCES[figure.source],
        "words": figure.words, "merged": figure.merged, "ledger": figure.ledger,
        "override": figure.override, "docs": docs,
        "count": records.count() if records is not None else 0,
        "organs": [_part(organ, value, report.year) for organ, value in organs],
        "more": f"{address(report, 'report-records')}?what={path}", "write": may(request, report)["write"],
        "entered": path in entered() and report.source != AnnualReport.Source.UPLOAD,
        "frozen": report.frozen_at, "note": entered().get(path, ""),
    }  # fmt: skip


def _part(organ: Organ, value: Figure, year: int) -> Doc:
    """What an organ below adds to a cell; its published report is the record."""
    return Doc(organ.short_name, reverse("portal:report", args=[organ.code, year]), meta=(printed(value),))


def behind(organs: Sequence[Organ] | QuerySet[Organ], year: int, what: str) -> QuerySet[Any] | None:
    """The records behind a cell (`table/row/column`) or a fact (`items`, `channels`, `fees`) of some organs."""
    table, _, rest = what.partition("/")
    if table in ("applications", "reviews") and rest.count("/") == 1:
        return cases(what, [organ.pk for organ in organs], Period.year(year))
    if table == "proactive" and rest.count("/") == 1:
        row, column = rest.split("/")
        if row not in REGISTERS:
            return None
        counted = figures(organs, year).get(f"{REGISTERS[row]}/{COUNTED.get(column, '')}")
        return out(organs, row, column, year) if counted is None else counted
    if what == "channels":
        return Delivery.objects.filter(channel__organ__in=organs, state=Delivery.State.DONE, done_at__year=year)
    if what == "fees":
        return FeeNotice.objects.filter(application__organ__in=organs, sent_on__year=year).select_related("application")
    return figures(organs, year).get(what) if what in Disclosed.NAMED else None


def doc(one: Any, request: HttpRequest) -> Doc:
    """A record as a line; a case opens only for who may see cases."""
    if isinstance(one, Application):
        sees = request.user.can("applications.see", one)
        url = reverse("workbench:application", args=[one.pk]) if sees else ""
        dates = [f"{one.received_on:%Y-%m-%d} 收到"] if one.received_on else []
        dates += [f"{one.counted_on:%Y-%m-%d} 办结"] if one.counted_on else ["还没有办结"]
        return Doc(one.number, url, meta=dates)
    if isinstance(one, Review):
        url = reverse("workbench:review", args=[one.pk]) if request.user.can("applications.see", one) else ""
        return Doc(str(one), url, meta=(f"{one.filed_on:%Y-%m-%d} 受理", one.get_result_display() or "尚未审结"))
    if isinstance(one, FeeNotice):
        return Doc(one.application.number, "", meta=(f"{one.sent_on:%Y-%m-%d}", f"{one.amount} 元"))
    if isinstance(one, Delivery):
        when = f"{one.done_at:%Y-%m-%d}" if one.done_at else ""
        return Doc(one.publication.title, "", meta=(one.channel.title, when))
    url = one.get_absolute_url() if hasattr(one, "get_absolute_url") else ""
    when = getattr(one, "published_on", None) or getattr(one, "on", None)
    return Doc(getattr(one, "title", "") or str(one), url, meta=(f"{when:%Y-%m-%d}",) if when else ())


@needs("annual_reports.see")
def source(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The panel alone, for a script that follows the focus."""
    report = report_of(request, code, year)
    told = panel(request, report, request.GET.get("cell", ""))
    if told is None:
        raise Http404
    return render(request, "workbench/reports/source.html", {"report": report, "organ": report.organ, "source": told})


@needs("annual_reports.see")
def records(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The whole list of records behind a number."""
    organ, what = organ_of(request, code), request.GET.get("what", "")
    report = AnnualReport.objects.filter(organ=organ, year=year).first()
    facts = report and what.count("/") < 2
    found = behind(spoken_for(report) if report and facts else together(organ, year), year, what)
    if found is None:
        raise Http404
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    title = Disclosed.NAMED.get(what) or {"channels": "各渠道的发布", "fees": "收费通知"}.get(what)
    if title is None:
        title = form_for(year).label(what).replace("·", "，")
    context = {"organ": organ, "year": year, "title": title, "page": page, "kept": f"what={what}",
               "docs": [doc(one, request) for one in page], "count": page.paginator.count}  # fmt: skip
    return render(request, "workbench/reports/records.html", context)
