"""三年的公开信息：文件、解读、公示、目录，含今天到期的和正在审核的"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.models import Account, Role
from gongkai.web.demo import documents
from gongkai.web.demo.days import back, workday
from gongkai.web.demo.texts import body, data
from gongkai.web.demo.world import World
from gongkai.web.disclosure.models import Delivery, Item, Publication, Stage
from gongkai.web.disclosure.services import (
    cataloguing,
    delivering,
    drafting,
    planning,
    publishing,
    rendering,
    reviewing,
)
from gongkai.web.messages.models import Outgoing
from gongkai.web.messages.models import State as Sent

Step = planning.Step
SHORT = ("yunling", "shiqiao", "natural-resources")
"""Organs with so few people that one review must do."""


@transaction.atomic
def fill(world: World) -> None:
    """Catalogues, channels, three years of publications, and what is on its way today."""
    with rendering.on_opening():  # Word and PDF are made when somebody opens them
        for code in data()["counts"]:
            Office(world, code).open()
        for code, count in data()["counts"].items():
            office = Office(world, code)
            for year in range(world.today.year - 2, world.today.year + 1):
                for number in range(count):
                    office.publish_one(year, number, count)
        documents.publish(Office(world, "qinghe"))
        Office(world, "liuhe").fill_the_catalogue()
        Office(world, "liuhe").today()


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

    def publish_one(self, year: int, number: int, count: int) -> None:
        """One of the usual items of a year, on a day of that year that is past."""
        made = workday(date(year, 1, 6) + timedelta(days=(number * 350) // count))
        if made > self.world.today - timedelta(days=12):
            return
        entry = data()["kinds"][number % len(data()["kinds"])]
        words = {
            "place": self.organ.short_name,
            "year": year,
            "quarter": "一二三四"[(made.month - 1) // 3],
            "number": self.world.chance.randrange(8, 60),
        }
        lines = [data()["opening"], *entry["lines"], data()["closing"]]
        item = self.draft(
            made,
            title=entry["title"].format(**words),
            kind=entry["kind"],
            field=entry["field"],
            clause=entry["clause"],
            elements=entry.get("elements", {}),
            body=body(*(line.format(**words) for line in lines), table=entry.get("table")),
        )
        self.publish(item, made + timedelta(days=self.world.chance.randrange(2, 9)))

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
        self.review(self.submit(item, on), on)
        noon = timezone.make_aware(datetime.combine(on, time(10, 30)))
        publication = publishing.publish(item, by=self.clerk, now=noon)
        _date_back(publication, made=noon - timedelta(days=1), out=noon)
        return publication

    def fill_the_catalogue(self) -> None:
        """Something under nearly every line: the last few stay empty, or late."""
        empty = list(self.organ.catalogue.filter(publications=None))
        left = [line.pk for line in empty if line.every == "change"][-4:]
        left += [line.pk for line in empty if line.every == "quarterly"][-1:]
        for line in (line for line in empty if line.pk not in left):
            on = workday(self.world.today - timedelta(days=self.world.chance.randrange(8, 30)))
            known = {"clause": line.clause, "field": line.field, "catalogue_id": line.pk}
            title = f"{self.organ.short_name}{line.first}：{line.second or line.first}"
            self.publish(self.draft(on - timedelta(days=2), title=title, body=body(f"{line.content}。"), **known), on)

    def today(self) -> None:
        """What is on the desk today: a roster in review, a draft due, one returned, one kept, one on the wall."""
        today, roster = self.world.today, data()["roster"]
        guide = data()["guide"]
        self.publish(
            self.draft(
                workday(date(today.year - 1, 7, 11)),
                kind="guide",
                title=guide["title"],
                field=guide["field"],
                clause=guide["clause"],
                elements=guide["elements"],
                body=body(*guide["lines"]),
            ),
            today,
        )
        title = roster["title"].format(year=today.year - 1 if today.month < 7 else today.year)
        boards = [channel.pk for channel in self.organ.channels.filter(kind="village")]
        item = self.draft(
            today - timedelta(days=1),
            kind="publicity",
            title=title,
            field="assistance",
            clause="21-8",
            audience="group",
            group="本村、社区",
            notice_from=today + timedelta(days=3),
            notice_to=today + timedelta(days=12),
            body=body(*roster["lines"], table=roster["table"]) + body(roster["contact"]),
        )
        drafting.send_to(item, channels=boards, by=self.clerk)
        self.submit(item, today)
        late = self.draft(
            back(today, 20),
            kind="notice",
            title="柳河镇农村道路养护安排",
            field="projects",
            clause="20-10",
            body=body("养护路段 14 条，共 26.4 公里。"),
        )
        drafting.send_to(late, channels=[], by=self.clerk)
        waiting = self.submit(
            self.draft(
                today,
                kind="notice",
                title="柳河镇元宵活动安排",
                field="culture",
                clause="20-11",
                body=body("活动地点：文化广场。"),
            ),
            today,
        )
        self.review(waiting, today, until=Stage.SECOND)
        kept = self.draft(
            workday(date(today.year - 1, 3, 3)),
            kind="document",
            title="关于请求支持灌溉项目的请示",
            openness="withheld",
            basis="16b",
            reason="属于请示报告，是过程性信息。",
            clause="",
            body=body("请示事项略。"),
        )
        self.review(self.submit(kept, today - timedelta(days=370)), today - timedelta(days=370))
        self._on_the_wall(boards)

    def _on_the_wall(self, boards: list[int]) -> None:
        today = self.world.today
        item = self.draft(
            today - timedelta(days=6),
            kind="publicity",
            title="柳河镇农村危房改造补助对象公示",
            field="rural-houses",
            clause="20-11",
            audience="everyone",
            notice_from=today - timedelta(days=4),
            notice_to=today + timedelta(days=1),
            body=body("拟补助 12 户，共 24 万元。"),
        )
        drafting.send_to(item, channels=boards[:2], by=self.clerk)
        item.refresh_from_db()
        publication = self.publish(item, today - timedelta(days=4))
        hung = publication.deliveries.filter(channel=boards[0]).first()
        if hung:
            delivering.put_up(hung, on=today - timedelta(days=4), by=self.clerk, who="村文书")


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
