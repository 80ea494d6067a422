"""政府信息公开年报: every organ's reports by year, as page, Word, PDF and data; and the checking page for anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai import paper
from gongkai.report.model import from_json
from gongkai.web.annual_reports import reading, summing
from gongkai.web.annual_reports.marking import inspect
from gongkai.web.annual_reports.models import Edition
from gongkai.web.annual_reports.services import publishing
from gongkai.web.audit.services import Refused
from gongkai.web.files.kinds import accepted
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Doc, Link, Option, Row
from gongkai.web.portal import check_sheets, report_grids, throttling

LIMIT = 10 * 1024 * 1024
"""How large a file anybody may have checked."""
MANY = 100
"""Reports on a page of the list."""
DOWNLOADS = (("docx", "Word"), ("pdf", "PDF"), ("json", "数据（JSON）"))


class CheckForm(Form):
    """One report file of anybody."""

    file = forms.FileField(
        label="年度报告文件",
        help_text="Word、PDF、WPS、网页或者文本，10 MB 以内。文件只在本站读一遍，不保存。",
        widget=forms.FileInput(attrs={"accept": f"{accepted()},.html,.htm"}),
    )


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of a year, the newest year where none is asked for; of an organ, all years."""
    years, wanted = summing.years(), request.GET.get("year", "")
    organ = _organ(request.GET.get("organ", "")) if request.GET.get("organ") else None
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else None
    if year is None and organ is None and years:
        year = years[0]
    page = Paginator(reading.listed(year=year, organ=organ), MANY).get_page(request.GET.get("page"))
    docs = [Doc(one.title, reading.address(one.organ, one.year), organ=one.organ.short_name, on=one.published_on)
            for one in page]  # fmt: skip
    kept = f"&organ={organ.code}" if organ else ""
    chips = [Option("全部年度", url=f"?{kept.lstrip('&')}", chosen=year is None)] if organ else []
    chips += [Option(f"{one}年", url=f"?year={one}{kept}", chosen=one == year) for one in years]
    context = {"docs": docs, "chips": chips, "organ": organ, "any": bool(years), "page": page,
               "kept": (f"year={year}" if year else "") + kept}  # fmt: skip
    return render(request, "portal/reports.html", context)


def _organ(code: str) -> Organ | None:
    known = Organ.objects.exclude(kind=Kind.VILLAGE)
    return known.filter(credit_code=code).first() or known.filter(short_code=code).first()


def address(edition: Edition) -> str:
    """The permanent address of the report of an edition."""
    return reading.address(edition.report.organ, edition.report.year)


def _edition(code: str, year: int, number: int | None) -> Edition:
    organ = _organ(code)
    if organ is None:
        raise Http404
    found = Edition.objects.select_related("report", "report__organ").filter(report__organ=organ, report__year=year)
    if number is None:
        edition = found.order_by("-number").first()
        if edition is None:
            raise Http404
        return edition
    return get_object_or_404(found, number=number)


@require_safe
def report(request: HttpRequest, code: str, year: int, number: int | None = None) -> HttpResponse:
    """One report as a page: the newest edition, or an older one that says so."""
    edition = _edition(code, year, number)
    value, organ = from_json(edition.content), edition.report.organ
    others = edition.report.editions.order_by("-number")
    newest = others[0].number
    drawn = report_grids.grids(value)
    sections = [(f"{'〇一二三四五六'[one.number]}、{one.heading}", _lines(one.text), drawn.get(one.number))
                for one in value.sections]  # fmt: skip
    files = [Link(words, f"{address(edition)}{edition.number}/{ending}/") for ending, words in DOWNLOADS]
    rows = [
        Row("发布机关", Link(organ.name, organ.get_absolute_url())), Row("年度", f"{year}年"),
        Row("文号", value.document_number), Row("签发人", value.signed_by), Row("公布日期", edition.published_on),
        Row("更正说明", edition.reason, long=True),
    ]  # fmt: skip
    context = {
        "edition": edition, "value": value, "organ": organ, "sections": sections, "opening": _lines(value.opening),
        "files": files, "rows": rows, "old": edition.number < newest, "newest": address(edition),
        "others": [one for one in others if one.pk != edition.pk],
        "years": Edition.objects.filter(report__organ=organ, number=F("report__editions__number"))
        .exclude(report__year=year).values_list("report__year", flat=True).distinct().order_by("-report__year"),
        "trail": [Link("政府信息公开年报", "/reports/")],
    }  # fmt: skip
    return render(request, "portal/reports/report.html", context)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@require_safe
def download(request: HttpRequest, code: str, year: int, number: int, ending: str) -> HttpResponse:
    """Word, PDF or JSON of an edition: the bytes that passed the gate."""
    edition = _edition(code, year, number)
    if ending not in dict(DOWNLOADS):
        raise Http404
    try:
        data = publishing.serve(edition, ending)
    except Refused as refused:
        return render(request, "portal/reports/stopped.html", {"refused": refused}, status=503)
    media = "application/json" if ending == "json" else paper.format_of(ending).media_type
    answer = HttpResponse(data, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="annual-report-{year}-{number}.{ending}"'
    return answer


def check(request: HttpRequest) -> HttpResponse:
    """报告体检: anybody's file, read and checked, and forgotten."""
    context, status = checked(request, "portal", limited=True)
    return render(request, "portal/reports/check.html", context, status=status)


def checked(request: HttpRequest, site: str, *, limited: bool) -> tuple[dict[str, Any], int]:
    """The form, and what was found in the file; nothing of it is kept. `limited`: throttled by address.

    `site` is where the page stands: "portal" or "workbench".
    """
    if request.method != "POST":
        return {"form": CheckForm()}, 200
    form = CheckForm(request.POST, request.FILES)
    if limited and not throttling.allowed(request, "check"):
        form.add_error(
            None, f"查得太频繁了，请 {throttling.minutes('check')} 分钟以后再来；公文较多的，请在工作台里查。"
        )
        return {"form": form}, 429
    if not form.is_valid():
        return {"form": form}, 200
    file = form.cleaned_data["file"]
    if file.size > LIMIT:
        form.add_error("file", "文件超过 10 MB，请去掉图片后再传。")
        return {"form": form}, 200
    try:
        return {"form": CheckForm(), **check_sheets.shown(inspect(file.name, file.read()), site)}, 200
    except Refused as refused:
        form.add_error("file", str(refused))
        return {"form": form}, 200
