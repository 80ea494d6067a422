"""三年的公开信息：文件、解读、公示、目录，含今天到期的和正在审核的"""

from datetime import date, timedelta

from django.db import transaction

from gongkai.web.demo import documents
from gongkai.web.demo.days import back, workday
from gongkai.web.demo.office import Office
from gongkai.web.demo.texts import body, data
from gongkai.web.demo.world import World
from gongkai.web.disclosure.models import Stage
from gongkai.web.disclosure.services import delivering, drafting, rendering


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
                    _publish_one(office, year, number, count)
        documents.publish(Office(world, "qinghe"))
        _fill_the_catalogue(Office(world, "liuhe"))
        _today(Office(world, "liuhe"))


def _publish_one(office: Office, year: int, number: int, count: int) -> None:
    """One of the usual items of a year, on a day of that year that is past."""
    made = workday(date(year, 1, 6) + timedelta(days=(number * 350) // count))
    if made > office.world.today - timedelta(days=12):
        return
    entry = data()["kinds"][number % len(data()["kinds"])]
    words = {
        "place": office.organ.short_name,
        "year": year,
        "quarter": "一二三四"[(made.month - 1) // 3],
        "number": office.world.chance.randrange(8, 60),
        **_assisted(made),
    }
    lines = [data()["opening"], *entry["lines"], data()["closing"]]
    item = office.draft(
        made,
        title=entry["title"].format(**words),
        kind=entry["kind"],
        field=entry["field"],
        clause=entry["clause"],
        elements=entry.get("elements", {}),
        body=body(*(line.format(**words) for line in lines), table=entry.get("table")),
    )
    office.publish(item, made + timedelta(days=office.world.chance.randrange(2, 9)))


def _assisted(on: date) -> dict[str, int]:
    """Who draws 低保 that quarter: the towns and the villages make the whole."""
    urban, rural = 140 + on.month, 1530 + 7 * on.month + 3 * (on.year % 10)
    return {"urban": urban, "rural": rural, "persons": urban + rural, "households": (urban + rural) * 4 // 5}


def _fill_the_catalogue(office: Office) -> None:
    """Something under nearly every line: the last few stay empty, or late."""
    empty = list(office.organ.catalogue.filter(publications=None))
    left = [line.pk for line in empty if line.every == "change"][-4:]
    left += [line.pk for line in empty if line.every == "quarterly"][-1:]
    for line in (line for line in empty if line.pk not in left):
        on = workday(office.world.today - timedelta(days=office.world.chance.randrange(8, 30)))
        known = {"clause": line.clause, "field": line.field, "catalogue_id": line.pk}
        title = f"{office.organ.short_name}{line.first}：{line.second or line.first}"
        office.publish(office.draft(on - timedelta(days=2), title=title, body=body(f"{line.content}。"), **known), on)


def _today(office: Office) -> None:
    """What is on the desk today: a roster in review, a draft due, one returned, one kept, one on the wall."""
    today, roster = office.world.today, data()["roster"]
    guide = data()["guide"]
    office.publish(
        office.draft(
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
    boards = [channel.pk for channel in office.organ.channels.filter(kind="village")]
    item = office.draft(
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
    drafting.send_to(item, channels=boards, by=office.clerk)
    office.submit(item, today)
    late = office.draft(
        back(today, 20),
        kind="notice",
        title="柳河镇农村道路养护安排",
        field="projects",
        clause="20-10",
        body=body("养护路段 14 条，共 26.4 公里。"),
    )
    drafting.send_to(late, channels=[], by=office.clerk)
    waiting = office.submit(
        office.draft(
            today,
            kind="notice",
            title="柳河镇农民丰收运动会安排",
            field="culture",
            clause="20-11",
            body=body("活动地点：文化广场。"),
        ),
        today,
    )
    office.review(waiting, today, until=Stage.SECOND)
    kept = office.draft(
        workday(date(today.year - 1, 3, 3)),
        kind="document",
        title="关于请求支持灌溉项目的请示",
        openness="withheld",
        basis="16b",
        reason="属于请示报告，是过程性信息。",
        clause="",
        body=body("请示事项略。"),
    )
    office.review(office.submit(kept, today - timedelta(days=370)), today - timedelta(days=370))
    _on_the_wall(office, boards)


def _on_the_wall(office: Office, boards: list[int]) -> None:
    today = office.world.today
    item = office.draft(
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
    drafting.send_to(item, channels=boards[:2], by=office.clerk)
    item.refresh_from_db()
    publication = office.publish(item, today - timedelta(days=4))
    hung = publication.deliveries.filter(channel=boards[0]).first()
    if hung:
        delivering.put_up(hung, on=today - timedelta(days=4), by=office.clerk, who="村文书")
