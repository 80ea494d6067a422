"""The daily digest: today's tasks by e-mail, each working morning."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from gongkai.law.calendar import national_calendar
from gongkai.law.errors import NoCalendar
from gongkai.web.accounts.models import Account
from gongkai.web.messages.models import Wish
from gongkai.web.messages.outbox import send
from gongkai.web.messages.today import tasks_for


def send_digests(today: date | None = None) -> int:
    """Put one e-mail into the outbox for everybody who has tasks and did not decline; how many."""
    today = today or timezone.localdate()
    if not _is_working(today):
        return 0
    declined = set(Wish.objects.filter(digest=False).values_list("account_id", flat=True))
    sent = 0
    for account in Account.objects.working().exclude(email="").exclude(pk__in=declined):
        tasks = tasks_for(account, today)
        if not tasks:
            continue
        lines = [f"{task.due.isoformat() if task.due else '　　　　　'}  {task.what}：{task.why}" for task in tasks]
        body = f"{account.name}：\n\n" + "\n".join(lines) + f"\n\n{settings.ADDRESS}/workbench/\n"
        subject = f"今日待办 {len(tasks)} 件（{today}）"
        send(
            "email",
            key=f"digest:{account.pk}:{today}",
            to=account.email,
            subject=subject,
            body=body,
            organ=account.organ,
        )
        sent += 1
    return sent


def _is_working(day: date) -> bool:
    try:
        return national_calendar().is_working(day)
    except NoCalendar:  # a year whose holidays nobody imported: rather one mail too many
        return day.weekday() < 5
