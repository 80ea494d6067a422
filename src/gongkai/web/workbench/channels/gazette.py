"""编一期公报: what waits, the number of the issue, and the draft that comes of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.web.disclosure.models import Channel, Item
from gongkai.web.disclosure.services import gazette
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted


class IssueForm(Form):
    """Which issue it is."""

    number = forms.CharField(label="期号", max_length=40, help_text="例如“2026年第1期（总第12期）”。")
    day = forms.DateField(label="编印日期", initial=timezone.localdate)


@needs("disclosure.deliver")
def collect(request: HttpRequest, key: int) -> HttpResponse:
    """Collect what waits into a draft."""
    organs = request.user.organs_for("disclosure.deliver")
    channel = get_object_or_404(Channel, pk=key, kind="gazette", organ__in=organs)
    form = IssueForm(*posted(request))
    made: list[Item] = []

    def service() -> None:
        data = form.cleaned_data
        made.append(gazette.issue(channel, number=data["number"], on=data["day"], by=request.user))

    if form.is_valid() and done(form, service):
        messages.success(request, "已编成一期，是一份起草中的信息，送审通过后发布。")
        return redirect(made[0])
    titles = [row.publication.title for row in gazette.waiting(channel)]
    lead = f"等着编入的 {len(titles)} 件：{'；'.join(titles)}。" if titles else "现在没有等着编入公报的信息。"
    context = {
        "form": form, "title": f"编一期{channel.title}", "button": "编成一期", "lead": lead,
        "back": Link("渠道与公示栏", reverse("workbench:channels")),
    }  # fmt: skip
    return render(request, "workbench/form.html", context)
