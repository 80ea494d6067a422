"""What was entered by mistake is struck out, and what hung on it goes with it."""

from datetime import date

import pytest

from gongkai.web.applications import acts
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.figures import Period, table_three
from gongkai.web.applications.models import FeeNotice
from gongkai.web.applications.services import answering, asking, contesting, handling
from gongkai.web.audit.services import Refused
from web.applications.conftest import MONDAY

LATER = date(2025, 3, 20)


def strike(application, kind, head, on=MONDAY):
    handling.strike(application, application.events.get(kind=kind).pk, reason="登错了案件", by=head, today=on)
    application.refresh_from_db()


@pytest.fixture
def refuse(officer, head):
    """An answer that withholds, drafted, approved and sent."""

    def refused(application, on=MONDAY):
        draft = answering.draft(
            application, outcome="refused_deliberative", data={"reason": "讨论稿。"}, by=officer, today=on
        )
        answering.approve(draft, by=head, today=on)
        letter = answering.answer(draft, on=on, sending="counter", by=officer, today=on)
        application.refresh_from_db()
        return letter

    return refused


def ending(application):
    application.refresh_from_db()
    return application.state, application.closed_on, application.outcome, application.counted_outcome


def result(application, row):
    return table_three([application.organ_id], Period.year(2025))[f"applications/{row}/total"]


def test_a_withdrawal_that_was_none_leaves_the_case_open_and_uncounted(receive, officer, head):
    application = receive()
    asking.withdraw(application, by=officer, today=MONDAY)
    assert result(application, "other") == 1
    strike(application, "withdrawn", head)
    assert ending(application) == ("open", None, "", "")
    assert (result(application, "other"), result(application, "carried_out")) == (0, 1)


def test_a_lapse_confirmed_by_mistake_is_open_to_the_applicants_good_reason(receive, officer, head):
    application = receive()
    handling.ask_correction(application, on=MONDAY, until=date(2025, 3, 17), defects="年份", by=officer, today=MONDAY)
    handling.close_lapsed(application, on=LATER, by=officer, today=LATER)
    strike(application, "lapsed", head, LATER)
    assert ending(application) == ("lapsed_uncorrected", None, "", "")
    assert "corrected" in [offer.step.key for offer in acts.offers(application, LATER)]
    handling.answer_correction(application, on=LATER, content="住院，今天才来", by=officer, today=LATER)
    assert ending(application)[0] == "open"


def test_an_order_that_was_for_another_case_leaves_the_answer_as_it_was(receive, officer, head, refuse):
    application = receive()
    refuse(application)
    facts = {"on": MONDAY, "by": officer, "today": MONDAY}
    review = contesting.open_review(
        application.organ, block="reconsideration", body="青禾县人民政府", filed_on=MONDAY, by=officer, today=MONDAY,
        application=application,
    )  # fmt: skip
    contesting.conclude(review, disposal="revoked", redo=True, **facts)
    assert ending(application)[:3] == ("open", None, "")
    strike(application, "ordered_redo", head)
    assert ending(application) == ("answered", MONDAY, "refused_deliberative", "refused_deliberative")


def test_an_order_is_registered_once_and_its_papers_on_days_that_were(receive, officer, refuse):
    application = receive()
    refuse(application)
    facts = {"by": officer, "today": MONDAY}
    review = contesting.open_review(
        application.organ, block="reconsideration", body="青禾县人民政府", filed_on=MONDAY, application=application,
        **facts,
    )  # fmt: skip
    for wrong in (date(2025, 3, 2), date(2025, 3, 4)):
        with pytest.raises(Refused, match="收到副本的日期"):
            contesting.papers_received(review, on=wrong, **facts)
    with pytest.raises(Refused, match="早于当日"):
        contesting.conclude(review, disposal="revoked", redo=True, redo_until=date(2024, 4, 1), on=MONDAY, **facts)
    contesting.conclude(review, disposal="revoked", redo=True, on=MONDAY, **facts)
    with pytest.raises(Refused, match="先在经过里划去"):
        contesting.conclude(review, disposal="revoked", redo=True, on=MONDAY, **facts)
    assert application.events.filter(kind="ordered_redo").count() == 1
    strike(application, "ordered_redo", officer)
    review.refresh_from_db()
    assert review.redo is False
    contesting.conclude(review, disposal="upheld", on=MONDAY, **facts)


@pytest.mark.parametrize(("simple", "due"), [(False, date(2023, 5, 18)), (True, None)])
def test_papers_of_before_the_present_law_are_due_by_the_old_one_which_knew_no_simple_procedure(
    receive, officer, simple, due
):
    day = date(2023, 5, 8)
    application = receive(date(2023, 3, 6))
    review = contesting.open_review(
        application.organ, block="reconsideration", body="青禾县人民政府", filed_on=day, by=officer, today=day,
        application=application, simple=simple,
    )  # fmt: skip
    contesting.papers_received(review, on=day, by=officer, today=day)
    assert (review.papers_received_on, review.papers_due_on) == (day, due)


def test_a_withdrawal_after_an_ordered_answer_struck_out_leaves_the_first_answer_counted(
    receive, officer, head, refuse
):
    application = receive()
    refuse(application)
    review = contesting.open_review(
        application.organ, block="reconsideration", body="青禾县人民政府", filed_on=MONDAY, by=officer, today=MONDAY,
        application=application,
    )  # fmt: skip
    contesting.conclude(review, disposal="revoked", redo=True, on=MONDAY, by=officer, today=MONDAY)
    asking.withdraw(application, by=officer, today=MONDAY)
    strike(application, "withdrawn", head)
    assert ending(application) == ("open", None, "", "refused_deliberative")


def test_a_fee_notice_that_was_struck_out_is_counted_and_owed_nowhere(receive, officer, head):
    application = receive()
    handling.charge(application, basis="by_page", quantity=120, on=MONDAY, by=officer, today=MONDAY)
    strike(application, "fee_sent", head)
    assert not FeeNotice.objects.filter(sent_on__isnull=False).exists()
    handling.charge(application, basis="by_page", quantity=40, on=MONDAY, by=officer, today=MONDAY)
    assert FeeNotice.objects.filter(sent_on__isnull=False).get().amount == 100


def test_whoever_was_asked_by_mistake_may_be_asked_again_and_his_struck_opinion_counts_for_nothing(
    receive, officer, head
):
    application = receive()
    asked = {"kind": "third_party", "name": "青禾恒远水利工程有限公司", "on": MONDAY, "by": officer, "today": MONDAY}
    handling.consult(application, **asked)
    with pytest.raises(Refused, match="已经征求过"):
        handling.consult(application, **asked)
    strike(application, "third_party_asked", head)
    with pytest.raises(Refused, match="须先书面征求第三方意见"):
        answering.draft(application, outcome="refused_third_party", data={}, by=officer, today=MONDAY)
    party = handling.consult(application, **asked)
    handling.party_answered(party, on=MONDAY, position="agreed", reason="可以", by=officer, today=MONDAY)
    strike(application, "third_party_answered", head)
    party.refresh_from_db()
    assert (party.position, party.reason) == ("waiting", "")


def test_a_search_that_was_struck_out_carries_no_answer(receive, officer, head):
    application = receive()
    facts = {"places": "档案室", "words": "合同", "people": "林知夏", "result": "无", "found": False}
    handling.search(application, on=MONDAY, by=officer, today=MONDAY, **facts)
    strike(application, "searched", head)
    with pytest.raises(Refused, match="须先登记检索记录"):
        answering.draft(application, outcome="not_existing", data={"search": ["档案室"]}, by=officer, today=MONDAY)


def test_after_the_answer_the_applicant_can_withdraw_correct_and_explain_nothing_any_more(receive, refuse):
    application = receive()
    refuse(application)
    facts = {"by": Citizen(application.receipt), "today": MONDAY}
    with pytest.raises(Refused, match="不能再撤回"):
        asking.withdraw(application, **facts)
    with pytest.raises(Refused, match="没有等待补正"):
        handling.answer_correction(application, on=MONDAY, content="2025年", **facts)
    with pytest.raises(Refused, match="没有要求说明理由"):
        handling.give_reasons(application, on=MONDAY, words="研究", **facts)
    assert ending(application) == ("answered", MONDAY, "refused_deliberative", "refused_deliberative")


def test_an_answer_that_crosses_with_a_withdrawal_does_not_leave(receive, officer, head):
    application = receive()
    draft = answering.draft(
        application, outcome="refused_deliberative", data={"reason": "讨论稿。"}, by=officer, today=MONDAY
    )
    answering.approve(draft, by=head, today=MONDAY)
    asking.withdraw(application, by=Citizen(application.receipt), today=MONDAY)
    with pytest.raises(Refused, match="申请人撤回"):
        answering.answer(draft, on=MONDAY, sending="counter", by=officer, today=MONDAY)
    assert ending(application) == ("withdrawn", MONDAY, "withdrawn", "withdrawn")


def test_after_the_period_it_is_the_organ_that_hears_the_good_reason(receive, officer):
    application = receive()
    handling.ask_correction(application, on=MONDAY, until=date(2025, 3, 17), defects="年份", by=officer, today=MONDAY)
    with pytest.raises(Refused, match="请与机关联系"):
        handling.answer_correction(
            application, on=LATER, content="2025年", by=Citizen(application.receipt), today=LATER
        )
    with pytest.raises(Refused, match="期限届满之后"):
        handling.close_lapsed(application, on=date(2025, 3, 17), by=officer, today=LATER)
    handling.close_lapsed(application, on=date(2025, 3, 18), by=officer, today=LATER)
    with pytest.raises(Refused, match="没有等待补正"):
        handling.answer_correction(application, on=LATER, content="2025年", by=officer, today=LATER)


def test_an_archived_answer_can_still_be_opened_and_an_old_link_still_be_followed(receive, officer, refuse):
    application = receive()
    letter = refuse(application)
    answering.deliver(letter, on=MONDAY, by=officer, today=MONDAY)
    answering.archive(application, by=officer, today=MONDAY)
    assert answering.receive(application, letter, by=Citizen(application.receipt), today=MONDAY) == letter
