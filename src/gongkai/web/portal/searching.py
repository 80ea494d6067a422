"""搜索 (mock-ups 02): one GET form, facets beside the results, and a way on when nothing is found."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Publication, Validity
from gongkai.web.organs.models import Organ, Policy
from gongkai.web.patterns.values import Doc, Facet, Link, Option
from gongkai.web.portal import published, report_finding
from gongkai.web.search import finding
from gongkai.web.search.counting import total

NAMES = {"organ": "公开机关", "field": "领域", "year": "年份", "kind": "文种", "validity": "有效性"}
ORDERS = (("best", "最相关"), ("newest", "最新公开"), ("oldest", "最早公开"))
SHOWN = 8
"""Values of a facet that are shown; a chosen one always is."""
Filters = Mapping[str, tuple[str, ...]]


class Asked:
    """What the address asks for: words, narrowing, order, page."""

    def __init__(self, request: HttpRequest) -> None:
        self.query = request.GET.get("q", "").replace("\0", "").strip()[:100]
        told = {name: [value.replace("\0", "") for value in request.GET.getlist(name)[:20]] for name in NAMES}
        self.chosen = {name: tuple(dict.fromkeys(filter(None, values))) for name, values in told.items()}
        self.order = request.GET.get("sort", "best")
        page = request.GET.get("page", "1")
        self.page = max(1, int(page[:6])) if page.isascii() and page.isdigit() else 1
        if self.order not in dict(ORDERS):
            self.order = "best"

    def address(self, **changed: Any) -> str:
        """The same search with something else."""
        told = {"q": self.query, "sort": self.order if self.order != "best" else "", **self.chosen} | changed
        return "/search/?" + urlencode({name: value for name, value in told.items() if value}, doseq=True)

    def filters(self, organs: Mapping[str, int]) -> Filters:
        """The narrowing as the index knows it: organs by number. An organ that is none finds nothing."""
        narrowed = {name: values for name, values in self.chosen.items() if values}
        if "organ" in narrowed:
            narrowed["organ"] = tuple(str(organs.get(code, 0)) for code in narrowed["organ"])
        return narrowed


def search(request: HttpRequest) -> HttpResponse:
    """Results, or where else to look."""
    asked, begun = Asked(request), time.monotonic()
    organs = {organ.code: organ for organ in Organ.objects.exclude(kind="village")}
    filters = asked.filters({code: organ.pk for code, organ in organs.items()})
    result = finding.find(asked.query, filters=filters, order=asked.order, page=asked.page)
    nothing = not asked.query and not filters
    context = {
        "query": asked.query,
        "asked": asked,
        "result": result,
        "rows": [published.full(hit.publication, hit.excerpt, result.marks) for hit in result.hits],
        "took": f"{time.monotonic() - begun:.2f}",
        "facets": facets(asked, result.facets, organs) if not nothing else (),
        "chosen": chosen(asked, organs),
        "keep": [(name, value) for name, value in (("q", asked.query), ("sort", asked.order)) if value],
        "orders": ORDERS,
        "page": Paginator(range(min(result.count, finding.DEEPEST)), finding.SIZE).get_page(asked.page),
        "kept": asked.address().partition("?")[2],
        "meant": finding.did_you_mean(result) if result.loose or result.count < 3 else "",
        "also": also(asked.query) if asked.page == 1 else (),
        "organ": one_organ(asked, organs),
        "nothing": nothing,
    }
    if not result.hits and not nothing:
        return render(request, "portal/search/empty.html", {**context, **elsewhere(asked, filters, result, organs)})
    return render(request, "portal/search/results.html", context)


def facets(asked: Asked, counts: Mapping[str, Sequence[tuple[str, int]]], organs: Mapping[str, Organ]) -> list[Facet]:
    """The groups of choices with their counts."""
    by_number = {str(organ.pk): organ for organ in organs.values()}
    shown = []
    for name, title in NAMES.items():
        options = []
        for value, count in _sorted(name, counts.get(name, ())):
            code = by_number[value].code if name == "organ" and value in by_number else value
            text = words_of(name, code, organs)
            if text and (len(options) < SHOWN or code in asked.chosen[name]):
                options.append(Option(text, code, count, code in asked.chosen[name]))
        if options:
            shown.append(Facet(title, name, options))
    return shown


def _sorted(name: str, counts: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    return sorted(counts, key=lambda row: -int(row[0])) if name == "year" else counts


def words_of(name: str, value: str, organs: Mapping[str, Organ]) -> str:
    """A value of a facet in words; empty where it has none."""
    if name == "organ":
        return organs[value].short_name if value in organs else ""
    if name == "year":
        return f"{value}年"
    if name == "field":
        known = vocabulary.fields().get(value)
        return known.title if known else value
    if name == "kind":
        kind = vocabulary.kinds().get(value)
        return kind.title if kind else ""
    return dict(Validity.choices).get(value, "")


def chosen(asked: Asked, organs: Mapping[str, Organ]) -> list[Option]:
    """What was chosen, each to be taken away."""
    found = []
    for name, values in asked.chosen.items():
        for value in values:
            without = tuple(other for other in values if other != value)
            text = words_of(name, value, organs) or value
            found.append(Option(text, chosen=True, url=asked.address(**{name: without})))
    return found


def one_organ(asked: Asked, organs: Mapping[str, Organ]) -> Organ | None:
    """The organ the search was narrowed to, if it was to one."""
    codes = asked.chosen["organ"]
    return organs.get(codes[0]) if len(codes) == 1 else None


def also(query: str) -> list[Doc]:
    """Organs and rules whose name holds every word, and the annual reports that are named."""
    words = query.split()[:6]
    if not words:
        return []
    organs, rules = Organ.objects.public(), Policy.objects.filter(published=True).select_related("organ")
    for word in words:
        organs, rules = organs.filter(name__icontains=word), rules.filter(title__icontains=word)
    found = report_finding.matching(query)
    found += [Doc(organ.name, organ.get_absolute_url(), organ="机关") for organ in organs[:5]]
    return found + [
        Doc(rule.title, f"/rules/{rule.pk}/", organ=rule.organ.short_name, on=rule.issued_on) for rule in rules[:5]
    ]


def elsewhere(asked: Asked, filters: Filters, result: finding.Result, organs: Mapping[str, Organ]) -> dict[str, Any]:
    """Nothing found: other places, other words, the columns, then how to apply."""
    organ = one_organ(asked, organs)
    wider = finding.how_many(asked.query) if filters else 0
    words = [
        Option(query, count=count, url=asked.address(q=query, **dict.fromkeys(NAMES, ())))
        for query, count in finding.other_words(result)
    ]
    apply = {"content": asked.query} | ({"organ": organ.short_code} if organ else {})
    return {
        "searched": total(organ.pk) if organ else total(),
        "wider": wider,
        "wider_url": asked.address(**dict.fromkeys(NAMES, ())),
        "words": words,
        "columns": columns(asked.query),
        "apply_query": urlencode(apply),
    }


def columns(query: str) -> list[Link]:
    """Fields and clauses whose names share a word with the query."""
    asked = {text for term in finding.words.parse(query) for text in term.shown}
    asked |= {text[place : place + 2] for text in asked for place in range(len(text) - 1)}
    found = [
        Link(field.title, f"/fields/{field.code}/")
        for field in vocabulary.fields().values()
        if any(word in name for word in asked for name in (field.title, *field.aliases))
    ]
    found += [
        Link(clause.title, f"/content/{clause.code}/")
        for clause in vocabulary.clauses().values()
        if any(word in clause.title for word in asked)
    ]
    return found[:4]


def suggest(request: HttpRequest) -> HttpResponse:
    """What is published already and may answer an application, while it is typed; without script a page of its own."""
    words = request.GET.get("content", "").replace("\0", "").strip()[:200]
    hits = finding.find(words, size=3, facets=()).hits if len(words) > 1 else ()
    found: list[Publication] = [hit.publication for hit in hits]
    context = {"rows": [(published.line(one), one) for one in found], "words": words}
    return render(request, "portal/search/suggested.html" if request.htmx else "portal/search/suggest.html", context)
