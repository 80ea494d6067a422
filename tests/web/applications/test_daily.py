"""Never late: what stands on 今日待办, who is warned, what a leaver leaves."""

from datetime import date

from gongkai.web.accounts.models import Role
from gongkai.web.applications import jobs
from gongkai.web.applications.handover import CASES
from gongkai.web.applications.services import answering, asking
from gongkai.web.applications.today import Applications
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


def test_a_leaver_hands_his_running_cases_over(receive, officer, head, county):
    asking.assign(receive(MONDAY), officer=officer, by=head, today=MONDAY)
    taker = county.account(Role.CASE_OFFICER, county.township, "taker")
    assert (CASES.count(officer), CASES.give(officer, taker), CASES.count(officer), CASES.count(taker)) == (1, 1, 0, 1)
