"""Registers, what they tell the annual report, and reminders."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.messages.models import Notification
from gongkai.web.oversight import facts
from gongkai.web.oversight.models import NilReturn, Reminder, Training
from gongkai.web.oversight.services import registers
from web.oversight.conftest import TODAY

TRAINING = {
    "on": date(2026, 3, 2),
    "subject": "条例和依申请答复",
    "kind": "lecture",
    "hours": Decimal("4"),
    "people": 36,
}


def train(who, **values):
    return registers.enter("training", who.county.township, by=who.clerk, today=TODAY, **(TRAINING | values))


def test_a_register_that_is_empty_says_nothing_until_somebody_says_there_was_nothing(people):
    township = people.county.township
    assert facts.year_of(township, 2026)["training/sessions"] is None
    registers.declare_nil("training", township, year=2026, by=people.clerk, today=TODAY)
    assert facts.year_of(township, 2026)["training/sessions"] == 0
    train(people)
    assert NilReturn.objects.count() == 0
    told = facts.year_of(township, 2026)
    assert (told["training/sessions"], told["training/people"]) == (1, 36)


def test_nothing_cannot_be_declared_where_there_is_something_nor_of_a_year_to_come(people):
    train(people)
    with pytest.raises(Refused, match="已经有记录"):
        registers.declare_nil("training", people.county.township, year=2026, by=people.clerk, today=TODAY)
    with pytest.raises(Refused, match="还没有开始"):
        registers.declare_nil("evaluation", people.county.township, year=2027, by=people.clerk, today=TODAY)


def test_the_facts_reach_the_sentences_of_the_annual_report(people):
    from gongkai.web.annual_reports.facts import facts_of

    train(people)
    found = facts_of(people.county.township, 2026, [people.county.township])
    assert found["training/people"].words == "36"
    assert found["training/people"].url == "/workbench/oversight/training/?year=2026"
    assert found["accountability/cases"].value is None


def test_what_lies_ahead_or_makes_no_sense_is_refused(people):
    with pytest.raises(Refused, match="还没有到"):
        train(people, on=date(2026, 3, 17))
    with pytest.raises(Refused, match="零报告"):
        train(people, people=0)
    with pytest.raises(Refused, match="不是柳河镇人民政府所属"):
        registers.enter("villages", people.county.township, village=people.county.neighbour, on=TODAY,
                        by=people.clerk, today=TODAY)  # fmt: skip
    assert not Training.objects.exists()


def test_nobody_writes_in_the_register_of_another_organ(people):
    with pytest.raises(Forbidden):
        registers.enter("training", people.county.township, by=people.stranger, today=TODAY, **TRAINING)
    with pytest.raises(Forbidden):
        registers.enter("accountability", people.county.township, by=people.clerk, today=TODAY, on=TODAY,
                        measure="talk", people=1, why="逾期", ground="条例第五十三条")  # fmt: skip


def test_a_change_and_a_removal_stay_in_the_log(people):
    made = train(people)
    registers.change("training", made.pk, by=people.clerk, today=TODAY, **(TRAINING | {"people": 40}))
    assert Training.objects.get().people == 40
    assert Entry.objects.get(act="oversight.training_changed").before["people"] == 36
    registers.take_out("training", made.pk, by=people.clerk)
    assert not Training.objects.exists()
    assert "条例和依申请答复" in str(Entry.objects.get(act="oversight.training_removed").before)


def remind(people, *organs, today=TODAY):
    pairs = [(organ, f"{organ.short_name}：年报未动") for organ in organs]
    return registers.remind(pairs, about="年报", url="/workbench/", urgent=False, by=people.supervisor, today=today)


def test_a_reminder_reaches_clerks_and_heads_once_a_day_and_stands_in_the_register(people):
    township, neighbour = people.county.township, people.county.neighbour
    remind(people, township, neighbour)
    remind(people, township)
    assert Notification.objects.filter(account=people.clerk).count() == 1
    assert Notification.objects.filter(account=people.head).count() == 1
    entry = Reminder.objects.get(organ=township)
    assert (entry.told, entry.times) == (2, 2)
    remind(people, township, today=date(2026, 3, 17))
    assert Reminder.objects.filter(organ=township).count() == 2


def test_a_clerk_reminds_nobody_and_nobody_chosen_is_told(people):
    with pytest.raises(Forbidden):
        registers.remind(
            [(people.county.township, "x")], about="年报", url="", urgent=False, by=people.clerk, today=TODAY
        )
    with pytest.raises(Refused, match="勾选"):
        registers.remind([], about="年报", url="", urgent=False, by=people.supervisor, today=TODAY)
