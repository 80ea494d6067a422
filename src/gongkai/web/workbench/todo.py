"""What stands on 今日待办, as values that the patterns draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.web.accounts.models import Account
from gongkai.web.applications.models import Application
from gongkai.web.disclosure.models import Item
from gongkai.web.messages import today as gathered
from gongkai.web.patterns.values import WORKING_DAYS, Badge, Doc, Due, Fact, Task, thresholds

Fill = Callable[[Account, date, Sequence[gathered.Task]], Any]
"""Fills a panel beside the tasks: for whom, on what day, with what he has to do."""


@dataclass(frozen=True)
class Groups:
    """Tasks by urgency, each with what its heading says beside it."""

    now: list[Task]
    soon: list[Task]
    later: list[Task]

    @property
    def none(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.now or self.soon or self.later)

    @property
    def now_count(self) -> str:
        """How many must be done today."""
        return f"{len(self.now)} 件"

    @property
    def soon_within(self) -> str:
        """The days up to which something is soon due."""
        return f"{thresholds()[1]} {WORKING_DAYS}内"

    @property
    def soon_count(self) -> str:
        """How many are due soon."""
        return f"{len(self.soon)} 件"

    @property
    def later_count(self) -> str:
        """How many come later."""
        return f"共 {len(self.later)} 件"


def due_of(task: gathered.Task, today: date) -> Due | None:
    """The chip of a task. Where no app counted working days, plain days are counted and called so."""
    if task.due is None:
        return None
    days = (task.due - today).days
    if task.left is None or (task.left == 0 and days < 0):  # the last day was yesterday's, and no working day since
        return Due(task.due, days, "天", task.words)
    return Due(task.due, task.left, task.unit or "天", task.words)


def drawn(task: gathered.Task, today: date) -> Task:
    """A task as the pattern takes it."""
    badge = Badge(task.words or "待审", "info") if task.review else None
    return Task(
        task.what, task.url or reverse("workbench:today"), task.why, task.act or "打开", due_of(task, today), badge
    )


def groups(tasks: Iterable[gathered.Task], today: date) -> Groups:
    """Everything but reviews, by the colour of its deadline."""
    found = Groups([], [], [])
    of_colour = {"bad": found.now, "warn": found.soon}
    for task in (drawn(task, today) for task in tasks if not task.review):
        of_colour.get(task.due.kind if task.due else "", found.later).append(task)
    return found


def reviews(tasks: Iterable[gathered.Task], today: date) -> list[Task]:
    """待我审核."""
    return [drawn(task, today) for task in tasks if task.review]


def own_organ(account: Account, today: date, tasks: Sequence[gathered.Task]) -> dict[str, Any]:
    """What is unread, and what the organ says of itself."""
    organ = account.organ
    base = reverse("workbench:organ", args=[organ.short_code])
    return {
        "unread": account.notifications.filter(read_at=None)[:5],
        "reviews": reviews(tasks, today),
        "facts": [
            Fact("领导", organ.leaders.count(), "位", url=f"{base}leader/"),
            Fact("窗口和场所", organ.windows.count(), "处", url=f"{base}window/"),
            Fact("公开工作人员", organ.staff.filter(published=True).count(), "位", url=f"{base}staff/"),
            Fact("公开制度", organ.policies.filter(published=True).count(), "件", url=f"{base}policy/"),
        ],
    }


def search(account: Account, query: str) -> list[Doc]:
    """Organs and people this person may see. Later apps add theirs to `FINDERS`."""
    return [doc for finder in FINDERS for doc in finder(account, query)]


def find_organs(account: Account, query: str) -> list[Doc]:
    """Organs by name."""
    organs = account.organs_for("organs.see").filter(name__icontains=query)[:20]
    return [
        Doc(one.name, reverse("workbench:organ", args=[one.short_code]), Badge("机关"), meta=(one.phone,))
        for one in organs
    ]


def find_people(account: Account, query: str) -> list[Doc]:
    """Accounts by name."""
    organs = account.organs_for("accounts.see")
    people = Account.objects.filter(organ__in=organs, name__icontains=query).select_related("organ")[:20]
    return [
        Doc(one.name, reverse("workbench:person", args=[one.pk]), Badge("人员"), one.organ.short_name) for one in people
    ]


def find_applications(account: Account, query: str) -> list[Doc]:
    """Applications by number or what they ask for."""
    organs = account.organs_for("applications.see")
    asked = Application.objects.filter(Q(number__icontains=query) | Q(content__icontains=query), organ__in=organs)[:20]
    return [
        Doc(one.content[:60], reverse("workbench:application", args=[one.pk]), Badge("申请"), one.number)
        for one in asked
    ]


def find_items(account: Account, query: str) -> list[Doc]:
    """Items by title, 文号 or 索引号."""
    named = Q(title__icontains=query) | Q(document_number__icontains=query) | Q(index_number__icontains=query)
    items = Item.objects.filter(named, organ__in=account.organs_for("disclosure.see")).select_related("organ")[:20]
    return [Doc(one.title, one.get_absolute_url(), Badge("信息"), one.organ.short_name) for one in items]


FINDERS: tuple[Callable[[Account, str], list[Doc]], ...] = (find_organs, find_people, find_applications, find_items)
