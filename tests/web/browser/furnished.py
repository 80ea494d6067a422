"""青禾县 with something to show: facts, people, places, groups, rules, a published guide, messages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.web.accounts.models import Account, Role
from gongkai.web.messages import services as messages
from gongkai.web.organs import facts_services, guide
from gongkai.web.organs.models import GroupMember, Organ, Window
from gongkai.web.organs.services import describe, rename
from web.conftest import TESTS, County, make_county

UNIT = {
    "address": "青禾县柳河镇河堤路 18 号", "postcode": "000000", "office_hours": "工作日 8:30–12:00、14:30–17:30",
    "phone": "（0000）660 1200", "fax": "（0000）660 1201",
    "duties": "贯彻执行法律法规和上级决定。\n管理本行政区域内的经济和社会事务。",
    "structure": "党政办公室：综合协调、政务公开。\n民政办公室：社会救助、养老服务。",
    "unit_name": "党政办公室", "unit_head": "许槐", "unit_address": "青禾县柳河镇河堤路 18 号 203 室",
    "unit_hours": "工作日 8:30–12:00、14:30–17:30", "unit_phone": "（0000）660 1234", "unit_fax": "（0000）660 1235",
    "unit_email": "gongkai@example.invalid", "application_channels": ["person", "post", "online"],
    "complaint_phone": "（0000）660 1240", "reconsideration_organ": "青禾县人民政府", "court": "青禾县人民法院",
}  # fmt: skip
WHERE = {Role.SUPERVISOR: "office", Role.ADMINISTRATOR: "government", Role.AUDITOR: "government"}


@dataclass
class Furnished:
    """The county and the people in it."""

    county: County
    policy: Any
    group: Any
    file: Any
    outgoing: Any

    def holder(self, role: Role) -> Account:
        """Somebody with this role; the same person each time."""
        organ: Organ = getattr(self.county, WHERE.get(role, "township"))
        found = Account.objects.filter(login=f"{role}-{organ.short_code}").first()
        return found or self.county.account(role, organ)


def furnish() -> Furnished:
    """Build it through the services."""
    county = make_county()
    for organ in (county.government, county.office, county.bureau, county.township):
        describe(organ, by=TESTS, **UNIT)
        add = facts_services.add
        add(
            "leader",
            organ,
            by=TESTS,
            name="贺云樵",
            post="镇长",
            duties="主持全面工作。",
            since=date(2024, 3, 1),
            responsible=True,
        )
        add("window", organ, by=TESTS, purpose=Window.Purpose.APPLICATIONS, name="便民服务中心 3 号窗口",
            address="河堤路 20 号", hours="工作日 8:30–17:30", phone="（0000）660 1236")  # fmt: skip
        add("hotline", organ, by=TESTS, name="政务服务便民热线", number="12345", hours="全天")
    township = county.township
    facts_services.add(
        "staff", township, by=TESTS, name="陈砚秋", post="科员", unit="民政办公室", phone="（0000）660 1240"
    )
    group = facts_services.add(
        "leading_group", township, by=TESTS, name="政务公开领导小组", ground="柳政发〔2024〕6号", since=date(2024, 3, 1)
    )
    facts_services.seat(group, seat=GroupMember.Seat.HEAD, name="贺云樵", post="镇长", by=TESTS)
    policy = facts_services.add(
        "policy", township, by=TESTS, title="柳河镇政府信息公开审查制度", number="柳政办发〔2024〕2号",
        issued_on=date(2024, 5, 6),
        body="第一条　为了规范政府信息公开审查工作，制定本制度。\n第二条　先审查、后公开，一事一审。",
    )  # fmt: skip
    guide.publish_guide(township, by=TESTS)
    guide.publish_guide(county.government, by=TESTS)
    rename(
        county.neighbour,
        name="青禾县云岭镇人民政府",
        short_name="云岭镇",
        on=date(2025, 7, 1),
        ground="青民发〔2025〕9号",
        by=TESTS,
    )
    furnished = Furnished(county, policy, group, None, None)
    clerk = furnished.holder(Role.CLERK)
    messages.notify(clerk, "云岭镇的公开指南少了传真号码，请核对。", key="example", url="/workbench/guide/")
    furnished.outgoing = messages.send(
        "email", key="example", to="a@example.invalid", subject="今日待办 2 件", organ=township
    )
    from gongkai.web.files.services import store

    furnished.file = store("值班电话 12345".encode(), name="值班表.txt", organ=township, by=TESTS)
    return furnished
