"""What each event does to the clock, on the last lawful day and on the day after."""

from datetime import date

import pytest

from gongkai.law import BadInput, Event, History, NoCalendar, account, account_of, national_calendar
from gongkai.law import due as light_due
from law.telling import by, codes, due, event, told

R = "received 2025-03-03"  # due 2025-03-31


def same(*lines, **context):
    """The history changes nothing about the plain due day."""
    return due(*lines, **context) == "2025-03-31"


def test_correction_is_lawful_on_the_seventh_day_and_void_on_the_eighth():
    on_time = told(R, "correction_asked 2025-03-12 until=2025-03-24")
    assert (on_time.state, on_time.due, by(on_time, "correction_answer")) == ("waiting_correction", None, "2025-03-24")
    late = told(R, "correction_asked 2025-03-13 until=2025-03-24", "corrected 2025-03-20")
    assert codes(late) == {"correction_late", "corrected_without_effect"}
    assert (late.state, late.due) == ("open", date(2025, 3, 31))


def test_a_second_correction_does_not_stop_the_clock():
    found = told(
        R, "correction_asked 2025-03-04 until=2025-03-10", "corrected 2025-03-05", "correction_asked 2025-03-06"
    )
    assert (found.state, codes(found)) == ("open", {"correction_second"})
    assert found.due == date(2025, 4, 2)


@pytest.mark.parametrize(("on", "state"), [("2025-03-24", "waiting_correction"), ("2025-03-25", "lapsed_uncorrected")])
def test_the_correction_lapses_the_day_after_its_period(on, state):
    found = told(R, "correction_asked 2025-03-12 until=2025-03-24", on=on)
    assert (found.state, found.due) == (state, None)
    assert {day.why for day in found.days if day.day > date(2025, 3, 12)} == {"等待申请人补正", "周末"}
    assert found.days[-1].day == date(2025, 3, 24)


def test_a_correction_without_a_period_never_lapses_and_is_flagged():
    found = told(R, "correction_asked 2025-03-12", on="2025-12-31")
    assert (found.state, codes(found), found.limits) == ("waiting_correction", {"correction_without_period"}, ())
    assert {day.why for day in found.days if day.day > date(2025, 11, 1)} == {"等待申请人补正", "周末"}


def test_a_late_correction_that_was_taken_in_starts_the_clock_and_is_flagged():
    found = told(R, "correction_asked 2025-03-12 until=2025-03-24", "corrected 2025-03-25")
    assert (found.state, codes(found), found.due) == ("open", {"corrected_late"}, date(2025, 4, 23))
    assert {day.why for day in found.days} >= {"收到补正后重新起算，此前不计", "等待申请人补正", "工作日"}


@pytest.mark.parametrize(
    ("days", "last", "flags"),
    [(1, "2025-04-01", set()), (20, "2025-04-28", set()), (21, "2025-04-28", {"extension_too_long"})],
)
def test_an_extension_is_cut_at_its_maximum(days, last, flags):
    found = told(R, f"extended 2025-03-31 days={days}")
    assert (found.due.isoformat(), codes(found)) == (last, flags)
    assert found.days[-1].why == ("延长期内的工作日")


def test_an_extension_after_the_due_day_is_void():
    assert same(R, "extended 2025-04-01 days=5")


def test_only_one_extension_counts():
    found = told(R, "extended 2025-03-20 days=1", "extended 2025-03-21 days=19")
    assert (found.due, found.extension, codes(found)) == (date(2025, 4, 1), 1, {"extension_second"})
    assert "extension" not in {limit.act for limit in found.limits}


def test_an_earlier_extension_is_spent_by_a_correction():
    lines = (R, "extended 2025-03-05 days=10", "correction_asked 2025-03-06 until=2025-03-20", "corrected 2025-03-10")
    found = told(*lines, "extended 2025-03-11 days=5")
    assert (found.extension, found.due, codes(found)) == (0, date(2025, 4, 8), {"extension_second"})


def test_overlapping_consultations_count_each_day_once():
    asked = (R, "third_party_asked 2025-03-10 party=甲", "third_party_received 2025-03-10 party=甲")
    both = (*asked, "joint_maker_asked 2025-03-12 party=乙", "joint_maker_received 2025-03-12 party=乙")
    found = told(*both, "third_party_answered 2025-03-14 party=甲", "joint_maker_answered 2025-03-18 party=乙")
    assert (found.excluded, found.due) == (6, date(2025, 4, 9))
    why = {day.day: day.why for day in found.days}
    assert (why[date(2025, 3, 11)], why[date(2025, 3, 17)]) == ("征求第三方意见（甲）", "征求共同制作机关意见（乙）")


def test_an_unanswered_organ_takes_nothing_out_and_an_answered_one_does():
    pending = told(R, "organ_asked 2025-03-10 party=水利局")
    assert (pending.due, codes(pending)) == (date(2025, 3, 31), {"consultation_unanswered"})
    found = told(R, "organ_asked 2025-03-10 party=水利局", "organ_answered 2025-03-12 party=水利局")
    assert (found.due, found.excluded, codes(found)) == (date(2025, 4, 2), 2, set())


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        (("third_party_asked 2025-03-01 party=甲", R), "consultation_before_receipt"),
        ((R, "third_party_asked 2025-04-01 party=甲"), "consultation_after_due"),
        ((R, "third_party_received 2025-03-05 party=甲"), "consultation_unmatched"),
        ((R, "third_party_answered 2025-03-05 party=甲"), "consultation_unmatched"),
        ((R, "answered 2025-03-20", "organ_asked 2025-03-21"), "after_end"),
        ((R, "answered 2025-03-20", "extended 2025-03-21 days=1"), "after_end"),
        ((R, "answered 2025-03-20", "withdrawn 2025-03-21"), "withdrawn_after_answer"),
        ((R, "withdrawn 2025-03-20", "withdrawn 2025-03-21"), "after_end"),
        (("extended 2025-03-01 days=1", R), "before_receipt"),
        ((R, "received 2025-03-05"), "second_receipt"),
        ((R, "fee_paid 2025-03-05"), "payment_without_notice"),
        ((R, "deferred 2025-03-05"), "deferral_without_period"),
        ((R, "deferred 2025-04-01 until=2025-05-01"), "deferral_late"),
        ((R, "fee_sent 2025-04-01"), "fee_notice_late"),
    ],
)
def test_what_has_no_effect_is_flagged_and_the_clock_goes_on(lines, flag):
    assert flag in codes(told(*lines))
    assert same(*lines) or told(*lines).state in ("answered", "withdrawn")


LAST_DAY = (R, "third_party_asked 2025-03-31 party=甲", "third_party_received 2025-03-31 party=甲")


@pytest.mark.parametrize(
    ("sent", "excluded", "last", "flags"),
    [
        ("2025-03-28", 6, "2025-04-09", set()),
        ("2025-03-31", 5, "2025-04-08", {"consultation_on_last_day"}),
        ("2025-04-01", 0, "2025-03-31", {"consultation_after_due"}),
    ],
)
def test_a_letter_sent_on_the_due_day_is_waited_for_and_one_sent_the_day_after_is_not(sent, excluded, last, flags):
    letter = (f"third_party_asked {sent} party=甲", f"third_party_received {sent} party=甲")
    found = told(R, *letter, "third_party_answered 2025-04-08 party=甲", on="2025-03-31")
    assert (found.excluded, found.due.isoformat(), codes(found)) == (excluded, last, flags)


def test_a_letter_of_the_due_day_leaves_no_day_after_the_opinion_and_says_so():
    waiting = told(*LAST_DAY)
    assert (waiting.excluded, waiting.due.isoformat()) == (15, by(waiting, "third_party_answer")) == (15, "2025-04-22")
    assert [day.why for day in waiting.days if day.day > date(2025, 3, 31) and day.why[0] == "征"] == (
        ["征求第三方意见（甲）"] * 15
    )
    assert waiting.days[-1].number is None
    (flag,) = waiting.flags
    assert "之后没有剩余的工作日" in flag.message
    assert "第三十三条第三款" in flag.cites


@pytest.mark.parametrize(
    ("answered", "on"), [("2025-04-03", "2025-04-03"), ("2025-04-04", "2025-04-07"), ("2025-04-05", "2025-04-07")]
)
def test_a_period_used_up_does_not_end_while_the_opinion_of_its_last_day_is_awaited(answered, on):
    found = told(*LAST_DAY, f"third_party_answered {answered} party=甲")
    assert (found.excluded, found.due.isoformat(), found.days[-1].day.isoformat()) == (3, on, on)
    rolled = "意见在休息日收到，顺延到次一个工作日"
    assert found.days[-1].why == (rolled if answered != on else "征求第三方意见（甲）")


def test_letters_of_the_due_day_are_waited_for_one_after_another_and_together():
    lines = (*LAST_DAY, "third_party_answered 2025-04-05 party=甲", "joint_maker_asked 2025-04-07 party=乙")
    chained = told(*lines, "joint_maker_answered 2025-04-09 party=乙")
    assert (chained.excluded, chained.due) == (5, date(2025, 4, 9))
    both = told(*LAST_DAY, "joint_maker_asked 2025-03-31 party=乙", "joint_maker_answered 2025-04-02 party=乙")
    assert (both.excluded, both.due) == (15, date(2025, 4, 22))


def test_days_won_after_a_letter_of_the_due_day_follow_the_opinion():
    found = told(*LAST_DAY, "third_party_answered 2025-04-03 party=甲", "extended 2025-04-03 days=2")
    assert (found.excluded, found.due, found.extension) == (3, date(2025, 4, 8), 2)


def test_an_organ_asked_on_the_due_day_takes_out_nothing_until_it_answers():
    pending = told(R, "organ_asked 2025-03-31 party=水利局")
    assert pending.due == date(2025, 3, 31)
    assert codes(pending) == {"consultation_unanswered", "consultation_on_last_day"}
    found = told(R, "organ_asked 2025-03-31 party=水利局", "organ_answered 2025-04-02 party=水利局")
    assert (found.due, found.excluded) == (date(2025, 4, 2), 2)


def test_a_fee_notice_may_still_be_sent_while_the_opinion_of_the_last_day_is_awaited():
    found = told(*LAST_DAY, "fee_sent 2025-04-02", on="2025-04-03")
    assert (found.state, found.excluded) == ("waiting_fee", 2)
    why = {day.day: day.why for day in found.days}
    assert (why[date(2025, 4, 2)], why[date(2025, 4, 3)]) == ("征求第三方意见（甲）", "等待申请人缴费")


@pytest.mark.parametrize(
    "set_by",
    [("deferred 2025-03-20 until=2025-05-06",), ("answered 2025-03-20", "ordered_redo 2025-03-21 until=2025-05-06")],
)
@pytest.mark.parametrize(
    ("sent", "flags"),
    [
        ("2025-04-15", {"consultation_without_effect"}),
        ("2025-05-06", {"consultation_without_effect"}),
        ("2025-05-07", {"consultation_after_due"}),
    ],
)
def test_a_day_that_a_notice_or_an_order_set_does_not_move_for_a_letter(set_by, sent, flags):
    found = told(R, *set_by, f"organ_asked {sent} party=乙", "organ_answered 2025-05-08 party=乙", on="2025-05-06")
    assert (found.due, found.excluded, codes(found)) == (date(2025, 5, 6), 0, flags)


def test_a_reminder_does_not_begin_a_second_consultation():
    lines = (R, "third_party_asked 2025-03-10 party=甲", "third_party_received 2025-03-10 party=甲")
    twice = told(*lines, "third_party_asked 2025-03-20 party=甲", "third_party_received 2025-03-21 party=甲")
    assert {"consultation_twice", "consultation_unmatched"} <= codes(twice)
    assert twice.due == told(*lines).due


def test_a_letter_after_receipt_counts_though_one_was_sent_before():
    found = told("organ_asked 2025-03-01", R, "organ_asked 2025-03-10", "organ_answered 2025-03-12")
    assert found.excluded == 2


def test_an_opinion_after_the_limit_takes_out_no_more_than_the_limit():
    lines = (R, "third_party_asked 2025-03-10 party=甲", "third_party_received 2025-03-12 party=甲")
    late = told(*lines, "third_party_answered 2025-04-03 party=甲")
    assert (late.excluded, codes(late)) == (17, {"consultation_answer_late"})
    assert told(*lines, "third_party_answered 2025-04-02 party=甲").excluded == 17


def test_without_the_day_of_receipt_the_addressees_limit_runs_from_the_sending():
    found = told(R, "third_party_asked 2025-03-10 party=甲")
    assert (by(found, "third_party_answer"), codes(found)) == ("2025-03-31", {"consultation_receipt_unknown"})


def test_a_deferral_sets_the_day_and_never_shortens():
    found = told(R, "deferred 2025-03-31 until=2025-05-06")
    assert (found.due, found.days[-1].why) == (date(2025, 5, 6), "合理延迟期限内")
    assert same(R, "deferred 2025-03-10 until=2025-03-20")


@pytest.mark.parametrize(("sent", "state"), [("2025-03-31", "waiting_fee"), ("2025-04-01", "open")])
def test_a_fee_notice_must_be_issued_within_the_reply_period(sent, state):
    found = told(R, f"fee_sent {sent}", "fee_noticed 2025-04-02", on="2025-04-02")
    assert found.state == state
    assert (state == "waiting_fee") == ("payment" in {limit.act for limit in found.limits})


def test_a_notice_sent_and_not_yet_received_stops_the_clock_without_a_limit():
    found = told(R, "fee_sent 2025-03-31", on="2025-06-30")
    assert (found.state, found.limits) == ("waiting_fee", ())
    assert found.days[-1].day == date(2025, 6, 30)


@pytest.mark.parametrize(("on", "state"), [("2025-04-18", "waiting_fee"), ("2025-04-19", "lapsed_unpaid")])
def test_the_fee_lapses_the_day_after_its_period(on, state):
    assert told(R, "fee_noticed 2025-03-20", on=on).state == state


def test_money_taken_late_starts_the_clock_and_is_flagged():
    found = told(R, "fee_noticed 2025-03-20", "fee_paid 2025-04-21")
    assert (found.due, codes(found)) == (date(2025, 5, 21), {"fee_paid_late"})


def test_a_second_fee_notice_is_pointed_out():
    lines = (R, "fee_noticed 2025-03-20", "fee_noticed 2025-03-21", "fee_paid 2025-03-24", "fee_sent 2025-03-25")
    assert codes(told(*lines)) == {"fee_notice_second"}


def test_a_fee_before_its_regulation_is_flagged():
    assert "fee_without_basis" in codes(told("received 2020-12-01", "fee_sent 2020-12-31"))
    assert "fee_without_basis" not in codes(told("received 2020-12-15", "fee_sent 2021-01-01"))
    assert "fee_notice" not in {limit.act for limit in told("received 2020-12-01").limits}


@pytest.mark.parametrize(
    "line",
    [
        "extended 2025-03-06 days=1",
        "deferred 2025-03-06 until=2025-04-30",
        "correction_asked 2025-03-06",
        "fee_noticed 2025-03-06",
        "fee_sent 2025-03-06",
    ],
)
def test_nothing_happens_to_a_clock_that_stands_still(line):
    found = told(R, "correction_asked 2025-03-05 until=2025-03-20", line)
    assert (found.state, codes(found)) == ("waiting_correction", {"while_stopped"})


@pytest.mark.parametrize(("on", "flags"), [("2025-03-31", set()), ("2025-04-01", {"reply_late"})])
def test_a_reply_is_in_time_on_the_due_day(on, flags):
    found = told(R, f"answered {on}")
    assert (found.state, found.due, codes(found)) == ("answered", date(2025, 3, 31), flags)


def test_a_reply_while_waiting_is_flagged_but_not_after_the_lapse():
    lines = (R, "correction_asked 2025-03-05 until=2025-03-20")
    early = told(*lines, "answered 2025-03-20", on="2025-05-01")
    assert (early.state, early.due, codes(early)) == ("answered", None, {"reply_while_waiting"})
    assert early.days[-1].day == date(2025, 3, 20)
    assert codes(told(*lines, "answered 2025-03-21")) == set()


@pytest.mark.parametrize(("on", "flags"), [("2025-03-31", set()), ("2025-04-01", {"overdue"})])
def test_the_day_after_the_due_day_it_is_overdue(on, flags):
    assert codes(told(R, on=on)) == flags


def test_an_order_without_a_day_gives_the_full_period_and_one_with_a_day_that_day():
    lines = (R, "answered 2025-03-20")
    full = told(*lines, "ordered_redo 2025-06-03")
    assert (full.state, full.due, full.days[0].day) == ("open", date(2025, 7, 1), date(2025, 6, 4))
    fixed = told(
        *lines,
        "ordered_redo 2025-06-03 until=2025-06-20",
        "extended 2025-06-04 days=5",
        "deferred 2025-06-05 until=2025-08-01",
    )
    assert (fixed.due, fixed.base_due, codes(fixed)) == (date(2025, 6, 20), date(2025, 6, 20), {"extension_of_order"})
    assert (fixed.days[-1].why, fixed.excluded) == ("责令重新答复的期限内", 0)
    assert "extension" not in {limit.act for limit in fixed.limits}


def test_a_deferral_after_an_order_without_a_day_never_shortens_and_is_no_order():
    lines = (R, "answered 2025-03-20", "ordered_redo 2025-06-03")
    assert told(*lines, "deferred 2025-06-04 until=2025-06-20").due == date(2025, 7, 1)
    longer = told(*lines, "deferred 2025-06-04 until=2025-08-01", "extended 2025-06-05 days=5")
    assert (longer.due, longer.base_due, codes(longer)) == (date(2025, 8, 1), date(2025, 7, 1), set())


def test_letters_from_before_an_order_are_over():
    lines = (R, "organ_asked 2025-03-10", "answered 2025-03-20", "ordered_redo 2025-06-03", "organ_asked 2025-06-04")
    assert told(*lines, "organ_answered 2025-06-05").excluded == 1
    fixed = (*lines[:3], "ordered_redo 2025-06-03 until=2025-07-01", *lines[4:], "organ_answered 2025-06-05")
    assert told(*fixed).excluded == 0


def test_days_taken_out_before_a_stop_are_told():
    lines = (R, "organ_asked 2025-03-04", "organ_answered 2025-03-06")
    found = told(*lines, "correction_asked 2025-03-10 until=2025-03-20")
    assert (found.excluded, found.base_due) == (2, date(2025, 3, 31))


def test_a_withdrawal_before_receipt_ends_it():
    found = told("arrived 2025-03-03 channel=online", "withdrawn 2025-03-04", "received 2025-03-05")
    assert (found.state, found.due, found.base_due) == ("withdrawn", None, None)


@pytest.mark.parametrize(
    ("channel", "received", "flags"),
    [
        ("counter", "2025-03-03", set()),
        ("counter", "2025-03-04", {"receipt_differs"}),
        ("registered_mail", "2025-03-04", {"receipt_differs"}),
        ("oral", "2025-03-02", {"received_before_arrival"}),
        ("ordinary_mail", "2025-03-04", set()),
        ("ordinary_mail", "2025-03-05", {"confirmation_delayed"}),
        ("online", "2025-03-04", set()),
        ("fax", "2025-03-05", {"confirmation_delayed"}),
        ("email", "2025-03-05", {"confirmation_delayed"}),
        ("email", "2025-03-02", {"received_before_arrival"}),
    ],
)
def test_receipt_follows_the_channel(channel, received, flags):
    found = told(f"arrived 2025-03-03 channel={channel}", f"received {received}", on="2025-03-06")
    assert codes(found) == flags


@pytest.mark.parametrize(
    ("arrival", "on", "flags"),
    [
        ("channel=online", "2025-03-04", set()),
        ("channel=online", "2025-03-05", {"confirmation_overdue"}),
        ("", "2025-03-05", {"confirmation_overdue"}),
        ("channel=counter", "2025-03-03", {"receipt_unrecorded"}),
    ],
)
def test_an_application_not_yet_confirmed_waits(arrival, on, flags):
    found = told(f"arrived 2025-03-03 {arrival}", on=on)
    assert (found.state, found.due, found.base_due, found.days) == ("waiting_confirmation", None, None, ())
    assert (codes(found), by(found, "confirmation")) == (flags, "2025-03-04")


def test_the_first_arrival_counts_and_no_channel_is_no_fault():
    assert codes(told("arrived 2025-03-03", "arrived 2025-03-04", "received 2025-03-04")) == set()


def test_events_come_in_any_order():
    lines = [R, "third_party_asked 2025-03-10 party=甲", "third_party_answered 2025-03-12 party=甲"]
    assert told(*lines).to_json() == told(*reversed(lines)).to_json()


def test_working_days_left_are_counted_both_ways():
    found = told(R)
    assert [found.remaining(date(2025, 3, day)) for day in (3, 28, 31)] == [20, 1, 0]
    assert (found.remaining(date(2025, 4, 2)), told("arrived 2025-03-03").remaining(date(2025, 3, 4))) == (-2, None)


def test_a_clock_that_runs_into_an_unpublished_year_gives_the_earliest_day_and_says_so():
    found = told("received 2026-12-20")
    assert (found.due, found.provisional, codes(found)) == (date(2027, 1, 15), True, {"provisional_calendar"})
    assert found.days[-1].why == "暂按工作日计（放假安排尚未公布）"
    (flag,) = found.flags
    assert flag.message.startswith("2027 年的放假安排尚未导入，期限是暂定的：")
    assert "请先按这一天办理。" in flag.message
    assert flag.message.endswith("由系统管理员导入（gongkai law calendar import），期限随之重新计算。")
    assert light_due([event("received 2026-12-20")]) == found.due
    assert not told(R).provisional


@pytest.mark.parametrize("day", ["2027-01-05", "2040-06-01"])
def test_a_year_that_should_be_known_is_an_error_that_says_how_to_add_it(day):
    with pytest.raises(NoCalendar, match=r"law calendar import"):
        told(f"received {day}")
    with pytest.raises(NoCalendar):
        light_due([event(f"received {day}")])


def test_before_the_regulation_there_is_no_clock():
    assert due("received 2008-05-01") == "2008-05-22"
    with pytest.raises(BadInput, match="2008-04-30"):
        told("received 2008-04-30")


def test_the_next_year_is_an_error_once_it_has_begun():
    assert told("received 2026-12-20", on="2026-12-31").provisional
    with pytest.raises(NoCalendar, match="2027"):
        told("received 2026-12-20", on="2027-01-01")


def test_a_gap_between_years_is_an_error_too():
    from gongkai.law import Calendar

    kept = [one for year, one in national_calendar().arrangements.items() if year != 2024]
    with pytest.raises(NoCalendar, match="2024"):
        account([event("received 2023-12-20")], as_of=date(2025, 1, 1), calendar=Calendar(kept))


def test_a_consultation_beyond_every_calendar_is_an_error():
    with pytest.raises(NoCalendar):
        told("received 2026-12-01", "organ_asked 2026-12-02", "organ_answered 2031-06-01", on="2026-12-31")


@pytest.mark.parametrize(
    ("region", "last", "flags"),
    [
        ("guangxi", "2025-04-02", {"local_calendar"}),
        ("广西", "2025-04-02", {"local_calendar"}),
        ("yanbian", "2025-03-31", set()),
    ],
)
def test_local_holidays_are_laid_over(region, last, flags):
    found = told(R, region=region)
    assert (found.due.isoformat(), codes(found)) == (last, flags)


def test_an_area_without_the_years_holidays_says_so():
    assert "local_year_missing" in codes(told("received 2018-03-05", region="宁夏"))
    assert codes(told("arrived 2025-03-03", region="宁夏")) == set()


def test_before_2019_a_third_party_had_no_limit():
    pending = told("received 2018-03-05", "third_party_asked 2018-03-06 party=甲")
    assert (pending.due, codes(pending)) == (date(2018, 3, 26), {"consultation_unanswered"})
    assert "correction" not in {limit.act for limit in pending.limits}
    twice = told(
        "received 2018-03-05", "correction_asked 2018-03-20", "corrected 2018-03-21", "correction_asked 2018-03-22"
    )
    assert twice.state == "waiting_correction"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "应为一个对象"),
        ({"events": "received"}, "事件的列表"),
        ({"events": []}, "第三十一条"),
        ({"events": [{"event": "extended", "on": "2025-03-03", "days": 3}]}, "无从起算"),
        ({"events": ["received"]}, "第 1 个事件"),
        ({"events": [{"event": "recieved", "on": "2025-03-03"}]}, "不认识的事件 recieved"),
        ({"events": [{"event": 3, "on": "2025-03-03"}]}, "应为文字"),
        ({"events": [{"event": "received"}]}, "on 应为日期"),
        ({"events": [{"event": "received", "on": "2025-02-30"}]}, "应为日期"),
        ({"events": [{"event": "received", "on": "20250303"}]}, "应为日期"),
        ({"events": [{"event": "arrived", "on": "2025-03-03", "channel": "pigeon"}]}, "不认识的收件渠道 pigeon"),
        ({"events": [{"event": "received", "on": "2025-03-03", "untill": "2025-03-04"}]}, "不认识的键 untill"),
        ({"events": [{"event": "received", "on": "2025-03-03"}], "asof": None}, "不认识的键 asof"),
        ({"events": [{"event": "received", "on": "2025-03-03"}], "as_of": 3}, "as_of 应为日期"),
        ({"events": [{"event": "received", "on": "2025-03-03"}], "region": 3}, "region"),
        ({"events": [{"event": "received", "on": "2025-03-03"}], "region": "火星"}, "没有名为 火星 的地方日历"),
        ({"events": [{"event": "extended", "on": "2025-03-03", "days": 0}]}, "至少 1 个"),
        ({"events": [{"event": "extended", "on": "2025-03-03"}]}, "days"),
        ({"events": [{"event": "extended", "on": "2025-03-03", "days": "5"}]}, "days 应为整数"),
        ({"events": [{"event": "extended", "on": "2025-03-03", "days": True}]}, "days 应为整数"),
        ({"events": [{"event": "correction_asked", "on": "2025-03-03", "until": "2025-03-02"}]}, "早于当日"),
        ({"events": [{"event": "fee_sent", "on": "2025-03-03", "amount": -1}]}, "不能是负数"),
        ({"events": [{"event": "fee_sent", "on": "2025-03-03", "amount": "很多"}]}, "应为金额"),
        ({"events": [{"event": "fee_sent", "on": "2025-03-03", "amount": True}]}, "应为金额"),
        (
            {"events": [{"event": "answered", "on": "2025-03-02"}, {"event": "received", "on": "2025-03-03"}]},
            "第三十一条",
        ),
    ],
)
def test_what_cannot_be_read_or_cannot_have_been_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(BadInput, match=sentence) as raised:
        account_of(History.read(data))
    assert str(raised.value).endswith("。")


def test_a_history_is_read_with_its_region_and_day():
    data = {"region": "广西", "as_of": "2025-04-03", "events": [{"event": "received", "on": "2025-03-03", "amount": 3}]}
    history = History.read(data)
    assert account_of(history).as_of == date(2025, 4, 3)
    assert account_of(history, on=date(2025, 3, 5)).as_of == date(2025, 3, 5)


def test_an_event_is_written_as_it_was_read():
    data = {"event": "fee_sent", "on": "2025-03-03", "party": "甲", "amount": "12.50"}
    assert Event.read(data).to_json() == data
    assert Event.read({"event": "extended", "on": "2025-03-03", "days": 3}).to_json()["days"] == 3


@pytest.mark.parametrize("far", ["deferred 2025-03-20", "correction_asked 2025-03-05", "ordered_redo 2025-03-20"])
def test_a_period_that_ends_beyond_all_reckoning_is_a_slip_of_the_pen(far):
    assert told("received 2025-03-03", f"{far} until=2027-12-31").flags
    with pytest.raises(BadInput, match="期限到 9999 年，太远了"):
        told("received 2025-03-03", f"{far} until=9999-12-31")
