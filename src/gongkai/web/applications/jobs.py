"""What happens to applications every day: clocks move on, lapses show, officers and heads are warned in time."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from gongkai import law
from gongkai.web.accounts.models import Account, Role
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import RUNNING, State
from gongkai.web.applications.services.proving import erase_old_pictures
from gongkai.web.messages.services import notify

WARN_AT = (5, 2, 1, 0)
"""Working days left on which the officer is told; from 1 on the head too."""


def every_morning(today: date | None = None) -> int:
    """Recompute the running cases and warn of those that are nearly due; how many were warned of."""
    day = today or localdate()
    warned = 0
    running = Application.objects.filter(state__in=RUNNING).select_related("organ", "officer")
    for application in running.iterator(chunk_size=500):
        with transaction.atomic():
            clock.recompute(application, day)
            application.save(update_fields=["state", "due_on", "base_due_on", "next_on", "provisional"])
            warned += _warn(application, day) or _unconfirmed(application, day)
    erase_old_pictures(day)
    return warned


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


def after_calendar_change(today: date) -> int:
    """Recompute everything after a year's arrangement was loaded, and tell whom it moved; how many moved."""
    law.national_calendar.cache_clear()
    moved = clock.recompute_running(today)
    for application, before, after in moved:
        words = f"放假安排更新：{application.number} 的答复期限由 {before} 变为 {after}。"
        for person in [application.officer] if application.officer else _holders(application, Role.CASE_OFFICER):
            notify(
                person, words, key=f"moved:{application.pk}:{after}", url=f"/workbench/applications/{application.pk}/"
            )
    return len(moved)
