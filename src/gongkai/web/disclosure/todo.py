"""What publication puts on 今日待办: reviews that wait for a person, what was returned to him, what is due by law."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from gongkai.web.accounts.models import Account
from gongkai.web.disclosure import obligations
from gongkai.web.disclosure.models import Delivery, Item, Rendition, Review, Revision, Stage, State, Verdict
from gongkai.web.disclosure.models.item import IN_REVIEW
from gongkai.web.disclosure.services import planning, reviewing
from gongkai.web.messages.today import Task

MISSED = timedelta(minutes=10)
"""So long after its hour a scheduled item did not go out by itself; the timer looks every minute."""


BOARDS = {
    Delivery.Act.PUBLISH: ("张贴后拍照登记", "登记张贴"),
    Delivery.Act.REPLACE: ("内容已经更正，换上新的一张，拍照登记", "登记张贴"),
    Delivery.Act.WITHDRAW: ("网上已经撤下，请马上把墙上的也撤下，拍照登记", "登记撤下"),
}
"""What a board still wants: why, and the name of the act."""


def waiting_for(account: Account, only: Item | None = None) -> Iterator[tuple[Item, Stage]]:
    """The items this person can review now, with the stage: not his own, and not what he reviewed at another stage.

    Asked on every page, so in a few questions a stage, however many items wait. `only`: of this item.
    """
    for stage in Stage:
        organs = account.organs_for(planning.ACTS[stage])
        states = (*IN_REVIEW, State.READY) if stage == Stage.SECRECY else (reviewing.STATES[stage],)
        items: QuerySet[Item] = Item.objects.filter(organ__in=organs, state__in=states)
        for item in _his_turn(account, items if only is None else items.filter(pk=only.pk), stage):
            yield item, stage


def _his_turn(account: Account, items: QuerySet[Item], stage: Stage) -> Iterator[Item]:
    served = Coalesce(OuterRef("publication__rendition__revision__number"), 0)
    written = Revision.objects.filter(item=OuterRef("pk"), authored=True, by=account, number__gt=served)
    made = Rendition.objects.filter(item=OuterRef("pk"), revision__number=OuterRef("version")).order_by("-pk")
    rows = items.annotate(digest=Subquery(made.values("digest")[:1])).exclude(digest=None).exclude(Exists(written))
    found = list(rows.select_related("organ").defer("body", "summary", "reason", "impact"))
    passed = _passed(found)
    may = {organ: planning.may_review(account, organ, stage) for organ in {item.organ for item in found}}
    for item in found:
        others = [by for kind, by in passed[item.pk].items() if kind not in (Stage.SECRECY, stage)]
        done = stage in passed[item.pk] if stage == Stage.SECRECY else account.pk in others
        if may[item.organ] and not done:  # sent in again unchanged, it is read again by those who passed it
            yield item


def _passed(items: list[Item]) -> Mapping[int, Mapping[str, int]]:
    """Item → stage → who passed it, of the newest rendition: the last word of each stage, if it is a pass."""
    digests = {item.pk: item.digest for item in items}
    last: dict[int, dict[str, int]] = {item.pk: {} for item in items}
    said = Review.objects.filter(item__in=items).order_by("pk")
    for item, digest, stage, verdict, by in said.values_list("item_id", "digest", "stage", "verdict", "by_id"):
        if digest == digests[item]:
            last[item].pop(stage, None)
            if verdict == Verdict.PASSED:
                last[item][stage] = by
    return last


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
        waiting = Delivery.objects.filter(channel__organ__in=organs, state=Delivery.State.BY_HAND)
        over = Q(act=Delivery.Act.WITHDRAW, publication__withdrawal="notice_over")  # a duty with a last day of its own
        for delivery in waiting.exclude(over).select_related("channel", "publication")[:50]:
            what = f"{delivery.channel.title}：{delivery.publication.title}"
            why, act = BOARDS[Delivery.Act(delivery.act)]
            yield Task(what, why, "/workbench/channels/", act, key=f"board:{delivery.pk}")

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
