"""The county's desk: every page answers, shows only what one watches over, and never who applied or complained."""

import pytest
from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.oversight.models import Order, Reminder
from web.browser import oversight
from web.browser.furnished import furnish
from web.browser.pages import PAGES


@pytest.fixture
def furnished(db):
    """青禾县 with an order, a complaint, scores, a bulletin, a report."""
    found = furnish()
    oversight.made(found)
    return found


OURS = (
    "county",
    "training",
    "oversight",
    "order",
    "complaint",
    "assess",
    "scheme",
    "card",
    "score",
    "appeal",
    "bulletin",
    "round",
    "sum",
    "compare",
)


def ours():
    return [shown for shown in PAGES if shown.route.split(":")[1].startswith(OURS)]


def test_every_page_of_the_county_answers(client, furnished):
    from django.urls import reverse

    for shown in ours():
        if shown.who:
            client.force_login(
                furnished.holder(shown.who), backend="gongkai.web.accounts.authentication.AccountBackend"
            )
        answer = client.get(reverse(shown.route, args=shown.arguments(furnished)) + shown.query)
        assert answer.status_code == 200, shown.route
        told = answer.content.decode()
        assert "周晓棠" not in told, shown.route


@pytest.fixture
def supervisor(client, furnished):
    """The supervisor, logged in."""
    client.force_login(furnished.holder(Role.SUPERVISOR), backend="gongkai.web.accounts.authentication.AccountBackend")
    return client


def test_every_cell_of_the_board_opens_its_records(supervisor, furnished):
    import re

    board = supervisor.get("/workbench/county/").content.decode()
    cells = set(re.findall(r'href="(/workbench/county/[\w-]+/[\w-]+/)"', board))
    assert len(cells) > 20
    for address in cells:
        assert supervisor.get(address).status_code == 200, address


def test_a_reminder_is_shown_before_it_is_sent_and_then_told(supervisor, furnished):
    chosen = {"about": "report", "organ": ["liuhe", "yunling"]}
    preview = supervisor.post("/workbench/county/remind/", chosen | {"preview": "1"}).content.decode()
    assert "催办 2 个机关" in preview
    assert not Reminder.objects.exists()
    answer = supervisor.post("/workbench/county/remind/", chosen, follow=True).content.decode()
    assert "已催办 2 个机关" in answer
    assert Reminder.objects.count() == 2


def test_a_supervisor_sees_only_those_below_and_a_clerk_no_board(client, furnished):
    clerk = furnished.holder(Role.CLERK)
    client.force_login(clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    assert client.get("/workbench/county/").status_code == 403
    assert client.get("/workbench/county/yunling/report/").status_code == 403
    assert client.get("/workbench/sums/").status_code == 403
    other = furnished.county.account(Role.SUPERVISOR, furnished.county.neighbour)
    client.force_login(other, backend="gongkai.web.accounts.authentication.AccountBackend")
    assert client.get("/workbench/county/liuhe/report/").status_code == 404
    assert client.get(f"/workbench/orders/{Order.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("address", [
    "/workbench/county/export/", "/workbench/oversight/training/export/", "/workbench/orders/export/",
    "/workbench/complaints/export/", "/workbench/sums/export/xlsx/", "/workbench/sums/export/csv/",
    "/workbench/sums/export/json/",
])  # fmt: skip
def test_every_register_leaves_as_a_file_without_names(supervisor, furnished, address):
    answer = supervisor.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert "周晓棠".encode() not in answer.content


def test_the_organ_mends_what_it_was_sent(client, furnished):
    client.force_login(furnished.holder(Role.CLERK), backend="gongkai.web.accounts.authentication.AccountBackend")
    order = Order.objects.get()
    client.post(f"/workbench/orders/{order.pk}/finish/", {"words": "已改"})
    order.refresh_from_db()
    assert (order.state, order.done_on) == ("done", localdate())
    assert client.post(f"/workbench/orders/{order.pk}/verify/", {}).status_code == 403


def test_the_board_asks_as_many_questions_of_five_organs_as_of_two(furnished):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongkai.web.oversight import board

    county, today = furnished.county, localdate()
    everybody = [county.government, county.office, county.bureau, county.township, county.neighbour]
    with CaptureQueriesContext(connection) as few:
        board.lines(everybody[-2:], today)
    with CaptureQueriesContext(connection) as many:
        board.lines(everybody, today)
    assert len(many) == len(few), [query["sql"][:200] for query in many]


def test_of_too_many_organs_the_board_shows_areas_and_one_of_them_at_a_time(supervisor, furnished, monkeypatch):
    from gongkai.web.workbench.county import board as page

    monkeypatch.setattr(page, "LIMIT", 1)
    shown = supervisor.get("/workbench/county/").content.decode()
    assert "选一个地方" in shown
    assert 'href="?area=qinghe"' in shown
    assert "机关超过 1 个，请先选一个地方" in supervisor.get("/workbench/county/export/", follow=True).content.decode()
    monkeypatch.setattr(page, "LIMIT", 100)
    inside = supervisor.get("/workbench/county/?area=qinghe").content.decode()
    assert 'value="yunling"' in inside
    assert "谁在哪件事上落后" in inside


def test_the_round_is_paged_the_slowest_first(supervisor, furnished, monkeypatch):
    from gongkai.web.workbench.county import rounds

    monkeypatch.setattr(rounds, "MANY", 2)
    pages = [supervisor.get(f"/workbench/round/?page={number}") for number in (1, 2)]
    rows = [row for page in pages for row in page.context["rows"]]
    states = [report.state if report else "" for _, report, _, _ in rows]
    assert len({organ.pk for organ, *_ in rows}) == len(rows) == 3
    assert states == ["", "", "writing"]
    assert len(supervisor.get("/workbench/round/?state=writing").context["rows"]) == 1
    assert len(supervisor.get("/workbench/round/?state=none").context["rows"]) == 2


def test_only_the_ticked_organs_are_added_and_the_registers_tell_how_applications_came(supervisor, furnished):
    from datetime import date

    from web.annual_reports.test_summing import publish

    publish(furnished.county.bureau, 2024, new__total=5)
    publish(furnished.county.neighbour, 2024, new__total=30)
    everybody = supervisor.get("/workbench/sums/?year=2024")
    ticked = supervisor.get("/workbench/sums/?year=2024&organ=yunling")
    assert [answer.context["out"] for answer in (everybody, ticked)] == [2, 1]
    assert 'value="yunling" checked' in ticked.content.decode()
    assert ticked.context["by_channel"] == []

    from gongkai.web.applications.services import asking
    from gongkai.web.applications.services.identities import Identity
    from web.conftest import TESTS

    who = Identity(name="周晓棠", number="11010519491231002X", phone="13800138000")
    for day in (3, 4):
        asking.register(
            furnished.county.neighbour, kind="natural_person", identity=who, wish=asking.Wish(f"{day}号的会议纪要"),
            channel="counter", arrived_on=date(2024, 6, day), by=TESTS, today=date(2024, 6, day),
        )  # fmt: skip
    shown = supervisor.get("/workbench/sums/?year=2024&organ=yunling")
    assert [share.count for share in shown.context["by_channel"]] == [2]
    assert "收到方式" in shown.content.decode()
