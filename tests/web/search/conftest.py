"""An index of its own for every test, and the people of 柳河镇 who publish."""

from typing import Any

import pytest
from django.db import connection

from web.disclosure.conftest import NOW, TODAY, Staff, quick_passwords, staff, word, workbook

__all__ = ["NOW", "TODAY", "Staff", "quick_passwords", "staff", "word", "workbook"]


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Any) -> None:
    """The index in a folder of this test; on PostgreSQL its own."""
    settings.SEARCH_INDEX = tmp_path / "search"
    settings.SEARCH = "postgresql" if connection.vendor == "postgresql" else "tantivy"
