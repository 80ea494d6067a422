"""Items as simple Wagtail pages, and the page that lists them."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

GROUPS = (("government", "县政府"), ("township", "乡镇、街道"), ("department", "政府部门"))


@register_snippet
class Organ(models.Model):
    """An organ, for the switch in the head of every page."""

    name = models.CharField(max_length=100)
    code = models.CharField(max_length=40)
    group = models.CharField(max_length=20)

    def __str__(self):
        return self.name


def frame():
    """What the head of every page wants to know."""
    organs = list(Organ.objects.all())
    groups = [(title, [one for one in organs if one.group == code]) for code, title in GROUPS]
    return {"groups": [(title, found[:11], len(found)) for title, found in groups if found]}


class ItemIndex(Page):
    """The newest items, twenty a page."""

    def get_context(self, request, *args, **kwargs):
        live = ItemPage.objects.child_of(self).live().select_related("organ").order_by("-published_on", "-pk")
        page = Paginator(live, 20).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "page_of_items": page, **frame()}


class ItemPage(Page):
    """One item of information."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    field = models.CharField(max_length=40, blank=True)
    index_number = models.CharField(max_length=60)
    document_number = models.CharField(max_length=60, blank=True)
    published_on = models.DateField(db_index=True)
    body = RichTextField()

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **frame()}
