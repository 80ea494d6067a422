"""Logging in: throttled, twice if wished, for so long and in so many places."""

from pathlib import Path

import pyotp
import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import RequestFactory, override_settings
from django.utils import timezone

from gongkai import web
from gongkai.web.accounts import authentication, services
from gongkai.web.accounts.models import Account, Role
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from web.conftest import PASSWORD, TESTS


@pytest.fixture
def clerk(county):
    return county.account(Role.CLERK, county.township)


def request(address="203.0.113.5", **headers):
    made = RequestFactory().post("/workbench/log-in/", REMOTE_ADDR=address, **headers)
    made.session, made.user = SessionStore(), AnonymousUser()
    return made


def test_the_right_password_lets_in_whatever_the_case_of_the_name(clerk):
    assert authentication.first_step(request(), clerk.login.upper(), PASSWORD) == clerk


def test_failures_count_whatever_the_case_of_the_name(clerk):
    """Else a guesser had as many times five guesses as there are ways to write the name."""
    spellings = [
        clerk.login.upper(),
        clerk.login.title(),
        clerk.login,
        clerk.login.swapcase(),
        clerk.login.capitalize(),
    ]
    for name in spellings:
        with pytest.raises(Refused):
            authentication.first_step(request(), name, "wrong")
    with pytest.raises(Refused, match="已暂停登录"):
        authentication.first_step(request(), "cLeRk-LiUhE", PASSWORD)


@pytest.mark.parametrize(("name", "password"), [("nobody", PASSWORD), ("clerk-liuhe", "wrong"), ("", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(clerk, name, password):
    with pytest.raises(Refused) as refused:
        authentication.first_step(request(), name, password)
    assert str(refused.value) == authentication.WRONG


def test_five_wrong_passwords_pause_the_log_in_even_for_the_right_one(clerk):
    for _ in range(5):
        with pytest.raises(Refused):
            authentication.first_step(request(), clerk.login, "wrong")
    with pytest.raises(Refused, match="暂停登录"):
        authentication.first_step(request(), clerk.login, PASSWORD)
    assert AccessAttempt.objects.exists()


def test_a_closed_account_is_not_let_in(clerk):
    services.close(clerk, by=TESTS)
    with pytest.raises(Refused):
        authentication.first_step(request(), clerk.login, PASSWORD)
    assert not Account.objects.get(pk=clerk.pk).posts.exists()


def set_up_code(clerk):
    secret, address = services.new_second_step(clerk)
    assert address.startswith("otpauth://")
    services.set_up_second_step(clerk, secret=secret, code=pyotp.TOTP(secret).now(), by=clerk)
    clerk.refresh_from_db()
    assert secret not in clerk.totp_secret
    return secret


def test_the_second_step_takes_each_code_once(clerk):
    code = pyotp.TOTP(set_up_code(clerk)).now()
    assert authentication.needs_second_step(clerk)
    authentication.second_step(request(), clerk, f" {code[:3]} {code[3:]} ")
    with pytest.raises(Refused, match="用过"):
        authentication.second_step(request(), clerk, code)


def test_guessing_codes_pauses_the_log_in(clerk):
    set_up_code(clerk)
    for _ in range(5):
        with pytest.raises(Refused, match="验证码"):
            authentication.second_step(request(), clerk, "000000")
    with pytest.raises(Refused, match="暂停登录"):
        authentication.second_step(request(), clerk, "000000")


def test_a_role_can_demand_the_second_step(clerk, settings):
    assert not authentication.must_set_up_second_step(clerk)
    settings.TOTP_ROLES = ("clerk",)
    assert authentication.must_set_up_second_step(clerk)


def test_a_fourth_log_in_ends_the_first(clerk):
    sessions = []
    for _ in range(4):
        made = request()
        authentication.log_in(made, clerk)
        made.session.save()
        sessions.append(made.session.session_key)
    assert [Session.objects.filter(session_key=key).exists() for key in sessions] == [False, True, True, True]
    assert Entry.objects.filter(act="accounts.logged_in").count() == 4


def test_an_idle_session_and_one_that_lasted_too_long_end(client, clerk):
    for when in ({"seen": 3601}, {"started": 12 * 3600 + 1}):
        client.force_login(clerk, backend=authentication.BACKEND)
        session, now = client.session, timezone.now().timestamp()
        session["started"], session["seen"] = now, now
        for name, ago in when.items():
            session[name] = now - ago
        session.save()
        client.get("/healthz")
        assert "_auth_user_id" not in client.session, when


def test_a_first_password_must_be_changed_before_any_work(client, clerk):
    Account.objects.update(must_change_password=True)
    client.force_login(clerk, backend=authentication.BACKEND)
    assert client.get("/workbench/")["Location"] == "/workbench/password/"


@pytest.mark.parametrize(
    ("new", "why"),
    [("Ab1", "长度"), ("alllowercase", "三种"), ("clerk-liuhe-1A", "相似|登录名"), ("Password123", "常")],
)
def test_a_weak_password_is_refused_with_its_reason(clerk, new, why):
    with pytest.raises(Refused, match=why):
        services.set_password(clerk, old=PASSWORD, new=new, by=clerk)


def test_passwords_are_kept_by_argon2_outside_the_tests():
    assert "Argon2" in (Path(web.__file__).parent / "settings.py").read_text().split("PASSWORD_HASHERS")[1][:60]


def test_a_changed_password_ends_the_other_sessions_and_is_logged_without_it(clerk):
    made = request()
    authentication.log_in(made, clerk)
    made.session.save()
    services.set_password(clerk, old=PASSWORD, new="Another-2026-way", by=clerk)
    assert not Session.objects.filter(session_key=made.session.session_key).exists()
    assert "Another-2026-way" not in str(list(Entry.objects.values()))


def test_nobody_changes_the_password_or_the_second_step_of_another(clerk, county):
    other = county.account(Role.CLERK, county.neighbour)
    with pytest.raises(Forbidden):
        services.set_password(clerk, old=PASSWORD, new="Another-2026-way", by=other)
    with pytest.raises(Forbidden):
        services.set_up_second_step(clerk, secret=pyotp.random_base32(), code="0", by=other)


def test_a_reset_password_must_be_changed_and_takes_the_second_step_away(clerk):
    set_up_code(clerk)
    password = services.reset_password(clerk, by=TESTS)
    clerk.refresh_from_db()
    assert clerk.check_password(password)
    assert clerk.must_change_password
    assert not clerk.totp_secret


@override_settings(PROXIES=1)
def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw():
    forged = request("10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.7")
    assert authentication.client_address(forged) == "198.51.100.7"


def test_without_a_proxy_a_forged_header_is_ignored():
    assert authentication.client_address(request("203.0.113.9", HTTP_X_FORWARDED_FOR="1.2.3.4")) == "203.0.113.9"


def test_the_form_for_a_new_password_says_the_length_that_is_set(client, clerk, settings):
    longer = [{**one} for one in settings.AUTH_PASSWORD_VALIDATORS]
    longer[0] = {**longer[0], "OPTIONS": {"shortest": 14}}
    settings.AUTH_PASSWORD_VALIDATORS = longer
    client.force_login(clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    assert "不少于 14 位" in client.get("/workbench/password/").content.decode()
