"""What 今日待办 shows of applications: answers due, receipts to confirm, lapses, drafts to approve, papers due."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from gongkai import law
from gongkai.web.accounts.models import Account
from gongkai.web.applications import clock
from gongkai.web.applications.models import (
    Application,
    CorrectionRequest,
    DataRequest,
    Decision,
    Letter,
    Review,
)
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import relating
from gongkai.web.messages.today import Task

WORKING_DAYS = "个工作日"
PROOF_AFTER = timedelta(days=10)
"""How long after a letter left its proof of delivery is asked for: our custom, no period of the law."""


class Applications:
    """The tasks of the cases of an organ."""

    name = "依申请公开"

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """For the officer his cases and nobody's; for the head what waits for approval and what is nearly late."""
        if officer := account.organs_for("applications.decide"):
            mine = _of(account, Application.objects.filter(organ__in=officer))
            yield from _running(mine, today)
            pending = Review.objects.filter(organ__in=officer, decided_on=None)
            yield from _papers(pending.filter(papers_sent_on=None, papers_due_on__isnull=False))
            yield from _hearings(pending.filter(hearing_on__gte=today))
            yield from _undelivered(mine, today)
            yield from _repeated(officer, today)
            yield from _corrections(CorrectionRequest.objects.filter(organ__in=officer, state="open"))
        if head := account.organs_for("applications.approve_decision"):
            yield from _drafts(
                Decision.objects.filter(application__organ__in=head, approved_by="", made_on=None), today
            )
            yield from _data(DataRequest.objects.filter(organ__in=head, state="open"))
            if not officer:
                late = Application.objects.filter(
                    organ__in=head, state=State.OPEN, due_on__lte=today + timedelta(days=3)
                )
                yield from _running(late, today)


def _of(account: Account, cases: QuerySet[Application]) -> QuerySet[Application]:
    """His cases and nobody's. Said so that the database goes by the organ: cases of nobody are most of a register."""
    return cases.annotate(holder=Coalesce("officer_id", Value(account.pk))).filter(holder=account.pk)


SHOWN = ("number", "content", "state", "due_on", "organ__holiday_region")
"""What a task tells of a case; the rest is not read."""


def _running(cases: QuerySet[Application], today: date) -> Iterator[Task]:
    """Answers by the stored last day, which every event and every change of the calendar renews; for what waits to
    be confirmed the clock itself is asked.
    """
    cases = cases.filter(closed_on=None).select_related("organ")
    for one in cases.filter(state=State.OPEN).only(*SHOWN):
        why = f"{one.number}：{one.due_on} 前答复（条例第三十三条）"
        left = clock.left(one, today)
        yield Task(f"答复：{one.content[:40]}", why, _url(one), "办理", one.due_on, left, WORKING_DAYS, one.number)
    for one in clock.with_events(cases.filter(state=State.WAITING_CONFIRMATION)):
        due = _limit(clock.account(one, today), "confirmation")
        why = f"{one.number}：与申请人确认收到（条例第三十一条）"
        yield Task(f"确认收到：{one.content[:40]}", why, _url(one), "去确认", due=due, key=one.number)
    for one in cases.filter(state__in=(State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID)).only(*SHOWN):
        why = f"{one.number}：申请人逾期，确认后不再处理（条例第三十条、第四十二条）"
        yield Task(f"确认不再处理：{one.content[:40]}", why, _url(one), "去确认", due=today, key=one.number)


def _url(application: Application) -> str:
    return f"/workbench/applications/{application.pk}/"


def _limit(told: law.Account, act: str) -> date | None:
    return next((limit.by for limit in told.limits if limit.act == act), None)


def _hearings(reviews: Iterable[Review]) -> Iterator[Task]:
    for one in reviews:
        why = f"{one.body} {one.case_number}：{one.hearing_on} 听证、开庭"
        url = f"/workbench/applications/reviews/{one.pk}/"
        yield Task("出席听证、开庭", why, url, "看进展", due=one.hearing_on, key=f"hearing:{one.pk}")


def _papers(reviews: Iterable[Review]) -> Iterator[Task]:
    for one in reviews:
        law_of = "行政复议法第七十条" if one.block == Review.Block.RECONSIDERATION else "行政诉讼法第三十四条"
        why = f"{one.body}：逾期不提交视为没有证据（{law_of}）"
        url = f"/workbench/applications/reviews/{one.pk}/"
        yield Task("提交复议答复或者答辩状和证据", why, url, "登记", due=one.papers_due_on, key=f"review:{one.pk}")


def _undelivered(mine: QuerySet[Application], today: date) -> Iterator[Task]:
    """Few letters have no proof; they are found first, and then whose they are."""
    without = Letter.objects.filter(sent_on__lte=today - PROOF_AFTER, delivered_on=None).order_by()
    cases = list(mine.filter(pk__in=without.values("application")).values_list("pk", flat=True))
    for one in without.filter(application__in=cases).order_by("drafted_on", "pk"):
        why = f"{one.number}：{one.sent_on} 发出，还没有送达凭证"
        url = f"/workbench/applications/letters/{one.pk}/deliver/"
        yield Task("补登送达", why, url, "登记送达", key=f"letter:{one.pk}")


def _drafts(decisions: Iterable[Decision], today: date) -> Iterator[Task]:
    for one in decisions.select_related("application"):
        letter = one.letters.first()
        url = (
            f"/workbench/applications/letters/{letter.pk}/"
            if letter
            else f"/workbench/applications/{one.application_id}/"
        )
        why = f"{one.application.number}：{one.outcome_name}，{one.drafted_by}起草"
        due = one.application.due_on
        yield Task(
            f"批准答复：{one.application.content[:40]}",
            why,
            url,
            "看答复书",
            due=due,
            key=f"draft:{one.pk}",
            review=True,
        )


def _repeated(organs: Iterable[object], today: date) -> Iterator[Task]:
    for one in relating.repeated(organs, today):
        why = f"一年内有 {one.count} 件申请要同一信息，都已公开给申请人（条例第四十四条）"
        url = f"/workbench/applications/{one.newest.pk}/convert/"
        yield Task(f"转为主动公开：{one.newest.content[:40]}", why, url, "去看看", key=f"repeated:{one.newest.pk}")


def _corrections(requests: Iterable[CorrectionRequest]) -> Iterator[Task]:
    for one in requests:
        why = f"{one.number}：{one.received_on} 收到，核实后答复（条例第四十一条）"
        url = f"/workbench/applications/corrections/{one.pk}/"
        yield Task(f"答复更正申请：{one.record[:40]}", why, url, "核实答复", key=one.number)


def _data(requests: Iterable[DataRequest]) -> Iterator[Task]:
    for one in requests.select_related("application"):
        why = f"{one.application.number} 的申请人 {one.asked_on} 提出（个人信息保护法第四十五条、第四十七条）"
        url = f"/workbench/applications/data-requests/{one.pk}/"
        yield Task(f"办理个人信息请求：{one.get_kind_display()}", why, url, "去办理", key=f"data:{one.pk}")
