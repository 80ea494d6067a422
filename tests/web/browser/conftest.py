"""A browser before a county that has something to show. For every test of a screen.

`page(width)` opens a window on the live server; `login_as(window, role)` gives it the session of somebody with that
role; `axe(window)` names what an accessibility check finds. `pages.py` lists every page there is.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

import needs
from gongkai.web.accounts.models import Account, Role
from web.browser.acting import PATIENCE
from web.browser.furnished import Furnished, furnish
from web.browser.serving import Serving

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
WIDE, LAPTOP, PHONE = 1440, 1366, 390
expect.set_options(timeout=30_000)
"""Milliseconds that an expectation waits: a busy machine is no failure."""


SLOW = bool(os.environ.get("GONGKAI_SLOW_WINDOWS"))
"""Every window as on an old computer with a bad line, and no second try: so that races show."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need a browser. One that fails is tried once more and named at the end (`RERUN`).

    A browser on a shared machine may stand still for a minute. A test that is named there often has a race.
    """
    for item in items:
        if "web/browser" in str(item.path):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=0 if SLOW else 1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Playwright keeps a loop in this thread, which Django would take for async code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def furnished(transactional_db: None) -> Furnished:
    """青禾县 with heads, windows, groups, rules and a published guide."""
    return furnish()


@pytest.fixture(scope="session")
def serving() -> Iterator[Serving]:
    """What the server is doing."""
    with Serving() as serving:
        yield serving


@pytest.fixture
def page(chromium: Browser, live_server, furnished: Furnished, serving: Serving) -> Iterator[Callable[..., Page]]:
    """Open a window of this width, with `script=False` without scripts. Errors in its console fail the test.

    A request that a closed window left behind is answered before the tables are emptied.
    """
    contexts, errors = [], []

    def open_window(width: int = WIDE, *, height: int = 900, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            java_script_enabled=script,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        window = context.new_page()
        if SLOW:
            slow(window)
        window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        window.on("pageerror", lambda error: errors.append(str(error)))
        return window

    yield open_window
    for context in contexts:
        context.close()
    serving.rest()
    assert [error for error in errors if "status of 4" not in error] == []


@pytest.fixture
def login_as(furnished: Furnished, live_server) -> Callable[[Page, Role | Account], Account]:
    """Give a window the session of somebody with this role, in the organ where it belongs, or of this account."""

    def enter(window: Page, who: Role | Account) -> Account:
        account = who if isinstance(who, Account) else furnished.holder(who)
        client = Client()
        client.force_login(account, backend="gongkai.web.accounts.authentication.AccountBackend")
        session = client.cookies["gongkai_session"].value
        window.context.add_cookies([{"name": "gongkai_session", "value": session, "url": live_server.url}])
        return account

    return enter


def slow(window: Page) -> None:
    """An old computer on a bad line: a sixth of the pace, and 0.4 s until an answer begins."""
    session = window.context.new_cdp_session(window)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    line = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", line)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page: rule, what is wrong, and where."""
    runner = Axe()

    def check(window: Page) -> list[str]:
        found = runner.run(window).response["violations"]
        return [
            f"{one['id']}: {one['help']} @ {', '.join(str(node['target']) for node in one['nodes'][:5])}"
            for one in found
        ]

    return check
