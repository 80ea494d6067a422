"""Never late: what stands on 今日待办, who is warned, what a leaver leaves."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from gongkai import law
from gongkai.web.accounts.models import Role
from gongkai.web.applications import jobs
from gongkai.web.applications.handover import CASES
from gongkai.web.applications.services import answering, asking
from gongkai.web.applications.today import Applications
from gongkai.web.workbench.applications import showing
from law.telling import NEXT
from web.applications.conftest import MONDAY


def tasks(account, today):
    return list(Applications().tasks(account, today))


def test_the_officer_is_told_what_is_due_and_how_many_working_days_are_left(receive, officer):
    receive(MONDAY)
    (task,) = tasks(officer, date(2025, 3, 28))
    assert (task.due, task.left, task.unit) == (date(2025, 3, 31), 1, "个工作日")
    assert "第三十三条" in task.why


def test_the_head_sees_only_what_is_nearly_late_and_what_he_must_approve(receive, officer, head):
    application = receive(MONDAY)
    assert tasks(head, date(2025, 3, 10)) == []
    answering.draft(application, outcome="granted", data={"given": "见附件"}, by=officer, today=date(2025, 3, 10))
    (draft,) = tasks(head, date(2025, 3, 10))
    assert draft.review
    assert draft.what.startswith("批准答复")
    assert len(tasks(head, date(2025, 3, 28))) == 2


def test_officer_and_head_are_warned_once_a_day_as_the_last_day_comes_near(receive, officer, head):
    receive(MONDAY)
    assert jobs.every_morning(date(2025, 3, 19)) == 0
    assert jobs.every_morning(date(2025, 3, 24)) == 1
    assert (officer.notifications.count(), head.notifications.count()) == (1, 0)
    jobs.every_morning(date(2025, 3, 31))
    jobs.every_morning(date(2025, 3, 31))
    assert (officer.notifications.count(), head.notifications.count()) == (2, 1)


def test_an_act_that_leads_into_a_year_not_yet_known_is_offered_with_a_day_that_may_move(receive, officer):
    told = {one.title: one.why for one in showing.next_acts(receive(date(2026, 11, 20)), officer, date(2026, 11, 20))}
    assert "最晚1月8日（周五）（暂定）答复" in told["征求第三方意见"]
    assert "暂定" not in told["作出答复"]


def test_a_leaver_hands_his_running_cases_over(receive, officer, head, county):
    asking.assign(receive(MONDAY), officer=officer, by=head, today=MONDAY)
    taker = county.account(Role.CASE_OFFICER, county.township, "taker")
    assert (CASES.count(officer), CASES.give(officer, taker), CASES.count(officer), CASES.count(taker)) == (1, 1, 0, 1)


@pytest.fixture
def bring_in(tmp_path):
    """The notice of 2027 into the folder of the platform; afterwards it is gone again."""
    kept = settings.CALENDARS / "2027.toml"

    def brought() -> None:
        (tmp_path / "2027.toml").write_text(NEXT, encoding="utf-8")
        law.bring_in(tmp_path / "2027.toml", settings.CALENDARS)

    yield brought
    kept.unlink(missing_ok=True)
    law.refresh()
    jobs._SEEN[:] = [()]


def due_of(application):
    application.refresh_from_db()
    return application.due_on, application.provisional


def test_a_year_that_is_brought_in_moves_the_cases_and_tells_their_officer(receive, officer, bring_in):
    application = receive(date(2026, 12, 21))
    assert (due_of(application), jobs.when_years_change(date(2026, 12, 22))) == ((date(2027, 1, 18), True), 0)
    bring_in()
    assert [jobs.when_years_change(date(2026, 12, 22)) for _ in range(2)] == [1, 0]
    assert due_of(application) == (date(2027, 1, 19), False)
    (told,) = officer.notifications.values_list("text", flat=True)
    assert "由 2027-01-18 变为 2027-01-19" in told


def test_what_was_brought_in_while_nothing_ran_is_told_in_the_morning(receive, officer, bring_in):
    application = receive(date(2026, 12, 21))
    bring_in()
    jobs.every_morning(date(2026, 12, 22))
    assert due_of(application) == (date(2027, 1, 19), False)
    assert "变为 2027-01-19" in officer.notifications.get().text


def test_a_new_year_that_nobody_brought_in_stops_no_case_and_the_administrators_are_asked_once_a_week(
    receive, officer, county
):
    administrator = county.account(Role.ADMINISTRATOR, county.township, "keeper")
    application = receive(date(2026, 12, 21))
    for day in (4, 5, 11):
        jobs.every_morning(date(2027, 1, day))
    assert due_of(application) == (date(2027, 1, 18), True)
    assert [task.left for task in tasks(officer, date(2027, 1, 11))] == [5]
    asked = list(administrator.notifications.values_list("text", flat=True))
    assert len(asked) == 2
    assert all("2027 年的放假安排还没有导入，1 件" in one for one in asked)


def test_a_page_sees_the_new_year_at_once(client, county, bring_in):
    assert law.national_calendar().last_year == 2026
    bring_in()
    client.get("/healthz")
    assert law.national_calendar().last_year == 2027


def test_a_case_that_cannot_be_counted_keeps_no_other_from_its_turn(receive, officer, caplog):
    broken, sound = receive(MONDAY), receive(MONDAY)
    broken.events.update(struck_on=timezone.localdate())
    assert jobs.every_morning(date(2025, 3, 31)) == 1
    assert (due_of(sound)[0], broken.number in caplog.text) == (date(2025, 3, 31), True)
