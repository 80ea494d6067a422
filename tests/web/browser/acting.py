"""What somebody does at a page, waited for: a click that leads on is over when the next page stands.

A test that looks at the next page, or into the database, before that looks too early on a busy machine.
"""

from playwright.sync_api import Locator, Page

PATIENCE = 120_000
"""Milliseconds for a button that makes Word and PDF: a busy machine is no failure."""


def press(window: Page, name: str, *, within: Locator | None = None) -> None:
    """Press the button that sends a form, and wait for the answer."""
    with window.expect_navigation(timeout=PATIENCE):
        (within or window).get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)


def follow(window: Page, name: str, *, exact: bool = False, last: bool = False) -> None:
    """Follow the first link of this name, or the last, and wait for its page."""
    links = window.get_by_role("link", name=name, exact=exact)
    with window.expect_navigation(timeout=PATIENCE):
        (links.last if last else links.first).click(timeout=PATIENCE)


def send(window: Page) -> None:
    """Press the main button of the page's form, and wait for the answer."""
    with window.expect_navigation(timeout=PATIENCE):
        window.locator("main form button.primary").click(timeout=PATIENCE)
