"""Tags of the portal's frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from gongkai.web.patterns.values import Link
from gongkai.web.portal import navigation, site

register = template.Library()


@register.inclusion_tag("portal/switch.html", takes_context=True)
def organ_switch(context: template.Context) -> dict[str, Any]:
    """选择公开机关, in the header of every page; says which one is chosen."""
    organ = context.get("organ")
    return {"groups": site.kept_groups(), "chosen": getattr(organ, "short_name", "")}


@register.inclusion_tag("portal/bar.html", takes_context=True)
def columns_bar(context: template.Context) -> dict[str, Any]:
    """The bar of columns."""
    return {"entries": navigation.bar(context["request"].path)}


@register.inclusion_tag("portal/crumbs.html")
def crumbs(here: str, trail: Sequence[Link] = ()) -> dict[str, Any]:
    """Where one is: 首页 › trail › here."""
    return {"here": here, "trail": trail}


@register.simple_tag
def link(text: str, url: str) -> list[Link]:
    """A trail of one: `{% link "指南" url as trail %}`."""
    return [Link(text, url)]
