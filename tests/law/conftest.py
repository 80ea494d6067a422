"""The law alone: without the folder of years that a platform in this process has named."""

import pytest

from gongkai.law import calendar


@pytest.fixture(scope="module", autouse=True)
def no_platform():
    """`use_years` undone for the tests of a file."""
    folders = list(calendar._KEPT)
    calendar._KEPT.clear()
    calendar.national_calendar.cache_clear()
    yield
    calendar._KEPT[:] = folders
    calendar.national_calendar.cache_clear()
