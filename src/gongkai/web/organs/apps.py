"""The app of the organs."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """机关。"""

    name = "gongkai.web.organs"
    label = "organs"
    verbose_name = "机关"
