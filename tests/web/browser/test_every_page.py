"""Every page, wide and on a phone, in normal and high contrast: accessible, light, whole. `SHOTS=folder`: pictures."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from web.browser.conftest import LAPTOP, PHONE, WIDE
from web.browser.pages import PAGES, Shown

SHOTS = os.environ.get("SHOTS")


def address(shown: Shown, furnished) -> str:
    return reverse(shown.route, args=shown.arguments(furnished)) + shown.query


def photograph(window, number: int, shown: Shown, width: int, contrast: str) -> None:
    if SHOTS and not (contrast and width != WIDE):
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        name = f"{number:02}-{shown.route.replace(':', '-')}-{width}{'-high' if contrast else ''}.png"
        window.screenshot(path=Path(SHOTS) / name, full_page=True)


SLOW = pytest.mark.slow
VIEWS = [
    pytest.param(WIDE, "", id="1440"),
    pytest.param(PHONE, "high", id="390-high-contrast"),
    pytest.param(WIDE, "high", id="1440-high-contrast", marks=SLOW),
    pytest.param(LAPTOP, "", id="1366", marks=SLOW),
    pytest.param(LAPTOP, "high", id="1366-high-contrast", marks=SLOW),
    pytest.param(PHONE, "", id="390", marks=SLOW),
]


@pytest.mark.parametrize(("width", "contrast"), VIEWS)
def test_every_page_is_accessible_and_cuts_nothing_off(page, login_as, furnished, live_server, axe, width, contrast):
    found, windows = [], {}
    for number, shown in enumerate(PAGES, 1):
        if shown.who not in windows:
            windows[shown.who] = page(width, height=768)
            if shown.who:
                login_as(windows[shown.who], shown.who)
            if contrast:
                cookie = {"name": "contrast", "value": "high", "url": live_server.url}
                windows[shown.who].context.add_cookies([cookie])
        window = windows[shown.who]
        answer = window.goto(address(shown, furnished))
        if answer.status != 200:
            found.append(f"{shown.route}: answered {answer.status}")
        photograph(window, number, shown, width, contrast)
        found += [f"{shown.route}: {violation}" for violation in axe(window)]
        if shown.route != "workbench:paper" and window.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{shown.route}: wider than {width}")
    assert found == []
