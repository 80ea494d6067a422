"""Every door of the annual report and of oversight, tried by every role from every place: it opens to whom the table of
permissions names, for the organs his role reaches, and to nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.timezone import localdate

from gongkai.web.accounts.models import Account, Role
from gongkai.web.accounts.permissions import PERMISSIONS, Reach
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.oversight.models import Bulletin, Complaint, Deduction, Order, Scheme, Training
from web.browser import oversight
from web.browser.furnished import Furnished, furnish

BACKEND = "gongkai.web.accounts.authentication.AccountBackend"
ROOMS = (
    *("report", "round", "sum", "county", "oversight", "training", "order", "complaint", "assessment", "scheme"),
    *("card", "score", "points", "appeal", "bulletin"),
)
OPEN, SHUT = (200, 302, 422), (403, 404)
YEAR = localdate().year - 1
PLACES = ("township", "office", "neighbour")
REACHED = {
    Reach.OWN: {"township": {"township"}, "office": {"office"}, "neighbour": {"neighbour"}},
    Reach.BELOW: {"township": {"township"}, "office": {"office", "township", "neighbour"}, "neighbour": {"neighbour"}},
}


@dataclass(frozen=True)
class Door:
    """An address: the act it needs, the organ it is about (none: a list), and how one knocks."""

    route: str
    act: str
    arguments: Callable[[], list[Any]] = list
    at: str = "township"
    query: str = ""
    data: dict[str, Any] | None = None
    """What is posted; `None` for a page."""
    also: tuple[str, ...] = field(default=())
    """Acts that the page needs besides."""


def report(*more: Any) -> Callable[[], list[Any]]:
    return lambda: ["liuhe", YEAR, *more]


def kept(model: type[Any], *more: Any, **which: Any) -> Callable[[], list[Any]]:
    return lambda: [model.objects.get(**which).pk, *more]


def told(*more: Any) -> Callable[[], list[Any]]:
    return kept(Scheme, *more, state="told")


SEE, COMPARE, ARRANGE = "annual_reports.see", "annual_reports.compare", "annual_reports.arrange"
ACTS = {
    "write": ("redraft", "add", "describe", "freeze", "thaw", "override", "drop-override", "judge", "unjudge", "mend",
              "correct", "whole", "alone"),
    "submit": ("submit",), "review": ("review", "return"), "sign": ("sign",), "publish": ("publish",),
    "accept": ("accept",), "send_back": ("send-back",), "overrule": ("spare",),
}  # fmt: skip
TRAINED = {"organ": "liuhe", "year": str(YEAR)}
DOORS = (
    Door("reports", SEE, at=""),
    Door("report-check", SEE, at=""),
    Door("report-check-sheet", SEE, at="", data={"sheet": "", "ending": "docx"}),
    Door("report-check-rules", SEE, at=""),
    Door("report-check-rule", SEE, lambda: ["rows-add-up"], at=""),
    Door("report-upload", "annual_reports.file", at=""),
    Door("report-start", "annual_reports.write", data={"organ": "liuhe", "year": str(YEAR)}),
    Door("report", SEE, report()),
    Door("report-cells", SEE, report(), data={"seen": "{}"}),
    Door("report-source", SEE, report(), query="?cell=applications/new/total"),
    Door("report-records", SEE, report(), query="?what=items"),
    Door("report-figures", SEE, report()),
    Door("report-sheet", SEE, report()),
    Door("report-findings", SEE, report("xlsx")),
    Door("report-preview", SEE, report("json")),
    *(
        Door("report-act", f"annual_reports.{act}", report(name), data={})
        for act, names in ACTS.items()
        for name in names
    ),
    Door("round", ARRANGE, at=""),
    Door("round-arrange", ARRANGE, lambda: [YEAR], at=""),
    Door("round-remind", "oversight.remind", lambda: [YEAR], at="", data={}),
    Door("round-report", "annual_reports.note", kept(AnnualReport)),
    Door("round-act", "annual_reports.accept", kept(AnnualReport, "accept"), data={}),
    Door("round-act", "annual_reports.send_back", kept(AnnualReport, "return"), data={}),
    *(Door(name, COMPARE, at="") for name in ("sums", "sum-chain", "sum-outliers", "sum-copies")),
    Door("sum-cell", COMPARE, at="", query="?path=applications/new/total"),
    Door("sum-export", COMPARE, lambda: ["csv"], at=""),
    Door("county", "oversight.watch", at=""),
    Door("county-export", "oversight.watch", at=""),
    Door("county-cell", "oversight.watch", lambda: ["liuhe", "timeliness"]),
    Door("county-remind", "oversight.remind", at="", data={}),
    Door("training", "oversight.see", at=""),
    Door("oversight", "oversight.see", lambda: ["evaluation"], at=""),
    Door("oversight-export", "oversight.see", lambda: ["training"], at=""),
    Door("oversight-add", "oversight.register", lambda: ["training"], at=""),
    Door("oversight-add", "oversight.hold_accountable", lambda: ["accountability"], at=""),
    Door("oversight-add", "oversight.inspect", lambda: ["inspections"], at=""),
    Door("oversight-edit", "oversight.register", lambda: ["training", Training.objects.get().pk]),
    Door("oversight-nil", "oversight.register", lambda: ["training"], data=TRAINED, also=("oversight.see",)),
    Door("orders", "oversight.see", at=""),
    Door("orders-export", "oversight.see", at=""),
    Door("order-add", "oversight.inspect", at=""),
    Door("order", "oversight.see", kept(Order)),
    Door("order-act", "oversight.rectify", kept(Order, "reply"), also=("oversight.see",)),
    Door("order-act", "oversight.inspect", kept(Order, "verify"), also=("oversight.see",)),
    Door("complaints", "oversight.complaints", at=""),
    Door("complaints-export", "oversight.see_complaints", at=""),
    Door("complaint-add", "oversight.complain", at=""),
    Door("complaint", "oversight.see_complaints", kept(Complaint)),
    Door("complaint-accept", "oversight.answer_complaint", kept(Complaint), data={}),
    Door("complaint-close", "oversight.answer_complaint", kept(Complaint, "answer")),
    Door("assessments", "oversight.see", at=""),
    Door("card", "oversight.see", told("liuhe")),
    Door("score", "oversight.assess", told("liuhe", "points")),
    Door("scheme-move", "oversight.assess", told("weigh"), at="office", data={}),
    Door("points-drop", "oversight.assess", kept(Deduction), data={}),
    Door("appeal", "oversight.assess", kept(Deduction), also=("oversight.see",)),
    Door("bulletins", "oversight.bulletin", at=""),
    Door("bulletin-draft", "oversight.bulletin", at="", data={}),
    Door("bulletin", "oversight.bulletin", kept(Bulletin, organ__short_code="qinghe-office"), at="office"),
    Door("bulletin-file", "oversight.bulletin", kept(Bulletin, "docx", organ__short_code="qinghe-office"), at="office"),
)
ELSEWHERE = {
    "report-sentence": "by a key, tried where sentences are edited (test_screens)",
    "report-original": "only of an uploaded report (test_filing)",
    "scheme": "shown to whoever is scored under it, other organs too (oversight/test_assessing)",
    "scheme-export": "the same",
    "oversight-remove": "the same view and act as oversight-edit; it would take the record away",
    "bulletin-issue": "the same as bulletin; it would issue it",
}
"""Doors that are tried elsewhere, and why."""


def routes() -> Iterator[str]:
    """Every named address of these rooms on the workbench."""
    for part in get_resolver().url_patterns:
        if getattr(part, "namespace", "") == "workbench":
            yield from (one.name for one in part.url_patterns if one.name and one.name.startswith(ROOMS))


def test_no_door_of_these_rooms_is_left_out():
    assert set(routes()) == {door.route for door in DOORS} | set(ELSEWHERE)


@pytest.fixture
def furnished(db) -> Furnished:
    found = furnish()
    oversight.made(found)
    Bulletin.objects.exclude(organ=found.county.office).delete()
    return found


def opens(door: Door, role: Role, place: str) -> bool:
    """What the table says."""
    reach = [PERMISSIONS[act].get(role) for act in (door.act, *door.also)]
    if not door.at:
        return None not in reach
    return all(one is not None and door.at in REACHED[one][place] for one in reach)


def knock(client: Client, door: Door) -> int:
    address = reverse(f"workbench:{door.route}", args=door.arguments()) + door.query
    return int((client.get(address) if door.data is None else client.post(address, door.data)).status_code)


def wrong(furnished: Furnished, role: Role, place: str) -> Iterator[str]:
    """Doors that do not do what the table says, for somebody with this role in this place."""
    account: Account = furnished.county.account(role, getattr(furnished.county, place), f"{role}-of-{place}")
    client = Client(raise_request_exception=False)
    client.force_login(account, backend=BACKEND)
    for door in DOORS:
        status, due = knock(client, door), OPEN if opens(door, role, place) else SHUT
        if status not in due:
            yield f"{role} of the {place}: {door.route} {door.arguments()} answers {status}"


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.CLERK, "township"), (Role.CLERK, "neighbour"), (Role.SUPERVISOR, "office"), (Role.AUDITOR, "office")],
)
def test_a_door_opens_to_whom_the_table_names(furnished, role, place):
    assert list(wrong(furnished, role, place)) == []


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_every_door_opens_to_every_role_as_the_table_says(furnished, place):
    assert [one for role in Role for one in wrong(furnished, role, place)] == []


def test_no_door_opens_to_who_has_not_logged_in(furnished, client):
    for door in DOORS:
        address = reverse(f"workbench:{door.route}", args=door.arguments())
        answer = client.get(address) if door.data is None else client.post(address, door.data)
        assert (answer.status_code, "log-in" in answer.get("Location", "")) in ((302, True), (405, False)), door.route
