"""Searching without an index, for the minutes in which there is none: titles and numbers, in the database itself."""

from functools import reduce
from operator import or_

from django.db.models import Q

from gongkai.web.disclosure import reading
from gongkai.web.search.engines.asking import numbers
from gongkai.web.search.engines.base import Wanted
from gongkai.web.search.words import Term

COLUMNS = {"organ": "organ_id", "year": "published_on__year"}


def plainly(wanted: Wanted) -> tuple[list[int], int, dict[str, list[tuple[str, int]]]]:
    """Numbers of what is found and how many; no counts beside facets."""
    found = reading.published()
    for name, values in wanted.filters.items():
        typed = numbers(values) if name in COLUMNS else list(values)
        found = found.filter(**{f"{COLUMNS.get(name, name)}__in": typed})
    for term in wanted.terms:
        found = found.filter(_holds(term))
    if wanted.order == "oldest":
        found = found.order_by("published_on", "pk")
    return list(found.values_list("pk", flat=True)[wanted.start : wanted.start + wanted.size]), found.count(), {}


def _holds(term: Term) -> Q:
    texts = {term.text, *(piece.text for way in term.ways for piece in way if len(way) == 1)}
    named = [
        Q(title__icontains=text) | Q(document_number__icontains=text) | Q(index_number__icontains=text)
        for text in texts
    ]
    return reduce(or_, named)
