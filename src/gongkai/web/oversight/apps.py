"""The app of oversight."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """监督保障."""

    name = "gongkai.web.oversight"
    label = "oversight"
    verbose_name = "监督保障"
