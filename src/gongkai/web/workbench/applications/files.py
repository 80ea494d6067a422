"""The papers of a case: its scans, one PDF of the whole, and the draft item that it becomes for all."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from gongkai.web.applications import dossier
from gongkai.web.applications.services import proving, relating
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.models import Item
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done
from gongkai.web.workbench.applications.case import find
from gongkai.web.workbench.applications.stepping import show_form


class ConvertForm(Form):
    """What the published item is called."""

    title = forms.CharField(label="公开时的标题", max_length=200, help_text="先成为草稿，三审通过后才公开。")


@needs("applications.view_file")
def file(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A scan of the case, or the picture of the identity paper; the look is logged."""
    application = find(request, key)
    try:
        stored, content = proving.open_file(application, name, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workbench:application", key)
    answer = HttpResponse(content, content_type=stored.media_type, headers={"Cache-Control": "private, no-store"})
    answer["Content-Disposition"] = content_disposition_header(True, stored.name)
    return answer


@needs("applications.dossier")
def whole(request: HttpRequest, key: int) -> HttpResponse:
    """One PDF of the whole case."""
    application = find(request, key)
    try:
        content = dossier.dossier(application, by=request.user, today=localdate())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("workbench:application", key)
    answer = HttpResponse(content, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})
    answer["Content-Disposition"] = content_disposition_header(True, f"{application.number}卷宗.pdf")
    return answer


@needs("applications.convert")
def convert(request: HttpRequest, key: int) -> HttpResponse:
    """Make a draft item of what was granted."""
    application, made = find(request, key), []
    form = ConvertForm(request.POST or None, initial={"title": application.content[:100]})

    def call() -> None:
        title = form.cleaned_data["title"]
        made.append(relating.convert(application, title=title, by=request.user, today=localdate()))

    if form.is_valid() and done(form, call):
        item: Item = made[0]
        messages.success(request, "已写成草稿，补全正文和附件后送审。")
        return redirect(item.get_absolute_url())
    return show_form(request, application, form, "转为主动公开", "写成草稿")
