"""The engine and an independent day-by-day count agree on random histories."""

import random
from datetime import date, timedelta
from itertools import product

import pytest

from gongkai.law import Event, account, due
from law.histories import history
from law.naive import naive_clock, working


def compare(seed: int) -> None:
    chance = random.Random(seed)
    events = history(chance)
    agree(events, events[-1]["on"] + timedelta(days=chance.randrange(60)), seed)


def agree(events: list[dict], as_of: date, seed: object) -> None:
    """State, due day, extension and excluded days are the same by both counts."""
    state, expected, excluded, extension = naive_clock(events, as_of)
    shuffled = [Event(**event) for event in events]
    got = account(shuffled, as_of=as_of)
    assert (got.state, got.due, got.extension) == (state, expected, extension), (seed, events, as_of)
    assert due(shuffled, as_of=as_of) == got.due
    if expected is not None:
        assert got.excluded == excluded, (seed, events)
        hold_together(got, seed)


def hold_together(got, seed: object) -> None:
    """The account proves the due day: its numbers run without a gap and nothing but a working day is counted."""
    numbers = [day.number for day in got.days if day.counted]
    assert numbers == list(range(1, len(numbers) + 1)), seed
    assert all(working(day.day) for day in got.days if day.counted), seed
    assert all(day.why and day.cites for day in got.days), seed
    assert not got.days or got.days[-1].day == got.due, seed
    assert [day.day for day in got.days] == [got.days[0].day + timedelta(days=n) for n in range(len(got.days))]


@pytest.mark.parametrize("hundred", range(10))
def test_two_clocks_agree(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        compare(seed)


def test_two_clocks_agree_on_letters_sent_and_answered_around_the_last_day():
    received = date(2025, 3, 3)  # due on the 31st; a long weekend, with a make-up day, follows within the wait
    for sent, wait, more in product(range(26, 31), range(30), (0, 3)):
        asked = received + timedelta(days=sent)
        events = [{"event": "received", "on": received}, {"event": "joint_maker_asked", "on": asked, "party": "甲"}]
        if more:
            events.append({"event": "extended", "on": received + timedelta(days=7), "days": more})
        events.append({"event": "joint_maker_answered", "on": asked + timedelta(days=wait), "party": "甲"})
        second = asked + timedelta(days=wait % 8)
        events += [{"event": "organ_asked", "on": second, "party": "乙"}]
        events += [{"event": "organ_answered", "on": second + timedelta(days=wait % 5), "party": "乙"}]
        agree(sorted(events, key=lambda event: event["on"]), asked + timedelta(days=40), (sent, wait, more))


@pytest.mark.slow
@pytest.mark.parametrize("thousand", range(100))
def test_two_clocks_agree_on_a_hundred_thousand_histories(thousand):
    for seed in range(1_000_000 + thousand * 1000, 1_000_000 + thousand * 1000 + 1000):
        compare(seed)
