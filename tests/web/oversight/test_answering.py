"""依申请按期 on the county's board: what was answered, in time or late, and what is overdue; nothing else."""

from datetime import date

from gongkai.web.accounts.models import Role
from gongkai.web.applications.services import answering, asking, contesting
from gongkai.web.oversight.duties.answering import Applications
from web.applications.conftest import RIVER, ZHOU

MARCH, LATE, TODAY = date(2025, 3, 3), date(2025, 4, 2), date(2025, 6, 30)


def test_the_withdrawn_is_no_answer_and_a_late_answer_stays_late_though_a_new_one_follows(county):
    officer = county.account(Role.CASE_OFFICER, county.township, "officer")
    head = county.account(Role.HEAD, county.township, "head")

    def received():
        shared = {"arrived_on": MARCH, "by": officer, "today": MARCH}
        return asking.register(
            county.township, kind="natural_person", identity=ZHOU, wish=RIVER, channel="counter", **shared
        ).application

    def answer(case, on):
        draft = answering.draft(case, outcome="refused_deliberative", data={"reason": "讨论稿。"}, by=officer, today=on)
        answering.approve(draft, by=head, today=on)
        answering.answer(draft, on=on, sending="counter", by=officer, today=on)

    answer(received(), MARCH)
    asking.withdraw(received(), by=officer, today=LATE)
    twice = received()
    answer(twice, LATE)
    review = contesting.open_review(
        county.township, application=twice, block="reconsideration", body="青禾县人民政府", filed_on=LATE, by=officer,
        today=LATE,
    )  # fmt: skip
    contesting.conclude(review, disposal="revoked", redo=True, on=LATE, by=officer, today=LATE)
    answer(twice, LATE)
    received()
    duty, organ = Applications(), county.township
    assert duty.cells([organ], TODAY)[organ.pk].share == 1 / 3
    words = [record.words for record in duty.records(organ, TODAY) if record.kind == "bad"]
    assert sorted(words) == ["2025-04-02 才答复，逾期", "应于 2025-03-31 前答复，已逾期"]
