"""Copied texts among chosen organs, as they were found when the reports came out."""

from django.db.models import QuerySet

from gongkai.web.annual_reports.models import Likeness
from gongkai.web.annual_reports.summing.choosing import Chosen, chosen
from gongkai.web.organs.models import Organ


def copies(organs: "QuerySet[Organ] | Chosen | None", year: int) -> "QuerySet[Likeness]":
    """Reports whose text is a neighbour's or their own earlier year's, the most alike first."""
    rows = chosen(organs).within(Likeness.objects.filter(year=year))
    return rows.select_related("organ", "other").order_by("-share", "organ", "pk")
