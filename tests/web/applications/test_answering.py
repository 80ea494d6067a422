"""The answer: grounded, approved by another, sent, delivered, contested, redone, counted once."""

from datetime import date

import pytest

from gongkai.web.applications.figures import Period, cases, table_four, table_three
from gongkai.web.applications.models import Review
from gongkai.web.applications.services import answering, contesting, handling
from gongkai.web.audit.services import Refused

SENT = date(2025, 3, 20)


@pytest.fixture
def answered(officer, head):
    """Answer a case with an outcome and send it on a day."""

    def answer(application, outcome="granted", on=SENT, **data):
        data = data or {"given": "《施工合同》（3页）随本答复书邮寄。"}
        decision = answering.draft(application, outcome=outcome, data=data, by=officer, today=on)
        answering.approve(decision, by=head, today=on)
        return answering.answer(decision, on=on, sending="mail", by=officer, today=on)

    return answer


def test_an_answer_is_numbered_sent_and_counted(receive, answered):
    application = receive()
    letter = answered(application)
    application.refresh_from_db()
    assert letter.number == "柳河镇人民政府公复〔2025〕1号"
    assert (application.state, application.outcome, application.counted_on) == ("answered", "granted", SENT)


def test_nobody_approves_his_own_draft_and_nothing_unapproved_leaves(receive, officer, county):
    from gongkai.web.accounts.models import Role
    from gongkai.web.accounts.services import grant
    from web.conftest import TESTS

    grant(officer, role=Role.HEAD, organ=county.township, by=TESTS)
    officer = type(officer).objects.get(pk=officer.pk)
    decision = answering.draft(receive(), outcome="granted", data={"given": "见附件"}, by=officer, today=SENT)
    with pytest.raises(Refused, match="自己起草"):
        answering.approve(decision, by=officer, today=SENT)
    with pytest.raises(Refused, match="批准"):
        answering.answer(decision, on=SENT, sending="mail", by=officer, today=SENT)


def test_not_existing_needs_a_recorded_search(receive, officer, answered):
    application = receive()
    with pytest.raises(Refused, match="检索记录"):
        answered(application, "not_existing")
    handling.search(
        application, on=SENT, places="水利站档案", words="清淤", people="林知夏", result="未找到", found=False,
        by=officer, today=SENT,
    )  # fmt: skip
    answered(application, "not_existing", search=["水利站档案，检索词“清淤”，林知夏，2025年3月20日"])


def test_a_partial_answer_says_what_and_why_for_each_part(receive, answered):
    with pytest.raises(Refused, match="缺少"):
        answered(receive(), "partly_granted")


def test_a_late_answer_is_recorded_as_it_happened(receive, answered):
    application = receive(date(2025, 1, 6))
    answered(application, on=date(2025, 3, 20))
    application.refresh_from_db()
    assert application.state == "answered"


def test_archiving_wants_the_proof_of_delivery(receive, officer, answered):
    application = receive()
    letter = answered(application)
    with pytest.raises(Refused, match="送达"):
        answering.archive(application, by=officer, today=SENT)
    answering.deliver(letter, on=date(2025, 3, 24), by=officer, today=date(2025, 3, 24))
    answering.archive(application, by=officer, today=date(2025, 3, 25))
    with pytest.raises(Refused, match="已归档"):
        handling.ask_correction(
            application, on=date(2025, 3, 26), until=date(2025, 4, 1), defects="x", by=officer, today=date(2025, 3, 26)
        )


def test_a_redo_reopens_the_case_and_counts_once(receive, officer, answered, county):
    application = receive(date(2024, 11, 1))
    answered(application, "refused_internal_affairs", on=date(2024, 11, 20), reason="属于内部工作流程记录")
    review = contesting.open_review(
        county.township, application=application, block=Review.Block.RECONSIDERATION, body="青禾县人民政府",
        filed_on=date(2024, 12, 5), by=officer, today=date(2024, 12, 6),
    )  # fmt: skip
    contesting.papers_received(review, on=date(2024, 12, 9), by=officer, today=date(2024, 12, 9))
    assert review.papers_due_on == date(2024, 12, 23)
    contesting.conclude(
        review, disposal="revoked", on=date(2025, 1, 15), redo=True, by=officer, today=date(2025, 1, 15)
    )
    application.refresh_from_db()
    assert (application.state, application.due_on) == ("open", date(2025, 2, 18))
    answered(application, "granted", on=date(2025, 2, 10))
    first, second = (table_three([county.township.pk], Period.year(year)) for year in (2024, 2025))
    assert first["applications/refused_internal_affairs/total"] == 1
    assert second["applications/total/total"] == second["applications/carried_in/total"] == 0
    assert table_four([county.township.pk], Period.year(2024))["reviews/reconsideration/pending"] == 1
    assert table_four([county.township.pk], Period.year(2025))["reviews/reconsideration/corrected"] == 1


def test_a_year_end_case_is_carried_over_and_every_cell_opens_its_cases(receive, answered, county):
    application = receive(date(2022, 12, 20))
    answered(application, on=date(2023, 1, 10))
    before, after = (table_three([county.township.pk], Period.year(year)) for year in (2022, 2023))
    assert (before["applications/new/natural_person"], before["applications/carried_out/natural_person"]) == (1, 1)
    assert (after["applications/carried_in/total"], after["applications/granted/total"]) == (1, 1)
    for year, figures in ((2022, before), (2023, after)):
        for path, number in figures.items():
            assert cases(path, [county.township.pk], Period.year(year)).count() == number, path
