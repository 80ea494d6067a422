"""The answer: drafted through the seven-step guide, approved, sent, delivered; then archived."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import Outcome
from gongkai.law import outcome as find_outcome
from gongkai.letters import kind_of
from gongkai.web.applications.models import Application, Decision, Letter
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import numbers, sealing, writing
from gongkai.web.applications.services.asking import UNANSWERED, close
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record


@transaction.atomic
def draft(
    application: Application, *, outcome: str, data: dict[str, Any], by: Actor, today: date,
    path: Mapping[str, str] | None = None,
) -> Decision:  # fmt: skip
    """Draft the answer: one outcome of the law's list, and its letter filled in. An earlier draft is replaced.

    `path` are the answers of the seven-step guide by which the officer came to it, kept for the file.
    """
    chosen = find_outcome(outcome)
    with changing(application, "decide", by=by, today=today) as locked:
        _check_open(locked)
        _check_grounds(locked, chosen)
        letter = writing.composed(locked, chosen.letter, {"outcome": outcome, **data}, today)
        locked.decisions.filter(made_on=None).delete()
        decision = Decision.objects.create(
            application=locked,
            outcome=outcome,
            reason=str(data.get("reason", "")),
            parts=data.get("parts", []),
            path=[[question, answer] for question, answer in (path or {}).items()],
            drafted_by=by.audit_name,
            drafted_key=by.audit_key,
            redo=locked.decisions.filter(made_on__isnull=False).exists(),
        )
        writing.keep(locked, letter, data, by=by, today=today, decision=decision)
        record("applications.drafted", locked, by=by, ground=chosen.cites, outcome=outcome)
    return decision


def _check_open(application: Application) -> None:
    """What the applicant withdrew or gave up is not answered any more; a wrong answer may be made good by a new one."""
    if application.closed_on and application.outcome in UNANSWERED:
        raise Refused(
            f"本件已于 {application.closed_on} 办结（{find_outcome(application.outcome).name}），不用再答复。"
        )


def _check_grounds(application: Application, chosen: Outcome) -> None:
    """What the law wants on record before an outcome may be chosen: a search, a consultation."""
    standing = application.events.filter(struck_on=None)
    if "search" in chosen.records and not standing.filter(kind="searched").exists():
        raise Refused(f"“{chosen.name}”须先登记检索记录，写明检索了哪里、用什么词、由谁检索（{chosen.cites}）。")
    if "third_party" in chosen.records and not standing.filter(kind="third_party_asked").exists():
        raise Refused(f"“{chosen.name}”须先书面征求第三方意见（{chosen.cites}）。")


@transaction.atomic
def approve(decision: Decision, *, by: Actor, today: date) -> Decision:
    """The head approves the draft; nobody approves his own."""
    with changing(decision.application, "approve_decision", by=by, today=today) as locked:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        if decision.drafted_key == by.audit_key:
            raise Refused("不能批准自己起草的答复，请由另一位负责人批准。")
        if decision.made_on:
            raise Refused(f"这份答复已于 {decision.made_on} 发出。")
        decision.approved_by = by.audit_name
        decision.save(update_fields=["approved_by"])
        record("applications.approved", locked, by=by, outcome=decision.outcome)
    return decision


@transaction.atomic
def answer(
    decision: Decision, *, on: date, sending: str, by: Actor, today: date, tracking: str = "", press: bool = True
) -> Letter:
    """Send the approved answer; the day of sending is the day that counts. 条例第三十三条. `press`: with the seal."""
    with changing(decision.application, "send", by=by, today=today) as locked:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        if not decision.approved_by:
            raise Refused("答复还没有经负责人批准，不能发出。")
        if decision.made_on:
            raise Refused(f"这份答复已于 {decision.made_on} 发出。")
        _check_open(locked)
        happen(locked, "answered", on, by=by, today=today, words=find_outcome(decision.outcome).name)
        decision.made_on = on
        decision.save(update_fields=["made_on"])
        close(locked, decision.outcome, on)
        letter, more = decision.letters.get(), {"outcome": decision.outcome}
        return _leave(letter, locked, on, sending, tracking, press=press, more=more)


def _leave(
    letter: Letter, application: Application, on: date, sending: str, tracking: str, *, press: bool,
    more: dict[str, Any] | None = None,
) -> Letter:  # fmt: skip
    """Number the letter, compose it anew with number and day, press the seal, and note how it left."""
    letter.number = numbers.next_number(application.organ, writing.series(letter.kind), on.year)
    facts = (application, letter.kind, {**letter.data, **(more or {})}, on, letter.number, letter.addressee)
    letter.sealed = writing.seal(application, writing.composed(*facts), writing.values_of(*facts))
    letter.sent_on, letter.sending, letter.tracking = on, sending, tracking
    letter.seal = sealing.in_use(application.organ) if press else None
    letter.save(update_fields=["number", "sealed", "sent_on", "sending", "tracking", "seal"])
    return letter


@transaction.atomic
def draft_letter(
    application: Application, *, kind: str, data: dict[str, Any], by: Actor, today: date, addressee: str = ""
) -> Letter:
    """A letter of the case other than the answer: 补正告知, 延期告知, 征求意见 … An earlier draft is replaced."""
    with changing(application, "letter", by=by, today=today) as locked:
        letter = writing.composed(locked, kind, data, today, addressee=addressee)
        locked.letters.filter(kind=kind, addressee=addressee, sent_on=None, decision=None).delete()
        kept = writing.keep(locked, letter, data, by=by, today=today, addressee=addressee)
        record("applications.letter_drafted", locked, by=by, kind=kind)
    return kept


@transaction.atomic
def send_letter(
    letter: Letter, *, on: date, sending: str, by: Actor, today: date, tracking: str = "", press: bool = True
) -> Letter:
    """Number a letter and note how and when it left."""
    with changing(letter.application, "send", by=by, today=today) as locked:
        if letter.decision_id:
            raise Refused("答复书随答复决定一起发出。")
        if not kind_of(letter.kind).to:
            raise Refused(f"{letter.title}是附卷的表，不对外发出，申请人也看不到；打印后附卷。")
        if letter.sent_on:
            raise Refused(f"这份文书已于 {letter.sent_on} 发出。")
        _leave(letter, locked, on, sending, tracking, press=press)
        record("applications.letter_sent", locked, by=by, kind=letter.kind, number=letter.number, day=on)
    return letter


@transaction.atomic
def deliver(letter: Letter, *, on: date, by: Actor, today: date, words: str = "") -> Letter:
    """Note the day of delivery: reconsideration and suit count from it."""
    with changing(letter.application, "send", by=by, today=today) as locked:
        if not letter.sent_on or on < letter.sent_on:
            raise Refused("送达日期不能早于发出日期。")
        letter.delivered_on = on
        letter.save(update_fields=["delivered_on"])
        happen(locked, "delivered", on, by=by, today=today, words=words or letter.number)
    return letter


@transaction.atomic
def receive(application: Application, letter: Letter, *, by: Actor, today: date) -> Letter:
    """The applicant opens the answer on the tracking page: that is its delivery."""
    with changing(application, "receive", by=by, today=today) as locked:
        if letter.application_id != locked.pk or not letter.sent_on:
            raise Refused("这份答复还没有发出。")
        if letter.delivered_on is None:
            letter.delivered_on = today
            letter.save(update_fields=["delivered_on"])
            happen(locked, "delivered", today, by=by, today=today, words=f"申请人网上查看{letter.number}")
    return letter


@transaction.atomic
def rate(application: Application, *, stars: int, words: str, by: Actor, today: date) -> Application:
    """The applicant says how it was."""
    if not 1 <= stars <= 5:
        raise Refused("满意度从 1 到 5 中选一个。")
    with changing(application, "rate", by=by, today=today) as locked:
        if locked.running:
            raise Refused("本件还在办理，答复后可以评价。")
        locked.rating, locked.rating_words = stars, words
        happen(locked, "rated", today, by=by, today=today, words=f"{stars} 分")
    return application


CLOSED = (State.ANSWERED, State.WITHDRAWN, State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID)


@transaction.atomic
def archive(application: Application, *, by: Actor, today: date) -> Application:
    """Close the file. 条例第四十五条."""
    with changing(application, "archive", by=by, today=today) as locked:
        if locked.closed_on is None:
            raise Refused("本件还没有办结，办结后才能归档。")
        if undelivered := locked.letters.filter(sent_on__isnull=False, delivered_on=None).first():
            raise Refused(f"{undelivered.number}还没有登记送达，补上送达凭证后再归档。")
        happen(locked, "archived", today, by=by, today=today)
        locked.archived_on = today
    return application
