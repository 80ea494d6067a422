"""今日待办: what a person has to do, gathered from sources that the apps name in one tuple."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.module_loading import import_string

from gongkai.web.accounts.models import Account

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """One thing to do: the last day, what, why (with the article), where, and the name of the act.

    `left`: days left, negative when overdue; None: computed by the screen from `due`, or no clock. `unit`: what
    was counted.
    """

    what: str
    why: str
    url: str
    act: str
    due: date | None = None
    left: int | None = None
    unit: str = "天"
    key: str = ""
    words: str = ""
    """Instead of the count, e.g. 公示期满."""
    review: bool = False
    """Whether it belongs to 待我审核."""


class Source(Protocol):
    """Where tasks come from."""

    name: str

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """What `account` has to do, as of `today`."""


SOURCES: tuple[str, ...] = (
    "gongkai.web.applications.today.Applications",
    "gongkai.web.messages.sources.Organs",
    "gongkai.web.messages.sources.Undelivered",
    "gongkai.web.messages.sources.Passwords",
    "gongkai.web.disclosure.todo.Publishing",
    "gongkai.web.oversight.today.Oversight",
    "gongkai.web.annual_reports.today.Reports",
)
"""Dotted names of `Source` classes; an app adds its own."""


def tasks_for(account: Account, today: date) -> list[Task]:
    """Everything this person has to do, the earliest last day first, what has no day last. A source that fails
    says so in a
    task of its own; the others go on."""
    found: list[Task] = []
    for dotted in SOURCES:
        try:
            source: Source = import_string(dotted)()
            found += source.tasks(account, today)
        except Exception:
            logger.exception("Source %s failed", dotted)
            name = dotted.rsplit(".", 1)[-1]
            found.append(
                Task(f"一部分待办读不出来（{name}）", "程序出错，请告诉系统管理员；其他待办不受影响。", "", "")
            )
    return sorted(found, key=lambda task: (task.due is None, task.due or today, task.what))
