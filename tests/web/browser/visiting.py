"""Every page opened once: whether all can read it, whether it is cut off, and what the browser fetched to show it."""

import gzip
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Response

from web.browser.pages import Shown

SHOTS = os.environ.get("SHOTS")
KILOBYTE = 1024
GOAL, WORKBENCH = 60 * KILOBYTE, 100 * KILOBYTE
MOST_REQUESTS = 4


@dataclass
class Visit:
    """What was wrong with the pages, and what was too heavy about them."""

    width: int
    pictures: str = ""
    """The end of the names of the pictures in `SHOTS`; none: no pictures."""
    wrong: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    """Of each static file."""

    def see(self, window: Page, number: int, shown: Shown, address: str, axe: Callable[[Page], list[str]]) -> None:
        """Open one page and look at it."""
        answer = window.goto(address, wait_until="load")
        if answer.status != 200:
            self.wrong.append(f"{shown.route}: answered {answer.status}")
        self._weigh(window, shown, answer)
        if SHOTS and self.pictures:
            name = f"{number:02}-{shown.route.replace(':', '-')}-{self.pictures}.png"
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            window.screenshot(path=Path(SHOTS) / name, full_page=True)
        self.wrong += [f"{shown.route}: {violation}" for violation in axe(window)]
        if shown.route != "workbench:paper" and window.evaluate("document.documentElement.scrollWidth") > self.width:
            self.wrong.append(f"{shown.route}: wider than {self.width}")

    def _weigh(self, window: Page, shown: Shown, answer: Response) -> None:
        urls = fetched(window)
        weight = len(gzip.compress(answer.body()))
        for url in urls[1:]:
            if "/static/" not in url or url not in self.weights:
                self.weights[url] = len(gzip.compress(window.context.request.get(url).body()))
            weight += self.weights[url]
        self.heavy += [f"{shown.route}: icon {address}" for address in unseen(window)]
        self.heavy += complaints(shown.route, urls, weight)


def fetched(window: Page) -> list[str]:
    """What the browser fetched to show a page, itself first, as the page's own clock recorded it.

    Not what came over the wire meanwhile: the browser may still be busy with the page before.
    """
    return window.evaluate("['navigation', 'resource'].flatMap(k => performance.getEntriesByType(k)).map(e => e.name)")


def unseen(window: Page) -> list[str]:
    """What a browser fetches for a page beside the record: its icon, unless that stands in the page."""
    icons = window.locator("link[rel~=icon]").evaluate_all("links => links.map(link => link.href)")
    return [icon for icon in icons or ["/favicon.ico"] if not icon.startswith("data:")]


def complaints(route: str, urls: list[str], weight: int) -> list[str]:
    """What is wrong with a page of this weight, compressed as a server sends it."""
    portal = route.startswith("portal:")
    wrong = [f"{route}: {weight // KILOBYTE} KB"] if weight > (GOAL if portal else WORKBENCH) else []
    wrong += [f"{route}: {len(urls)} requests"] if portal and len(urls) > MOST_REQUESTS else []
    return wrong + [f"{route}: fetches {url}" for url in urls if not url.startswith("http://localhost:")]
