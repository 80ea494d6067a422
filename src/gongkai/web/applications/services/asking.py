"""An application comes in: from the citizen on the portal, or registered by a clerk from paper, fax and counter."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, FoundInstead
from gongkai.web.applications.models.application import ApplicantKind, Channel, Medium, Obtaining
from gongkai.web.applications.services import finding, identities, numbers, relating
from gongkai.web.applications.services.identities import Identity
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.vocabulary import fields
from gongkai.web.organs.models import Organ

RECEIVED_ON_ARRIVAL = (Channel.COUNTER, Channel.REGISTERED_MAIL, Channel.ORAL)
"""Handed over, signed for or taken down: the day of arrival is the day of receipt. 条例第三十一条第一、二项."""


@dataclass(frozen=True)
class Wish:
    """What is asked for and how: the second and third element of article 29."""

    content: str
    known_as: str = ""
    obtaining: str = Obtaining.ONLINE
    medium: str = Medium.ELECTRONIC
    help_needed: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the applicant takes away: the number, and a query code that is shown only now."""

    application: Application
    code: str


@transaction.atomic
def apply(organ: Organ, *, kind: str, identity: Identity, wish: Wish, by: Actor, today: date) -> Receipt:
    """A citizen applies on the portal. Received when the organ confirms too (条例第三十一条第三项)."""
    by.may("applications.apply", organ)
    if "online" not in organ.application_channels:
        raise Refused(f"{organ.name}没有开通网上申请，可以当面提交或者邮寄（地址见公开指南）。")
    return _enter(organ, kind, identity, wish, Channel.ONLINE, by=by, arrived_on=today, today=today)


@transaction.atomic
def found_instead(item: Item, *, by: Actor, today: date) -> None:
    """What is published ended the need: count it, without a word of who asked or for what. 条例第三十六条第一项."""
    by.may("applications.found_instead", item.organ)
    FoundInstead.objects.create(organ=item.organ, item=item, on=today)
    record("applications.found_instead", item.organ, by=by, item=item.pk, day=today)


@transaction.atomic
def register(
    organ: Organ, *, kind: str, identity: Identity, wish: Wish, channel: str, arrived_on: date, by: Actor, today: date
) -> Receipt:
    """A clerk registers a letter, a fax, an e-mail, a visit or a spoken application."""
    by.may("applications.register", organ)
    if arrived_on > today:
        raise Refused(f"到达日期 {arrived_on} 还没有到，请按实际到达的日期登记。")
    return _enter(organ, kind, identity, wish, channel, by=by, arrived_on=arrived_on, today=today)


def _enter(
    organ: Organ, kind: str, identity: Identity, wish: Wish, channel: str, *, by: Actor, arrived_on: date, today: date
) -> Receipt:
    _check(kind, wish)
    identities.check(identity, kind)
    code, receipt = numbers.new_query_code(), numbers.new_receipt()
    application = Application(
        organ=organ,
        number=numbers.next_number(organ, "依申", arrived_on.year),
        receipt=receipt,
        query_digest=numbers.query_digest(receipt, code),
        applicant=identities.keep(organ, kind, identity),
        applicant_kind=kind,
        channel=channel,
        arrived_on=arrived_on,
        **vars(wish),
    )
    application.save()
    relating.remember(application)
    finding.remember(application)
    record("applications.registered", application, by=by, ground="条例第二十九条、第四十五条", channel=channel)
    happen(application, "arrived", arrived_on, by=by, today=today, channel=channel)
    if channel in RECEIVED_ON_ARRIVAL:
        happen(application, "received", arrived_on, by=by, today=today, channel=channel)
    clock.recompute(application, today)
    application.save()
    return Receipt(application, code)


def _check(kind: str, wish: Wish) -> None:
    if kind not in ApplicantKind.values:
        raise Refused("选择申请人是自然人还是哪一类组织。")
    if len(wish.content.strip()) < 4:
        raise Refused("写明您要的信息：现在的内容太短，机关无法查找（条例第二十九条）。")


@transaction.atomic
def confirm(application: Application, *, on: date, by: Actor, today: date, words: str = "") -> Application:
    """Both sides confirm: from this day the law counts. 条例第三十一条第二、三项."""
    with changing(application, "confirm", by=by, today=today) as locked:
        if locked.received_on:
            raise Refused(f"本件已于 {locked.received_on} 确认收到。")
        if locked.closed_on:
            raise Refused("申请人已经撤回本件，不用再确认。")
        happen(locked, "received", on, by=by, today=today, channel=locked.channel, words=words)
    return application


@transaction.atomic
def assign(application: Application, *, officer: "Actor", by: Actor, today: date) -> Application:
    """Give the case to an officer of the organ, who must be allowed to work on it."""
    officer.may("applications.decide", application)
    with changing(application, "assign", by=by, today=today) as locked:
        locked.officer = officer
        happen(locked, "assigned", today, by=by, today=today, words=f"交{officer.audit_name}承办")
    return application


@transaction.atomic
def withdraw(application: Application, *, by: Actor, today: date, words: str = "") -> Application:
    """The applicant withdraws before the answer; counted as 其他处理."""
    with changing(application, "withdraw", by=by, today=today) as locked:
        if not locked.running:
            raise Refused("本件已经答复或者办结，不能再撤回；对答复不满意的，可以申请行政复议、提起行政诉讼。")
        happen(locked, "withdrawn", today, by=by, today=today, words=words)
        close(locked, "withdrawn", today)
    return application


UNANSWERED = frozenset({"withdrawn", "lapsed_uncorrected", "lapsed_unpaid"})
"""What ends without an answer, and so is neither in time nor late."""


def close(application: Application, outcome: str, on: date) -> None:
    """Note the outcome. The annual report counts an application once: a redo changes the answer, not the count,
    unless both fall in one year. What was withdrawn before it was received never was an application."""
    application.closed_on, application.outcome = on, outcome
    if application.received_on is None:
        return
    if application.counted_on is None and outcome not in UNANSWERED:
        due = clock.account(application, on).due
        application.in_time = due is None or on <= due
    if application.counted_on is None or application.counted_on.year == on.year:
        application.counted_on, application.counted_outcome = on, outcome


@transaction.atomic
def sort(application: Application, *, topic: str, by: Actor, today: date) -> Application:
    """Say what an application is about, as one of the fields of publication, for the figures."""
    if topic not in fields():
        raise Refused("选择一个领域。")
    with changing(application, "sort", by=by, today=today) as locked:
        locked.topic = topic
        record("applications.sorted", locked, by=by, topic=topic)
    application.topic = topic
    return application
