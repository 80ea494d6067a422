"""The Django application of the patterns."""

from django.apps import AppConfig


class PatternsConfig(AppConfig):
    """Templates, tags, the theme and the little script."""

    name = "gongkai.web.patterns"
    label = "patterns"
