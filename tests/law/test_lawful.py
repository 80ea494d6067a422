"""A new act is tried on the clock: the lawful one goes through, the unlawful one is refused with its article."""

from datetime import date

import pytest

from gongkai.law import History, Unlawful, acts, check_act, try_act
from law.telling import event

RECEIVED = (event("received 2025-03-03"),)


@pytest.mark.parametrize(
    ("act", "article"),
    [
        ("correction_asked 2025-03-13 until=2025-03-24", "第三十条"),
        ("correction_asked 2025-03-12", "第三十条"),
        ("extended 2025-04-01 days=5", "第三十三条第二款"),
        ("extended 2025-03-31 days=21", "第三十三条第二款"),
        ("third_party_asked 2025-04-01 party=甲", "第三十三条第三款"),
        ("fee_sent 2025-04-01", "109号"),
        ("fee_paid 2025-03-10", "109号"),
        ("corrected 2025-03-10", "第三十条"),
    ],
)
def test_an_unlawful_act_is_refused_with_its_article(act, article):
    with pytest.raises(Unlawful, match=article) as raised:
        check_act(RECEIVED, event(act))
    assert raised.value.cites
    assert raised.value.code


@pytest.mark.parametrize(
    ("act", "due"),
    [("extended 2025-03-31 days=20", date(2025, 4, 28)), ("answered 2025-04-02", date(2025, 3, 31))],
)
def test_a_lawful_act_gives_the_account_after_it(act, due):
    assert check_act(RECEIVED, event(act)).due == due


def test_the_first_act_needs_no_history():
    assert try_act((), event("received 2025-03-03")).lawful


def test_an_old_fault_does_not_forbid_a_new_act():
    late = (*RECEIVED, event("correction_asked 2025-03-13 until=2025-03-24"))
    assert check_act(late, event("extended 2025-03-20 days=1")).due == date(2025, 4, 1)


def test_every_act_is_offered_with_its_day_or_its_reason():
    offered = {act.event.event: act for act in acts(History(RECEIVED), date(2025, 3, 13))}
    assert offered["extended"].after.due == date(2025, 4, 28)
    assert offered["answered"].lawful
    assert offered["correction_asked"].reason.code == "correction_late"
    assert offered["received"].reason.code == "second_receipt"
    assert offered["third_party_asked"].after.excluded > 0


def test_what_is_impossible_says_so():
    waiting = History((event("arrived 2025-03-03 channel=online"),))
    offered = {act.event.event: act for act in acts(waiting, date(2025, 3, 4))}
    assert (offered["answered"].lawful, offered["answered"].reason.code) == (False, "impossible")
    assert offered["received"].lawful
