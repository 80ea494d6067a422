"""The home page, the frame of search, and the statement on accessibility."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.organs.models import Organ, Policy
from gongkai.web.patterns.values import Doc, Fact, Link, Option
from gongkai.web.portal import site
from gongkai.web.portal.navigation import NAVIGATION

# What the home page shows beside the columns, top to bottom: (template, what fills it). Later apps put theirs in front.
SECTIONS: list[tuple[str, Any]] = []
# The figures in the band: (name, function that counts). Later apps add theirs.
FIGURES: list[tuple[str, Any]] = [("公开机关", lambda: Organ.objects.public().count())]
OFTEN = ("办公时间", "负责人", "公开指南", "办事窗口", "热线电话")
"""What people ask most; words of a search."""


def home(request: HttpRequest) -> HttpResponse:
    """首页: search first, the four statutory columns at the left, then what is new."""
    context = {
        "columns": [column for column in NAVIGATION if column.statutory],
        "figures": [Fact(name, count()) for name, count in FIGURES],
        "often": [Option(words, url=f"/search/?q={words}") for words in OFTEN],
        "groups": site.groups(None),
        "newest": newest(),
        "sections": [(template, fill()) for template, fill in SECTIONS],
    }
    return render(request, "portal/home.html", context)


def newest() -> list[Doc]:
    """The newest rules of all organs, until there are documents."""
    policies = Policy.objects.filter(published=True, organ__in=Organ.objects.public(), issued_on__isnull=False)
    return [
        Doc(policy.title, f"/rules/{policy.pk}/", organ=policy.organ.short_name, on=policy.issued_on)
        for policy in policies.select_related("organ").order_by("-issued_on")[:6]
    ]


def search(request: HttpRequest) -> HttpResponse:
    """搜索: until there are documents, organs and rules whose name holds every word."""
    query = request.GET.get("q", "").strip()[:100]
    words = query.split()
    organs, rules = Organ.objects.public(), Policy.objects.filter(published=True).select_related("organ")
    for word in words:
        organs, rules = organs.filter(name__icontains=word), rules.filter(title__icontains=word)
    found = [Doc(organ.name, organ.get_absolute_url(), meta=("机关", organ.phone)) for organ in organs[:20]]
    found += [
        Doc(rule.title, f"/rules/{rule.pk}/", organ=rule.organ.short_name, on=rule.issued_on) for rule in rules[:20]
    ]
    context = {"query": query, "found": found if words else [], "elsewhere": [Link("全部公开机关", "/organs/")]}
    return render(request, "portal/search.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍说明: what was done, what is still wanting, and where to ask for help."""
    return render(request, "portal/accessibility.html")
