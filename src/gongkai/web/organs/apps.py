"""The app of the organs."""

from django.apps import AppConfig
from django.conf import settings

from gongkai import law


class OrgansConfig(AppConfig):
    """机关。"""

    name = "gongkai.web.organs"
    label = "organs"
    verbose_name = "机关"

    def ready(self) -> None:
        """The years brought in since delivery are those of the platform's own folder."""
        law.use_years(settings.CALENDARS)
