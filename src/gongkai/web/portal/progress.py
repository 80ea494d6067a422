"""An application in plain words: the last day and how it was counted, what happened, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from gongkai import law
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, Letter
from gongkai.web.applications.models.application import State
from gongkai.web.applications.services import enclosing, splitting
from gongkai.web.applications.services.telling import confirming_token
from gongkai.web.patterns.values import Badge, Event, Link, said

TOLD = {
    "arrived": "您的申请到达",
    "received": "收到申请",
    "correction_asked": "请您补正",
    "corrected": "收到您的补正",
    "third_party_asked": "向第三方征求意见",
    "third_party_answered": "收到第三方的意见",
    "joint_maker_asked": "征求共同制作机关的意见",
    "joint_maker_answered": "收到共同制作机关的意见",
    "organ_asked": "征求其他机关的意见",
    "organ_answered": "收到其他机关的意见",
    "extended": "延长答复期限",
    "deferred": "确定延迟答复的日期",
    "fee_sent": "发出收费通知",
    "fee_paid": "收到缴费",
    "answered": "答复您",
    "withdrawn": "您撤回了申请",
    "ordered_redo": "复议决定或者判决要求重新答复",
    "reasons_asked": "请您说明理由",
    "delivered": "送达",
    "lapsed": "不再处理",
    "applicant_confirmed": "您确认了申请",
    "picture_asked": "请您提供身份证明照片",
    "picture_given": "收到您的身份证明照片",
    "picture_erased": "身份证明照片已到期删除",
    "contact_changed": "您更新了联系方式",
    "reasons_given": "收到您说明的理由",
}
"""What an applicant is told of; notes, telephone calls and searches are the organ's own."""
QUIET = frozenset({"third_party_answered", "organ_answered", "joint_maker_answered", "lapsed"})
"""Events whose words are not the applicant's to read."""


def progress(application: Application, today: date) -> dict[str, Any]:
    """Everything the tracking page shows."""
    told = clock.account(application, today)
    return {
        "application": application,
        "badge": Badge(application.get_state_display(), "ok" if application.closed_on else "info"),
        "due": told.due if told.state == "open" else None,
        "left": left_in_words(told),
        "steps": list(steps(application, told)),
        "waiting": waiting(application, told),
        "points": [*to_come(application, told), *points(application)],
        "together": parts(application),
        "letters": application.letters.filter(sent_on__isnull=False, addressee=""),
        "files": [
            Link(f"下载{enclosing.shown_name(file)}", reverse("portal:case-file", args=[file.key]))
            for letter in application.letters.filter(sent_on__isnull=False, addressee="")
            for file in letter.files.filter(erased_at=None)
        ],
        "fee": application.fees.filter(paid_on=None, sent_on__isnull=False).last()
        if application.state == State.WAITING_FEE
        else None,
        "pay_by": next((limit.by for limit in told.limits if limit.act == "payment"), None),
        "confirm_at": confirm_at(application),
        "may_give_reasons": application.state == State.OPEN and reasons_open(application),
        "may_give_picture": application.running and application.picture_id is None,
        "may_withdraw": application.running,
        "may_correct": told.state == State.WAITING_CORRECTION,
        "may_rate": not application.running and application.rating is None,
        "remedies": application.state
        in (State.ANSWERED, State.ARCHIVED, State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID),
    }


def confirm_at(application: Application) -> str:
    """Where the applicant confirms, as long as he has not and the clock waits for it. 条例第三十一条第三项."""
    if application.state != State.WAITING_CONFIRMATION or application.confirmed_by_applicant_on:
        return ""
    return reverse("portal:case-confirm", args=[confirming_token(application)])


def parts(application: Application) -> list[tuple[Link | None, Application]]:
    """All applications that one letter became, each but this one with a link; none where it was not split."""
    found = splitting.together(application)
    places = [reverse("portal:case-part", args=[place]) for place in range(1, len(found) + 1)]
    links = [None if one == application else Link(one.number, place) for one, place in zip(found, places, strict=True)]
    return list(zip(links, found, strict=True)) if len(found) > 1 else []


def reasons_open(application: Application) -> bool:
    """Whether reasons were asked for and not yet given."""
    events = application.events.filter(struck_on=None)
    return events.filter(kind="reasons_asked").exists() and not events.filter(kind="reasons_given").exists()


def left_in_words(told: law.Account) -> str:
    """How many working days are left."""
    left = told.remaining(told.as_of)
    if left is None or told.due is None:
        return ""
    if told.due < told.as_of:
        return "已经过了期限"
    return f"还有 {left} 个工作日" if left else "就是今天"


def steps(application: Application, told: law.Account) -> Iterator[tuple[str, date | str, str]]:
    """How the date was counted, stretch by stretch: what, until when, by which article."""
    if application.received_on is None:
        return
    yield "机关收到申请（当天不算）", application.received_on, "条例第三十一条"
    counted = sum(day.counted for day in told.days)
    out = (day for day in told.days if not day.counted and day.why not in ("周末", "星期六", "星期日"))
    for (why, cites), group in groupby(out, key=lambda day: (_plainly(day.why), day.cites)):
        days = list(group)
        span = said(days[0].day) if len(days) == 1 else f"{said(days[0].day)}至{said(days[-1].day)}"
        yield f"{why}，不算", span, cites.replace("《政府信息公开条例》", "条例")
    if told.due:
        more = f"，其中延长的 {told.extension} 个" if told.extension else ""
        yield f"一共数 {counted} 个工作日{more}", told.due, "条例第三十三条第二款"


def _plainly(why: str) -> str:
    """The reason without who is consulted: that is not the applicant's to read. 条例第三十二条."""
    return why.partition("（")[0] if why.startswith("征求") else why


def waiting(application: Application, told: law.Account) -> str:
    """What is waited for, and until when; by the clock of today, whatever was stored last."""
    ours = {State.WAITING_CORRECTION: "correction_answer", State.WAITING_FEE: "payment"}.get(told.state)
    limit = next((limit.by for limit in told.limits if limit.act == ours), None)  # not that of whoever is consulted
    until = f"，请在 {said(limit, weekday=True)}以前（当天也可以）" if limit else ""
    days = law.parameter("deadlines/reply").on(told.as_of).value
    match told.state:
        case State.WAITING_CONFIRMATION:
            ours = "您已经确认，等机关确认。" if application.confirmed_by_applicant_on else "请您点“确认这是您的申请”；"
            return f"{ours}机关会与您联系确认。双方确认的那天是收到日期，从第二天起算 {days} 个工作日。"
        case State.WAITING_CORRECTION:
            return f"请您补正{until}。补正以后重新计算 {days} 个工作日；逾期不补正的，视为放弃申请（条例第三十条）。"
        case State.WAITING_FEE:
            return f"请您缴费{until}。缴费以后重新计算期限；逾期不缴的，视为放弃申请。"
        case State.LAPSED_UNCORRECTED if application.closed_on is None:
            return "补正的期限已经过了。有正当理由的（例如住院），请马上与机关联系，由机关登记（条例第三十条）。"
        case State.LAPSED_UNPAID if application.closed_on is None:
            return "缴费的期限已经过了。已经缴了的，请马上与机关联系核对。"
    return ""


def to_come(application: Application, told: law.Account) -> list[Event]:
    """What is still to come, hollow at the top."""
    if told.state == "open" and told.due:
        return [Event(f"{said(told.due)}前　答复您", "答复书会出现在这里。", todo=True)]
    return []


def points(application: Application) -> list[Event]:
    """What happened, newest first, in the applicant's words."""
    found = []
    letters = list(application.letters.filter(sent_on__isnull=False, addressee=""))
    for event in application.events.filter(kind__in=TOLD, struck_on=None).order_by("-on", "-pk"):
        words = "" if event.kind in QUIET else event.words
        if event.kind == "extended":
            words = f"延长 {event.days} 个工作日。{event.words}"
        of_day = [
            letter
            for letter in letters
            if letter.sent_on == event.on and event.kind in ("answered", "correction_asked")
        ]
        found.append(Event(f"{said(event.on)}　{TOLD[event.kind]}", words, [_link(letter) for letter in of_day]))
    return found


def _link(letter: Letter) -> Link:
    return Link(f"查看{letter.title}（PDF）", reverse("portal:case-letter", args=[letter.pk]))
