"""The matrix: every role, every act, on one's own organ, a child, another, the supervised, a village."""

from itertools import product

import pytest
from django.urls import get_resolver

from gongkai.web.accounts.models import Account, Post, Role
from gongkai.web.accounts.permissions import BELOW, OWN, PERMISSIONS
from gongkai.web.accounts.services import open_account
from gongkai.web.audit.services import Forbidden, Machine

TESTS = Machine("tests")
PLACES = ("government", "office", "bureau", "township", "neighbour", "village")


@pytest.fixture
def somebody(county):
    """A person without a role, and a way to give him one in memory."""
    account, _ = open_account(login="he.mingyuan", name="何鸣远", organ=county.township, by=TESTS)

    def as_(role, organ):
        account._posts_held = [Post(account=account, organ=organ, role=role)]
        return account

    return as_


def expected(reach, held, place):
    reached = {
        OWN: {"township": {"township", "village"}, "office": {"office"}, "government": {"government"}},
        BELOW: {
            "township": {"township", "village"},
            "office": {"office", "bureau", "township", "neighbour", "village"},
            "government": {"government", "office", "bureau", "township", "neighbour", "village"},
        },
    }
    return reach is not None and place in reached[reach][held]


def test_every_role_may_do_exactly_what_the_table_says_and_no_further(somebody, county):
    for act, role, held in product(PERMISSIONS, Role, ("township", "office", "government")):
        person, reach = somebody(role, getattr(county, held)), PERMISSIONS[act].get(role)
        for place in PLACES:
            told = f"{role} held in {held} doing {act} on {place}"
            assert person.can(act, getattr(county, place)) == expected(reach, held, place), told


def test_a_list_shows_exactly_the_organs_an_act_reaches(somebody, county):
    rules = {
        tuple(sorted((role.value, reach.name) for role, reach in rule.items())): act
        for act, rule in PERMISSIONS.items()
    }  # equal rules list alike
    for act, role in product(rules.values(), Role):
        person = somebody(role, county.office)
        listed = set(person.organs_for(act))
        assert listed == {getattr(county, place) for place in PLACES if person.can(act, getattr(county, place))}, act


def test_an_unknown_act_an_unknown_organ_and_a_closed_account_are_refused(somebody, county):
    person = somebody(Role.ADMINISTRATOR, county.government)
    assert not person.can("organs.sell", county.township)
    assert not person.can("organs.found", None)
    person.is_active = False
    assert not person.can("organs.see", county.township)
    with pytest.raises(Forbidden, match="没有这项权限"):
        person.may("organs.see", county.township)


def test_a_supervisor_and_an_auditor_change_nothing():
    reading = {"organs.see", "accounts.see", "audit.see", "audit.export"}
    for role in (Role.AUDITOR,):
        held = {
            act
            for act, rule in PERMISSIONS.items()
            if role in rule and act.split(".")[0] in {"organs", "accounts", "audit", "files"}
        }
        assert held <= reading
    touched = ("organs.describe", "organs.found", "accounts.open", "files.store", "organs.publish_guide")
    assert not any(Role.SUPERVISOR in PERMISSIONS[act] for act in touched)


def test_every_act_has_somebody_and_a_well_formed_name():
    for act, rule in PERMISSIONS.items():
        app, _, verb = act.partition(".")
        assert all((app.isidentifier(), verb.isidentifier(), rule)), act


def workbench_addresses():
    """Every address of the workbench that needs no argument, and one filled in for those that do."""
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "workbench/":
            for inner in pattern.url_patterns:
                route = str(inner.pattern)
                while "<" in route:
                    begin, end = route.index("<"), route.index(">")
                    value = "1" if route[begin + 1 : end].startswith("int:") else "x1"
                    route = route[:begin] + value + route[end + 1 :]
                yield f"/workbench/{route}"


@pytest.mark.django_db
def test_every_address_of_the_workbench_refuses_a_stranger(client):
    open_to_all = {"/workbench/log-in/", "/workbench/log-in/code/", "/workbench/log-out/"}
    addresses = [address for address in workbench_addresses() if address not in open_to_all]
    for address in addresses:
        answer = client.get(address)
        sent_away = answer.status_code == 302 and "/workbench/log-in/" in answer["Location"]
        assert sent_away or answer.status_code in {403, 404, 405}, f"{address}: {answer.status_code}"
    assert Account.objects.count() == 0
