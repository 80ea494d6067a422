"""Between the events of a case and the clock of the law: what is stored as due is a cache, recomputed here."""

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from gongkai import law
from gongkai.law.lawful import check_act
from gongkai.web.applications.models import Application, Event
from gongkai.web.applications.models.application import State
from gongkai.web.applications.models.happening import CLOCK
from gongkai.web.audit.services import Refused

logger = logging.getLogger(__name__)
KINDS = frozenset(kind for kind, _ in CLOCK)
FIELDS = ("party", "channel", "days", "until", "amount")


def _events() -> QuerySet[Event]:
    return Event.objects.filter(kind__in=KINDS, struck_on=None).order_by("on", "pk")


def with_events(cases: QuerySet[Application]) -> QuerySet[Application]:
    """The same cases with the events of their clocks, read together: for lists, never for a case about to change."""
    return cases.prefetch_related(Prefetch("events", _events(), to_attr="clock_events"))


def history(application: Application) -> list[law.Event]:
    """The events of the clock in their order, as `gongkai.law` reads them; struck ones are left out."""
    read = getattr(application, "clock_events", None)
    events = _events().filter(application=application) if read is None else read
    return [as_law(event.kind, event.on, {name: getattr(event, name) for name in FIELDS}) for event in events]


def as_law(kind: str, on: date, facts: Mapping[str, Any]) -> law.Event:
    """One event as the law's clock reads it."""
    given = {name: facts[name] for name in FIELDS if facts.get(name) not in (None, "")}
    return law.Event(kind, on, **given)


def account(application: Application, today: date, *more: law.Event) -> law.Account:
    """The account of the clock on `today`; with `more` events it answers what if."""
    return law.account([*history(application), *more], region=application.organ.holiday_region or None, as_of=today)


def left(application: Application, today: date) -> int | None:
    """Working days to the stored last day, as the account counts them, for a list of many; None: no clock runs."""
    if application.due_on is None:
        return None
    calendar = law.national_calendar().in_region(application.organ.holiday_region or None)
    due = application.due_on
    return calendar.count(today, due) if today <= due else -calendar.count(due, today)


def ask(application: Application, kind: str, on: date, facts: Mapping[str, Any]) -> None:
    """Refuse, with the article, an event that the law does not allow now."""
    region = application.organ.holiday_region or None
    try:
        check_act(history(application), as_law(kind, on, facts), region=region)
    except (law.Unlawful, law.BadInput) as error:
        raise Refused(str(error)) from error


def recompute(application: Application, today: date) -> None:
    """Set the cached state and dates from the events; the caller saves."""
    try:
        events = history(application)
        told = law.account(events, region=application.organ.holiday_region or None, as_of=today)
    except law.BadInput as error:
        raise Refused(str(error)) from error
    received = [event.on for event in events if event.event == "received"]
    application.received_on = received[0] if received else None
    application.state = State.ARCHIVED if application.archived_on else told.state
    application.due_on, application.base_due_on = told.due, told.base_due
    application.next_on = told.due or min((limit.by for limit in told.limits), default=None)
    application.provisional = told.provisional


def recompute_running(today: date, organs: Any = None) -> list[tuple[Application, date | None, date | None]]:
    """Recompute every running case, after a calendar change; the cases whose due date moved, with both dates."""
    running = Application.objects.exclude(state__in=(State.ARCHIVED, State.ANSWERED, State.WITHDRAWN))
    if organs is not None:
        running = running.filter(organ__in=organs)
    moved = []
    for application in with_events(running.select_related("organ")).iterator(chunk_size=500):
        before = application.due_on
        renewed = renew(application, today)
        if renewed is not None and renewed.due_on != before:
            moved.append((renewed, before, renewed.due_on))
    return moved


CACHED = ("state", "due_on", "base_due_on", "next_on", "provisional")


def renew(application: Application, today: date) -> Application | None:
    """Recompute one case and save it if that changed anything: locked and read anew, for somebody may be at work on it.

    None where its events cannot be read, which is logged and keeps no other case from its turn.
    """
    held = [getattr(application, name) for name in CACHED]
    try:
        recompute(application, today)
        if held == [getattr(application, name) for name in CACHED]:
            return application
        with transaction.atomic():
            rows = Application.objects.select_for_update(of=("self",)).select_related("organ", "officer")
            locked = rows.get(pk=application.pk)
            recompute(locked, today)
            locked.save(update_fields=CACHED)
        return locked
    except Refused as error:
        logger.error("%s 的期限算不出来：%s", application.number, error)
        return None


__all__ = [
    "KINDS",
    "Event",
    "account",
    "as_law",
    "ask",
    "history",
    "left",
    "recompute",
    "recompute_running",
    "renew",
    "with_events",
]
