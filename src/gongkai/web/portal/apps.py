"""The Django application of the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public face: one per county; an organ's own column is the same templates filtered by organ."""

    name = "gongkai.web.portal"
    label = "portal"
