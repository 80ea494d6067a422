"""汇总与对比: the sum of chosen organs down to its children, broken identities and chains, outliers, copies."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from gongkai.report.forms import form_for
from gongkai.report.model import Report
from gongkai.report.series import EVERYWHERE
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports import summing
from gongkai.web.annual_reports.identities import identity
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import Channel
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight.board import TOWNSHIPS
from gongkai.web.patterns.values import Cell, Link, Option, Share, Tab
from gongkai.web.portal.report_grids import grids, kinds
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.county.rounds import chosen_year
from gongkai.web.workbench.county.watching import LIMIT

COUNTED = 50_000
"""Applications of a year up to which the registers are counted by channel while one waits."""
GROUPS = {"": "全部", "townships": "乡镇街道", "departments": "部门"}


def compared(request: HttpRequest) -> QuerySet[Organ]:
    """Everybody whose reports this person may compare."""
    return request.user.organs_for("annual_reports.compare").exclude(kind__in=(Kind.VILLAGE, Kind.AGENCY))


def organs_of(request: HttpRequest) -> QuerySet[Organ]:
    """The chosen organs: a group, or those ticked; always within what this person watches over."""
    found = compared(request)
    group, codes = request.GET.get("group", ""), request.GET.getlist("organ")
    if codes:
        return found.filter(short_code__in=codes)
    if group == "townships":
        return found.filter(kind__in=TOWNSHIPS)
    return found.exclude(kind__in=TOWNSHIPS) if group == "departments" else found


def frame(request: HttpRequest, here: str) -> dict[str, Any]:
    """What all these pages share: year, group, the parts."""
    year = chosen_year(request)
    kept = QueryDict(mutable=True)
    kept["year"] = str(year)
    if request.GET.get("group"):
        kept["group"] = request.GET["group"]
    kept.setlist("organ", request.GET.getlist("organ"))
    parts = {"sums": "合计", "sum-chain": "跨年衔接", "sum-outliers": "异常的数", "sum-copies": "雷同的文字"}
    every = request.user.organs_for("annual_reports.compare")
    organs = summing.Chosen(organs_of(request))
    out, whole = summing.reporting(organs, year)
    return {
        "year": year,
        "kept": kept.urlencode(),
        "organs": organs,
        "out": out,
        "whole": whole,
        "tabs": [
            Tab(words, f"{reverse(f'workbench:{name}')}?{kept.urlencode()}", name == here)
            for name, words in parts.items()
        ],
        "years": [
            Option(f"{one}年", url=f"?year={one}&group={request.GET.get('group', '')}", chosen=one == year)
            for one in summing.years(every)
        ],
        "groups": [
            Option(
                words,
                url=f"?year={year}&group={code}",
                chosen=not request.GET.getlist("organ") and request.GET.get("group", "") == code,
            )
            for code, words in GROUPS.items()
        ],
    }


@needs("annual_reports.compare")
def sums(request: HttpRequest) -> HttpResponse:
    """The sum, as the national tables; every figure opens its children."""
    context = frame(request, "sums")
    organs, year, kept = context["organs"], context["year"], context["kept"]
    value = summing.report_of(organs, year)

    def draw(path: str, words: str, across: int) -> Cell:
        url = f"{reverse('workbench:sum-cell')}?path={path}&{kept}"
        return Cell(
            Link(words, url) if words not in ("", "0") else words or "0",
            kind=kinds(path, words),
            across=across,
            figure=True,
        )

    context |= {
        "grids": grids(value, draw),
        "breaks": summing.breaks(organs, year, value.cells),
        "choices": choices(request, organs),
        **charts(organs, year, value),
    }
    return render(request, "workbench/county/sums.html", context)


def choices(request: HttpRequest, organs: summing.Chosen) -> list[Option]:
    """The organs to tick, where they are few enough to be listed."""
    codes = request.GET.getlist("organ")
    if organs.count > LIMIT:
        return []
    every = compared(request).filter(ended_on=None).order_by("order", "pk")
    listed = list(every.only("short_name", "short_code")[: LIMIT + 1])
    ticked = [Option(one.short_name, one.short_code, chosen=one.short_code in codes) for one in listed]
    return ticked if len(listed) <= LIMIT else []


def by_channel(organs: summing.Chosen, year: int, many: float) -> list[Share]:
    """How the year's applications came, out of the registers kept here; of a nation it is not counted."""
    if organs.count > LIMIT or many > COUNTED:
        return []
    rows = organs.within(Application.objects.filter(received_on__year=year)).values_list("channel")
    counts = dict(rows.annotate(Count("pk")))
    shares = [Share(words, float(counts[code])) for code, words in Channel.choices if code in counts]
    return sorted(shares, key=lambda share: -share.count)


def charts(organs: summing.Chosen, year: int, value: Report) -> dict[str, Any]:
    """By year, outcome, channel and organ."""
    flows = summing.by_year(organs, range(year - 4, year + 1))
    columns = [
        (
            f"{one}年",
            [
                Share("新收", float(flow["applications/new/total"])),
                Share("办结", float(flow["applications/total/total"]), "soft"),
            ],
        )
        for one, flow in flows.items()
        if any(flow.values())
    ]
    rows = value.layout.applications.rows
    results = [
        (row.label, value.cells.get(f"applications/{row.key}/total") or 0) for row in rows if row.kind == "result"
    ]
    outcomes = [Share(_short(label), float(figure)) for label, figure in results if figure]
    named = summing.children(organs, year, "applications/new/total", many=10)
    return {
        "columns": columns,
        "outcomes": sorted(outcomes, key=lambda share: -share.count)[:8],
        "by_channel": by_channel(organs, year, float(value.cells["applications/new/total"] or 0)),
        "by_organ": [Share(organ.short_name, float(figure)) for organ, figure in named],
    }


def _short(label: str) -> str:
    """A result without its number and what stands in brackets.

    >>> _short("1.本机关不掌握相关政府信息"), _short("（一）予以公开")
    ('本机关不掌握相关政府信息', '予以公开')
    """
    bare = label.split("）", 1)[-1] if label.startswith("（") else label.lstrip("0123456789.")
    return bare.split("（")[0]


@needs("annual_reports.compare")
def cell(request: HttpRequest) -> HttpResponse:
    """The children that make up a cell, or break an identity."""
    context = frame(request, "sums")
    organs, year, path, code = (
        context["organs"],
        context["year"],
        request.GET.get("path", ""),
        request.GET.get("broken", ""),
    )
    form = form_for(year)
    if code:
        one = identity(form.form, code)
        if one is None:
            raise Http404
        rows = [(organ, f"{difference:+}") for organ, difference in summing.breakers(organs, year, code)]
        context |= {
            "title": f"勾稽不平：{one.label}",
            "column": "差额（左边减右边）",
            "count": len(rows),
            "total": None,
        }
    elif path in form.paths():
        count = summing.count_of(organs, year, path)
        page = Paginator(range(count), 100).get_page(request.GET.get("page"))
        first = (page.number - 1) * 100
        rows = [(organ, printed(figure)) for organ, figure in summing.children(organs, year, path, first=first)]
        context |= {
            "title": form.label(path),
            "column": "数值",
            "count": count,
            "page": page,
            "pages": f"path={path}&{context['kept']}",
            "total": printed(summing.sum_of(organs, year, path)),
        }
    else:
        raise Http404
    context["rows"] = [
        (organ, words, reverse("workbench:report", args=[organ.short_code, year])) for organ, words in rows
    ]
    return render(request, "workbench/county/sum_cell.html", context)


@needs("annual_reports.compare")
def chain(request: HttpRequest) -> HttpResponse:
    """Whether what was carried out of a year was carried into the next."""
    context = frame(request, "sum-chain")
    organs, year = context["organs"], context["year"]
    flows = summing.by_year(organs, range(year - 4, year + 1))
    context["flows"] = [
        (one, [flow[path] for path in summing.FLOWS]) for one, flow in flows.items() if any(flow.values())
    ]
    context["heads"] = list(summing.FLOWS.values())
    context["gaps"] = summing.gaps(organs, year)
    return render(request, "workbench/county/sum_chain.html", context)


@needs("annual_reports.compare")
def outliers(request: HttpRequest) -> HttpResponse:
    """Figures to be asked about."""
    context = frame(request, "sum-outliers")
    form = form_for(context["year"])
    known = set(form.paths())
    context["rows"] = [
        (one, form.label(one.path) if one.path in known else one.path)
        for one in summing.outliers(context["organs"], context["year"])
    ]
    return render(request, "workbench/county/sum_outliers.html", context)


@needs("annual_reports.compare")
def copies(request: HttpRequest) -> HttpResponse:
    """Texts that are a neighbour's, or an earlier year's."""
    context = frame(request, "sum-copies")
    found = summing.copies(context["organs"], context["year"])
    context |= {"page": Paginator(found, 50).get_page(request.GET.get("page")), "everywhere": EVERYWHERE}
    return render(request, "workbench/county/sum_copies.html", context)
