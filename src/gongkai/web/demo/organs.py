"""机关、领导、窗口、热线和公开制度"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from stdnum.cn import uscc

from gongkai.identifiers import organisation_check_digit
from gongkai.web.demo.world import World
from gongkai.web.organs import facts_services as facts
from gongkai.web.organs.facts import GroupMember, Window
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.organs.services import found

SURNAMES = "方何宋叶江罗程许柳秦"
GIVEN = ("远山", "静安", "清和", "若谷", "知行", "云舟", "嘉禾", "望川", "思齐", "景行")
DUTIES = ("主持全面工作。", "分管政务公开、民政、社会救助。", "分管农业农村、自然资源、安全生产。")


@cache
def data() -> Mapping[str, Any]:
    """county.toml."""
    return tomllib.loads((Path(__file__).parent / "county.toml").read_text(encoding="utf-8"))


def fill(world: World) -> None:
    """Found every organ of county.toml, with its villages and what it publishes about itself."""
    for row in data()["organs"]:
        world.organs[row["code"]] = organ = _found(world, row)
        for number, name in enumerate(row.get("villages", ()), start=1):
            world.organs[f"{row['code']}-{number}"] = found(
                name=f"{row['short']}{name}村民委员会", short_name=name, by=world.by,
                short_code=f"{row['code']}-{number}", kind=Kind.VILLAGE, level=Level.VILLAGE, parent=organ,
                on=date(2001, 5, 1),
            )  # fmt: skip
        _describe(world, organ, row)


def _found(world: World, row: Mapping[str, Any]) -> Organ:
    nine = row["serial"] + organisation_check_digit(row["serial"])
    seventeen = f"11{data()['region']}{nine}"
    contact = {
        "address": row["address"], "postcode": row["postcode"], "phone": row["phone"], "fax": row["fax"],
        "office_hours": data()["hours"], "duties": row["duties"], "document_prefix": row["prefix"],
    }  # fmt: skip
    unit = {
        "unit_name": row["unit"], "unit_head": row["unit_head"], "unit_address": row["address"],
        "unit_hours": data()["hours"], "unit_phone": row["phone"], "unit_fax": row["fax"],
        "unit_email": f"open@{row['code']}.example.org", "complaint_phone": "0000-6000012",
        "reconsideration_organ": row["reconsideration"], "court": data()["court"],
        "application_channels": ["person", "post", "online", "email"],
    }  # fmt: skip
    return found(
        name=row["name"], short_name=row["short"], short_code=row["code"], kind=Kind(row["kind"]),
        level=Level(row["level"]), parent=world.organs.get(row.get("parent", "")),
        supervisor=world.organs.get(row.get("supervisor", "")), by=world.by, on=date(2001, 5, 1),
        credit_code=seventeen + uscc.calc_check_digit(seventeen), **contact, **unit,
    )  # fmt: skip


def _describe(world: World, organ: Organ, row: Mapping[str, Any]) -> None:
    head = "县长" if row["kind"] == "government" else {"township": "镇长", "office": "主任"}.get(row["kind"], "局长")
    head = head.replace("镇长", "乡长") if "乡" in row["short"] else head
    posts = (head, f"副{head}", f"副{head}")
    for order, post in enumerate(posts):
        name = world.chance.choice(SURNAMES) + world.chance.choice(GIVEN)
        facts.add(
            "leader", organ, by=world.by, name=name, post=post, duties=DUTIES[order], responsible=order == 1,
            order=order, since=date(world.today.year - 2, 3, 1),
        )  # fmt: skip
    places = ((Window.Purpose.READING, "政府信息查阅点"), (Window.Purpose.APPLICATIONS, "依申请公开受理窗口"))
    for purpose, name in places:
        facts.add(
            "window", organ, by=world.by, purpose=purpose, name=f"{row['short']}{name}", hours=data()["hours"],
            address=row["address"], phone=row["phone"],
        )  # fmt: skip
    facts.add("hotline", organ, by=world.by, name="政务服务便民热线", number="0000-12345", hours="24 小时")
    facts.add("staff", organ, by=world.by, name=row["unit_head"], post="负责人", unit=row["unit"], phone=row["phone"])
    for policy in data()["policies"]:
        facts.add("policy", organ, by=world.by, **policy)
    if row.get("groups"):
        _group(world, organ)


def _group(world: World, organ: Organ) -> None:
    group = facts.add(
        "leading_group", organ, by=world.by, name="政务公开工作领导小组", since=date(world.today.year - 1, 3, 1),
        ground=f"{organ.document_prefix}办发〔{world.today.year - 1}〕5号",
        duties="统筹协调政务公开工作，研究解决重大问题。",
    )  # fmt: skip
    leaders = list(organ.leaders.all())
    for seat, leader in zip((GroupMember.Seat.HEAD, GroupMember.Seat.DEPUTY), leaders, strict=False):
        facts.seat(group, seat=seat, name=leader.name, post=leader.post, by=world.by, since=group.since)
