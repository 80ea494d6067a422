"""A citizen at a browser, and a township whose facts are complete enough for a guide."""

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.web.organs.models import Organ
from gongkai.web.organs.services import describe
from web.browser.furnished import UNIT
from web.conftest import TESTS, County


@pytest.fixture
def furnished_facts(county: County) -> None:
    """Every fact a guide needs."""
    describe(county.township, by=TESTS, **UNIT)


@pytest.fixture
def citizen(county: County) -> Client:
    """Somebody at a browser; 柳河镇 takes applications on the portal."""
    cache.clear()
    Organ.objects.filter(pk=county.township.pk).update(application_channels=["person", "post", "online"])
    return Client()
