"""The Django application of the workbench."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The officials' face."""

    name = "gongkai.web.workbench"
    label = "workbench"
