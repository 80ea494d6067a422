"""What happens to applications every day: clocks move on, lapses show, officers and heads are warned in time."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongkai import law
from gongkai.web.accounts.models import Account, Role
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import RUNNING, State
from gongkai.web.applications.services.proving import erase_old_pictures
from gongkai.web.messages.services import notify
from gongkai.web.organs import calendars

WARN_AT = (5, 2, 1, 0)
"""Working days left on which the officer is told; from 1 on the head too."""


def every_morning(today: date | None = None) -> int:
    """Recompute the running cases and warn of those that are nearly due; how many were warned of."""
    day = today or localdate()
    calendars.refresh()
    warned = 0
    running = Application.objects.filter(state__in=RUNNING).select_related("organ", "officer")
    for application in running.iterator(chunk_size=500):
        before = application.due_on
        if (one := clock.renew(application, day)) is None:
            continue
        if before and one.due_on and before != one.due_on:  # no act of anybody moves a day overnight
            _moved(one, before)
        with transaction.atomic():
            warned += _warn(one, day) or _unconfirmed(one, day)
    _ask_for_years(day)
    erase_old_pictures(day)
    return warned


def _ask_for_years(today: date) -> None:
    """Cases run into a year whose holidays nobody brought in: the administrators are told once a week."""
    provisional = Application.objects.filter(state__in=RUNNING, provisional=True).count()
    if not provisional:
        return
    year = law.national_calendar().last_year + 1
    words = f"{year} 年的放假安排还没有导入，{provisional} 件在办申请的答复期限只是暂定；通知公布后请尽快导入。"
    week = today - timedelta(today.weekday())
    for person in Account.objects.working().filter(posts__role=Role.ADMINISTRATOR).distinct():
        notify(person, words, key=f"years:{year}:{week}", url="/workbench/")


def _unconfirmed(application: Application, today: date) -> bool:
    """One working day has passed and receipt is not confirmed: the officers are told once. 条例第三十一条."""
    if application.state != State.WAITING_CONFIRMATION:
        return False
    if law.national_calendar().count(application.arrived_on, today) <= 1:
        return False
    words = f"{application.number} {application.arrived_on} 到达，超过一个工作日还没有确认收到，请电话与申请人确认。"
    for person in _holders(application, Role.CASE_OFFICER):
        notify(person, words, key=f"unconfirmed:{application.pk}", url=f"/workbench/applications/{application.pk}/")
    return True


def _warn(application: Application, today: date) -> bool:
    told = clock.account(application, today)
    left = told.remaining(today)
    if application.state != State.OPEN or left is None or (left > 0 and left not in WARN_AT):
        return False
    late = told.due is not None and told.due < today
    state = "已经逾期" if late else f"还有 {left} 个工作日"
    words = f"{application.number} {state}，应于 {told.due} 前答复。"
    people = [application.officer] if application.officer else list(_holders(application, Role.CASE_OFFICER))
    if left <= 1:
        people += _holders(application, Role.HEAD)
    for person in people:
        notify(person, words, key=f"due:{application.pk}:{today}", url=f"/workbench/applications/{application.pk}/")
    return True


def _holders(application: Application, role: Role) -> list[Account]:
    return list(Account.objects.working().filter(posts__organ=application.organ, posts__role=role).distinct())


_SEEN: list[object] = [()]
"""The years as this process saw them when it last recomputed."""


def when_years_change(today: date | None = None) -> int:
    """Every few minutes: a year was brought in since this process last looked; how many cases it moved."""
    calendars.refresh()
    kept = law.years_kept()
    if [kept] == _SEEN:
        return 0
    _SEEN[:] = [kept]
    return after_calendar_change(today or localdate())


def after_calendar_change(today: date) -> int:
    """Recompute everything after a year's arrangement was loaded, and tell whom it moved; how many moved."""
    law.national_calendar.cache_clear()
    moved = clock.recompute_running(today)
    for application, before, _ in moved:
        _moved(application, before)
    return len(moved)


def _moved(application: Application, before: date | None) -> None:
    after = application.due_on
    words = f"放假安排更新：{application.number} 的答复期限由 {before} 变为 {after}。"
    for person in [application.officer] if application.officer else _holders(application, Role.CASE_OFFICER):
        notify(person, words, key=f"moved:{application.pk}:{after}", url=f"/workbench/applications/{application.pk}/")
