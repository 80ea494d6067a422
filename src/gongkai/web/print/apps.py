"""The Django application of paper."""

from django.apps import AppConfig


class PrintConfig(AppConfig):
    """Frames of letters and notices."""

    name = "gongkai.web.print"
    label = "print"
