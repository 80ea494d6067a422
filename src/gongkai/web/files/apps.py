"""The app of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件。"""

    name = "gongkai.web.files"
    label = "files"
    verbose_name = "文件"
