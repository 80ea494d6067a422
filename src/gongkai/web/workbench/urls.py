"""Where the pages of the workbench are."""

from typing import Any

app_name = "workbench"
urlpatterns: list[Any] = []
