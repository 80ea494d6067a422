"""投诉举报: opened by number and code alone; the organ never learns who wrote."""

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
