"""A forged form never breaks a page: it is refused in a sentence, whatever stands in its fields."""

import logging
import re
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import URLPattern, get_resolver

from gongkai.web.accounts.models import Account, Role
from gongkai.web.accounts.services import grant
from web.browser.furnished import Furnished, furnish
from web.browser.pages import PAGES, Shown
from web.conftest import TESTS
from web.workbench.forged import Forging, Nonsense, NonsenseFiles

HUGE = "9" * 40
SAMPLES = {"int": "1", "slug": "first", "str": "x", "year": "2025", "path": "x", "uuid": "x"}
LEFT_OUT = {"workbench:log-out"}
"""Nothing to forge, and nobody would be left to go on."""

QUICK = tuple(
    f"/workbench/{part}/" for part in ("items", "catalogue", "channels", "words", "organs", "people", "tokens")
)
"""Where the quick test goes."""


def routes() -> dict[str, str]:
    """Name → pattern of every address of both faces."""
    found: dict[str, str] = {}

    def walk(patterns: list[Any], space: str, prefix: str) -> None:
        for entry in patterns:
            place = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                found[f"{space}:{entry.name}"] = place
            else:
                walk(entry.url_patterns, space or getattr(entry, "namespace", "") or "", place)

    walk([entry for entry in get_resolver().url_patterns if hasattr(entry, "url_patterns")], "", "/")
    return {name: place for name, place in found.items() if name.split(":")[0] in {"workbench", "portal"}}


def addresses(furnished: Furnished, *, once: bool) -> list[tuple[str, str]]:
    """Every address with things that are there: those of the pages, and what lies below each page.

    `once`: those of publishing, of organs and of people, each with one thing; the slow tests go everywhere.
    """
    known: dict[str, list[str]] = {}
    places = {name: place for name, place in routes().items() if not once or place.startswith(QUICK)}
    for shown in PAGES:
        if shown.route not in places or (once and places[shown.route] in known):
            continue
        known.setdefault(places[shown.route], []).append(opened(shown, furnished))
    found = []
    for name, place in places.items():
        above = max((page for page in known if place.startswith(page)), key=len, default="")
        rest = re.sub(r"<(\w+):\w+>", lambda part: SAMPLES.get(part[1], "x"), place.removeprefix(above))
        found += [(name, start + rest) for start in dict.fromkeys(known.get(above, [""]))]
    return [(name, place) for name, place in found if name not in LEFT_OUT]


def opened(shown: Shown, furnished: Furnished) -> str:
    from django.urls import reverse

    return reverse(shown.route, args=shown.arguments(furnished))


def everybody(furnished: Furnished) -> Account:
    """One person with every role in the township and in the county, so that no door keeps the nonsense out."""
    account = furnished.holder(Role.CLERK)
    for organ in (furnished.county.township, furnished.county.government):
        for role in Role:
            grant(account, role=role, organ=organ, by=TESTS)
    return Account.objects.get(pk=account.pk)


class Undone(Exception):
    """What the request changed is taken back."""


def broken_by(client: Any, method: str, place: str, fields: QueryDict, files: Any = None) -> str:
    """What breaks when this is sent there; empty when it is answered."""
    Forging.fields, Forging.files = fields, files
    kept = client.cookies.output()
    before = {name: cookie.value for name, cookie in client.cookies.items()}
    try:
        with transaction.atomic():
            answer = getattr(client, method)(place)
            told = "" if answer.status_code < 500 else f"answered {answer.status_code}"
            raise Undone(told)
    except Undone as undone:
        return str(undone)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200] + where(error)
    finally:
        Forging.fields = Forging.files = None
        if client.cookies.output() != kept:
            client.cookies.clear()
            for name, value in before.items():
                client.cookies[name] = value


def where(error: BaseException) -> str:
    """The last line of ours on the way."""
    line, trace = "", error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if "/gongkai/" in name:
            line = f" ({name.rpartition('/gongkai/')[2]}:{trace.tb_lineno})"
        trace = trace.tb_next
    return line


@pytest.fixture
def forging(db: None, client: Any, settings: Any, request: Any) -> tuple[Any, list[tuple[str, str]]]:
    """A browser in the hands of somebody with every role, and where it may go: everywhere, in the slow tests."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "web.workbench.forged.Forging"]
    furnished = furnish()
    places = addresses(furnished, once=request.node.get_closest_marker("slow") is None)
    client.force_login(everybody(furnished), backend="gongkai.web.accounts.authentication.AccountBackend")
    logging.disable(logging.ERROR)
    yield client, places
    logging.disable(logging.NOTSET)


def walked(forging: Any, *kinds: Any, methods: tuple[str, ...] = ("post", "get"), files: Any = None) -> str:
    """What breaks, each fault of the program on one line."""
    client, places = forging
    found: dict[str, str] = {}
    for name, place in places:
        for values in kinds:
            for method in methods:
                if told := broken_by(client, method, place, Nonsense(values), files):
                    found.setdefault(told, f"{method} {name} {place} {values[0][:12]!r}: {told}")
    return "\n".join(found.values())


def test_nonsense_in_every_field_breaks_no_form_of_publishing_organs_and_people(forging: Any) -> None:
    assert walked(forging, ["x"], methods=("post",)) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "values",
    [[""], [HUGE], ["-1"], ["1"], ["x", "x"], ["\x00"], ["[]"], ["2026-13-45"]],
    ids=lambda one: repr(one)[:16],
)
def test_every_kind_of_nonsense_breaks_no_page(forging: Any, values: list[str]) -> None:
    assert walked(forging, values) == ""


@pytest.mark.slow
def test_files_that_are_none_break_no_page(forging: Any) -> None:
    assert walked(forging, ["x"], ["1"], methods=("post",), files=NonsenseFiles()) == ""


@pytest.mark.slow
def test_one_field_of_nonsense_among_good_ones_breaks_no_page(forging: Any) -> None:
    client, places = forging
    found: dict[str, str] = {}
    for name, place in places:
        asked = Nonsense(["1"])
        broken_by(client, "post", place, asked)
        for field in sorted(asked.asked):
            for values in ([""], ["x"], [HUGE]):
                told = broken_by(client, "post", place, Nonsense(values, only=field))
                if told:
                    found.setdefault(told, f"{name} {place} {field}={values[0][:12]!r}: {told}")
    assert "\n".join(found.values()) == ""
