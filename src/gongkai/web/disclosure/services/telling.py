"""What others did with what was published: posts made without this system, what the media took up, and what
archives and libraries were given. The annual report counts all three. 条例第二十五条、第五十条.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import elsewhere_sheet
from gongkai.web.disclosure.models import Channel, ElsewherePost, HandOver, PickUp, Publication
from gongkai.web.disclosure.services import delivering, keeping
from gongkai.web.organs.models import Organ


@dataclass(slots=True)
class Taken:
    """What an import brought: rows taken, the posts they stand for, and sentences on what was left out."""

    rows: int = 0
    posts: int = 0
    doubts: list[str] = field(default_factory=list)


@transaction.atomic
def import_elsewhere(organ: Organ, *, data: bytes, name: str, by: Actor, today: date) -> Taken:
    """Enter the posts of a spreadsheet. A row that is not understood, or is there already, is told and left out."""
    by.may("disclosure.deliver", organ)
    read = elsewhere_sheet.read(data, name, list(Channel.objects.filter(organ=organ)), today)
    taken, rows = Taken(doubts=read.doubts), []
    known = set(ElsewherePost.objects.filter(organ=organ).values_list("kind", "on", "title", "url", "count"))
    for number, row in read.rows:
        same = (row["kind"], row["on"], row["title"], row["url"], row["count"])
        if same in known:
            taken.doubts.append(f"第 {number} 行已经登记过，没有重复计数。")
            continue
        known.add(same)
        rows.append(row)
    if rows:
        delivering.enter_elsewhere(organ, rows=rows, by=by)
    taken.rows, taken.posts = len(rows), sum(row["count"] for row in rows)
    return taken


@transaction.atomic
def remove_elsewhere(post: ElsewherePost, *, by: Actor) -> None:
    """Take back an entry that was wrong; the log keeps what it said."""
    by.may("disclosure.deliver", post)
    record("disclosure.elsewhere_removed", post, by=by, kind=post.kind, day=post.on, count=post.count)
    post.delete()


@transaction.atomic
def remove_pick_up(pick_up: PickUp, *, by: Actor) -> None:
    """Take back a pick-up that was entered by mistake; the log keeps what it said."""
    by.may("disclosure.deliver", pick_up)
    record("disclosure.pick_up_removed", pick_up, by=by, medium=pick_up.medium, day=pick_up.on)
    pick_up.delete()


def not_handed_over(organ: Organ, what: str) -> QuerySet[Publication]:
    """What is published and was not yet given to a receiver of this sort; the oldest first."""
    given = HandOver.publications.through.objects.filter(handover__organ=organ, handover__what=what)
    live = Publication.objects.live().filter(organ=organ, audience="everyone")
    return live.exclude(pk__in=given.values("publication_id")).order_by("published_on", "pk")


def hand_over_period(
    organ: Organ, *, receiver: str, what: str, on: date, first: date, last: date, by: Actor, receipt: str = ""
) -> HandOver:  # fmt: skip
    """Give a receiver what was published from `first` to `last` and it does not have yet. 条例第二十五条."""
    if first > last:
        raise Refused("公开日期的起日不能晚于止日。")
    if last > on:
        raise Refused("移送的信息应当在移送日期以前公开，请核对日期。")
    given = not_handed_over(organ, what).filter(published_on__range=(first, last))
    if not given.exists():
        raise Refused(f"{first} 至 {last} 公开的信息都已经移送过，或者这段时间没有公开信息。")
    return keeping.hand_over(
        organ, receiver=receiver.strip(), what=what, on=on, publications=given, receipt=receipt.strip(), by=by
    )


@transaction.atomic
def confirm_receipt(handed: HandOver, *, receipt: str, by: Actor) -> HandOver:
    """Enter the receipt that the archive or library gave."""
    by.may("disclosure.hand_over", handed)
    if not receipt.strip():
        raise Refused("写明回执的文号或者日期。")
    handed.receipt = receipt.strip()
    handed.save(update_fields=["receipt"])
    record("disclosure.hand_over_received", handed, by=by, receipt=handed.receipt)
    return handed


def by_address(organs: Iterable[Organ], told: str) -> Publication:
    """The publication that somebody names by its index number, address or title. Raises `Refused`."""
    told = told.strip()
    key = told.rstrip("/").rpartition("/items/")[2]
    every = Publication.objects.filter(organ__in=organs)
    for condition in ({"index_number": told}, {"key": key}, {"document_number": told}, {"title": told}):
        found = list(every.filter(**condition)[:2])
        if len(found) == 1:
            return found[0]
    found = list(every.filter(title__icontains=told)[:2]) if told else []
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"标题里有“{told}”的信息不止一份，请填索引号或者网址。")
    raise Refused("没有找到这份已公开的信息，请填索引号、文号、网址或者标题。")
