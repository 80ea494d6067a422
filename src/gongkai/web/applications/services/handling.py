"""Between receipt and answer: correction, consultation, extension, reasons, fees, searches and notes."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import Unlawful
from gongkai.law.fees import fee_by_applications, fee_by_pages
from gongkai.web.applications import clock
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, FeeNotice, Party, Search
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import striking
from gongkai.web.applications.services.asking import close
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused


@transaction.atomic
def ask_correction(
    application: Application, *, on: date, until: date, defects: str, by: Actor, today: date
) -> Application:
    """Ask the applicant once, within 7 working days, to make the application clear. 条例第三十条."""
    if not defects.strip():
        raise Refused("补正告知要一次写明全部需要补正的事项（条例第三十条）。")
    with changing(application, "ask_correction", by=by, today=today) as locked:
        happen(locked, "correction_asked", on, by=by, today=today, until=until, words=defects)
    return application


@transaction.atomic
def answer_correction(application: Application, *, on: date, content: str, by: Actor, today: date) -> Application:
    """The correction came in; the period starts anew. 条例第三十条.

    Too late, it is the organ that finds whether there was a good reason, as long as it has not closed the case.
    """
    with changing(application, "answer_correction", by=by, today=today) as locked:
        if locked.state == State.LAPSED_UNCORRECTED and not locked.closed_on:
            if isinstance(by, Citizen):
                raise Refused("补正期限已经过了。有正当理由的，请与机关联系，由机关登记（条例第三十条）。")
        elif locked.state != State.WAITING_CORRECTION:
            raise Refused("现在没有等待补正的事项；补充说明可以记一笔备注（条例第三十条）。")
        happen(locked, "corrected", on, by=by, today=today, words=content)
    return application


CONSULTED = {
    Party.Kind.THIRD_PARTY: "third_party",
    Party.Kind.JOINT_MAKER: "joint_maker",
    Party.Kind.ORGAN: "organ",
}


@transaction.atomic
def consult(application: Application, *, kind: str, name: str, on: date, by: Actor, today: date) -> Party:
    """Ask a third party, a joint maker or another organ in writing. 条例第三十二条、第三十三条第三款、第三十四条."""
    if not name.strip():
        raise Refused("写明征求谁的意见。")
    with changing(application, "consult", by=by, today=today) as locked:
        party, new = Party.objects.get_or_create(application=locked, kind=kind, name=name.strip())
        event = f"{CONSULTED[Party.Kind(kind)]}_asked"
        if not new:
            _ask_again(locked, party, event)
        happen(locked, event, on, by=by, today=today, party=party.name)
    return party


def _ask_again(application: Application, party: Party, event: str) -> None:
    """Only where the first letter was struck out, or a new answer was ordered since; the position is open again."""
    standing = application.events.filter(struck_on=None)
    redo = standing.filter(kind="ordered_redo").order_by("pk").last()
    asked = standing.filter(kind=event, party=party.name, pk__gt=redo.pk if redo else 0)
    if asked.exists():
        raise Refused(f"已经征求过{party.name}的意见。")
    party.position, party.reason, party.items = Party.Position.WAITING, "", []
    party.save(update_fields=["position", "reason", "items"])


@transaction.atomic
def party_received(party: Party, *, on: date, by: Actor, today: date) -> Party:
    """The addressee received the letter; its 15 working days run from the next."""
    if party.kind == Party.Kind.ORGAN:
        raise Refused("其他机关没有法定答复期限，不登记收到日期，只登记答复日期。")
    with changing(party.application, "consult", by=by, today=today) as locked:
        happen(locked, f"{CONSULTED[Party.Kind(party.kind)]}_received", on, by=by, today=today, party=party.name)
    return party


@transaction.atomic
def party_answered(
    party: Party,
    *,
    on: date,
    position: str,
    reason: str,
    by: Actor,
    today: date,
    items: list[dict[str, Any]] | None = None,
) -> Party:
    """The opinion came in, as a whole and item by item."""
    with changing(party.application, "consult", by=by, today=today) as locked:
        kind = f"{CONSULTED[Party.Kind(party.kind)]}_answered"
        happen(locked, kind, on, by=by, today=today, party=party.name, words=reason)
        party.position, party.reason, party.items = position, reason, items or []
        party.save(update_fields=["position", "reason", "items"])
    return party


@transaction.atomic
def extend(application: Application, *, days: int, on: date, reason: str, by: Actor, today: date) -> Application:
    """The head of the 公开工作机构 approves, and the applicant is told, before the due day. 条例第三十三条第二款."""
    if not reason.strip():
        raise Refused("写明需要延长的理由，告知申请人（条例第三十三条第二款）。")
    with changing(application, "approve_extension", by=by, today=today) as locked:
        happen(locked, "extended", on, by=by, today=today, days=days, words=reason)
    return application


@transaction.atomic
def ask_reasons(application: Application, *, on: date, until: date, words: str, by: Actor, today: date) -> Application:
    """Ask for the reasons of many applications; the clock keeps running. 条例第三十五条."""
    with changing(application, "ask_reasons", by=by, today=today) as locked:
        happen(locked, "reasons_asked", on, by=by, today=today, until=until, words=words)
    return application


@transaction.atomic
def give_reasons(application: Application, *, on: date, words: str, by: Actor, today: date) -> Application:
    """The applicant gave his reasons, which he was asked for."""
    with changing(application, "give_reasons", by=by, today=today) as locked:
        if locked.closed_on or not locked.events.filter(kind="reasons_asked", struck_on=None).exists():
            raise Refused("没有要求说明理由，或者本件已经办结（条例第三十五条）。")
        happen(locked, "reasons_given", on, by=by, today=today, words=words)
    return application


@transaction.atomic
def defer(application: Application, *, on: date, until: date, reason: str, by: Actor, today: date) -> Application:
    """Reasonable, but not to be done in time: set a reasonable later day and tell the applicant. 条例第三十五条."""
    with changing(application, "approve_extension", by=by, today=today) as locked:
        happen(locked, "deferred", on, by=by, today=today, until=until, words=reason)
    return application


@transaction.atomic
def charge(application: Application, *, basis: str, quantity: int, on: date, by: Actor, today: date) -> FeeNotice:
    """Send a fee notice with its calculation, inside the reply period. 国办函〔2020〕109号."""
    try:
        fee = fee_by_applications(quantity, quantity, on) if basis == "by_item" else fee_by_pages(quantity, on)
    except Unlawful as error:
        raise Refused(str(error)) from error
    if not fee.total:
        raise Refused(f"不用收费：{fee.calculation}")
    with changing(application, "charge", by=by, today=today) as locked:
        notice = FeeNotice.objects.create(
            application=locked,
            basis=basis,
            quantity=quantity,
            amount=fee.total,
            calculation=fee.calculation,
            sent_on=on,
        )
        happen(locked, "fee_sent", on, by=by, today=today, amount=fee.total, words=fee.calculation)
    return notice


@transaction.atomic
def fee_received(notice: FeeNotice, *, on: date, by: Actor, today: date) -> FeeNotice:
    """The applicant received the notice; 20 working days to pay run from the next day."""
    with changing(notice.application, "charge", by=by, today=today) as locked:
        happen(locked, "fee_noticed", on, by=by, today=today, amount=notice.amount)
        notice.received_on = on
        notice.save(update_fields=["received_on"])
    return notice


@transaction.atomic
def fee_paid(notice: FeeNotice, *, on: date, by: Actor, today: date) -> FeeNotice:
    """The applicant paid; the period starts anew from the next day. Too late, as long as the case is not closed."""
    with changing(notice.application, "charge", by=by, today=today) as locked:
        if locked.closed_on or locked.state not in (State.WAITING_FEE, State.LAPSED_UNPAID):
            raise Refused("本件没有等待缴费的收费通知（国办函〔2020〕109号）。")
        happen(locked, "fee_paid", on, by=by, today=today, amount=notice.amount)
        notice.paid_on, notice.paid = on, notice.amount
        notice.save(update_fields=["paid_on", "paid"])
    return notice


LAPSED = {"lapsed_uncorrected": "条例第三十条", "lapsed_unpaid": "国办函〔2020〕109号"}


@transaction.atomic
def close_lapsed(application: Application, *, on: date, by: Actor, today: date) -> Application:
    """Confirm that the applicant let the period run out; the organ no longer handles the application."""
    with changing(application, "close_lapsed", by=by, today=today) as locked:
        if locked.state not in LAPSED:
            raise Refused("申请人的补正期限或者缴费期限还没有过，不能按放弃处理（条例第三十条）。")
        if locked.closed_on:
            raise Refused(f"本件已于 {locked.closed_on} 确认不再处理。")
        if clock.account(locked, on).state != locked.state:
            raise Refused(f"{on} 时申请人的期限还没有过，确认不再处理的日期应当在期限届满之后（条例第三十条）。")
        happen(locked, "lapsed", on, by=by, today=today, words=LAPSED[locked.state])
        close(locked, locked.state, on)
    return application


@transaction.atomic
def note(application: Application, *, kind: str, on: date, words: str, by: Actor, today: date) -> Application:
    """A note, a telephone call or a talk."""
    if kind not in ("note", "phone", "talk"):
        raise Refused("这里只登记备注、电话和面谈。")
    if not words.strip():
        raise Refused("写下说了什么。")
    with changing(application, "note", by=by, today=today) as locked:
        happen(locked, kind, on, by=by, today=today, words=words)
    return application


@transaction.atomic
def search(
    application: Application, *, on: date, places: str, words: str, people: str, result: str, found: bool, by: Actor,
    today: date,
) -> Search:  # fmt: skip
    """Record a reasonable search: where, with which words, by whom, what came of it."""
    if not (places.strip() and words.strip() and people.strip()):
        raise Refused("检索记录要写明检索了哪里、用什么词、由谁检索，“不存在”的答复才站得住（条例第三十六条第四项）。")
    with changing(application, "note", by=by, today=today) as locked:
        made = Search.objects.create(
            application=locked, on=on, places=places, words=words, people=people, result=result, found=found
        )
        happen(locked, "searched", on, by=by, today=today, words=f"{places}；检索词：{words}；{result}")
    return made


@transaction.atomic
def strike(application: Application, event_id: int, *, reason: str, by: Actor, today: date) -> Application:
    """Strike out an event that was entered by mistake; it stays readable."""
    if not reason.strip():
        raise Refused("写明为什么划去这一条。")
    with changing(application, "strike", by=by, today=today) as locked:
        event = locked.events.select_for_update().filter(pk=event_id, struck_on=None).first()
        if event is None:
            raise Refused("这一条不存在或者已经划去。")
        if event.kind in ("arrived", "answered"):
            raise Refused("到达和答复不能划去；答复有误的，重新作出答复。")
        event.struck_on, event.struck_reason = today, reason
        event.save(update_fields=["struck_on", "struck_reason"])
        happen(
            locked, "note", today, by=by, today=today, words=f"划去“{event.get_kind_display()}”（{event.on}）：{reason}"
        )
        striking.undo(locked, event, today)
    return application
