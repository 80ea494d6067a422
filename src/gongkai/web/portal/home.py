"""The home page (mock-up 01), and the statement on accessibility."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.web.disclosure import vocabulary
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Doc, Fact, Option, said
from gongkai.web.portal import lists, published
from gongkai.web.portal.navigation import NAVIGATION
from gongkai.web.search.counting import every_tally
from gongkai.web.search.vocabulary import table

# What the home page shows beside the columns, top to bottom: (template, what fills it). Later apps add theirs.
SECTIONS: list[tuple[str, Any]] = []
NEWEST, DRAFTS, FIELDS = 7, 4, 9


Tallies = Mapping[str, Mapping[str, int]]
# The figures in the band: (name, function of the tallies of the county). Later apps add theirs.
FIGURES: list[tuple[str, Callable[[Tallies], int]]] = [
    ("公开机关", lambda tallies: Organ.objects.public().count()),
    ("已公开信息", lambda tallies: tallies["all"].get("", 0)),
    ("本月新增", lambda tallies: tallies["month"].get(f"{localdate():%Y-%m}", 0)),
]


def home(request: HttpRequest) -> HttpResponse:
    """首页: search first, the four statutory columns at the left, then what is new."""
    tallies = every_tally()
    fields = lists.fields(counts=tallies["field"])
    filled = sorted((one for one in fields if one.count), key=lambda one: -(one.count or 0))
    context = {
        "columns": [column for column in NAVIGATION if column.statutory],
        "nodes": lists.counted(lists.nodes(), tallies),
        "clauses": len(vocabulary.clauses()),
        "figures": [Fact(name, count(tallies)) for name, count in FIGURES],
        "often": [Option(words, url=f"/search/?q={words}") for words in table()["often"]],
        "newest": newest(),
        "drafts": drafts(localdate()),
        "fields": (filled or fields)[:FIELDS],
        "known": len([one for one in vocabulary.fields().values() if not one.later]),
        "sections": [(template, fill()) for template, fill in SECTIONS],
    }
    return render(request, "portal/home.html", context)


def newest() -> list[Doc]:
    """The newest of all organs."""
    live = published.all_published().only(*published.LINE).order_by("-published_on", "-pk")
    return [published.line(one) for one in live[:NEWEST]]


def drafts(today: date) -> list[Doc]:
    """What people are asked about now, and until when."""
    running = published.all_published().filter(kind="draft", notice_to__gte=today).order_by("notice_to", "pk")
    return [
        Doc(
            one.title,
            one.get_absolute_url(),
            organ=one.organ.short_name,
            meta=[f"还有 {(one.notice_to - today).days} 天，{said(one.notice_to)}截止"],
        )
        for one in running[:DRAFTS]
        if one.notice_to
    ]


def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍说明: what was done, what is still wanting, and where to ask for help."""
    return render(request, "portal/accessibility.html")
