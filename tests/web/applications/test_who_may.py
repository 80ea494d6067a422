"""Who may open which page of applications: every role, in the organ, in another one, at the county; and strangers."""

from itertools import pairwise

import pytest
from django.test import Client
from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.accounts.permissions import PERMISSIONS
from gongkai.web.applications.citizens import ACTS, Citizen
from gongkai.web.applications.models import Application
from gongkai.web.applications.services import answering, asking, contesting, correcting, redacting, sealing
from gongkai.web.applications.services.confirming import ask_data
from gongkai.web.audit.services import Forbidden
from gongkai.web.workbench.urls import urlpatterns
from web.applications.conftest import RIVER, ZHOU
from web.applications.test_giving_out import stamp
from web.conftest import TESTS

HOME = "/workbench/applications/"
PAGES = {
    "applications": ("see", ""),
    "application-add": ("register", "add/"),
    "applications-export": ("export", "export/"),
    "applications-figures": ("figures", "figures/"),
    "applications-cell": ("figures", "figures/cell/?cell=applications/new/total"),
    "applications-figures-export": ("figures", "figures/export/"),
    "applications-import": ("import", "import/"),
    "applications-sheet": ("import", "import/sheet/"),
    "corrections": ("see", "corrections/"),
    "correction-add": ("ask_record_correction", "corrections/add/"),
    "correction": ("see", "corrections/{correction}/"),
    "data-requests": ("answer_data", "data-requests/"),
    "data-request": ("answer_data", "data-requests/{data}/"),
    "seal": ("keep_seal", "seal/"),
    "seal-picture": ("keep_seal", "seal/{seal}/picture/"),
    "seal-end": ("keep_seal", "seal/{seal}/end/"),
    "letter": ("see", "letters/{letter}/"),
    "letter-send": ("send", "letters/{letter}/send/"),
    "letter-deliver": ("send", "letters/{letter}/deliver/"),
    "letter-print": ("see", "letters/{letter}/print/txt/"),
    "decision-approve": ("approve_decision", "decisions/{decision}/approve/"),
    "review": ("review", "reviews/{review}/"),
    "application": ("see", "{case}/"),
    "application-identity": ("view_identity", "{case}/identity/"),
    "application-receipt": ("see", "{case}/receipt/"),
    "application-choose": ("decide", "{case}/answer/"),
    "application-answer": ("decide", "{case}/answer/granted/"),
    "application-letter": ("letter", "{case}/letter/extension_notice/"),
    "application-guide": ("decide", "{case}/guide/"),
    "application-dossier": ("dossier", "{case}/dossier/"),
    "application-convert": ("convert", "{case}/convert/"),
    "application-file": ("view_file", "{case}/files/{file}/"),
    "application-redact": ("redact", "{case}/redact/"),
    "application-redaction": ("redact", "{case}/redact/{file}/"),
    "application-step": ("see", "{case}/note/"),
}
"""Page → the act it stands under, and its address. The rules of the acts are in `accounts.permissions`."""
POSTED = {"seal-end", "decision-approve", "application-identity"}
PLACES = ("township", "neighbour", "office")


@pytest.fixture
def keys(county, officer, head):
    """Something of everything, in 柳河镇."""
    today = localdate()
    facts = {"by": officer, "today": today}
    application = asking.register(
        county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", arrived_on=today, **facts
    ).application
    decision = answering.draft(application, outcome="granted", data={"given": "见附件"}, **facts)
    about = {"about": "低保名册中姓名写错", "evidence": "户口簿", "received_on": today}
    review = contesting.open_review(
        county.township, application=application, block="reconsideration", body="青禾县人民政府", filed_on=today,
        by=TESTS, today=today,
    )  # fmt: skip
    correcting.ask(county.township, identity=ZHOU, **about, **facts)
    from gongkai.web.applications.models import CorrectionRequest

    return {
        "case": application.pk, "decision": decision.pk, "letter": decision.letters.get().pk, "review": review.pk,
        "correction": CorrectionRequest.objects.get().pk,
        "data": ask_data(application, kind="see", by=Citizen(application.receipt), today=today).pk,
        "seal": sealing.put(county.township, content=stamp(), width=42, by=head, today=today).pk,
        "file": redacting.take_in(application, content=b"13800138000", name="a.txt", **facts).key,
    }  # fmt: skip


def test_every_page_of_applications_stands_in_the_table():
    ours = {one.name for one in urlpatterns if str(one.pattern).startswith("applications/")}
    assert ours == set(PAGES)
    assert all(f"applications.{act}" in PERMISSIONS for act, _ in PAGES.values())


@pytest.mark.parametrize("role", Role)
def test_a_page_opens_to_whom_the_table_of_permissions_opens_it_and_to_nobody_else(county, keys, role):
    for place in PLACES:
        person = county.account(role, getattr(county, place), f"somebody-{place}")
        desk = Client()
        desk.force_login(person, backend="gongkai.web.accounts.authentication.AccountBackend")
        for name, (act, address) in PAGES.items():
            method = desk.post if name in POSTED else desk.get
            status = method(HOME + address.format(**keys)).status_code
            reaches = person.can(f"applications.{act}", county.township)
            sees = person.can("applications.see", county.township) or name.startswith(("seal", "data-"))
            carries = role in PERMISSIONS[f"applications.{act}"]
            opened = (reaches and sees) if "{" in address else carries
            assert status in ({200, 302} if opened else {403, 404}), (name, role, place, status)


def test_a_citizen_may_only_what_is_listed_and_only_on_his_own_case(receive):
    mine, other = receive(), receive()
    me = Citizen(mine.receipt)
    for act in {*PERMISSIONS, *ACTS} - {"applications.ask_record_correction"}:
        if act in ACTS:
            me.may(act, mine)
        else:
            with pytest.raises(Forbidden):
                me.may(act, mine)
        with pytest.raises(Forbidden):
            me.may(act, other)


def test_receipts_cannot_be_counted_up_and_wrong_ones_all_look_alike(client, receive, settings):
    receipts = {receive().receipt for _ in range(20)}
    numbers = sorted(int("".join(f"{ord(sign):02}" for sign in receipt if sign != "-")) for receipt in receipts)
    assert len({two - one for one, two in pairwise(numbers)}) == 19
    known = Application.objects.first().receipt
    told = set()
    for receipt in (known, "2222-2222-22", "x", "' OR 1=1"):
        answer = client.post("/track/", {"receipt": receipt, "code": "23456789"})
        told.add("没有查到" in answer.content.decode())
    assert told == {True}
