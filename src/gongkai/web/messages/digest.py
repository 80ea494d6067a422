"""The daily digest: today's tasks by e-mail, each working morning."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.law.calendar import national_calendar
from gongkai.law.errors import NoCalendar
from gongkai.web.accounts.models import Account
from gongkai.web.messages.models import Wish
from gongkai.web.messages.outbox import send
from gongkai.web.messages.today import Task, tasks_for

SOON = timedelta(days=7)
WEEKDAYS = "一二三四五六日"


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
        send(
            "email",
            key=f"digest:{account.pk}:{today}",
            to=account.email,
            subject=subject(tasks, today),
            body=body(account, tasks, today),
            organ=account.organ,
        )
        sent += 1
    return sent


def groups(tasks: list[Task], today: date) -> dict[str, list[Task]]:
    """The tasks by urgency, the most urgent first; empty groups are left out."""
    found: dict[str, list[Task]] = {"已经逾期": [], "今天到期": [], "一周以内": [], "以后": [], "没有期限，尽快": []}
    late, now, soon, later, never = found.values()
    for task in tasks:
        if task.due is None:
            never.append(task)
        else:
            (late if task.due < today else now if task.due == today else
             soon if task.due <= today + SOON else later).append(task)  # fmt: skip
    return {name: group for name, group in found.items() if group}


def subject(tasks: list[Task], today: date) -> str:
    """How many, and how many of them cannot wait."""
    counts = {name: len(group) for name, group in groups(tasks, today).items()}
    urgent = [f"{counts[name]} 件{name}" for name in ("已经逾期", "今天到期") if name in counts]
    return f"今日待办 {len(tasks)} 件{'，' if urgent else ''}{'、'.join(urgent)}（{today}）"


def body(account: Account, tasks: list[Task], today: date) -> str:
    """The list as one reads it in a mail: by urgency, each with its day and its reason."""
    return "\n".join((f"{account.name}：", "", *_lines(tasks, today), f"办理：{settings.ADDRESS}/workbench/",
                      "不想再收的，在工作台“账号设置”的“通知方式”里改。", ""))  # fmt: skip


def _lines(tasks: list[Task], today: date) -> Iterator[str]:
    for name, group in groups(tasks, today).items():
        yield f"【{name}】{len(group)} 件"
        for number, task in enumerate(group, start=1):
            yield f"{number}. {_day(task.due, today)}{task.what}"
            if task.why:
                yield f"   {task.why}"
        yield ""


def _day(due: date | None, today: date) -> str:
    if due is None:
        return ""
    year = f"{due.year}年" if due.year != today.year else ""
    return f"{year}{due.month}月{due.day}日（周{WEEKDAYS[due.weekday()]}）　"


def _is_working(day: date) -> bool:
    try:
        return national_calendar().is_working(day)
    except NoCalendar:  # a year whose holidays nobody imported: rather one mail too many
        return day.weekday() < 5
