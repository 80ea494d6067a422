"""Something to look at on the county's desk: an order, a complaint, a score with an appeal, a bulletin, a report."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate

from gongkai.web.accounts.models import Role
from gongkai.web.annual_reports.duty import year_of
from gongkai.web.annual_reports.models import AnnualReport
from gongkai.web.annual_reports.services import writing
from gongkai.web.oversight.models import Bulletin, Complaint, Deduction, Order, Scheme, Training
from gongkai.web.oversight.services import assessing, bulletins, complaining, mending, registers
from gongkai.web.oversight.services.complaining import Complainant
from web.browser.furnished import Furnished


def made(furnished: Furnished) -> None:
    """Make it all, once."""
    if Order.objects.exists():
        return
    county, today = furnished.county, localdate()
    supervisor, clerk, head = (furnished.holder(role) for role in (Role.SUPERVISOR, Role.CLERK, Role.HEAD))
    registers.enter(
        "training",
        county.township,
        by=clerk,
        today=today,
        on=today,
        subject="依申请答复",
        kind="lecture",
        hours=Decimal(4),
        people=36,
    )
    order = mending.find(
        county.township, office=county.office, problem="公开指南上的传真打不通", by=supervisor, today=today
    )
    mending.issue(order, by=supervisor, today=today)
    complaint, _ = complaining.complain(
        county.township,
        kind="not_published",
        content="低保名单一直没有公示",
        name="周晓棠",
        by=Complainant(),
        today=today,
    )
    complaining.accept(complaint, by=supervisor, today=today)
    assessing.draw_up(county.office, year=today.year, title="今年的考核", by=supervisor)
    scheme = assessing.draw_up(county.office, year=today.year - 1, title="去年的考核", by=supervisor)
    one = assessing.open_scheme(scheme, [county.township, county.neighbour], by=supervisor)[0]
    taken = assessing.deduct(
        one, code="timeliness", points=Decimal(3), reason="3 件晚公开", evidence="清单", by=supervisor
    )
    assessing.tell(scheme, by=supervisor, today=today)
    assessing.appeal(taken, words="两件在假期", by=head, today=today)
    bulletins.draft(
        county.office,
        month=today,
        text="一、总体情况。\n二、存在的问题。",
        table=[["机关", "年报"], ["柳河镇", "未动"]],
        by=supervisor,
        today=today,
    )
    if not AnnualReport.objects.filter(organ=county.township, year=year_of(today)).exists():
        writing.start(county.township, year_of(today), by=clerk, today=max(today, date(year_of(today) + 1, 1, 1)))


def of(what: Callable[[], list[object]]) -> Callable[[Furnished], list[object]]:
    """The arguments of an address, once everything is made."""

    def arguments(furnished: Furnished) -> list[object]:
        made(furnished)
        return what()

    return arguments


def nothing() -> list[object]:
    """No argument."""
    return []


def told() -> int:
    """The scheme whose scores are told."""
    return Scheme.objects.get(state="told").pk


nought = of(nothing)
order = of(lambda: [Order.objects.get().pk])
order_act = of(lambda: [Order.objects.get().pk, "reply"])
complaint = of(lambda: [Complaint.objects.get().pk])
complaint_close = of(lambda: [Complaint.objects.get().pk, "answer"])
scheme = of(lambda: [told()])
scheme_drawn = of(lambda: [Scheme.objects.get(state="draft").pk])
card = of(lambda: [told(), "liuhe"])
score = of(lambda: [told(), "liuhe", "points"])
appeal = of(lambda: [Deduction.objects.get().pk])
bulletin = of(lambda: [Bulletin.objects.get().pk])
report = of(lambda: [AnnualReport.objects.filter(organ__short_code="liuhe").order_by("-year")[0].pk])
arrange = of(lambda: [year_of(localdate())])
register = of(lambda: ["training"])
entry = of(lambda: ["training", Training.objects.get().pk])
cell = of(lambda: ["liuhe", "timeliness"])
