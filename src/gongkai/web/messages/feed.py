"""今日待办 as a calendar feed, for the calendar of a phone or of WPS."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from gongkai.web.accounts.models import Account
from gongkai.web.messages.today import Task, tasks_for

EVERY = timedelta(hours=1)
"""How often a calendar that subscribed is asked to look again."""


def calendar_of(account: Account, today: date) -> bytes:
    """The tasks of `account` that have a last day, each an all-day event on it; what is overdue stands on today, where
    it is seen. Texts hold no names of applicants.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{account.organ.short_name}公开工作待办")
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    for task in tasks_for(account, today):
        if task.due is not None:
            calendar.add_component(event_of(task, task.due, today))
    return calendar.to_ical()


def event_of(task: Task, due: date, today: date) -> Event:
    """A task on its last day, or on today with the day that has passed."""
    late = due < today
    event, on = Event(), max(due, today)
    event.add("uid", f"{task.key or task.what}@gongkai")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", f"【逾期】{task.what}" if late else task.what)
    event.add("description", f"最晚 {due}，已经逾期。{task.why}" if late else task.why)
    if task.url:
        event.add("url", f"{settings.ADDRESS}{task.url}")
    return event
