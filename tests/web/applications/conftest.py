"""People at both sides of the counter in 柳河镇."""

from datetime import date

import pytest

from gongkai.web.accounts.models import Account, Role
from gongkai.web.applications.services import asking
from gongkai.web.applications.services.identities import Identity
from web.conftest import County

ZHOU = Identity(name="周晓棠", number="11010519491231002X", phone="13800138000")
COMPANY = Identity(
    name="青禾恒远水利工程有限公司", number="91350100M000100Y43", phone="05910000000", paper="统一社会信用代码"
)
RIVER = asking.Wish("柳河镇2025年河道清淤工程的施工合同")
MONDAY = date(2025, 3, 3)


@pytest.fixture
def officer(county: County) -> Account:
    """林知夏, who works on cases."""
    return county.account(Role.CASE_OFFICER, county.township, "officer")


@pytest.fixture
def head(county: County) -> Account:
    """The head of the 公开工作机构, who approves."""
    account = county.account(Role.HEAD, county.township, "head")
    account.name = "许槐"
    account.save()
    return account


@pytest.fixture
def receive(county: County, officer: Account):
    """An application handed in at the counter on a day; received at once."""

    def received(on: date = MONDAY, *, kind: str = "natural_person", identity: Identity = ZHOU, wish=RIVER):
        given = asking.register(
            county.township,
            kind=kind,
            identity=identity,
            wish=wish,
            channel="counter",
            arrived_on=on,
            by=officer,
            today=on,
        )
        return given.application

    return received
