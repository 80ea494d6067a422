"""Every page, wide and on a phone, in normal and high contrast: accessible, light, whole. `SHOTS=folder`: pictures.

Light is what goes over the wire at first view, compressed as a server sends it.
"""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from web.browser.conftest import LAPTOP, PHONE, WIDE
from web.browser.pages import PAGES, Shown
from web.browser.visiting import KILOBYTE, Visit


def address(shown: Shown, furnished) -> str:
    return reverse(shown.route, args=shown.arguments(furnished)) + shown.query


SLOW = pytest.mark.slow
TOGETHER = pytest.mark.xdist_group("every page, wide")
"""Two tests that look at one visit are run by one process."""
VIEWS = [
    pytest.param(WIDE, "", id="1440", marks=TOGETHER),
    pytest.param(PHONE, "high", id="390-high-contrast"),
    pytest.param(WIDE, "high", id="1440-high-contrast", marks=SLOW),
    pytest.param(LAPTOP, "", id="1366", marks=SLOW),
    pytest.param(LAPTOP, "high", id="1366-high-contrast", marks=SLOW),
    pytest.param(PHONE, "", id="390", marks=SLOW),
]


@pytest.fixture(scope="module")
def visits() -> dict[tuple[int, str], tuple[Visit, set[str]]]:
    """What was seen, and which tests have looked at it: one that is tried again sees for itself."""
    return {}


@pytest.fixture
def visited(visits, request, page, login_as, furnished, live_server, axe) -> Callable[[int, str], Visit]:
    """All pages at this width and contrast: opened once for all tests that look at them, by each role in a window."""

    def once(width: int, contrast: str) -> Visit:
        visit, seen_by = visits.get((width, contrast), (None, {request.node.nodeid}))
        if request.node.nodeid in seen_by:
            visit, seen_by = opened(width, contrast), set()
        visits[width, contrast] = visit, seen_by | {request.node.nodeid}
        return visit

    def opened(width: int, contrast: str) -> Visit:
        pictures = "" if contrast and width != WIDE else f"{width}{'-high' if contrast else ''}"
        visit, windows = Visit(width, pictures), {}
        for number, shown in enumerate(PAGES, 1):
            if shown.who not in windows:
                windows[shown.who] = page(width, height=768)
                if shown.who:
                    login_as(windows[shown.who], shown.who)
                if contrast:
                    cookie = {"name": "contrast", "value": "high", "url": live_server.url}
                    windows[shown.who].context.add_cookies([cookie])
            visit.see(windows[shown.who], number, shown, address(shown, furnished), axe)
        return visit

    return once


@pytest.mark.parametrize(("width", "contrast"), VIEWS)
def test_every_page_is_accessible_and_cuts_nothing_off(visited, width, contrast):
    assert visited(width, contrast).wrong == []


@TOGETHER
def test_every_page_keeps_its_budget(visited):
    assert visited(WIDE, "").heavy == []


def test_the_theme_is_nine_kilobytes_on_the_wire():
    theme = Path(finders.find("theme.css")).read_bytes()
    assert len(gzip.compress(theme)) < 11 * KILOBYTE
