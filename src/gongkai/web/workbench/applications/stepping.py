"""The views of the steps: show the form with the clock beside it, call the service, go back to the case."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from gongkai.web.applications.acts import STEPS
from gongkai.web.applications.models import Application, Review
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.applications.case import context, find
from gongkai.web.workbench.applications.register import seen_by
from gongkai.web.workbench.applications.review_forms import ReviewForm
from gongkai.web.workbench.applications.steps import FORMS, MORE

TITLES = {step.key: step.title for step in STEPS} | MORE


@needs("applications.see")
def step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One step of a case."""
    if name == "decide":
        return redirect("workbench:application-choose", key)
    if name not in FORMS:
        raise Http404
    application, today = find(request, key), localdate()
    form = FORMS[name](*posted(request), application=application, today=today)
    if request.method == "POST" and form.is_valid() and done(form, lambda: form.take(request.user, today)):
        messages.success(request, f"已办：{TITLES[name]}。")
        return redirect("workbench:application", key)
    return show_form(request, application, form, TITLES[name], form.primary)


def show_form(request: HttpRequest, application: Application, form: Form, title: str, button: str) -> HttpResponse:
    """A form of a case, with its clock beside it."""
    shown = context(request, application) | {"form": form, "title": title, "button": button}
    shown["lead"] = getattr(form, "lead", "")
    shown["back"] = Link(application.number, f"/workbench/applications/{application.pk}/")
    return render(request, "workbench/applications/step.html", shown)


@needs("applications.review")
def review(request: HttpRequest, key: int) -> HttpResponse:
    """The progress of a reconsideration or a lawsuit, and its result."""
    one = get_object_or_404(Review.objects.filter(application__in=seen_by(request.user)), pk=key)
    today = localdate()
    form = ReviewForm(request.POST or None, review=one, today=today)
    if request.method == "POST" and form.is_valid() and done(form, lambda: form.call(request.user, today)):
        messages.success(request, "已登记。")
        return redirect("workbench:application", one.application_id)
    return show_form(request, one.application, form, f"{one.get_block_display()}：{one.body}", "登记")
