"""The reports of one's organs by year; beginning one, uploading one, entering the figures of the year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.report.forms import form_for
from gongkai.report.writing.tables import printed
from gongkai.web.annual_reports.counting import entered, entered_in, plain
from gongkai.web.annual_reports.models import AnnualReport, Note, YearlyFigure
from gongkai.web.annual_reports.services import entering, filing, writing
from gongkai.web.audit.services import Refused
from gongkai.web.files.kinds import accepted
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link, Option
from gongkai.web.patterns.written import calendar_year, whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.reports.finding import address, badge, organ_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MANY = 100
"""Reports on a page of the list."""
REPORTS = Link("年度报告", "/workbench/reports/")


class UploadForm(Form):
    """A report made elsewhere."""

    organ = forms.ModelChoiceField(label="机关", queryset=Organ.objects.none(), empty_label=None)
    file = forms.FileField(
        label="报告文件", help_text="Word、PDF、WPS、Excel 或者文本。读出的数字会一格一格给您核对。",
        widget=forms.FileInput(attrs={"accept": accepted()}),
    )  # fmt: skip
    year = forms.IntegerField(label="年度", required=False, min_value=2008, max_value=2100,
                              help_text="文件里写明年度的，不用填。")  # fmt: skip


class SheetForm(Form):
    """A filled-in sheet of the year's figures."""

    file = forms.FileField(label="填好的 Excel", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


def writable(request: HttpRequest) -> Any:
    """The organs whose reports this person writes, and which have one."""
    organs = request.user.organs_for("annual_reports.write").active()
    return [organ for organ in organs if organ.publishes_guide]


@needs("annual_reports.see")
def reports(request: HttpRequest) -> HttpResponse:
    """年度报告: what there is, by year and name, and which year can be begun."""
    own, year, name = writable(request), request.GET.get("year", ""), request.GET.get("name", "").strip()[:30]
    found = AnnualReport.objects.filter(organ__in=request.user.organs_for("annual_reports.see").order_by().values("pk"))
    years = sorted(found.order_by().values_list("year", flat=True).distinct(), reverse=True)
    if (chosen := whole(year)) is not None:
        found = found.filter(year=chosen)
    if name:
        found = found.filter(organ__name__contains=name)
    page = Paginator(found.order_by("-year", "organ__order", "organ").select_related("organ"), MANY)
    page = page.get_page(request.GET.get("page"))
    notes = Note.objects.filter(report__in=[one.pk for one in page], settled_at=None).order_by()
    open_notes = dict(notes.values_list("report").annotate(Count("pk")))
    rows = [(one, badge(one), address(one), open_notes.get(one.pk)) for one in page]
    chips = [Option("全部年度", url=f"?name={name}", chosen=not year)]
    chips += [Option(f"{one}年", url=f"?year={one}&name={name}", chosen=str(one) == year) for one in years]
    context = {"rows": rows, "begin": _to_begin(own), "own": own, "page": page, "kept": f"year={year}&name={name}",
               "chips": chips if len(years) > 1 else [], "name": name,
               "many": page.paginator.num_pages > 1 or name}  # fmt: skip
    return render(request, "workbench/reports/list.html", context)


def _to_begin(own: list[Organ]) -> list[tuple[Organ, int]]:
    """Whose reports of last year and of this are not begun."""
    years = [localdate().year - 1, localdate().year]
    there = set(AnnualReport.objects.filter(organ__in=own, year__in=years).values_list("organ", "year"))
    return [(organ, year) for organ in own for year in years if (organ.pk, year) not in there]


@require_POST
@needs("annual_reports.write")
def start(request: HttpRequest) -> HttpResponse:
    """Begin the report of a year."""
    organ = organ_of(request, request.POST.get("organ", ""), "annual_reports.write")
    year = calendar_year(request.POST.get("year"))
    made: list[AnnualReport] = []
    if year is not None and press(
        request, lambda: made.append(writing.start(organ, year, by=request.user, today=localdate())),
        "草稿写好了：数字由登记簿汇总，没有数据的地方标着缺口。",
    ):  # fmt: skip
        return redirect(address(made[0]))
    return redirect("workbench:reports")


@needs("annual_reports.file")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a report made elsewhere; it goes the same way."""
    form = UploadForm(*posted(request))
    form.fields["organ"].queryset = request.user.organs_for("annual_reports.file").active()
    made: list[AnnualReport] = []
    if form.is_valid():
        data = form.cleaned_data
        content = data["file"].read()
        if done(form, lambda: made.append(filing.upload(
            data["organ"], name=data["file"].name, data=content, year=data["year"], by=request.user, today=localdate(),
        ))):  # fmt: skip
            messages.success(request, "读出来了。没有看清的格列在右边，请对照原件确认。")
            return redirect(address(made[0]))
    context = {"title": "上传年度报告", "form": form, "button": "上传并核对", "back": REPORTS,
               "lead": "在别处编好的报告，上传后照样核对、签发、公布和报送。"}  # fmt: skip
    return render(request, "workbench/form.html", context)


@needs("annual_reports.see")
def figures(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """年度数据: what no ledger holds, typed for the year or month by month, or imported."""
    organ = organ_of(request, code)
    write, form, outcome = request.user.can("annual_reports.write", organ), SheetForm(), []
    if request.method == "POST" and "file" in request.FILES:
        form = SheetForm(*posted(request))
        content = request.FILES["file"].read()
        done(form, lambda: outcome.append(entering.import_figures(organ, year, content, by=request.user)))
    elif request.method == "POST" and _entered(request, organ, year):
        return redirect("workbench:report-figures", code, year)
    context = {"organ": organ, "year": year, "items": items(organ, year), "may_write": write, "form": form,
               "outcome": outcome[0] if outcome else None, "months": range(1, 13),
               "report": AnnualReport.objects.filter(organ=organ, year=year).first()}  # fmt: skip
    return render(request, "workbench/reports/figures.html", context)


def items(organ: Organ, year: int) -> list[dict[str, Any]]:
    """Each item with what was entered, by whom and when."""
    rows: dict[str, list[YearlyFigure]] = {}
    for row in YearlyFigure.objects.filter(organ=organ, year=year):
        rows.setdefault(row.path, []).append(row)
    layout, made = form_for(year), []
    for path in entered_in(layout):
        months = {row.month: printed(plain(row.value, path)) for row in rows.get(path, [])}
        total = printed(plain(sum(row.value for row in rows.get(path, [])), path)) if months else ""
        last = max(rows.get(path, []), key=lambda row: row.at, default=None)
        made.append({"path": path, "label": layout.label(path), "note": entered()[path], "total": total, "last": last,
                     "cells": [(month, months.get(month, "")) for month in range(13)],
                     "monthly": any(months), "source": last.source if last else ""})  # fmt: skip
    return made


def _entered(request: HttpRequest, organ: Organ, year: int) -> bool:
    path = request.POST.get("path", "")
    changed = []
    for month in range(13):
        value, seen = request.POST.get(f"m{month}"), request.POST.get(f"seen{month}", "")
        if value is not None and value.strip() != seen:
            changed.append((month, value, seen))

    def save() -> None:
        for month, value, seen in sorted(changed, key=lambda one: bool(one[1].strip())):
            entering.enter(organ, year, path=path, value=value, month=month, seen=seen, by=request.user,
                           source=request.POST.get("source", ""))  # fmt: skip

    return press(request, save, f"存了 {len(changed)} 个数。" if changed else "没有改动。")


@needs("annual_reports.see")
def sheet(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The sheet to fill in, with what there is."""
    organ = organ_of(request, code)
    answer = HttpResponse(entering.sheet_for(organ, year), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="figures-{organ.short_code}-{year}.xlsx"'
    return answer


@needs("annual_reports.see")
def original(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The file that was uploaded."""
    from gongkai.web.files import services as files

    one = get_object_or_404(AnnualReport, organ=organ_of(request, code), year=year, file__isnull=False)
    try:
        answer = HttpResponse(files.read(one.file), content_type="application/octet-stream")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(address(one))
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="original-{code}-{year}.{one.file.name.rsplit(".")[-1]}"'
    )
    return answer


def reports_url() -> str:
    """The list."""
    return reverse("workbench:reports")
