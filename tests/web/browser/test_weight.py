"""Pages are light: what goes over the wire at first view, compressed as a server sends it."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders
from django.urls import reverse

from web.browser.conftest import WIDE
from web.browser.pages import PAGES

KILOBYTE = 1024
GOAL, WORKBENCH = 60 * KILOBYTE, 100 * KILOBYTE
MOST_REQUESTS = 4


def fetched(window, address: str) -> list[str]:
    """What the browser fetched to show a page, itself first, as the page's own clock recorded it.

    Not what came over the wire meanwhile: the browser may still be busy with the page before.
    """
    window.goto(address, wait_until="load")
    return window.evaluate("['navigation', 'resource'].flatMap(k => performance.getEntriesByType(k)).map(e => e.name)")


def unseen(window) -> list[str]:
    """What a browser fetches for a page beside the record: its icon, unless that stands in the page."""
    icons = window.locator("link[rel~=icon]").evaluate_all("links => links.map(link => link.href)")
    return [icon for icon in icons or ["/favicon.ico"] if not icon.startswith("data:")]


def complaints(route: str, urls: list[str], weight: int) -> list[str]:
    """What is wrong with a page of this weight."""
    portal = route.startswith("portal:")
    wrong = [f"{route}: {weight // KILOBYTE} KB"] if weight > (GOAL if portal else WORKBENCH) else []
    wrong += [f"{route}: {len(urls)} requests"] if portal and len(urls) > MOST_REQUESTS else []
    return wrong + [f"{route}: fetches {url}" for url in urls if not url.startswith("http://localhost:")]


def test_every_page_keeps_its_budget(page, login_as, furnished):
    found, windows, weights = [], {}, {}
    for shown in PAGES:
        if shown.who not in windows:
            windows[shown.who] = page(WIDE)
            if shown.who:
                login_as(windows[shown.who], shown.who)
        window = windows[shown.who]
        urls = fetched(window, reverse(shown.route, args=shown.arguments(furnished)) + shown.query)
        found += [f"{shown.route}: icon {address}" for address in unseen(window)]
        for url in urls:
            if "/static/" not in url or url not in weights:
                weights[url] = len(gzip.compress(window.context.request.get(url).body()))
        found += complaints(shown.route, urls, sum(weights[url] for url in urls))
    assert found == []


def test_the_theme_is_nine_kilobytes_on_the_wire():
    theme = Path(finders.find("theme.css")).read_bytes()
    assert len(gzip.compress(theme)) < 11 * KILOBYTE
