"""今日待办 as a calendar feed, for the calendar of a phone or of WPS."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from gongkai.web.accounts.models import Account
from gongkai.web.messages.today import tasks_for


def calendar_of(account: Account, today: date) -> bytes:
    """The tasks of `account` that have a last day, each an all-day event on it. Texts hold no names of applicants."""
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{account.organ.short_name}公开工作待办")
    for task in tasks_for(account, today):
        if task.due is None:
            continue
        event = Event()
        event.add("uid", f"{task.key or task.what}@gongkai")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        event.add("summary", task.what)
        event.add("description", task.why)
        if task.url:
            event.add("url", f"{settings.ADDRESS}{task.url}")
        calendar.add_component(event)
    return calendar.to_ical()
