"""年报对比: organs and years side by side, out of what is published. Nothing else is read."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.report.forms import form_for
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Option, Share

FIGURES = (
    "applications/new/total",
    "applications/carried_in/total",
    "applications/total/total",
    "applications/carried_out/total",
    "applications/granted/total",
    "applications/partly_granted/total",
    "applications/not_held/total",
    "reviews/reconsideration/total",
    "reviews/reconsideration/corrected",
    "proactive/normative_documents/in_force",
    "proactive/licensing/decisions",
    "proactive/penalties/decisions",
)
MOST = 8
FIRST = 4
"""So many organs are shown where none was chosen."""
LISTED = 60
"""All organs are listed to choose from up to so many; more are looked for by name, so many at a time as `FOUND`."""
FOUND = 20


def _reporting() -> QuerySet[Organ]:
    out = AnnualReport.objects.filter(organ=OuterRef("pk"), published_on__isnull=False)
    return Organ.objects.public().filter(Exists(out)).only("name", "short_name", "short_code", "order")


def _chosen(request: HttpRequest) -> tuple[list[Organ], list[int], list[int]]:
    """The organs and years asked for, and the years there are."""
    years, found = summing.years(), _reporting()
    asked = [int(year) for year in request.GET.getlist("year") if year.isdecimal() and int(year) in years] or years[:1]
    codes = request.GET.getlist("organ")[:MOST]
    organs = list(found.filter(short_code__in=codes) if codes else found[:FIRST])
    return organs, sorted(asked)[:5], years


def choices(request: HttpRequest, organs: list[Organ]) -> dict[str, Any]:
    """The organs to choose from: all of a county; of more, those already chosen and those whose name was looked for."""
    found, name = _reporting(), request.GET.get("name", "").strip()[:30]
    listed = list(found[: LISTED + 1])
    many = len(listed) > LISTED
    if many:
        matching = found.filter(name__contains=name).exclude(pk__in=[organ.pk for organ in organs]) if name else []
        listed = [*organs, *matching[:FOUND]]
    return {
        "organs": [Option(organ.short_name, organ.short_code, chosen=organ in organs) for organ in listed],
        "many": many, "name": name, "nobody": bool(many and name and len(listed) == len(organs)),
    }  # fmt: skip


def compare(request: HttpRequest) -> HttpResponse:
    """The table, or as CSV with `?format=csv`."""
    organs, chosen, years = _chosen(request)
    held = {organ.pk: summing.of_organ(organ, chosen) for organ in organs}
    columns = [(organ, year) for organ in organs for year in chosen]
    form = form_for(max(chosen)) if chosen else form_for(2021)
    known = set(form.paths())
    heads = ["项目", *(f"{organ.short_name} {year}年" for organ, year in columns)]
    rows = [
        [form.label(path).removesuffix("·总计"), *(_figure(held[organ.pk], year, path) for organ, year in columns)]
        for path in FIGURES
        if path in known
    ]
    if request.GET.get("format") == "csv":
        return _csv(heads, rows)
    newest = chosen[-1] if chosen else 0
    bars = [
        Share(organ.short_name, float(held[organ.pk][newest]["applications/new/total"]))
        for organ in organs
        if newest in held[organ.pk]
    ]
    context = {
        **choices(request, organs),
        "heads": heads,
        "rows": rows,
        "bars": bars,
        "newest": newest,
        "any": bool(years),
        "query": request.GET.urlencode(),
        "most": MOST,
        "years": [Option(f"{year}年", str(year), chosen=year in chosen) for year in years],
    }
    return render(request, "portal/compare.html", context)


def _figure(held: dict[int, dict[str, object]], year: int, path: str) -> str:
    if year not in held:
        return "没有公布"
    return printed(held[year].get(path, 0))


def _csv(heads: list[str], rows: list[list[str]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(rows)
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="compare.csv"'
    return answer
