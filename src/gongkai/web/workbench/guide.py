"""指南与机构信息: the guide as the facts of today have it, what is missing, and publishing it. 条例第十二条."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.web.organs import guide as guides
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Due, Link, Tab
from gongkai.web.workbench import organs
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.organ_forms import GROUPS
from gongkai.web.workbench.organ_parts import PARTS

GUIDE = Link("指南与机构信息", "/workbench/guide/")


class OwnWordsForm(Form):
    """The organ's own words under each section of the guide."""

    def __init__(self, *args: Any, sections: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in sections:
            self.fields[section["code"]] = forms.CharField(
                label=section["title"], required=False, initial=section["own"], widget=forms.Textarea(attrs={"rows": 2})
            )


@needs("organs.see")
def guide(request: HttpRequest, code: str = "") -> HttpResponse:
    """The draft beside what is missing; of one's own organ, or of one that this person may see."""
    one = organs.find(request, code) if code else request.user.organ
    state, today = guides.state_of(one), localdate()
    context = {
        "organ": one, "state": state, "sections": draft(one), "parts": parts(one),
        "due": Due(state.due, (state.due - today).days, "天") if state.due and not state.current else None,
        "missing": [(element, where(one, element.fields[0])) for element in guides.missing_elements(one)],
        "may_publish": request.user.can("organs.publish_guide", one), "published": guides.published(one),
        "address": reverse("workbench:guide-publish", args=[one.short_code]),
        "may_describe": request.user.can("organs.describe", one), "edits": edits(one),
    }  # fmt: skip
    return render(request, "workbench/guide/guide.html", context)


def draft(one: Organ) -> list[dict[str, Any]]:
    """The sections as they would be published now, with the own words of the version in force."""
    last = guides.published(one)
    return guides.draft(one, {section["code"]: section.get("own", "") for section in last.sections} if last else {})


def where(one: Organ, field: str) -> str:
    """The form in which a missing fact is filled in."""
    group = next((name for name, (_, fields) in GROUPS.items() if field in fields), "what")
    return f"{reverse('workbench:organ-edit', args=[one.short_code, group])}#id_{field}"


def edits(one: Organ) -> list[Link]:
    """The forms of the organ's facts."""
    return [
        Link(title, reverse("workbench:organ-edit", args=[one.short_code, name])) for name, (title, _) in GROUPS.items()
    ]


def parts(one: Organ) -> list[Tab]:
    """The lists that belong to the organ, with how many there are."""
    return [
        Tab(part.title, reverse("workbench:organ-part", args=[one.short_code, name]),
            count=part.model.objects.filter(organ=one).count())
        for name, part in PARTS.items()
    ]  # fmt: skip


@needs("organs.publish_guide")
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish what the draft says, with the organ's own words."""
    one = organs.find(request, code)
    request.user.may("organs.publish_guide", one)
    form = OwnWordsForm(posted(request)[0], sections=draft(one))
    if form.is_valid() and done(form, lambda: guides.publish_guide(one, by=request.user, additions=form.cleaned_data)):
        messages.success(request, "公开指南已发布，门户上已经更新。")
        return redirect("workbench:guide")
    context = {"title": "发布公开指南", "form": form, "button": "发布公开指南", "back": GUIDE,
               "lead": "每一部分由机构信息写成；需要补充的话写在下面，一行一段，会接在那一部分后面。"}  # fmt: skip
    return render(request, "workbench/form.html", context)
