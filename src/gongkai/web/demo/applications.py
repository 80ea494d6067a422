"""三年的依申请公开，含今天到期的、待补正的和在复议的"""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from gongkai.law import national_calendar
from gongkai.web.accounts.models import Role
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application, Party, Review
from gongkai.web.applications.services import answering, asking, contesting, handling
from gongkai.web.applications.services.identities import Identity
from gongkai.web.audit.services import Actor
from gongkai.web.demo.world import World

COUNTS = {"liuhe": 8, "yunling": 3, "shiqiao": 3, "civil-affairs": 4, "natural-resources": 5, "qinghe-office": 3}
"""Applications a year, by organ."""


@cache
def data() -> dict[str, Any]:
    """applications.toml."""
    return tomllib.loads((files("gongkai.web.demo") / "applications.toml").read_text(encoding="utf-8"))


@transaction.atomic
def fill(world: World) -> None:
    """Three years of cases for every organ that answers, then what is open today."""
    for code, count in COUNTS.items():
        for year in range(world.today.year - 2, world.today.year + 1):
            for number in range(count):
                received = _workday(
                    date(year, 1, 4) + timedelta(days=(number * 360) // count + world.chance.randrange(9))
                )
                if received <= world.today - timedelta(days=75):
                    _Case(world, code, received).through(world.chance.choices(data()["paths"], _weights())[0])
    for code in ("liuhe", "qinghe-office"):
        _open_ones(world, code)


def _weights() -> list[int]:
    return [path["weight"] for path in data()["paths"]]


def _workday(day: date) -> date:
    calendar = national_calendar()
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _back(today: date, count: int) -> date:
    """The day from which today, or the next working day, is the `count`-th working day."""
    calendar, last = national_calendar(), _workday(today)
    day = last
    while calendar.count(day, last) < count or not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


class _Case:
    """One application on its way, as officer and head of its organ take it."""

    def __init__(self, world: World, code: str, received: date, channel: str = "") -> None:
        self.world, self.code = world, code
        organ = world.organ(code)
        self.officer: Actor = world.person(code, Role.CASE_OFFICER)
        head: Actor = world.person(code, Role.HEAD)
        self.head = world.by if head.audit_key == self.officer.audit_key else head
        kind, identity = self._who()
        content = world.chance.choice(data()["wishes"]).format(place=organ.short_name)
        self.application: Application = asking.register(
            organ, kind=kind, identity=identity, wish=asking.Wish(content),
            channel=channel or world.chance.choice(("counter", "counter", "registered_mail", "oral")),
            arrived_on=received, by=self.officer, today=received,
        ).application  # fmt: skip
        if self.application.received_on:
            asking.assign(self.application, officer=self.officer, by=self.head, today=received)

    def _who(self) -> tuple[str, Identity]:
        chance, sort = self.world.chance, self.world.chance.random()
        if sort < 0.78:
            number = _citizen_number(chance.randrange(1950, 2000), chance.randrange(1, 13), chance.randrange(1, 29))
            return "natural_person", Identity(chance.choice(data()["people"]), number, "13800000000")
        names, kind = ("companies", "business") if sort < 0.9 else ("associations", "nonprofit")
        names, kind = ("lawyers", "legal_service") if sort > 0.96 else (names, kind)
        return kind, Identity(
            chance.choice(data()[names]), "91350100M000100Y43", "0000-6600000", paper="统一社会信用代码"
        )

    def through(self, path: dict[str, Any]) -> None:
        """Take the case to its end."""
        calendar, received = national_calendar(), self.application.received_on
        if received is None:
            return None
        if path["outcome"] == "lapsed_uncorrected":
            return self._lapse(received)
        day = calendar.after(received, self.world.chance.randrange(4, 18))
        if path["outcome"] == "withdrawn":
            asking.withdraw(self.application, by=self.officer, today=day, words="已经从网站找到")
            return None
        if path.get("third_party"):
            self._consult(received)
        if path.get("search"):
            facts = {
                "places": "档案室、财政所台账",
                "words": "项目名称",
                "people": "承办人",
                "result": "未找到",
                "found": False,
            }
            handling.search(self.application, on=day, by=self.officer, today=day, **facts)
        self.answer(path, day)
        return None

    def answer(self, path: dict[str, Any], day: date) -> None:
        """Draft, approve, send, deliver, archive."""
        decision = answering.draft(
            self.application, outcome=path["outcome"], data=path["data"], by=self.officer, today=day
        )
        answering.approve(decision, by=self.head, today=day)
        letter = answering.answer(decision, on=day, sending="mail", by=self.officer, today=day)
        delivered = _workday(day + timedelta(days=2))
        answering.deliver(letter, on=delivered, by=self.officer, today=delivered, words="EMS 本人签收")
        answering.archive(self.application, by=self.officer, today=delivered)

    def _lapse(self, received: date) -> None:
        calendar = national_calendar()
        asked, until = calendar.after(received, 3), calendar.after(received, 14)
        handling.ask_correction(
            self.application,
            on=asked,
            until=until,
            defects="请写明是哪一年、哪个项目的文件",
            by=self.officer,
            today=asked,
        )
        closed = calendar.after(until, 2)
        clock.recompute(self.application, closed)
        self.application.save()
        handling.close_lapsed(self.application, on=closed, by=self.officer, today=closed)

    def _consult(self, received: date) -> None:
        asked = national_calendar().after(received, 1)
        facts = {"by": self.officer, "today": asked, "on": asked}
        party = handling.consult(
            self.application, kind=Party.Kind.THIRD_PARTY, name="青禾恒远水利工程有限公司", **facts
        )
        handling.party_received(party, **facts)
        answered = national_calendar().after(received, 3)
        handling.party_answered(
            party,
            on=answered,
            position="partly",
            reason="合同主要条款可以公开，账户不同意",
            by=self.officer,
            today=answered,
        )


def _open_ones(world: World, code: str) -> None:
    """Due today, due soon, waiting for a correction, waiting for confirmation, being reviewed."""
    today = world.today
    for left in (20, 17, 9, 2):
        _Case(world, code, _back(today, left), "counter")
    asked = _Case(world, code, _back(today, 5), "counter")
    facts = {"on": today, "by": asked.officer, "today": today}
    handling.ask_correction(
        asked.application, until=national_calendar().after(today, 10), defects="请写明项目名称和年份", **facts
    )
    organ = world.organ(code)
    wish, who = asking.Wish(data()["wishes"][0].format(place=organ.short_name)), asked._who()
    asking.register(
        organ, kind=who[0], identity=who[1], wish=wish, channel="fax", arrived_on=today, by=asked.officer, today=today
    )
    contested = _Case(world, code, _workday(today - timedelta(days=70)))
    refused = next(path for path in data()["paths"] if path["outcome"] == "refused_internal_affairs")
    contested.answer(refused, _workday(today - timedelta(days=55)))
    contesting.open_review(
        organ, application=contested.application, block=Review.Block.RECONSIDERATION, body="青禾县人民政府",
        filed_on=today - timedelta(days=12), by=contested.officer, today=today,
    )  # fmt: skip


def _citizen_number(year: int, month: int, day: int) -> str:
    """An invented number that passes its check."""
    body = f"110105{year:04}{month:02}{day:02}001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
