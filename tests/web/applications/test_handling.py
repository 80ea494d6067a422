"""Between receipt and answer: the worked examples of the law, on the platform's own records."""

from datetime import date

import pytest

from gongkai.web.applications.models import Party
from gongkai.web.applications.services import handling
from gongkai.web.applications.services.asking import withdraw
from gongkai.web.audit.services import Forbidden, Refused

LATER = date(2026, 1, 1)


def test_a_correction_starts_the_period_anew(receive, officer):
    application = receive(date(2024, 9, 27))
    asked = {"on": date(2024, 10, 12), "until": date(2024, 10, 25), "defects": "哪一年的合同"}
    handling.ask_correction(application, **asked, by=officer, today=date(2024, 10, 12))
    assert (application.state, application.due_on) == ("waiting_correction", None)
    handling.answer_correction(
        application, on=date(2024, 10, 21), content="2025年的", by=officer, today=date(2024, 10, 21)
    )
    assert application.due_on == date(2024, 11, 18)


def test_a_late_or_second_correction_is_refused_with_the_article(receive, officer):
    application = receive(date(2024, 9, 27))
    with pytest.raises(Refused, match="第三十条"):
        handling.ask_correction(
            application, on=date(2024, 10, 14), until=date(2024, 10, 30), defects="哪一年", by=officer, today=LATER
        )


def test_the_time_of_a_third_party_is_not_counted(receive, officer):
    application = receive(date(2025, 3, 3))
    party = handling.consult(
        application,
        kind=Party.Kind.THIRD_PARTY,
        name="恒远水利",
        on=date(2025, 3, 10),
        by=officer,
        today=date(2025, 3, 10),
    )
    handling.party_received(party, on=date(2025, 3, 12), by=officer, today=date(2025, 3, 12))
    handling.party_answered(
        party, on=date(2025, 3, 28), position="refused", reason="商业秘密", by=officer, today=date(2025, 3, 28)
    )
    application.refresh_from_db()
    assert application.due_on == date(2025, 4, 21)


def test_the_head_extends_in_time_and_nobody_else_and_never_late(receive, officer, head):
    application = receive(date(2025, 1, 20))
    late = {"days": 20, "on": date(2025, 2, 24), "reason": "需要查找档案"}
    with pytest.raises(Refused, match="第三十三条"):
        handling.extend(application, **late, by=head, today=date(2025, 2, 24))
    with pytest.raises(Forbidden):
        handling.extend(application, **late | {"on": date(2025, 2, 21)}, by=officer, today=date(2025, 2, 21))
    handling.extend(application, **late | {"on": date(2025, 2, 21)}, by=head, today=date(2025, 2, 21))
    assert application.due_on == date(2025, 3, 21)


def test_a_fee_stops_the_clock_until_it_is_paid(receive, officer):
    application = receive(date(2023, 4, 3))
    notice = handling.charge(
        application, basis="by_page", quantity=120, on=date(2023, 4, 20), by=officer, today=date(2023, 4, 20)
    )
    assert (notice.amount, "合计 1,100 元" in notice.calculation) == (1100, True)
    handling.fee_received(notice, on=date(2023, 4, 20), by=officer, today=date(2023, 4, 20))
    handling.fee_paid(notice, on=date(2023, 5, 10), by=officer, today=date(2023, 5, 10))
    application.refresh_from_db()
    assert application.due_on == date(2023, 6, 7)


def test_what_is_free_is_not_charged(receive, officer):
    with pytest.raises(Refused, match="不用收费"):
        handling.charge(
            receive(date(2023, 4, 3)), basis="by_page", quantity=30, on=date(2023, 4, 4), by=officer, today=LATER
        )


def test_an_unpaid_fee_lapses_only_after_its_last_day(receive, officer):
    application = receive(date(2023, 4, 3))
    notice = handling.charge(
        application, basis="by_item", quantity=11, on=date(2023, 4, 20), by=officer, today=date(2023, 4, 20)
    )
    handling.fee_received(notice, on=date(2023, 4, 20), by=officer, today=date(2023, 4, 20))
    with pytest.raises(Refused, match="还没有过"):
        handling.close_lapsed(application, on=date(2023, 5, 19), by=officer, today=date(2023, 5, 19))
    from gongkai.web.applications import clock

    application.refresh_from_db()
    clock.recompute(application, date(2023, 5, 22))
    application.save()
    handling.close_lapsed(application, on=date(2023, 5, 22), by=officer, today=date(2023, 5, 22))
    application.refresh_from_db()
    assert (application.outcome, application.counted_on) == ("lapsed_unpaid", date(2023, 5, 22))


def test_a_case_that_somebody_else_changed_says_who_and_keeps_what_was_typed(receive, officer, head):
    from gongkai.web.applications.services.stepping import changing, happen

    application = receive()
    seen = application.version
    handling.note(application, kind="phone", on=date(2025, 3, 4), words="已联系", by=head, today=date(2025, 3, 4))
    with (
        pytest.raises(Refused, match="许槐刚刚记录了“电话”"),
        changing(application, "note", by=officer, today=date(2025, 3, 4), version=seen) as locked,
    ):
        happen(locked, "note", date(2025, 3, 4), by=officer, today=date(2025, 3, 4))


def test_an_event_entered_by_mistake_is_struck_out_and_stays_readable(receive, officer):
    application = receive()
    handling.ask_correction(
        application,
        on=date(2025, 3, 5),
        until=date(2025, 3, 20),
        defects="写明年份",
        by=officer,
        today=date(2025, 3, 5),
    )
    event = application.events.get(kind="correction_asked")
    handling.strike(application, event.pk, reason="登错了案件", by=officer, today=date(2025, 3, 6))
    event.refresh_from_db()
    assert (application.state, application.due_on) == ("open", date(2025, 3, 31))
    assert event.struck_reason == "登错了案件"


def test_a_day_that_has_not_come_is_not_registered(receive, officer):
    with pytest.raises(Refused, match="还没有到"):
        handling.note(receive(), kind="note", on=date(2025, 3, 9), words="提醒", by=officer, today=date(2025, 3, 4))


def test_what_was_withdrawn_counts_as_other(receive, officer):
    application = receive()
    withdraw(application, by=officer, today=date(2025, 3, 6), words="已经找到")
    assert (application.state, application.outcome) == ("withdrawn", "withdrawn")
