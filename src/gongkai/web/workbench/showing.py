"""Every pattern in every state, for whoever builds and whoever accepts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.patterns import examples
from gongkai.web.workbench.access import staff


@staff
def patterns(request: HttpRequest) -> HttpResponse:
    """界面样式."""
    context = examples.everything() | {"mark": (95, "全县平均 95%")}
    return render(request, "workbench/patterns/show.html", context)


@staff
def paper(request: HttpRequest) -> HttpResponse:
    """纸面版式: the frames of a notice for the wall and of a letter."""
    return render(request, "workbench/patterns/paper_page.html")
