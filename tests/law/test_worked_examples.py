"""Every worked example of the process, with its date."""

from datetime import date

import pytest

from gongkai.law import deadline, outcome, publication, remedies
from law.telling import by, codes, due, told

THIRD = ("received 2025-03-03", "third_party_asked 2025-03-10 party=甲", "third_party_received 2025-03-12 party=甲")
FEE = ("received 2023-04-03", "fee_noticed 2023-04-20")


def test_1_year_end():
    found = told("received 2022-12-20")
    assert (by(found, "correction"), by(found, "reply")) == ("2022-12-29", "2023-01-18")


def test_2_national_day_and_correction():
    found = told("received 2024-09-27")
    assert (by(found, "correction"), found.due) == ("2024-10-12", date(2024, 10, 30))
    corrected = due("received 2024-09-27", "correction_asked 2024-10-12 until=2024-10-25", "corrected 2024-10-21")
    assert corrected == "2024-11-18"


def test_3_third_party():
    answered = told(*THIRD, "third_party_answered 2025-03-28 party=甲")
    assert (answered.base_due, answered.excluded) == (date(2025, 3, 31), 14)
    assert (answered.due, by(answered, "third_party_answer")) == (date(2025, 4, 21), "2025-04-02")
    silent = told(*THIRD)
    assert (silent.excluded, silent.due) == (17, date(2025, 4, 24))


def test_4_extension_over_spring_festival():
    assert due("received 2025-01-20") == "2025-02-21"
    assert due("received 2025-01-20", "extended 2025-02-21 days=20") == "2025-03-21"
    late = told("received 2025-01-20", "extended 2025-02-24 days=20")
    assert (late.due, "extension_late" in codes(late)) == (date(2025, 2, 21), True)


def test_5_fee():
    assert due("received 2023-04-03") == "2023-05-04"
    assert by(told(*FEE), "payment") == "2023-05-19"
    assert due(*FEE, "fee_paid 2023-05-10") == "2023-06-07"
    assert told(*FEE, on="2023-05-22").state == "lapsed_unpaid"


def test_6_confirmed_on_line_on_a_sunday():
    found = told("received 2024-10-13")
    assert (found.days[0].day, found.days[0].number) == (date(2024, 10, 14), 1)
    assert found.due == date(2024, 11, 8)


def test_7_spring_festival():
    found = told("received 2021-02-08")
    assert (by(found, "correction"), found.due) == ("2021-02-23", date(2021, 3, 12))


def test_8_proactive_publication():
    assert publication(date(2023, 9, 27)).due == date(2023, 10, 31)


def test_9_reconsideration_first():
    found = remedies(outcome("refused_deliberative"), date(2024, 3, 15))
    assert (found.reconsideration.due, found.suit, found.reconsideration_first) == (date(2024, 5, 14), None, True)
    assert deadline("remedies/suit_after_reconsideration", date(2024, 6, 3)).due == date(2024, 6, 18)


def test_10_direct_suit_ending_on_a_holiday():
    found = remedies(outcome("not_existing"), date(2024, 3, 15))
    assert found.suit is not None
    assert (found.suit.counted, found.suit.due) == (date(2024, 9, 15), date(2024, 9, 18))
    assert "顺延" in found.suit.words


def test_the_account_of_the_schema():
    lines = ("arrived 2025-03-03 channel=registered_mail", *THIRD, "third_party_answered 2025-03-28 party=甲")
    told_json = told(*lines, on="2025-04-30").to_json()
    assert list(told_json) == ["due", "base_due", "excluded", "extension", "state", "limits", "flags", "days"]
    assert told_json["days"][0] | {"cites": ""} == {
        "day": "2025-03-04",
        "number": 1,
        "counted": True,
        "why": "工作日",
        "cites": "",
    }
    limits = {(limit["act"], limit.get("party"), limit["by"]) for limit in told_json["limits"]}
    assert {("correction", None, "2025-03-12"), ("third_party_answer", "甲", "2025-04-02")} <= limits
    assert [flag["code"] for flag in told_json["flags"]] == ["overdue"]


@pytest.mark.parametrize(("received", "last"), [("2019-05-14", "2019-06-04"), ("2019-05-15", "2019-06-13")])
def test_the_text_of_2007_gives_fifteen_days_to_the_day_before_the_new_one(received, last):
    assert due(f"received {received}") == last
