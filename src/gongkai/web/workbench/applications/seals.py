"""The picture of the organ's seal: put in, seen, ended by its head. 条例 letters bear it over name and date."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.applications.models import Seal
from gongkai.web.applications.services import sealing
from gongkai.web.files.services import read_private
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted

ACT = "applications.keep_seal"


class SealForm(Form):
    """A picture and how large the seal is."""

    organ = forms.ModelChoiceField(label="哪个机关的印章", queryset=Organ.objects.none(), empty_label=None)
    picture = forms.FileField(label="印模图片", help_text="白纸上的印模，扫描成 PNG 或者 JPG；白底会变透明。")
    width = forms.IntegerField(
        label="直径（毫米）", initial=42, help_text="以印模为准，一般 42 毫米。", min_value=1, max_value=99
    )


@needs(ACT)
def seal(request: HttpRequest) -> HttpResponse:
    """The seals in use, and a new one."""
    organs = request.user.organs_for(ACT).public()
    form = SealForm(*posted(request))
    form.fields["organ"].queryset = organs

    def call() -> None:
        data = form.cleaned_data
        facts = {"content": data["picture"].read(), "width": data["width"], "by": request.user}
        sealing.put(data["organ"], today=localdate(), **facts)

    if form.is_valid() and done(form, call):
        messages.success(request, "印章已启用，以后发出的文书盖在署名和日期上。")
        return redirect("workbench:seal")
    used = Seal.objects.filter(organ__in=organs, ended_on=None).select_related("organ")
    context = {"form": form, "used": used, "back": Link("依申请公开", "/workbench/applications/")}
    return render(request, "workbench/applications/seal.html", context)


def _seal(request: HttpRequest, key: int) -> Seal:
    return get_object_or_404(Seal, pk=key, organ__in=request.user.organs_for(ACT))


@needs(ACT)
def picture(request: HttpRequest, key: int) -> HttpResponse:
    """The picture; the look is logged."""
    content = read_private(_seal(request, key).file, by=request.user, act=ACT, why="查看印章")
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": "private, no-store"})


@needs(ACT)
@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """No longer press it."""
    sealing.end(_seal(request, key).organ, by=request.user, today=localdate())
    messages.success(request, "印章已停用；已经盖了的文书不变。")
    return redirect("workbench:seal")
