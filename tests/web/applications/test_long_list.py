"""The day's list and the figures stay cheap and right however many cases there are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.web.accounts.models import Role
from gongkai.web.applications import clock
from gongkai.web.applications.figures import Period, cases, closed, table_three
from gongkai.web.applications.measures import measures
from gongkai.web.applications.models import Application, Letter
from gongkai.web.applications.services import answering, asking
from gongkai.web.applications.today import Applications
from gongkai.web.messages import today as gathered
from web.applications.conftest import MONDAY, RIVER, ZHOU

LATER = MONDAY + timedelta(days=23)


@pytest.fixture
def letter(county, officer):
    """An application that came by mail and waits until its receipt is confirmed."""

    def came(on: date = MONDAY) -> Application:
        return asking.register(
            county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="email", arrived_on=on,
            by=officer, today=on,
        ).application  # fmt: skip

    return came


def tasks(account, on=LATER):
    return {task.key: task for task in Applications().tasks(account, on)}


@pytest.mark.parametrize("days", [1, 20, 27, 28, 29, 60])
def test_a_task_counts_the_days_that_the_clock_counts(receive, letter, officer, days):
    on = MONDAY + timedelta(days=days)
    receive(MONDAY), receive(MONDAY + timedelta(days=1)), letter(MONDAY)
    told = tasks(officer, on)
    assert len(told) == 3
    for one in Application.objects.all():
        account, task = clock.account(one, on), told[one.number]
        if one.state == "open":
            assert (task.due, task.left) == (account.due, account.remaining(on))
        else:
            assert task.due == account.limits[0].by


def test_a_longer_list_asks_the_database_no_more(receive, officer):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            tasks(officer)
        return len(queries)

    receive()
    few = asked()
    for _ in range(12):
        receive()
    assert asked() == few


def test_an_officer_sees_his_own_cases_and_nobodys(receive, officer, county):
    other = county.account(Role.CASE_OFFICER, county.township, "other")
    mine, nobodys, his = receive(), receive(), receive()
    for case, who in ((mine, officer), (nobodys, None), (his, other)):
        Application.objects.filter(pk=case.pk).update(officer=who)
    assert set(tasks(officer)) == {mine.number, nobodys.number}
    assert set(tasks(other)) == {his.number, nobodys.number}


def test_a_letter_without_proof_of_delivery_is_told_to_whose_case_it_is(receive, officer, head, county):
    other = county.account(Role.CASE_OFFICER, county.township, "other")
    case = receive()
    decision = answering.draft(case, outcome="granted", data={"given": "见附件"}, by=officer, today=MONDAY)
    answering.approve(decision, by=head, today=MONDAY)
    answering.answer(decision, on=MONDAY, sending="mail", by=officer, today=MONDAY)
    Application.objects.filter(pk=case.pk).update(officer=officer)
    key = f"letter:{Letter.objects.get().pk}"
    assert key in tasks(officer)
    assert key not in tasks(officer, MONDAY + timedelta(days=9))
    assert key not in tasks(other)
    Letter.objects.update(delivered_on=MONDAY + timedelta(days=3))
    assert key not in tasks(officer)


def test_the_page_of_the_day_gathers_its_tasks_once(client, officer, monkeypatch):
    asked = []

    class Counting:
        name = "数一数"

        def tasks(self, account, on):
            asked.append(account)
            return ()

    monkeypatch.setattr(gathered, "import_string", lambda dotted: Counting)
    monkeypatch.setattr(gathered, "SOURCES", ("one",))
    client.force_login(officer)
    assert client.get("/workbench/").status_code == 200
    assert asked == [officer]


def test_the_figures_count_what_was_carried_over_and_measure_what_was_closed(receive, officer, head, county):
    def answer(case, on, outcome="granted"):
        decision = answering.draft(case, outcome=outcome, data={"given": "见附件"}, by=officer, today=on)
        answering.approve(decision, by=head, today=on)
        answering.answer(decision, on=on, sending="mail", by=officer, today=on)

    early, late, open_, next_ = (receive(date(2025, month, 10)) for month in (2, 10, 11, 12))
    answer(early, date(2025, 2, 20))
    answer(late, date(2026, 1, 5))
    answer(next_, date(2027, 1, 5))
    organs = [county.township.pk]
    for year in (2024, 2025, 2026, 2027):
        period = Period.year(year)
        results = closed(organs, period)
        table = table_three(organs, period, results)
        assert table == table_three(organs, period)
        assert {path: cases(path, organs, period).count() for path in table} == table
        told = measures(organs, period, results)
        assert told == measures(organs, period)
        assert told.closed == told.answered == table["applications/total/total"] == sum(told.topics.values())
    assert measures(organs, Period.year(2025)).in_time == 1.0
    assert measures(organs, Period.year(2026)).in_time == 0.0
    assert measures(organs, Period.year(2025)).median_days == 8
    assert table_three(organs, Period.year(2026))["applications/carried_in/total"] == 3
    assert open_.pk in {one.pk for one in cases("applications/carried_out/total", organs, Period.year(2027))}
