"""The ground's own sources of 今日待办: facts of the organ, messages that did not go out, passwords about to end."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.web.accounts.models import Account, Role
from gongkai.web.messages.models import Outgoing, State
from gongkai.web.messages.today import Task
from gongkai.web.organs.guide import missing_elements, state_of


class Organs:
    """A 公开指南 that lacks elements of 条例第十二条, or is older than the facts."""

    name = "指南与机构信息"

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """One task an organ, for who keeps its guide."""
        for post in account.posts_held():
            if post.role not in {Role.CLERK, Role.HEAD} or not post.organ.publishes_guide:
                continue
            state, organ = state_of(post.organ), post.organ
            if state.current:
                continue
            lacking = "、".join(element.label for element in missing_elements(organ))
            why = f"还缺：{lacking}（条例第十二条）" if lacking else state.why
            what = "补全机构信息并发布公开指南" if lacking else "更新《政府信息公开指南》"
            yield Task(what, why, "/workbench/guide/", "去更新", due=state.due or today, key=f"guide:{organ.pk}")


class Undelivered:
    """Messages that were refused or given up, and channels that are not set up while messages wait."""

    name = "消息"

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """One task for who administers messages."""
        failed = Outgoing.objects.filter(
            organ__in=account.organs_for("messages.see"), state__in=(State.REFUSED, State.GIVEN_UP)
        ).count()
        if failed:
            why = "对方拒收或多次失败；改正后可以重发。"
            yield Task(f"{failed} 条消息没有发出去", why, "/workbench/messages/", "查看", due=today, key="undelivered")


class Passwords:
    """A password that must be changed soon."""

    name = "密码"

    def tasks(self, account: Account, today: date) -> Iterable[Task]:
        """One task in the last week."""
        if not settings.PASSWORD_DAYS or account.password_at is None:
            return
        last = timezone.localdate(account.password_at) + timedelta(days=settings.PASSWORD_DAYS)
        if last - today <= timedelta(days=7):
            why = f"密码每 {settings.PASSWORD_DAYS} 天要换一次，到期后登录时必须修改。"
            yield Task(
                "修改密码", why, "/workbench/password/", "去修改", due=last, left=(last - today).days, key="password"
            )
