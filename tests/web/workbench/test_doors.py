"""Every address of the workbench refuses a stranger; a person sees only what he may do."""

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils.module_loading import import_string

from gongkai.web.accounts.models import Account, Role
from gongkai.web.accounts.services import open_account
from gongkai.web.workbench import navigation, words
from gongkai.web.workbench.urls import urlpatterns
from web.browser.pages import NO_PAGES, PAGES, TO_COME
from web.conftest import PASSWORD, TESTS

OPEN = {"log-in", "log-in-code", "log-out"}
SAMPLE = {"slug": "liuhe", "int": 1, "str": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def addresses() -> list[tuple[str, str]]:
    found = []

    def walk(patterns: list, prefix: str) -> None:
        for pattern in patterns:
            place = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                for kind, value in SAMPLE.items():
                    place = "".join(
                        str(value) if part.startswith(f"{kind}:") else f"<{part}>" if ":" in part else part
                        for part in place.replace("<", "\x00<")
                        .replace(">", "\x00")
                        .replace("\x00<", "\x00")
                        .split("\x00")
                    )
                found.append((pattern.name, place))
            else:
                walk(pattern.url_patterns, place)

    walk(urlpatterns, "/workbench/")
    return found


@pytest.mark.parametrize(("name", "place"), [pair for pair in addresses() if pair[0] not in OPEN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_refuses_a_stranger(client, db, name, place, method):
    answer = getattr(client, method)(place)
    assert answer.status_code in {302, 405}, place
    if answer.status_code == 302:
        assert answer.url.startswith("/workbench/log-in/"), place


def test_no_page_is_left_out_of_the_list_that_the_browser_walks():
    named = {
        f"{space}:{pattern.name}"
        for space, patterns in spaces()
        for pattern in patterns
        if not view_of(pattern).startswith(TO_COME)
    }
    listed = {shown.route for shown in PAGES} | NO_PAGES
    assert named - listed == set()
    assert listed - named == set()


def view_of(pattern: URLPattern) -> str:
    return f"{pattern.callback.__module__}."


def spaces() -> list[tuple[str, list[URLPattern]]]:
    found = []
    for entry in get_resolver().url_patterns:
        if getattr(entry, "namespace", None) in {"portal", "workbench"}:
            found.append((entry.namespace, flat(entry.url_patterns)))
    return found


def flat(patterns: list) -> list[URLPattern]:
    return [
        one for entry in patterns for one in ([entry] if isinstance(entry, URLPattern) else flat(entry.url_patterns))
    ]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.CLERK, {"指南与机构信息", "文件"}),
        (Role.AUDITOR, {"机关与人员", "指南与机构信息", "人员与分工", "操作日志"}),
    ],
)
def test_the_navigation_holds_only_what_a_person_may_do(county, role, seen):
    account = county.account(role, county.government)
    ground = {
        entry.label
        for entry in navigation.NAVIGATION
        if entry.act.split(".")[0] in {"organs", "accounts", "audit", "files", "messages", "api"}
    }
    shown = {entry["label"] for _, entries in navigation.shown(account, "/workbench/") for entry in entries}
    assert shown & ground == seen


def test_every_entry_of_the_navigation_leads_somewhere_and_bears_an_icon(client, county):
    from gongkai.web.patterns.icons import svg

    for entry in navigation.NAVIGATION:
        assert reverse(entry.url)
        assert svg(entry.icon)
        assert entry.section in navigation.SECTIONS


def test_every_act_of_the_ground_has_a_chinese_name():
    from gongkai.web.accounts.permissions import PERMISSIONS

    ground = [
        act for act in PERMISSIONS if act.split(".")[0] in {"organs", "accounts", "audit", "files", "messages", "api"}
    ]
    assert [act for act in ground if words.of(act) == act] == []


def test_a_first_log_in_leads_to_a_password_of_ones_own(client, county):
    account, password = open_account(login="linzhixia", name="林知夏", organ=county.township, by=TESTS)
    answer = client.post(reverse("workbench:log-in"), {"login": "linzhixia", "password": password}, follow=True)
    assert answer.redirect_chain[-1][0] == "/workbench/password/"
    assert "先改成自己的密码" in answer.content.decode()
    answer = client.post("/workbench/password/", {"old": password, "new": PASSWORD, "again": PASSWORD}, follow=True)
    assert "密码已修改" in answer.content.decode()
    assert not Account.objects.get(pk=account.pk).must_change_password


def test_too_many_wrong_passwords_pause_the_log_in_and_say_for_how_long(client, county, settings):
    county.account(Role.CLERK, county.township, "linzhixia")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(reverse("workbench:log-in"), {"login": "linzhixia", "password": "wrong"})
    assert answer.status_code == 429
    assert "已暂停登录" in answer.content.decode()
    answer = client.post(reverse("workbench:log-in"), {"login": "linzhixia", "password": PASSWORD})
    assert answer.status_code == 429


def test_the_second_step_asks_for_a_code(client, county):
    import pyotp

    from gongkai.web.accounts.services import new_second_step, set_up_second_step

    account = county.account(Role.CLERK, county.township, "linzhixia")
    secret, _ = new_second_step(account)
    set_up_second_step(account, secret=secret, code=pyotp.TOTP(secret).now(), by=account)
    answer = client.post(reverse("workbench:log-in"), {"login": "linzhixia", "password": PASSWORD})
    assert answer.url == "/workbench/log-in/code/"
    assert client.get("/workbench/").status_code == 302
    answer = client.post("/workbench/log-in/code/", {"code": "000000"})
    assert "验证码不对" in answer.content.decode()
    answer = client.post("/workbench/log-in/code/", {"code": pyotp.TOTP(secret).now()})
    assert answer.url == "/workbench/"


def test_log_in_never_leads_to_another_site(client, county):
    county.account(Role.CLERK, county.township, "linzhixia")
    address = f"{reverse('workbench:log-in')}?next=https://evil.invalid/"
    assert client.post(address, {"login": "linzhixia", "password": PASSWORD}).url == "/workbench/"


def test_a_source_that_is_named_is_there():
    from gongkai.web.messages.today import SOURCES

    assert all(import_string(name) for name in SOURCES)
