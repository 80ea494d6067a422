"""Organs out to and in from a spreadsheet."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.web.organs import spreadsheet
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.items.writing import bounded
from gongkai.web.workbench.organs import ORGANS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportForm(Form):
    """A spreadsheet and where its organs go."""

    under = forms.ModelChoiceField(
        label="没有写上级的，放在哪个机关下面", queryset=Organ.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label="Excel 文件", help_text="照导出的表头填，一行一个机关；空着的格子不改。",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip
    on = forms.DateField(label="新机关的设立日期", initial=localdate)


@needs("organs.see")
def export(request: HttpRequest) -> HttpResponse:
    """The organs this person sees, as xlsx."""
    content = spreadsheet.export(request.user.organs_for("organs.see").order_by("path"))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="organs-{localdate()}.xlsx"'
    return answer


@needs("organs.import")
def import_(request: HttpRequest) -> HttpResponse:
    """Take in a spreadsheet; every row that was not taken is told with its reason."""
    form = ImportForm(*posted(request))
    form.fields["under"].queryset = request.user.organs_for("organs.import").active()
    outcome = []
    if form.is_valid():
        data = form.cleaned_data
        done(form, lambda: outcome.append(
            spreadsheet.import_organs(bounded(data["file"]), under=data["under"], by=request.user, on=data["on"])
        ))  # fmt: skip
    context = {"form": form, "back": ORGANS, "outcome": outcome[0] if outcome else None}
    return render(request, "workbench/organs/import.html", context)
