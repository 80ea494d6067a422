"""After the answer: reconsideration and lawsuits with their own clocks, and a redo that counts once."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import BadInput, national_calendar
from gongkai.law.deadlines import deadline
from gongkai.web.applications.models import Application, Review
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.organs.models import Organ

DISPOSALS = {
    "upheld": "upheld",
    "request_rejected": "upheld",
    "revoked": "corrected",
    "changed": "corrected",
    "declared_unlawful": "corrected",
    "ordered": "corrected",
    "ended": "other",
    "withdrawn": "other",
    "mediated": "other",
    "application_dismissed": "other",
}
"""What a reconsideration organ or court did → the column of table 四."""

DISPOSAL_WORDS = {
    "upheld": "维持",
    "request_rejected": "驳回复议请求、诉讼请求",
    "revoked": "撤销",
    "changed": "变更",
    "declared_unlawful": "确认违法或者无效",
    "ordered": "责令履行、重新答复",
    "ended": "终止",
    "withdrawn": "撤回",
    "mediated": "调解、和解",
    "application_dismissed": "驳回申请、起诉",
}


@transaction.atomic
def open_review(
    organ: Organ, *, block: str, body: str, filed_on: date, by: Actor, today: date,
    application: Application | None = None, case_number: str = "", simple: bool = False,
) -> Review:  # fmt: skip
    """A reconsideration or a suit against this organ's answer, or its silence, was accepted."""
    by.may("applications.review", application or organ)
    if not body.strip():
        raise Refused("写明复议机关或者法院。")
    if filed_on > today:
        raise Refused(f"受理日期 {filed_on} 还没有到。")
    review = Review.objects.create(
        organ=organ,
        application=application,
        block=block,
        body=body,
        filed_on=filed_on,
        case_number=case_number,
        simple=simple,
    )
    record("applications.review_opened", review, by=by, block=block, day=filed_on)
    if application:
        _tell(application, f"{review.get_block_display()}：{body}受理", filed_on, by=by, today=today)
    return review


def _tell(application: Application, words: str, on: date, *, by: Actor, today: date) -> None:
    with changing(application, "review", by=by, today=today) as locked:
        happen(locked, "reviewed", on, by=by, today=today, words=words)


@transaction.atomic
def papers_received(review: Review, *, on: date, by: Actor, today: date) -> Review:
    """The copy of the application or complaint came in; the answer with its evidence is due."""
    by.may("applications.review", review)
    if on < review.filed_on or on > today:
        raise Refused(f"收到副本的日期须在受理日期（{review.filed_on}）和今天之间。")
    try:
        calendar = national_calendar().in_region(review.organ.holiday_region or None)
        due = deadline(_papers_rule(review), on, as_of=today, calendar=calendar).due
    except BadInput:  # no such period then: noted without a date that nobody can count
        due = None
    review.papers_received_on, review.papers_due_on = on, due
    review.save(update_fields=["papers_received_on", "papers_due_on"])
    record("applications.papers_received", review, by=by, day=on, due=review.papers_due_on)
    return review


def _papers_rule(review: Review) -> str:
    if review.block != Review.Block.RECONSIDERATION:
        return "remedies/defence_in_court"
    return "remedies/respondent_simplified" if review.simple else "remedies/respondent_ordinary"


@transaction.atomic
def hearing_set(review: Review, *, on: date, by: Actor, today: date) -> Review:
    """A hearing or a session of the court was set for that day, mostly still to come; the last notice stands."""
    by.may("applications.review", review)
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.decided_on:
        raise Refused(f"已于 {review.decided_on} 收到决定、判决，不用再登记听证、开庭。")
    if on < review.filed_on:
        raise Refused(f"听证、开庭日期不会早于受理日期（{review.filed_on}）。")
    review.hearing_on = on
    review.save(update_fields=["hearing_on"])
    record("applications.hearing_set", review, by=by, day=on)
    if review.application:
        _tell(review.application, f"{review.get_block_display()}：定于 {on} 听证、开庭", today, by=by, today=today)
    return review


@transaction.atomic
def papers_sent(review: Review, *, on: date, by: Actor, today: date) -> Review:
    """The organ's answer with its evidence left."""
    by.may("applications.review", review)
    if on > today:
        raise Refused(f"提交日期 {on} 还没有到。")
    review.papers_sent_on = on
    review.save(update_fields=["papers_sent_on"])
    record("applications.papers_sent", review, by=by, day=on)
    return review


@transaction.atomic
def conclude(
    review: Review, *, disposal: str, on: date, by: Actor, today: date, redo: bool = False,
    redo_until: date | None = None, words: str = "",
) -> Review:  # fmt: skip
    """The decision or judgment came in; a redo reopens the case with its new period and counts once."""
    by.may("applications.review", review)
    facts: dict[str, Any] = {"disposal": disposal, "day": on, "redo": redo}
    review = Review.objects.select_for_update().get(pk=review.pk)
    if disposal not in DISPOSALS:
        raise Refused("选择复议决定或者判决的结果。")
    if review.redo:
        raise Refused(f"已于 {review.decided_on} 登记责令重新答复；登错了的，先在经过里划去“责令重新答复”。")
    if on < review.filed_on or on > today:
        raise Refused(f"送达日期须在受理日期（{review.filed_on}）和今天之间。")
    if redo and DISPOSALS[disposal] != "corrected":
        raise Refused("只有撤销、变更、确认违法或者责令履行的，才会责令重新答复。")
    if redo and review.application and review.application.outcome == "withdrawn":
        raise Refused("本件由申请人撤回，没有可以重新作出的答复；请核对决定书写的是哪一件。")
    review.disposal, review.result, review.decided_on = disposal, DISPOSALS[disposal], on
    review.redo, review.redo_until, review.words = redo, redo_until, words
    review.save()
    record("applications.review_concluded", review, by=by, **facts)
    application = review.application
    if application is not None:
        told = f"{review.get_block_display()}：{DISPOSAL_WORDS[disposal]}"
        _tell(application, told, on, by=by, today=today)
        if redo:
            _reopen(application, on, redo_until, by=by, today=today)
    return review


def _reopen(application: Application, on: date, until: date | None, *, by: Actor, today: date) -> None:
    with changing(application, "order_redo", by=by, today=today) as locked:
        locked.archived_on = None
        happen(locked, "ordered_redo", on, by=by, today=today, until=until)
        locked.closed_on, locked.outcome = None, ""
