"""文件: what is stored for the organs this person keeps files for."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from gongkai.web.files import services
from gongkai.web.files.models import StoredFile
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted

FILES = Link("文件", "/workbench/files/")


class EraseForm(Form):
    """Why a file is destroyed."""

    ground = forms.CharField(label="销毁的依据", max_length=200, help_text="例如保管期限届满、经批准的销毁清册编号。")


def seen(request: HttpRequest) -> object:
    """Files of organs; files of persons are opened from their cases only, where looking is logged."""
    organs = request.user.organs_for("files.store")
    return StoredFile.objects.filter(organ__in=organs, owner="").select_related("organ").order_by("-pk")


@needs("files.store")
def files(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    page = Paginator(seen(request), 50).get_page(request.GET.get("page"))
    may = request.user.organs_for("files.erase").exists()
    return render(request, "workbench/files/list.html", {"page": page, "may_erase": may})


@needs("files.store")
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The bytes, always as a download: nothing that was uploaded is shown as a page of ours."""
    file = get_object_or_404(seen(request), key=key, erased_at=None)
    answer = HttpResponse(services.read(file), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    return answer


@needs("files.erase")
def erase(request: HttpRequest, key: str) -> HttpResponse:
    """Destroy the bytes; the row stays and says when and why."""
    file = get_object_or_404(seen(request), key=key)
    form = EraseForm(posted(request)[0])
    if form.is_valid() and done(form, lambda: services.erase(file, by=request.user, **form.cleaned_data)):
        messages.success(request, f"“{file.name}”已销毁，登记保留。")
        return redirect("workbench:files")
    context = {"title": f"销毁“{file.name}”", "form": form, "button": "销毁文件", "danger": True, "back": FILES,
               "lead": "销毁后谁也读不出来，包括备份以外的一切地方。用到它的页面会显示文件已销毁。"}  # fmt: skip
    return render(request, "workbench/form.html", context)
