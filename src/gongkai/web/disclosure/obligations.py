"""What an organ must do by when, derived from its catalogue, its items and the calendar; nothing of it is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from gongkai.law import Calendar, parameter
from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.limits import calendar_of, due_after
from gongkai.web.disclosure.models import (
    CatalogueItem,
    Channel,
    Delivery,
    ElsewherePost,
    Item,
    Link,
    Openness,
    Posting,
    Publication,
    State,
    Status,
)  # fmt: skip
from gongkai.web.organs.models import Organ

OK, WATCH, LATE, NONE = "ok", "watch", "late", "none"
STATES = {OK: "达到要求", WATCH: "要留意", LATE: "逾期", NONE: "没有这项义务"}
BADGES = {OK: "ok", WATCH: "warn", LATE: "bad", NONE: ""}
SOON = 5
"""Working days before a last day within which a duty is to be watched (ui.md 8)."""
WORKING, CALENDAR = "个工作日", "天"
UNPUBLISHED = (State.DRAFT, State.RETURNED, State.FIRST, State.SECOND, State.THIRD, State.READY)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing due: `left` days of `unit` until `due_on`, negative when it is over; `act` is what to do at `url`."""

    code: str
    title: str
    organ: Organ
    state: str
    due_on: date | None
    left: int | None
    words: str
    cites: str
    url: str
    act: str
    unit: str = WORKING
    line: CatalogueItem | None = None

    @property
    def label(self) -> str:
        """The state in words."""
        return STATES[self.state]


def left_until(due: date, today: date, calendar: Calendar) -> int:
    """Working days until a last day; 0 on the day itself; negative after it."""
    return calendar.count(today, due) if due >= today else -calendar.count(due, today)


def state_of(left: int) -> str:
    """Late, to be watched, or well."""
    return LATE if left < 0 else WATCH if left <= SOON else OK


def of(organ: Organ, today: date) -> list[Duty]:
    """Every open duty of an organ, the earliest first."""
    calendar = calendar_of(organ)
    found = [
        *documents(organ, today, calendar), *periods(organ, today, calendar), *interpretations(organ, today, calendar),
        *reassessments(organ, today, calendar), *accounts(organ, today), *boards(organ, today, calendar),
    ]  # fmt: skip
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.title))


def waiting(organs: Iterable[Organ]) -> QuerySet[Item]:
    """What organs formed or changed, have to publish and have not."""
    return Item.objects.filter(
        organ__in=organs,
        state__in=UNPUBLISHED,
        formed_on__isnull=False,
        openness__in=(Openness.PROACTIVE, Openness.REDACTED),
    ).select_related("catalogue")


def documents(organ: Organ, today: date, calendar: Calendar, items: Iterable[Item] | None = None) -> Iterator[Duty]:
    """What was formed or changed and is not yet published. 条例第二十六条: 20 working days, or as its line says.

    `items`: what is `waiting`, where it was read for many organs at once.
    """
    for item in waiting([organ]) if items is None else items:
        due, cites = due_after(item.formed_on, calendar, item.catalogue)
        left = left_until(due, today, calendar)
        words = f"{item.formed_on} 形成或者变更，还没有公开"
        yield Duty("publish", item.title, organ, state_of(left), due, left, words, cites, item.get_absolute_url(),
                   "去办理", line=item.catalogue)  # fmt: skip


def periods(
    organ: Organ, today: date, calendar: Calendar, lines: Iterable[CatalogueItem] | None = None
) -> Iterator[Duty]:
    """Lines of the catalogue with a rhythm: the last whole period must have been published, some days after its end.

    `lines`: those of the organ, where they were read for many organs at once.
    """
    for line in lines_of(organ).filter(every__in=PERIODS) if lines is None else lines:
        if line.every not in PERIODS:
            continue
        begin, end = last_period(line.every, today)
        if line.since and line.since > end:
            continue
        days = line.days if line.days is not None else parameter("publication/default").on(end).value
        due = end + timedelta(days=days) if line.unit == CatalogueItem.Unit.CALENDAR else calendar.after(end, days)
        if line.last_on is not None and line.last_on > end - (end - begin) / 2:
            continue
        left = left_until(due, today, calendar)
        yield Duty("period", line.path, organ, state_of(left), due, left, f"{begin} 至 {end} 的还没有公开",
                   f"标准目录：{line.limit}", new_url(line), "去发布", line=line)  # fmt: skip


PERIODS = {"weekly": 0, "monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def last_period(every: str, today: date) -> tuple[date, date]:
    """First and last day of the last whole period before `today`.

    >>> last_period("quarterly", date(2026, 1, 22))
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    """
    months = PERIODS[every]
    if not months:
        end = today - timedelta(days=today.weekday() + 1)
        return end - timedelta(days=6), end
    begun = (today.month - 1) // months * months
    first = date(today.year, begun + 1, 1)
    end = first - timedelta(days=1)
    back = end.year * 12 + end.month - months
    return date(back // 12, back % 12 + 1, 1), end


def lines_of(*organs: Organ) -> QuerySet[CatalogueItem]:
    """The lines in force of organs, each with the day of its last publication."""
    return CatalogueItem.objects.filter(organ__in=organs, retired_on=None).annotate(
        last_on=Max("publications__published_on")
    )


def new_url(line: CatalogueItem) -> str:
    """Where an item of this line is begun."""
    return f"/workbench/items/new/?catalogue={line.pk}"


def interpretations(organ: Organ, today: date, calendar: Calendar) -> Iterator[Duty]:
    """Documents that must be interpreted and are not: 三同步, 国办发〔2016〕80号; the days are local."""
    rule = vocabulary.table("rhythms")["interpretation"]
    kinds = [code for code, kind in vocabulary.kinds().items() if kind.interpret]
    interpreted = Link.objects.filter(
        what=Link.What.INTERPRETS, to=OuterRef("item"), item__publication__status=Status.LIVE
    )
    missing = (
        Publication.objects.live().filter(organ=organ, kind__in=kinds, validity="in_force").exclude(Exists(interpreted))
    )
    for publication in missing:
        due = calendar.after(publication.published_on, rule["working_days"])
        left = left_until(due, today, calendar)
        url = f"/workbench/items/new/?interprets={publication.item_id}"
        yield Duty(
            "interpret", publication.title, organ, state_of(left), due, left, "还没有解读", rule["cites"], url, "写解读"
        )


def reassessments(organ: Organ, today: date, calendar: Calendar) -> Iterator[Duty]:
    """What is withheld and due to be looked at again. 条例第十八条."""
    for item in Item.objects.filter(organ=organ, state=State.KEPT, review_due__isnull=False):
        left = left_until(item.review_due, today, calendar)
        if left <= 2 * SOON:
            url = f"/workbench/catalogue/reassessments/?item={item.pk}#item-{item.pk}"
            yield Duty("reassess", item.title, organ, state_of(left), item.review_due, left, "不公开的信息要定期评估",
                       "条例第十八条", url, "去评估")  # fmt: skip


def accounts(organ: Organ, today: date) -> Iterator[Duty]:
    """Accounts in new media that must not sleep: the days are calendar days. 国办秘函〔2019〕19号."""
    rule = vocabulary.table("rhythms")["account"]
    for channel in Channel.objects.filter(organ=organ, active=True, kind__in=("wechat", "weibo")):
        last = last_post(channel)
        since = last or channel.registered_on
        if since is None:
            continue
        due = since + timedelta(days=rule["breach"])
        left = (due - today).days
        state = LATE if left < 0 else WATCH if (today - since).days > rule["warn"] else OK
        yield Duty("account", channel.title, organ, state, due, left, f"{since} 以后没有更新", rule["cites"],
                   "/workbench/channels/", "去发布", CALENDAR)  # fmt: skip


def last_post(channel: Channel) -> date | None:
    """The last day on which something went out in a channel, from here or elsewhere."""
    sent = Delivery.objects.filter(channel=channel, state=Delivery.State.DONE).aggregate(last=Max("done_at"))["last"]
    other = ElsewherePost.objects.filter(channel=channel).aggregate(last=Max("on"))["last"]
    days = [day for day in (timezone.localdate(sent) if sent else None, other) if day]
    return max(days, default=None)


def boards(organ: Organ, today: date, calendar: Calendar) -> Iterator[Duty]:
    """Notices that hang past their period."""
    hanging = Posting.objects.filter(
        delivery__publication__organ=organ, taken_down_on=None, take_down_due__isnull=False, take_down_due__lte=today
    ).select_related("delivery__channel", "delivery__publication")
    for posting in hanging:
        left = left_until(posting.take_down_due, today, calendar)
        title = f"{posting.delivery.channel.title}：{posting.delivery.publication.title}"
        yield Duty("take_down", title, organ, WATCH if left == 0 else LATE, posting.take_down_due, left,
                   "公示期满，撤下并拍照", "公示期满撤下", "/workbench/channels/", "登记撤下")  # fmt: skip
