"""The people of oversight: a supervisor at the county office, a clerk and a head in 柳河镇."""

from dataclasses import dataclass
from datetime import date

import pytest

from gongkai.web.accounts.models import Account, Role
from web.conftest import County

TODAY = date(2026, 3, 16)
"""A Monday."""


@dataclass
class People:
    """Who acts."""

    county: County
    supervisor: Account
    clerk: Account
    head: Account
    stranger: Account


@pytest.fixture
def people(county: County) -> People:
    """Them."""
    return People(
        county, county.account(Role.SUPERVISOR, county.office), county.account(Role.CLERK, county.township),
        county.account(Role.HEAD, county.township), county.account(Role.CLERK, county.neighbour),
    )  # fmt: skip
