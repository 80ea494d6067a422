"""The app of applications."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """依申请公开."""

    name = "gongkai.web.applications"
    label = "applications"
    verbose_name = "依申请公开"
