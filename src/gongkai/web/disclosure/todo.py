"""What publication puts on 今日待办: reviews that wait for a person, what was returned to him, what is due by law."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure import obligations
from gongkai.web.disclosure.models import Delivery, Item, Stage, State
from gongkai.web.disclosure.models.item import IN_REVIEW
from gongkai.web.disclosure.services import planning, rendering, reviewing
from gongkai.web.messages.today import Task

MISSED = timedelta(minutes=10)
"""So long after its hour a scheduled item did not go out by itself; the timer looks every minute."""


def waiting_for(account: Account) -> Iterator[tuple[Item, Stage]]:
    """The items this person can review now, with the stage: not his own, and not what he reviewed at another stage."""
    for stage in Stage:
        organs = account.organs_for(planning.ACTS[stage])
        states = (*IN_REVIEW, State.READY) if stage == Stage.SECRECY else (reviewing.STATES[stage],)
        items: QuerySet[Item] = Item.objects.filter(organ__in=organs, state__in=states).select_related("organ")
        for item in items:
            if planning.may_review(account, item.organ, stage) and _is_his_turn(account, item, stage):
                yield item, stage


def _is_his_turn(account: Account, item: Item, stage: Stage) -> bool:
    rendition = rendering.current(item)
    if rendition is None or account.pk in reviewing.authors(item):
        return False
    passed = reviewing.valid(item, rendition.digest)
    if stage in passed:
        return False
    if stage == Stage.SECRECY:
        return True
    return not any(review.by_id == account.pk for kind, review in passed.items() if kind != Stage.SECRECY)


def waiting_count(account: Account) -> int:
    """How many reviews wait for a person, as far as a hundred: the number in the navigation."""
    return len(list(islice(waiting_for(account), 100)))


class Publishing:
    """The source of tasks of publication."""

    name = "信息公开"

    def tasks(self, account: Account, today: date) -> Iterator[Task]:
        """Reviews, returns, what is ready, what hangs on walls, and the duties that are late or nearly."""
        yield from self._reviews(account)
        yield from self._own(account)
        yield from self._boards(account)
        for organ in account.organs_for("disclosure.submit"):
            yield from self._duties(organ, today)

    def _reviews(self, account: Account) -> Iterator[Task]:
        for item, stage in waiting_for(account):
            url = f"{item.get_absolute_url()}?stage={stage.value}"
            why = f"{item.made_by_name}起草，第 {item.version} 稿"
            yield Task(
                item.title, why, url, stage.label, key=f"review:{item.pk}:{stage}", words=stage.label, review=True
            )

    def _own(self, account: Account) -> Iterator[Task]:
        organs = account.organs_for("disclosure.publish")
        for item in Item.objects.filter(made_by=account, state=State.RETURNED):
            last = item.reviews.first()
            why = f"{last.by_name}退回：{last.comment}" if last else "已退回"
            yield Task(item.title, why[:200], item.get_absolute_url(), "修改", key=f"returned:{item.pk}")
        missed = Q(publish_at__lt=timezone.now() - MISSED)
        for item in Item.objects.filter(Q(publish_at=None) | missed, organ__in=organs, state=State.READY):
            why = "定时发布没有完成，请手动发布；发布不了的，联系系统管理员" if item.publish_at else "审核已全部通过"
            yield Task(item.title, why, item.get_absolute_url(), "发布", key=f"ready:{item.pk}")

    def _boards(self, account: Account) -> Iterator[Task]:
        organs = account.organs_for("disclosure.deliver")
        waiting = Delivery.objects.filter(
            channel__organ__in=organs, state=Delivery.State.BY_HAND, act=Delivery.Act.PUBLISH
        ).select_related("channel", "publication")
        for delivery in waiting[:50]:
            what = f"{delivery.channel.title}：{delivery.publication.title}"
            yield Task(what, "张贴后拍照登记", "/workbench/channels/", "登记张贴", key=f"board:{delivery.pk}")

    def _duties(self, organ: object, today: date) -> Iterator[Task]:
        for duty in obligations.of(organ, today):
            if duty.state in (obligations.LATE, obligations.WATCH):
                yield Task(
                    duty.title,
                    f"{duty.words}（{duty.cites}）",
                    duty.url,
                    duty.act,
                    due=duty.due_on,
                    left=duty.left,
                    unit=duty.unit,
                    key=f"{duty.code}:{duty.url}",
                )
