"""An organ at work in the demo: it drafts, submits, reviews and publishes on days of the past."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.web.accounts.models import Account, Role
from gongkai.web.demo.world import World
from gongkai.web.disclosure.models import Delivery, Item, Publication, Stage
from gongkai.web.disclosure.services import cataloguing, delivering, drafting, planning, publishing, reviewing
from gongkai.web.messages.models import Outgoing
from gongkai.web.messages.models import State as Sent

Step = planning.Step
SHORT = ("yunling", "shiqiao", "natural-resources")
"""Organs with so few people that one review must do."""

ON_SCREEN, SCREEN_DAYS = ("notice", "publicity", "guide"), 45
"""What turns on the screen in the hall, and for how long."""


class Office:
    """An organ at work: its clerk writes, its reviewers review, on the days of the past."""

    def __init__(self, world: World, code: str) -> None:
        self.world, self.code, self.organ = world, code, world.organ(code)
        self.clerk = self._who(Role.CLERK)

    def _who(self, role: Role) -> Account:
        return self.world.person(self.code, role)

    def open(self) -> None:
        """Catalogue, review plan, channels."""
        founded = date(self.world.today.year - 3, 12, 1)
        cataloguing.adopt(self.organ, by=self.clerk, today=founded)
        if self.code in SHORT:
            steps = [Step(Stage.SECRECY, "保密审查"), Step(Stage.FIRST, "分管领导")]
            planning.set_plan(self.organ, steps, by=self._who(Role.HEAD))
        head = self._who(Role.HEAD)
        delivering.open_channel(self.organ, kind="screen", title="便民服务中心电子屏", by=head, place="大厅入口")
        if self.code == "liuhe":
            for name in ("河湾村", "东柳村", "西桥村"):
                delivering.open_channel(
                    self.organ, kind="village", title=f"{name}公示栏", by=head, place=f"{name}村委会门口"
                )
            cataloguing.issue_edition(self.organ, title=f"{founded.year + 1}年版", since=founded, by=self.clerk)

    def draft(self, made: date, **content: Any) -> Item:
        """A draft of a day."""
        lines = list(self.organ.catalogue.filter(field=content.get("field", "")))
        line = lines[made.toordinal() % len(lines)] if lines else None
        if content.get("kind") == "guide":
            line = next((one for one in lines if one.second == "办事指南"), line)
        known = {"catalogue_id": line.pk} if line else {}
        return drafting.draft(self.organ, by=self.clerk, made_on=made, **(known | content))

    def submit(self, item: Item, on: date) -> Item:
        """Into review."""
        return reviewing.submit(item, by=self.clerk, today=on)

    def review(self, item: Item, on: date, until: Stage = Stage.THIRD) -> Item:
        """Every review of the plan, as far as `until`."""
        for step in planning.plan_of(self.organ):
            item.refresh_from_db()
            by = self._who(planning.ROLES[step.stage])
            reviewing.approve(item, stage=step.stage, version=item.version, by=by, today=on, comment="")
            if step.stage == until:
                break
        item.refresh_from_db()
        return item

    def publish(self, item: Item, on: date) -> Publication:
        """Reviewed and out on a day."""
        on = min(on, self.world.today)
        if item.kind in ON_SCREEN and (self.world.today - on).days < SCREEN_DAYS:
            screens = self.organ.channels.filter(kind="screen").values_list("pk", flat=True)
            drafting.send_to(item, channels=[*item.channels, *screens], by=self.clerk)
            item.refresh_from_db()
        self.review(self.submit(item, on), on)
        noon = timezone.make_aware(datetime.combine(on, time(10, 30)))
        publication = publishing.publish(item, by=self.clerk, now=noon)
        _date_back(publication, made=noon - timedelta(days=1), out=noon)
        return publication


def _date_back(publication: Publication, *, made: datetime, out: datetime) -> None:
    """The past as it was: on the days on which these people did it, and long since delivered."""
    item = publication.item
    Item.objects.filter(pk=item.pk).update(made_at=made, submitted_at=made, changed_at=out)
    item.revisions.update(at=made)
    item.reviews.update(at=out)
    for delivery in publication.deliveries.filter(state=Delivery.State.WAITING):
        address = f"{settings.ADDRESS}{publication.get_absolute_url()}"
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DONE, done_at=out, made_at=out, url=address)
        Outgoing.objects.filter(key=f"delivery:{delivery.pk}").update(state=Sent.SENT, sent_at=out)
