"""Whatever is done to cases, lawful or not and in any order: the law's clock holds, tables balance, all is logged."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import law
from gongkai.report.checks import check
from gongkai.report.model import Report
from gongkai.web.applications import acts, clock
from gongkai.web.applications.figures import Period, cases, table_four, table_three
from gongkai.web.applications.models import Application, Party, Review
from gongkai.web.applications.services import answering, asking, contesting, handling, splitting
from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import Refused
from web.applications.conftest import RIVER, ZHOU

DATA = {
    "granted": {"given": "见附件"},
    "already_public": {"where": ["县政府网站"]},
    "refused_internal_affairs": {"reason": "内部流程"},
    "would_need_creating": {"reason": "需要汇总"},
    "not_existing": {"search": ["档案室"]},
}


class Walk:
    """One county office, some cases, a day that moves on, and a person who tries anything."""

    def __init__(self, organ, officer, head, random: Random) -> None:
        self.organ, self.officer, self.head, self.random = organ, officer, head, random
        self.today = date(2024, 9, 2) + timedelta(days=random.randrange(120))
        self.cases: list[Application] = []

    def step(self) -> None:
        """Let days pass, then do something to somebody's case."""
        self.today += timedelta(days=self.random.choice((0, 0, 1, 3, 8, 30)))
        if not self.cases or self.random.random() < 0.2:
            return self._new()
        application = Application.objects.get(pk=self.random.choice(self.cases).pk)
        clock.recompute(application, self.today)
        application.save()
        before = Entry.objects.count()
        try:
            with transaction.atomic():
                self.random.choice(self._acts())(application)
            done = True
        except Refused:
            done = False
        assert (Entry.objects.count() > before) is done
        return None

    def _new(self) -> None:
        channel = self.random.choice(("counter", "registered_mail", "fax", "email"))
        self.cases.append(
            asking.register(
                self.organ, kind=self.random.choice(("natural_person", "legal_service")), identity=ZHOU, wish=RIVER,
                channel=channel, arrived_on=self.today, by=self.officer, today=self.today,
            ).application
        )  # fmt: skip

    def _acts(self):
        by, today = {"by": self.officer, "today": self.today}, self.today
        on, later = {"on": today, **by}, today + timedelta(days=self.random.choice((3, 12, 20)))
        return (
            lambda one: asking.confirm(one, **on),
            lambda one: handling.ask_correction(one, until=later, defects="写明年份", **on),
            lambda one: handling.answer_correction(one, content="2025年", **on),
            lambda one: handling.consult(one, kind=self.random.choice(Party.Kind.values), name="甲", **on),
            lambda one: handling.party_answered(one.parties.last() or self._none(), position="agreed", reason="", **on),
            lambda one: handling.extend(
                one, days=self.random.choice((5, 20, 30)), reason="查找", on=today, by=self.head, today=today
            ),
            lambda one: handling.charge(one, basis="by_page", quantity=120, **on),
            lambda one: handling.fee_paid(one.fees.last() or self._none(), **on),
            lambda one: handling.close_lapsed(one, **on),
            lambda one: handling.search(
                one, places="档案室", words="合同", people="林", result="无", found=False, **on
            ),
            lambda one: asking.withdraw(one, **by),
            lambda one: self._answer(one),
            lambda one: self._answer(one),
            lambda one: answering.deliver(one.letters.filter(sent_on__isnull=False).last() or self._none(), **on),
            lambda one: answering.archive(one, **by),
            lambda one: self._contest(one),
            lambda one: self._strike(one),
            lambda one: self.cases.extend(splitting.split(one, parts=("清淤合同", "验收报告", "付款凭证"), **by)),
        )

    def _none(self):
        raise Refused("没有可办的。")

    def _strike(self, one: Application) -> None:
        event = self.random.choice(list(one.events.filter(struck_on=None)))
        handling.strike(one, event.pk, reason="登错了", by=self.head, today=self.today)

    def _answer(self, one: Application) -> None:
        outcome = self.random.choice(list(DATA))
        decision = answering.draft(one, outcome=outcome, data=DATA[outcome], by=self.officer, today=self.today)
        answering.approve(decision, by=self.head, today=self.today)
        answering.answer(decision, on=self.today, sending="mail", by=self.officer, today=self.today)

    def _contest(self, one: Application) -> None:
        if one.closed_on is None:
            raise Refused("还没有答复。")
        review = contesting.open_review(
            self.organ, application=one, block=self.random.choice(Review.Block.values), body="青禾县人民政府",
            filed_on=self.today, by=self.officer, today=self.today,
        )  # fmt: skip
        if self.random.random() < 0.7:
            disposal = self.random.choice(list(contesting.DISPOSALS))
            redo = contesting.DISPOSALS[disposal] == "corrected"
            contesting.conclude(review, disposal=disposal, on=self.today, redo=redo, by=self.officer, today=self.today)


def the_clock_is_the_laws(walk: Walk) -> None:
    for one in Application.objects.all():
        clock.recompute(one, walk.today)
        told = law.account(clock.history(one), as_of=walk.today)
        assert one.due_on == told.due
        assert one.archived_on or one.state == told.state


def what_is_closed_is_closed_everywhere(walk: Walk) -> None:
    for one in Application.objects.all():
        clock.recompute(one, walk.today)
        if one.state in ("answered", "withdrawn"):
            assert one.closed_on, one.state
        assert not (one.running and one.closed_on), one.state
        assert (one.state == "withdrawn") == (one.outcome == "withdrawn" and one.archived_on is None)
        assert one.closed_on is None or one.received_on is None or one.counted_on


def no_state_is_a_dead_end(walk: Walk) -> None:
    for one in Application.objects.filter(archived_on=None):
        clock.recompute(one, walk.today)
        assert any(not offer.refused for offer in acts.offers(one, walk.today)), one.state


def the_tables_balance(walk: Walk) -> None:
    for year in range(2024, walk.today.year + 1):
        period = Period.year(year)
        cells = table_three([walk.organ.pk], period) | table_four([walk.organ.pk], period)
        report = Report(cells=cells, form=period.form.form, year=year)
        identities = [finding for finding in check(report) if finding.where.startswith(("applications", "reviews"))]
        assert [finding.message for finding in identities if finding.severity == "error"] == []
        assert all(cases(path, [walk.organ.pk], period).count() == number for path, number in cells.items() if number)


def walk_far(county, officer, head, seed: int, steps: int) -> None:
    with transaction.atomic():
        walk = Walk(county.township, officer, head, Random(seed))
        for _ in range(steps):
            walk.step()
        the_clock_is_the_laws(walk)
        what_is_closed_is_closed_everywhere(walk)
        no_state_is_a_dead_end(walk)
        the_tables_balance(walk)
        transaction.set_rollback(True)


@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_cases_in_any_order_keep_clock_tables_and_log(county, officer, head, seed):
    walk_far(county, officer, head, seed, 25)


@pytest.mark.slow
@settings(max_examples=80)
@given(seed=st.integers(0, 10**9))
def test_many_cases_in_any_order_keep_clock_tables_and_log(county, officer, head, seed):
    walk_far(county, officer, head, seed, 45)
