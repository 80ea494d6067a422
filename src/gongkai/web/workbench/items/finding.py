"""Which items a person sees, and one of them by its number."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure.models import Item


def seen_by(person: Account) -> QuerySet[Item]:
    """The items of the organs this person sees."""
    return Item.objects.filter(organ__in=person.organs_for("disclosure.see")).select_related("organ")


def find(request: HttpRequest, key: int) -> Item:
    """One item this person may see; else there is none."""
    return get_object_or_404(seen_by(request.user), pk=key)
