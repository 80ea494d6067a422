"""A township whose facts are complete enough for a guide."""

import pytest

from gongkai.web.organs.services import describe
from web.browser.furnished import UNIT
from web.conftest import TESTS, County


@pytest.fixture
def furnished_facts(county: County) -> None:
    """Every fact a guide needs."""
    describe(county.township, by=TESTS, **UNIT)
