"""三年的监督台账：培训、评议、检查整改、考核、投诉举报、通报"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.services import rounds
from gongkai.web.demo.world import World
from gongkai.web.organs.models import Kind, Organ
from gongkai.web.oversight import board
from gongkai.web.oversight.models import Complaint
from gongkai.web.oversight.services import assessing, bulletins, complaining, mending, registers
from gongkai.web.oversight.services.complaining import Complainant

SUBJECTS = ("《政府信息公开条例》和依申请公开答复", "公开中的个人信息保护和保密审查", "政策解读和政务新媒体")
PROBLEMS = (
    ("liuhe", "公开指南上的传真号码打不通", "电话核实", "verified"),
    ("yunling", "政务公开栏三个月没有更新", "现场照片", "late"),
    ("shiqiao", "惠农补贴发放结果缺 2 个村的名单", "网页截图", "done"),
    ("civil-affairs", "两件规范性文件没有标注有效性", "网页截图", "replied"),
    ("natural-resources", "征地公告附件打不开", "网址清单", "found"),
)


@transaction.atomic
def fill(world: World) -> None:
    """Registers of three years, orders in every state, last year's scores, complaints."""
    supervisor = world.person("qinghe-office", Role.SUPERVISOR)
    organs = [organ for organ in world.organs.values() if organ.kind not in (Kind.VILLAGE, Kind.AGENCY)]
    for number, organ in enumerate(organs):
        _registers(world, organ, number)
    _rounds(world, supervisor)
    _orders(world, supervisor)
    _assessments(world, supervisor, [organ for organ in organs if organ.supervisor_id])
    _complaints(world, supervisor)
    _bulletin(world, supervisor)


def _enter(world: World, register: str, organ: Organ, **values: Any) -> None:
    if values["on"] <= world.today:
        registers.enter(register, organ, by=world.by, today=world.today, **values)


def _registers(world: World, organ: Organ, number: int) -> None:
    today, chance = world.today, world.chance
    for year in range(today.year - 2, today.year + 1):
        for half, month in enumerate((4, 9)):
            if organ.short_code != "yunling" or half == 0:
                _enter(
                    world,
                    "training",
                    organ,
                    on=date(year, month, 8 + number % 12),
                    subject=SUBJECTS[(number + half) % 3],
                    kind="lecture" if half == 0 else "online",
                    hours=Decimal(4),
                    people=chance.randrange(12, 60),
                    proof="签到表存办公室",
                )
        if year < today.year:
            _enter(
                world,
                "evaluation",
                organ,
                on=date(year, 11, 20),
                method="survey",
                respondents=chance.randrange(60, 400),
                satisfied=Decimal(chance.randrange(880, 985)) / 10,
                problems="希望多用图解，少用套话。",
                adopted="政策解读增加图解和问答。",
            )
            if organ.short_code != "shiqiao" or year != today.year - 2:
                registers.declare_nil("accountability", organ, year=year, by=world.by, today=today)
    _villages(world, organ)
    name = organ.short_name.removeprefix("县")
    registers.enter(
        "groups",
        organ,
        by=world.by,
        today=today,
        kind="group",
        name=f"{name}政务公开工作群",
        platform="微信",
        owner=organ.unit_head or "办公室",
        members=chance.randrange(8, 60),
        purpose="布置信息公开工作，不发个人信息",
    )
    if organ.short_code == "shiqiao":
        _enter(
            world,
            "accountability",
            organ,
            on=date(today.year - 2, 6, 3),
            measure="talk",
            people=1,
            why="一件依申请公开逾期答复，被行政复议确认违法",
            ground="条例第五十三条第二项",
        )


def _villages(world: World, organ: Organ) -> None:
    today, chance = world.today, world.chance
    for village in Organ.objects.filter(parent=organ, kind=Kind.VILLAGE):
        if organ.short_code != "yunling":
            _enter(
                world,
                "villages",
                organ,
                village=village,
                on=today - timedelta(days=chance.randrange(5, 40)),
                problems="" if chance.random() < 0.8 else "财务公开晚了半个月",
            )


def _rounds(world: World, supervisor: Any) -> None:
    """The county's calendar of the last two rounds."""
    for year in (world.today.year - 2, world.today.year - 1):
        dates = {name: date(year + 1, 1, day) for name, day in zip(rounds.DATES, (4, 8, 14, 18, 23), strict=True)}
        words = "数据以登记簿为准，文字不照抄往年；有问题找政务公开股。"
        rounds.arrange(world.organ("qinghe-office"), year, by=supervisor, words=words, **dates)


def _orders(world: World, supervisor: Any) -> None:
    today, office = world.today, world.organ("qinghe-office")
    seen = registers.enter(
        "inspections",
        office,
        by=supervisor,
        today=today,
        on=today - timedelta(days=45),
        title=f"{today.year}年政务公开季度检查",
        method="网上抽查、电话核实",
        scope="各乡镇、部门的公开专栏和指南",
    )
    for code, problem, evidence, state in PROBLEMS:
        organ, clerk = world.organ(code), world.person(code, Role.CLERK)
        begun = today - timedelta(days=40 if state in ("late", "verified") else 6)
        order = mending.find(
            organ, office=office, problem=problem, evidence=evidence, inspection=seen, by=supervisor, today=begun
        )
        if state == "found":
            continue
        order = mending.issue(order, by=supervisor, today=begun)
        if state == "late":
            continue
        order = mending.reply(
            order, measures="当天核对，三天内改正，专人盯办。", by=clerk, today=begun + timedelta(days=1)
        )
        if state in ("done", "verified"):
            order = mending.finish(order, result="已改正，网址和截图附后。", by=clerk, today=begun + timedelta(days=4))
        if state == "verified":
            mending.verify(order, words="电话已能打通。", by=supervisor, today=begun + timedelta(days=6))


def _assessments(world: World, supervisor: Any, organs: list[Organ]) -> None:
    office = world.organ("qinghe-office")
    for year in (world.today.year - 2, world.today.year - 1):
        scheme = assessing.draw_up(office, year=year, title=f"{year}年政务公开工作考核", by=supervisor)
        told = date(year + 1, 1, 8)
        for number, one in enumerate(assessing.open_scheme(scheme, organs, by=supervisor)):
            if number % 2:
                assessing.set_occasion(one, code="villages", occasion=False, why="没有所属村（居）", by=supervisor)
            points = Decimal(world.chance.randrange(1, 9))
            assessing.deduct(
                one,
                code="timeliness",
                points=points,
                reason="部分文件晚于 20 个工作日公开",
                evidence="逐件清单",
                by=supervisor,
            )
        assessing.tell(scheme, by=supervisor, today=told)
        if year < world.today.year - 1:
            assessing.close(scheme, by=supervisor)
            continue
        taken = scheme.assessments.get(organ=world.organ("liuhe")).deductions.first()
        if taken:
            head = world.person("liuhe", Role.HEAD)
            one = assessing.appeal(taken, words="其中两件是节假日期间形成的，按工作日算没有晚。", by=head, today=told)
            assessing.decide(one, upheld=True, answer="核对日历，属实，分值退回。", by=supervisor, today=told)
        assessing.close(scheme, by=supervisor)


def _complaints(world: World, supervisor: Any) -> None:
    today = world.today
    first, _ = complaining.complain(
        world.organ("yunling"),
        kind=Complaint.Kind.NOT_PUBLISHED,
        content="去年的村级道路硬化项目，花了多少钱一直没有公示。",
        name="周晓棠",
        phone="13800000000",
        by=Complainant(),
        today=today - timedelta(days=30),
    )
    complaining.accept(first, by=supervisor, today=today - timedelta(days=28))
    words = "经核实，项目结算后没有及时公示，已发整改通知，现已在公示栏和网站公开。"
    complaining.answer(first, verified=True, words=words, by=supervisor, today=today - timedelta(days=12))
    complaining.complain(
        world.organ("liuhe"),
        kind=Complaint.Kind.WRONG,
        content="公开指南上写的办公时间和窗口贴的不一样。",
        by=Complainant(),
        today=today - timedelta(days=1),
    )
    complaining.complain(
        world.organ("shiqiao"),
        kind=Complaint.Kind.NOT_ANSWERED,
        content="三月窗口递交的申请，到现在没有答复，打电话说在研究。",
        channel=Complaint.Channel.PHONE,
        arrived_on=today - timedelta(days=2),
        by=world.person("qinghe-office", Role.CLERK),
        today=today,
    )


def _bulletin(world: World, supervisor: Any) -> None:
    """Last month's, issued on the first of this month, over the board as it stands."""
    first = world.today.replace(day=1)
    month = first - timedelta(days=1)
    organs = [organ for organ in world.organs.values() if organ.supervisor_id]
    lines = board.lines(organs, world.today)
    table = [["机关", *(words for _, words in board.heads(world.today))]]
    table += [[line.organ.short_name, *(cell.words for cell in line.cells.values())] for line in lines]
    bad = [f"{line.organ.short_name}：{line.wanting}。" for line in lines if line.bad]
    text = "\n".join(
        [f"{month.year}年{month.month}月，对{len(lines)}个机关的政务公开工作作了检查。", "需要抓紧的：", *bad]
    )
    drafted = bulletins.draft(world.organ("qinghe-office"), month=month, text=text, table=table, by=supervisor,
                              today=world.today)  # fmt: skip
    words = {"title": drafted.title, "text": text, "document_number": f"青政办通〔{first.year}〕{month.month}号"}
    bulletins.edit(drafted, seen=drafted.version, by=supervisor, **words)
    bulletins.issue(drafted, by=supervisor, today=first)
