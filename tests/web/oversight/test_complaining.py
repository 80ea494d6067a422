"""投诉举报: opened by number and code alone; the organ never learns who wrote."""

from datetime import timedelta

import pytest

from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Forbidden, Refused
from gongkai.web.oversight.models import Complaint
from gongkai.web.oversight.services import complaining
from gongkai.web.oversight.services.complaining import Complainant
from web.oversight.conftest import TODAY


@pytest.fixture
def handed_in(people):
    """A complaint about 柳河镇, and its code."""
    return complaining.complain(
        people.county.township, kind="not_published", content="去年的低保名单一直没有公示", name="周晓棠",
        phone="13800138000", by=Complainant(), today=TODAY,
    )  # fmt: skip


def test_number_and_code_open_it_and_nothing_else_does(handed_in):
    complaint, code = handed_in
    assert complaining.fits(complaint.receipt, code.lower())
    assert not complaining.fits(complaint.receipt, "AAAAAAAA")
    assert not complaining.fits("XXXX-XXXX-XX", code)


def test_who_wrote_is_sealed_and_every_look_is_logged(handed_in, people):
    complaint, _ = handed_in
    row = Complaint.objects.filter(pk=complaint.pk).values().get()
    assert "周晓棠" not in str(row)
    assert "13800138000" not in str(row)
    assert "周晓棠" not in str(list(Entry.objects.values()))
    with pytest.raises(Forbidden):
        complaining.who(complaint, why="想知道", by=people.head)
    with pytest.raises(Refused, match="为什么"):
        complaining.who(complaint, why=" ", by=people.supervisor)
    assert complaining.who(complaint, why="电话核实", by=people.supervisor)["name"] == "周晓棠"
    assert Entry.objects.filter(act="oversight.complainant_seen", facts__why="电话核实").exists()


def test_it_is_accepted_and_answered_and_then_closed(handed_in, people):
    complaint, _ = handed_in
    with pytest.raises(Refused, match="待受理"):
        complaining.answer(complaint, verified=True, words="属实", by=people.supervisor, today=TODAY)
    complaining.accept(complaint, by=people.supervisor, today=TODAY)
    done = complaining.answer(complaint, verified=True, words="属实，已责令整改", by=people.supervisor, today=TODAY)
    assert (done.state, done.verified) == ("answered", True)
    with pytest.raises(Refused, match="已答复"):
        complaining.withdraw(complaint, by=Complainant(complaint.receipt), today=TODAY)


def test_a_complainant_withdraws_his_own_and_nobody_elses(handed_in):
    complaint, _ = handed_in
    with pytest.raises(Forbidden):
        complaining.withdraw(complaint, by=Complainant("AAAA-AAAA-AA"), today=TODAY)
    assert complaining.withdraw(complaint, by=Complainant(complaint.receipt), today=TODAY).state == "withdrawn"


def test_the_organ_complained_of_does_not_handle_it(handed_in, people):
    complaint, _ = handed_in
    for person in (people.clerk, people.head, people.stranger):
        with pytest.raises(Forbidden):
            complaining.accept(complaint, by=person, today=TODAY)


def test_a_complaint_of_three_words_or_without_a_name(people):
    with pytest.raises(Refused, match="太短"):
        complaining.complain(people.county.township, kind="other", content="不好", by=Complainant(), today=TODAY)
    complaint, _ = complaining.complain(
        people.county.township, kind="other", content="公示栏玻璃碎了半年", by=Complainant(), today=TODAY
    )
    assert complaint.sealed == ""


def test_a_complaint_by_telephone_is_taken_down_and_its_days_count_from_the_call(people):
    called = TODAY - timedelta(days=3)
    words = {"kind": "not_answered", "content": "三月申请公开，至今没有答复", "phone": "13800138000"}
    at_once, _ = complaining.complain(people.county.township, by=Complainant(), today=called, **words)
    taken, code = complaining.complain(
        people.county.township, by=people.clerk, today=TODAY, channel="phone", arrived_on=called, **words
    )
    assert (taken.arrived_on, taken.due_on) == (called, at_once.due_on)
    assert called < complaining.accept_by(taken) < taken.due_on
    assert complaining.fits(taken.receipt, code)
    event = taken.events.get()
    assert (event.words, event.by_name) == ("电话，代为登记。", people.clerk.name)
    assert "13800138000" not in str(list(Entry.objects.values()))


def test_nothing_is_taken_down_that_has_not_come_nor_about_an_organ_that_is_not_ones_own_or_below(people):
    words = {"kind": "other", "content": "公示栏三个月没有换过", "channel": "letter", "today": TODAY}
    with pytest.raises(Refused, match="还没有到"):
        complaining.complain(people.county.township, by=people.clerk, arrived_on=TODAY + timedelta(days=1), **words)
    with pytest.raises(Forbidden):
        complaining.complain(people.county.neighbour, by=people.clerk, **words)
    assert complaining.complain(people.county.neighbour, by=people.supervisor, **words)[0].channel == "letter"


def test_a_clerk_takes_down_a_call_and_sees_the_code_once_and_no_register(people, client):
    client.force_login(people.clerk, backend="gongkai.web.accounts.authentication.AccountBackend")
    complaining.complain(
        people.county.township, kind="other", content="有人网上投诉过别的事", by=Complainant(), today=TODAY
    )
    form = {"organ": people.county.township.pk, "channel": "phone", "arrived_on": str(TODAY), "kind": "wrong",
            "content": "公开的电话打不通，已经两周", "name": "周晓棠"}  # fmt: skip
    answer = client.post("/workbench/complaints/add/", form, follow=True).content.decode()
    receipt = Complaint.objects.get(channel="phone").receipt
    assert f"回执编号 {receipt}，查询码" in answer
    again = client.get("/workbench/complaints/").content.decode()
    assert receipt not in again
    assert "有人网上投诉过" not in again
    assert client.get(f"/workbench/complaints/{Complaint.objects.first().pk}/").status_code == 403
