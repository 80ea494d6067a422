"""A case as the patterns draw it: its clock day by day, its next acts, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse

from gongkai import law
from gongkai.web.accounts.models import Account
from gongkai.web.applications import acts, figures
from gongkai.web.applications.models import Application, Event
from gongkai.web.applications.models.application import State
from gongkai.web.patterns.values import Act, Badge, Day, Due, Link, Row, said
from gongkai.web.patterns.values import Event as Point

BADGES = {
    State.WAITING_CONFIRMATION: "warn",
    State.OPEN: "info",
    State.WAITING_CORRECTION: "warn",
    State.WAITING_FEE: "warn",
    State.ANSWERED: "ok",
}


def badges(application: Application, told: law.Account) -> list[Badge]:
    """The state of a case and what is special about it."""
    shown = [Badge(application.get_state_display(), BADGES.get(State(application.state), ""))]
    if told.extension:
        shown.append(Badge("已延期", "warn"))
    if application.received_on and application.running and application.received_on.year < told.as_of.year:
        shown.append(Badge("结转件"))
    if application.provisional:
        shown.append(Badge("期限暂定", "warn"))
    return shown


def due(told: law.Account) -> Due | None:
    """The deadline chip; none where no clock runs."""
    if told.due is None:
        return None
    if told.state != "open":
        return Due(told.due, None, words="已办结")
    left = told.remaining(told.as_of)
    if told.due < told.as_of and not left:
        return Due(told.due, -1, words="已过期限")
    return Due(told.due, left)


def short(cites: str) -> str:
    """A citation as the pages write it.

    >>> short("《政府信息公开条例》第三十三条第二款")
    '条例第三十三条第二款'
    """
    return cites.replace("《政府信息公开条例》", "条例")


def account_in_words(told: law.Account) -> str:
    """Base, excluded days and extension, in one line."""
    if told.base_due is None:
        return ""
    parts = [f"基准 {said(told.base_due)}"]
    if told.excluded:
        parts.append(f"不计 {told.excluded} 个工作日")
    if told.extension:
        parts.append(f"延长 {told.extension} 个工作日")
    result = f" ＝ {said(told.due)}" if told.due and len(parts) > 1 else ""
    return " ＋ ".join(parts) + result + ("。" if told.extension else "。没有延长过。")


def used_in_words(told: law.Account) -> str:
    """How many working days are used, do not count, and are left."""
    used = sum(day.counted and day.day <= told.as_of for day in told.days)
    left = told.remaining(told.as_of)
    words = f"已用 {used} 个工作日，不计 {told.excluded} 个"
    if left is None or told.state != "open":
        return f"{words}。"
    return f"{words}，离最晚答复还有 {left} 个。" if left >= 0 else f"{words}，已逾期 {-left} 个工作日。"


def ledger(told: law.Account, received: date | None) -> list[Day]:
    """Whole weeks from the day of receipt to the due day, each day counted or not and why."""
    counted = {day.day: day for day in told.days}
    if received is None or not counted:
        return []
    first, last = received - timedelta(received.weekday()), max(counted)
    days = [first + timedelta(number) for number in range((last - first).days + 7 - last.weekday())]
    return [_day(day, counted.get(day), told, received) for day in days]


def _day(on: date, told_of: law.AccountDay | None, told: law.Account, received: date) -> Day:
    today = on == told.as_of
    if on == received:
        return Day(on, "end", "起", "收到，不算", today)
    if told_of is None:
        return Day(on, "rest", today=today)
    if on == told.due:
        return Day(on, "end", str(told_of.number or ""), "最晚答复", today)
    if told_of.counted:
        return Day(on, "counted" if on <= told.as_of else "ahead", str(told_of.number), _short(told_of.why), today)
    working = law.national_calendar().in_region(None).is_working(on) if _known(on) else on.weekday() < 5
    return Day(on, "out" if working else "rest", "—" if working else "", _short(told_of.why), today)


def _known(on: date) -> bool:
    return law.national_calendar().covers(on.toordinal())


def _short(why: str) -> str:
    words = why.partition("（")[0]
    return "" if words in ("工作日", "计入") else words[:8]


def spans(told: law.Account) -> list[tuple[object, ...]]:
    """The same account as a table of stretches, to be copied into the file."""
    rows: list[tuple[object, ...]] = []
    for (why, cites), group in groupby(told.days, key=lambda day: ("办理" if day.counted else day.why, day.cites)):
        days = list(group)
        span = said(days[0].day) if len(days) == 1 else f"{said(days[0].day)}至{said(days[-1].day)}"
        number = sum(day.counted for day in days)
        rows.append((span, why, number, len(days) - number, cites))
    return rows


def next_acts(application: Application, person: Account, today: date) -> Iterator[Act]:
    """What may be done next, each with the day it leads to; the unlawful with the article, and no button."""
    for offer in acts.offers(application, today):
        step = offer.step
        if not person.can(f"applications.{step.permission}", application):
            yield Act(step.title, refused="由有这项权限的同事办理。", result="不由您办理")
            continue
        url = reverse("workbench:application-step", args=[application.pk, step.key])
        words = {"due": "{due}", "now": "{now}"}
        told = step.tells.format(**words)
        unsure = "（暂定）" if offer.provisional else ""
        for key, day, more in (("{due}", offer.due, unsure), ("{now}", offer.now, "")):
            told = told.replace(key, f"{said(day, weekday=True)}{more}" if day else "（待定）")
        refused = short(offer.refused)
        yield Act(step.title, why=told, button=step.button, url=url, primary=step.key in PRIMARY, refused=refused)


PRIMARY = ("confirm", "decide", "close", "corrected", "paid", "archive")


def points(application: Application) -> list[Point]:
    """What happened, newest first."""
    events = application.events.order_by("-on", "-pk").select_related("proof")
    return [_point(event) for event in events]


def _point(event: Event) -> Point:
    title = f"{said(event.on)}　{event.get_kind_display()}"
    title += f"（{event.party}）" if event.party else ""
    title += "　已划去" if event.struck_on else ""
    details = [f"延长 {event.days} 个工作日" if event.days else "", f"截至 {said(event.until)}" if event.until else ""]
    details += [f"{event.amount} 元" if event.amount else "", event.words, event.struck_reason]
    place = reverse("workbench:application-file", args=[event.application_id, event.proof.key]) if event.proof else ""
    links = [Link(event.proof.name, place)] if event.proof else []
    return Point(title, "　".join(filter(None, ("；".join(filter(None, details)), event.by_name))), links)


def in_the_report(application: Application) -> str:
    """Where the case stands in the annual report, in words."""
    received, column = application.received_on, application.get_applicant_kind_display()
    if received is None:
        return "确认收到后，计入当年表三“本年新收”。"
    words = [f"{received.year} 年“本年新收”{column} 1 件"]
    closed = application.counted_on
    if closed is None:
        return f"{words[0]}；办结后计入办结当年的表三，年底未办结的结转下年度。"
    words += [f"{year} 年末“结转下年度” 1 件" for year in range(received.year, closed.year)]
    form = figures.Period.year(closed.year).form
    row = figures.rows_of_outcomes(form)[application.counted_outcome]
    words.append(f"{closed.year} 年“{form.label(f'applications/{row}')}” 1 件")
    return "；".join(words) + "。"


def wish_rows(application: Application) -> list[Row]:
    """What is asked for."""
    return [
        Row("申请内容", application.content, long=True),
        Row("名称、文号等", application.known_as),
        Row("收到方式", application.get_channel_display()),
        Row("到达", said(application.arrived_on)),
        Row("收到", said(application.received_on) if application.received_on else waiting_words(application)),
        Row("获取方式", f"{application.get_obtaining_display()}，{application.get_medium_display()}"),
        Row("需要的帮助", application.help_needed),
        Row("承办人", application.officer.name if application.officer else "还没有分派"),
        Row("回执编号", application.receipt),
    ]


def waiting_words(application: Application) -> str:
    """Who still has to confirm."""
    if application.confirmed_by_applicant_on:
        return f"申请人 {said(application.confirmed_by_applicant_on)} 已确认，待本机关确认"
    return "待双方确认"


def applicant_rows(identity: Any, application: Application) -> list[Row]:
    """Who asks, masked or in full."""
    return [
        Row("姓名", f"{identity.name}（{application.get_applicant_kind_display()}）"),
        Row("证件", identity.number),
        Row("电话", identity.phone),
        Row("邮箱", identity.email),
        Row("地址", identity.address),
        Row("代理人", identity.agent),
        Row("代表人、联系人", identity.representative),
        Row("共同申请人", "、".join(identity.others)),
        Row("此前申请", earlier(application) or "无"),
    ]


def earlier(application: Application) -> str:
    """How many applications the same applicant made before, for articles 35 and 36 and for fees."""
    same = Application.objects.filter(organ=application.organ_id, applicant__digest=application.applicant.digest)
    before = same.filter(pk__lt=application.pk).count()
    month = application.arrived_on
    in_month = same.filter(arrived_on__year=month.year, arrived_on__month=month.month).count()
    return f"{before} 件；{month.month} 月内第 {in_month} 件" if before else ""
