"""What belongs together is found; what was asked often may be published for all; repeated requests are pointed out."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.web.applications.services import answering, asking, relating
from gongkai.web.applications.today import Applications
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.models import Item
from web.applications.conftest import COMPANY, MONDAY

SAME = asking.Wish("柳河镇二〇二五年河道清淤工程施工合同".replace("二〇二五", "2025"))
OTHER = asking.Wish("云岭水库移民安置补偿款发放明细表")


def granted(application, officer, head, on=date(2025, 3, 10)):
    """Answer it with 予以公开."""
    decision = answering.draft(application, outcome="granted", data={"given": "见附件"}, by=officer, today=on)
    answering.approve(decision, by=head, today=on)
    answering.answer(decision, on=on, sending="mail", by=officer, today=on)
    application.refresh_from_db()
    return application


def test_like_applications_find_each_other_and_unlike_ones_do_not(receive):
    first, like, other = receive(), receive(wish=SAME, identity=COMPANY, kind="business"), receive(wish=OTHER)
    found = relating.alike_of(like)
    assert [one.application for one in found] == [first]
    assert not found[0].same_applicant
    assert relating.alike_of(other) == []
    again = receive()
    assert {(one.application, one.same, one.same_applicant) for one in relating.alike_of(again)} >= {
        (first, True, True)
    }


def test_the_ordinal_of_the_month_counts_one_applicant_in_one_month(receive):
    receive(date(2025, 2, 27))
    first, second = receive(), receive(wish=OTHER)
    receive(identity=COMPANY, kind="business")
    assert (relating.frequency(first).ordinal, relating.frequency(second).ordinal) == (1, 2)
    assert (relating.frequency(second).before, relating.frequency(second).year) == (2, 3)


def test_one_click_makes_a_draft_item_of_what_was_granted_and_only_once(receive, officer, head):
    application = receive()
    with pytest.raises(Refused, match="第四十四条"):
        relating.convert(application, title="施工合同", by=officer, today=MONDAY)
    granted(application, officer, head)
    item = relating.convert(application, title="河道清淤工程施工合同", by=officer, today=date(2025, 3, 11))
    assert (item.state, Item.objects.get().title) == ("draft", "河道清淤工程施工合同")
    with pytest.raises(Refused, match="已经转为"):
        relating.convert(application, title="施工合同", by=officer, today=date(2025, 3, 11))


def test_the_same_thing_asked_by_two_is_pointed_out_until_it_is_converted(receive, officer, head):
    first = granted(receive(), officer, head)
    today = date(2025, 3, 12)
    told = [task for task in Applications().tasks(officer, today) if task.key.startswith("repeated")]
    assert told == []
    granted(receive(wish=SAME, identity=replace(COMPANY), kind="business"), officer, head)
    told = [task for task in Applications().tasks(officer, today) if task.key.startswith("repeated")]
    assert len(told) == 1
    relating.convert(first, title="施工合同", by=officer, today=today)
    assert not [task for task in Applications().tasks(officer, today) if task.key.startswith("repeated")]
