"""The API: organs, tokens, and that no call makes it stumble."""

from datetime import date, timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from gongkai.web.accounts import tokens
from gongkai.web.accounts.models import Role, Token
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.organs.models import Kind, Level
from gongkai.web.organs.services import end, found
from gongkai.web.wsgi import application
from web.conftest import TESTS

DAY = date(2026, 1, 22)


def test_the_organs_come_as_pages_without_villages_and_without_the_abolished(client, county):
    end(county.neighbour, on=DAY, ground="x", into=county.township, by=TESTS)
    answer = client.get("/api/v1/organs/").json()
    assert (answer["count"], answer["next"]) == (4, None)
    assert set(answer["results"][0]) == {"code", "name", "level", "parent"}
    assert "柳河镇人民政府" in client.get("/api/v1/organs/").content.decode()


def test_a_second_page_has_its_whole_address(client, county):
    for number in range(50):
        found(
            name=f"第{number}局", short_name=f"{number}", short_code=f"o{number}", kind=Kind.DEPARTMENT,
            level=Level.COUNTY,
            by=TESTS, on=DAY, parent=county.government,
        )  # fmt: skip
    first = client.get("/api/v1/organs/?level=county").json()
    assert (first["count"], len(first["results"])) == (53, 50)
    assert first["next"] == "http://testserver/api/v1/organs/?level=county&page=2"
    assert len(client.get(first["next"]).json()["results"]) == 3
    assert client.get("/api/v1/organs/?page=99").json()["results"] == []


def test_organs_are_filtered_by_level_and_parent(client, county):
    assert client.get("/api/v1/organs/?level=township").json()["count"] == 2
    assert client.get(f"/api/v1/organs/?parent={county.government.code}").json()["count"] == 4
    assert client.get("/api/v1/organs/?level=planet").status_code == 422


def test_one_organ_tells_its_unit_and_an_abolished_one_its_successor(client, county):
    end(county.neighbour, on=DAY, ground="x", into=county.township, by=TESTS)
    answer = client.get(f"/api/v1/organs/{county.neighbour.code}/").json()
    assert (answer["successor"], answer["ended_on"]) == ("liuhe", "2026-01-22")
    missing = client.get("/api/v1/organs/nobody/")
    assert (missing.status_code, missing.json()) == (404, {"detail": "没有这个地址或者记录。"})
    assert client.get(f"/api/v1/organs/{county.village.code}/").status_code == 404


def issue(county, **more):
    values = {
        "name": "县网站",
        "acts": ["organs.see"],
        "expires_on": DAY + timedelta(days=30),
        "by": TESTS,
        "today": DAY,
    }
    return tokens.issue_token(county.township, **(values | more))


def test_a_token_is_shown_once_and_only_its_digest_is_stored(county):
    token, secret = issue(county)
    assert secret not in str(Token.objects.values())
    program = tokens.program(secret)
    assert program is None, "its last day is past by now"
    Token.objects.update(expires_on=date(2999, 1, 1))
    program = tokens.program(secret)
    assert program.audit_key == f"token:{token.pk}"
    program.may("organs.see", county.township)
    for act, on in (("organs.describe", county.township), ("organs.see", county.neighbour), ("organs.see", None)):
        with pytest.raises(Forbidden):
            program.may(act, on)
    tokens.revoke_token(token, by=TESTS)
    assert tokens.program(secret) is None


@pytest.mark.parametrize(
    "more",
    [{"expires_on": DAY - timedelta(days=1)}, {"expires_on": DAY + timedelta(days=400)}, {"acts": ["accounts.open"]}],
)
def test_a_token_without_an_end_or_with_power_over_people_is_refused(county, more):
    with pytest.raises(Refused):
        issue(county, **more)


def test_only_an_administrator_issues_tokens(county):
    with pytest.raises(Forbidden):
        issue(county, by=county.account(Role.HEAD, county.township))


PATIENT = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture
def one_connection():
    """Real requests close the database behind them; here they share the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.usefixtures("one_connection")
def test_no_call_makes_the_api_stumble_or_break_its_word(county):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:

        @PATIENT
        @given(case=operation.as_strategy())
        def call(case):
            case.call_and_validate()

        call()
    assert len(operations) >= 2
