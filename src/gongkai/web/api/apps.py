"""The app of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口。"""

    name = "gongkai.web.api"
    label = "api"
    verbose_name = "接口"
