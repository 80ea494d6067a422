"""The app of proactive publication."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """信息公开."""

    name = "gongkai.web.disclosure"
    label = "disclosure"
    verbose_name = "信息公开"
