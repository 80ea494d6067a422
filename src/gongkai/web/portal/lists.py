"""法定主动公开内容: the tree of 条例第二十、二十一条 and of the fields, and every list of what is published."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models.publication import Publications
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Link, Option
from gongkai.web.portal import organs as organ_pages
from gongkai.web.portal import published
from gongkai.web.search.counting import tallies

CONTENT = Link("法定主动公开内容", "/content/")


@dataclass(frozen=True)
class Node:
    """A branch of the tree: what it collects, and how many there are. An empty one is shown and says so."""

    code: str
    title: str
    cites: str = ""
    clauses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    count: int = 0

    @property
    def url(self) -> str:
        """Its list."""
        return f"/content/{self.code}/"


@cache
def nodes() -> tuple[Node, ...]:
    """The branches of the home page, from `data/nodes.toml`."""
    data = tomllib.loads((resources.files(__package__) / "data" / "nodes.toml").read_text(encoding="utf-8"))
    return tuple(
        Node(row["code"], row["title"], "", tuple(row.get("clauses", ())), tuple(row.get("kinds", ())))
        for row in data["node"]
    )


def counted(branches: Sequence[Node], counts: Mapping[str, Mapping[str, int]] | None = None) -> list[Node]:
    """The branches with their counts, out of `counts` where these are at hand."""
    counts = counts or {"clause": tallies("clause"), "kind": tallies("kind")}
    clauses, kinds = counts["clause"], counts["kind"]
    return [
        Node(
            one.code,
            one.title,
            one.cites,
            one.clauses,
            one.kinds,
            sum(clauses.get(code, 0) for code in one.clauses) + sum(kinds.get(code, 0) for code in one.kinds),
        )
        for one in branches
    ]


def statutory() -> list[tuple[str, list[Node]]]:
    """The clauses in three groups: for everybody, for counties and cities, for townships."""
    groups: dict[str, list[Node]] = {"各级机关都要公开的": [], "县级政府还要公开的": [], "乡镇政府还要公开的": []}
    names = list(groups)
    for clause in vocabulary.clauses().values():
        name = names[0] if not clause.levels else names[2] if "township" in clause.levels else names[1]
        groups[name].append(Node(clause.code, clause.title, clause.cites, (clause.code,)))
    return [(name, counted(found)) for name, found in groups.items()]


def fields(organ: int = 0, counts: Mapping[str, int] | None = None) -> list[Option]:
    """The fields with their counts, those without any too."""
    counts = tallies("field", organ) if counts is None else counts
    known = vocabulary.fields()
    local = [code for code in counts if code and code not in known]
    shown = [(code, field.title) for code, field in known.items() if not field.later or counts.get(code)]
    return [
        Option(title, code, counts.get(code, 0), url=f"/fields/{code}/")
        for code, title in [*shown, *((code, code) for code in local)]
    ]


def content(request: HttpRequest) -> HttpResponse:
    """法定主动公开内容: the whole tree; nothing is hidden because it is empty."""
    return render(request, "portal/items/content.html", {"groups": statutory(), "fields": fields()})


def node(request: HttpRequest, code: str) -> HttpResponse:
    """What is published under a clause, or under a branch of the home page."""
    clause = vocabulary.clauses().get(code)
    branch = next((one for one in nodes() if one.code == code), None)
    if clause:
        branch = Node(code, clause.title, clause.cites, (code,))
    if branch is None:
        raise Http404
    live = published.all_published()
    lists = [live.filter(clause=one) for one in branch.clauses] + [live.filter(kind=one) for one in branch.kinds]
    context = {"title": branch.title, "cites": branch.cites, "trail": [CONTENT], "profiles": code == "20-2"}
    return _listed(request, lists, context)


def field(request: HttpRequest, code: str) -> HttpResponse:
    """What is published in a field."""
    known = vocabulary.fields().get(code)
    if known is None and code not in tallies("field"):
        raise Http404
    title = known.title if known else code
    context = {"title": title, "trail": [CONTENT], "narrow": f"field={code}"}
    return _listed(request, [published.all_published().filter(field=code)], context)


def newest(request: HttpRequest) -> HttpResponse:
    """Everything, newest first."""
    return _listed(request, [published.all_published()], {"title": "最新公开", "trail": [CONTENT]})


def of_organ(request: HttpRequest, code: str) -> HttpResponse:
    """An organ's own column: the same lists, of this organ only."""
    organ = organ_pages.find(code)
    live = published.all_published().of(organ)
    known = {one.value: one for one in fields(organ.pk) if one.count}
    chosen = request.GET.get("field", "").replace("\0", "")
    if chosen:
        live = live.filter(field=chosen)
    context = {
        **organ_pages.frame(organ, "items"),
        "title": f"{organ.short_name}主动公开的信息"
        if chosen not in known
        else f"{organ.short_name}：{known[chosen].text}",
        "narrow": f"organ={organ.code}",
        "chips": _chips(organ, known, chosen),
    }
    return _listed(request, [live], context)


def _chips(organ: Organ, known: Mapping[str, Option], chosen: str) -> list[Option]:
    base = f"{organ.get_absolute_url()}items/"
    every = Option("全部", url=base, chosen=not chosen)
    return [every] + [
        Option(one.text, one.value, one.count, one.value == chosen, f"{base}?field={one.value}")
        for one in known.values()
    ]


def _listed(request: HttpRequest, lists: Sequence[Publications], context: dict[str, Any]) -> HttpResponse:
    turning = published.turn(request, lists)
    rows = [published.line(one) for one in turning.rows]
    return render(request, "portal/items/list.html", {**context, "turning": turning, "rows": rows})
