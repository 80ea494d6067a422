"""Reconsideration and suits against an answer, or against silence: their papers, their hearings, their end."""

from datetime import date

import pytest

from gongkai.web.applications.services import contesting
from gongkai.web.applications.today import Applications
from gongkai.web.audit.services import Refused
from web.applications.conftest import MONDAY


def test_a_hearing_that_was_set_is_a_task_until_its_day_and_stands_in_the_case(receive, officer, client):
    application = receive()
    review = contesting.open_review(
        application.organ, block="litigation_direct", body="青禾县人民法院", filed_on=MONDAY, by=officer, today=MONDAY,
        application=application,
    )  # fmt: skip
    day = date(2025, 3, 20)
    contesting.papers_received(review, on=MONDAY, by=officer, today=MONDAY)
    with pytest.raises(Refused, match="早于受理日期"):
        contesting.hearing_set(review, on=date(2025, 3, 2), by=officer, today=MONDAY)
    contesting.hearing_set(review, on=day, by=officer, today=MONDAY)
    told = {task.key: task for task in Applications().tasks(officer, MONDAY)}
    assert told[f"hearing:{review.pk}"].due == day
    assert "行政诉讼法" in told[f"review:{review.pk}"].why
    client.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")
    page = client.get(f"/workbench/applications/{application.pk}/").content.decode()
    assert "3月20日听证、开庭" in page
    assert "3月18日前提交答复、答辩" in page
    assert f"hearing:{review.pk}" not in {task.key for task in Applications().tasks(officer, date(2025, 3, 21))}
    contesting.conclude(review, disposal="upheld", on=day, by=officer, today=day)
    with pytest.raises(Refused, match="不用再登记"):
        contesting.hearing_set(review, on=day, by=officer, today=day)


def test_the_screen_registers_a_hearing(receive, officer, client):
    application = receive()
    review = contesting.open_review(
        application.organ, block="reconsideration", body="青禾县人民政府", filed_on=MONDAY, by=officer, today=MONDAY,
        application=application,
    )  # fmt: skip
    client.force_login(officer, backend="gongkai.web.accounts.authentication.AccountBackend")
    told = {"what": "hearing", "on": "2099-04-01"}
    assert client.post(f"/workbench/applications/reviews/{review.pk}/", told).status_code == 302
    review.refresh_from_db()
    assert review.hearing_on == date(2099, 4, 1)
