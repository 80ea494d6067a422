"""Tags of the workbench."""

from __future__ import annotations

from django import template

from gongkai.web.workbench import words

register = template.Library()


@register.simple_tag
def act_name(act: str) -> str:
    """What an act of the log or of a permission is called."""
    return words.of(act)
