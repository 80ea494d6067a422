"""今日待办: the page is the answer to “what must I do today”. 待我审核 for those who only approve."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.web.messages.today import tasks_for
from gongkai.web.patterns import values
from gongkai.web.workbench import todo
from gongkai.web.workbench.access import staff

SHOWN = 5

# Panels beside the tasks, top to bottom: (template, function(account, today, tasks) that fills it).
BESIDE: tuple[tuple[str, todo.Fill], ...] = (("workbench/today/organ.html", todo.own_organ),)


@staff
def today(request: HttpRequest) -> HttpResponse:
    """What is due, sorted by last day: today, within five working days, later."""
    day = localdate()
    tasks = tasks_for(request.user, day)
    groups = todo.groups(tasks, day)
    every = request.GET.get("all") == "1"
    later = groups.later if every else groups.later[:SHOWN]
    context = {
        "groups": groups,
        "later": later,
        "headline": headline(len(groups.now), len(groups.soon)),
        "beside": [(template, fill(request.user, day, tasks)) for template, fill in BESIDE],
        "said": values.said(day, weekday=True),
    }
    return render(request, "workbench/today/today.html", context)


def headline(now: int, soon: int) -> str:
    """The heading is the answer.

    >>> headline(2, 5), headline(0, 0)
    ('今天有 2 件事必须办，5 件快到期', '今天没有到期的事')
    """
    if now and soon:
        return f"今天有 {now} 件事必须办，{soon} 件快到期"
    if now:
        return f"今天有 {now} 件事必须办"
    return f"今天没有必须办的事，{soon} 件快到期" if soon else "今天没有到期的事"


@staff
def reviews(request: HttpRequest) -> HttpResponse:
    """待我审核: what waits for this person's approval."""
    day = localdate()
    tasks = todo.reviews(tasks_for(request.user, day), day)
    return render(request, "workbench/today/reviews.html", {"tasks": tasks})


@staff
def search(request: HttpRequest) -> HttpResponse:
    """查找: whatever this person may see whose name or number holds the words."""
    query = request.GET.get("q", "").strip()[:100]
    found = todo.search(request.user, query) if query else []
    return render(request, "workbench/today/search.html", {"query": query, "found": found})
