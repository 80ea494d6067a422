"""The people and organs of the invented 青禾县, small: enough for own, child and other organ."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection

from gongkai.web.accounts.models import Account, Role
from gongkai.web.accounts.services import grant, open_account
from gongkai.web.audit import triggers
from gongkai.web.audit.services import Machine
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.organs.services import found

TESTS = Machine("tests")
PASSWORD = "Qinghe-2026-ok"


@dataclass
class County:
    """县政府, its office (which watches over all), a bureau, two townships and a village."""

    government: Organ
    office: Organ
    bureau: Organ
    township: Organ
    neighbour: Organ
    village: Organ

    def account(self, role: Role, organ: Organ, login: str = "") -> Account:
        """Somebody with this role in this organ, past the first change of password."""
        login = login or f"{role}-{organ.short_code}"
        account, _ = open_account(login=login, name="林知夏", organ=organ, by=TESTS, password=PASSWORD)
        grant(account, role=role, organ=organ, by=TESTS)
        Account.objects.filter(pk=account.pk).update(must_change_password=False)
        return Account.objects.get(pk=account.pk)


def make_county() -> County:
    """Build 青禾县 through the services."""

    def make(
        code: str, name: str, kind: Kind, level: Level, parent: Organ | None, watcher: Organ | None = None
    ) -> Organ:
        return found(
            name=name, short_name=name.removeprefix("青禾县"), short_code=code, kind=kind, level=level, parent=parent,
            supervisor=watcher, by=TESTS, on=date(2001, 5, 1),
        )  # fmt: skip

    government = make("qinghe", "青禾县人民政府", Kind.GOVERNMENT, Level.COUNTY, None)
    office = make("qinghe-office", "青禾县人民政府办公室", Kind.OFFICE, Level.COUNTY, government)
    bureau = make("civil-affairs", "青禾县民政局", Kind.DEPARTMENT, Level.COUNTY, government, office)
    township = make("liuhe", "柳河镇人民政府", Kind.TOWNSHIP, Level.TOWNSHIP, government, office)
    neighbour = make("yunling", "云岭乡人民政府", Kind.TOWNSHIP, Level.TOWNSHIP, government, office)
    village = make("liuhe-dongqiao", "柳河镇东桥村村民委员会", Kind.VILLAGE, Level.VILLAGE, township)
    return County(government, office, bureau, township, neighbour, village)


@pytest.fixture
def county(db: None) -> County:
    """青禾县."""
    return make_county()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Take the database's own lock off the audit log: emptying the tables after a test would trip it. Tests put
    it on."""
    with django_db_blocker.unblock():
        triggers.remove(connection)
