"""Clearing what nobody needs any longer."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.web.messages.models import Notification


def clear_old() -> None:
    """Ended sessions, notifications read a quarter ago, jobs finished a month ago."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Notification.objects.filter(read_at__lt=now - timedelta(days=90)).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - timedelta(days=30)).delete()
