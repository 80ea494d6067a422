"""Fill the site from lines of JSON: the first holds the organs, each other one an item."""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page, Site

from county.models import ItemIndex, ItemPage, Organ


class Command(BaseCommand):
    """One page after the other, as Wagtail's own tree wants it."""

    @transaction.atomic
    def handle(self, **options):
        """Read the lines from the standard input."""
        organs = {code: Organ.objects.create(code=code, name=name, group=group)
                  for code, name, group in json.loads(next(sys.stdin))}  # fmt: skip
        root = Page.objects.get(depth=1)
        index = root.add_child(instance=ItemIndex(title="最新公开", slug="items", show_in_menus=True))
        Site.objects.update(root_page=index, hostname="localhost", site_name="青禾县人民政府")
        for line in sys.stdin:
            told = json.loads(line)
            told |= {"organ": organs[told["organ"]], "published_on": date.fromisoformat(told["published_on"])}
            index.add_child(instance=ItemPage(**told))
