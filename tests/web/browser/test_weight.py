"""Pages are light: what goes over the wire at first view, compressed as a server sends it."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders
from django.urls import reverse

from web.browser.conftest import WIDE
from web.browser.pages import PAGES

KILOBYTE = 1024
GOAL, WORKBENCH = 60 * KILOBYTE, 100 * KILOBYTE


def test_every_page_keeps_its_budget(page, login_as, furnished):
    found, windows = [], {}
    for shown in PAGES:
        window = windows.get(shown.who)
        if window is None:
            window = windows[shown.who] = page(WIDE)
            if shown.who:
                login_as(window, shown.who)
        answers = []

        def keep(answer, kept=answers):
            kept.append(answer)

        window.on("response", keep)
        window.goto(reverse(shown.route, args=shown.arguments(furnished)) + shown.query, wait_until="load")
        window.remove_listener("response", keep)
        weight = sum(len(gzip.compress(answer.body())) for answer in answers if answer.ok)
        portal = shown.route.startswith("portal:")
        if weight > (GOAL if portal else WORKBENCH):
            found.append(f"{shown.route}: {weight // KILOBYTE} KB")
        if portal and len(answers) > 4:
            found.append(f"{shown.route}: {len(answers)} requests: {[answer.url for answer in answers]}")
        if any(not answer.url.startswith(window.url.split("/", 3)[0] + "//localhost") for answer in answers):
            found.append(f"{shown.route}: fetched from elsewhere")
    assert found == []


def test_the_theme_is_nine_kilobytes_on_the_wire():
    theme = Path(finders.find("theme.css")).read_bytes()
    assert len(gzip.compress(theme)) < 11 * KILOBYTE
