"""What belongs together: earlier applications of the same applicant, like ones of others, published items; and
what was asked for so often that it should be published for all (条例第四十四条)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.html import escape

from gongkai.law.fees import Received, monthly_ordinals
from gongkai.web.applications.likeness import LIKE, alike, numbers_of
from gongkai.web.applications.models import Application, Likeness
from gongkai.web.applications.retention import days_of
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.services.drafting import draft_from_case

GRANTED = ("granted", "partly_granted")
SHOWN = 8


@dataclass(frozen=True)
class Like:
    """Another application for nearly the same: how like, and whether the same applicant asked."""

    application: Application
    share: float
    same_applicant: bool

    @property
    def same(self) -> bool:
        """Whether it is the same word for word."""
        return self.share > 0.99


def remember(application: Application) -> None:
    """Keep the numbers by which like applications find this one."""
    rows = [
        Likeness(application=application, organ_id=application.organ_id, value=value)
        for value in sorted(set(numbers_of(application.content)))
    ]
    Likeness.objects.bulk_create(rows)


def alike_of(application: Application) -> list[Like]:
    """Applications to the same organ that ask for nearly the same, the most like first."""
    values = numbers_of(application.content)
    near = Likeness.objects.filter(organ=application.organ_id, value__in=values).exclude(application=application)
    keys = near.order_by("-application_id").values_list("application_id", flat=True).distinct()[:200]
    others = Application.objects.filter(pk__in=list(keys)).select_related("applicant")
    digest = application.applicant.digest
    found = [Like(one, alike(one.content, application.content), one.applicant.digest == digest) for one in others]
    return sorted((one for one in found if one.share >= LIKE), key=lambda one: -one.share)[:SHOWN]


@dataclass(frozen=True)
class Frequency:
    """How often one applicant asked an organ: in all before, in the calendar month, in the year."""

    before: int
    month: int
    ordinal: int
    year: int


def frequency(application: Application) -> Frequency:
    """The counts that articles 35 and 42 ask for; the ordinal within the month is what the fee goes by."""
    same = Application.objects.filter(organ=application.organ_id, applicant__digest=application.applicant.digest)
    day = application.received_on or application.arrived_on
    in_month = [
        Received("", received or arrived, f"{key:012}")
        for key, received, arrived in same.values_list("pk", "received_on", "arrived_on")
        if ((received or arrived).year, (received or arrived).month) == (day.year, day.month)
    ]
    ordinals = monthly_ordinals(in_month)
    in_year = same.filter(arrived_on__year=application.arrived_on.year).count()
    before = same.filter(pk__lt=application.pk).count()
    return Frequency(before, len(in_month), ordinals[f"{application.pk:012}"], in_year)


@transaction.atomic
def link(application: Application, item: Item, *, by: Actor, today: date) -> Application:
    """Say that a published item answers the application, or a part of it. 条例第三十六条第一项."""
    with changing(application, "link", by=by, today=today) as locked:
        if not reading.published().filter(item=item).exists():
            raise Refused(f"“{item.title}”还没有公开，不能作为已公开的信息告知申请人。")
        if locked.items.filter(pk=item.pk).exists():
            raise Refused(f"已经关联过“{item.title}”。")
        locked.items.add(item)
        happen(locked, "linked", today, by=by, today=today, words=item.title)
    return application


def case_key(application: Application) -> str:
    """How an item names the application it was made from."""
    return f"applications.application:{application.pk}"


@transaction.atomic
def convert(application: Application, *, title: str, by: Actor, today: date) -> Item:
    """Begin an item of what was asked for, to be published for all; its reviews decide the rest. 条例第四十四条."""
    with changing(application, "convert", by=by, today=today) as locked:
        if locked.outcome not in GRANTED:
            raise Refused("只有予以公开或者部分公开的信息可以转为主动公开（条例第四十四条）。")
        if Item.objects.filter(source=case_key(locked)).exclude(state="dropped").exists():
            raise Refused("本件已经转为主动公开，在“信息发布”里接着办。")
        html = f"<p>{escape(locked.content)}</p>"
        item = draft_from_case(locked.organ, title=title.strip(), html=html, case=case_key(locked), by=by)
        happen(locked, "converted", today, by=by, today=today, words=f"草稿“{title.strip()}”")
        record("applications.to_item", locked, by=by, ground="条例第四十四条", item=item.pk)
    return item


@dataclass(frozen=True)
class Repeated:
    """Granted applications of several applicants for the same thing, the newest of them, and how many."""

    newest: Application
    count: int


def repeated(organs: "QuerySet[object]", today: date) -> Iterable[Repeated]:
    """What several applicants were granted within the year and nobody has begun to publish. 条例第四十四条."""
    since = today - timedelta(days=days_of("like"))
    granted = {"application__outcome__in": GRANTED, "application__closed_on__gte": since, "organ__in": organs}
    shared = (
        Likeness.objects.filter(**granted)
        .values("value")
        .annotate(times=Count("application__applicant__digest", distinct=True))
    )
    values = [row["value"] for row in shared.filter(times__gt=1).order_by("-times")[:200]]
    seen: set[int] = set()
    for value in values:
        keys = Likeness.objects.filter(value=value, **granted).values_list("application_id", flat=True)
        group = list(Application.objects.filter(pk__in=list(keys)).select_related("organ", "applicant").order_by("pk"))
        yield from _group(group, seen)


def _group(group: list[Application], seen: set[int]) -> Iterable[Repeated]:
    newest = group[-1]
    like = [one for one in group if alike(one.content, newest.content) >= LIKE]
    applicants = {one.applicant.digest for one in like}
    if newest.pk in seen or len(applicants) < 2:
        return
    seen.update(one.pk for one in like)
    begun = Item.objects.filter(source__in=[case_key(one) for one in like]).exclude(state="dropped").exists()
    if not begun and not any(one.items.exists() for one in like):
        yield Repeated(newest, len(like))
