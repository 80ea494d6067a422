"""The organs: the list, and what each publishes about itself (条例第十二条、第二十条第二项)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from gongkai.web.organs.models import Guide, Organ, Policy
from gongkai.web.patterns.values import Doc, Link, Row, Tab
from gongkai.web.portal import files, site

CHANNELS = {"person": "当面", "post": "邮寄", "online": "网上申请", "fax": "传真", "email": "电子邮件"}


def organs(request: HttpRequest) -> HttpResponse:
    """全部公开机关, by sort."""
    return render(request, "portal/organs/list.html", {"groups": site.groups(None)})


def organ(request: HttpRequest, code: str) -> HttpResponse:
    """机构职能: what the organ does, where it is, who leads it, and what became of it."""
    one = find(code)
    day = localdate()
    context = {
        **frame(one, "organ"),
        "place": place(one),
        "unit": unit(one),
        "leaders": [leader for leader in one.leaders.all() if leader.current(day)],
        "staff": one.staff.filter(published=True),
        "groups": [group for group in one.leading_groups.prefetch_related("members") if group.current(day)],
        "windows": one.windows.all(),
        "hotlines": one.hotlines.all(),
        "plans": [
            (title, shown)
            for title, key in (("楼层平面图", one.floor_plan), ("值班公示牌", one.duty_board))
            if (shown := files.shown(key))
        ],
        "changes": one.changes.all(),
        "names": one.names.all(),
        "below": one.children.public().order_by("order", "pk"),
    }
    return render(request, "portal/organs/organ.html", context)


def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The organ's own 公开指南, as it was last published."""
    one = find(code)
    return render(request, "portal/organs/guide.html", {**frame(one, "guide"), "guide": published_guide(one)})


def rules(request: HttpRequest, code: str) -> HttpResponse:
    """The organ's own rules."""
    one = find(code)
    policies = one.policies.filter(published=True).select_related("organ")
    return render(request, "portal/organs/rules.html", {**frame(one, "rules"), "rules": as_docs(policies)})


def find(code: str) -> Organ:
    """The organ behind an address: by credit code or short code. Ended organs keep their page; villages have none."""
    organs_ = Organ.objects.exclude(kind="village").select_related("parent", "supervisor", "successor")
    found = organs_.filter(credit_code=code).first()
    return found or get_object_or_404(organs_, short_code=code)


def frame(one: Organ, here: str) -> dict[str, Any]:
    """What all pages of an organ share: its name and the tabs of its column."""
    base = one.get_absolute_url()
    tabs = [
        Tab("机构职能", base, here == "organ"),
        Tab("主动公开", f"{base}items/", here == "items"),
        Tab("公开指南", f"{base}guide/", here == "guide"),
        Tab("公开制度", f"{base}rules/", here == "rules"),
    ]
    return {"organ": one, "tabs": tabs, "trail": [Link("公开机关", "/organs/")]}


def published_guide(one: Organ) -> Guide | None:
    """The version of the guide in force."""
    return one.guides.filter(published_at__isnull=False).order_by("-published_at").first()


def as_docs(policies: Iterable[Policy]) -> list[Doc]:
    """Rules as lines of a list."""
    return [
        Doc(
            policy.title,
            f"/rules/{policy.pk}/",
            organ=policy.organ.short_name,
            on=policy.issued_on,
            meta=(policy.number,),
        )
        for policy in policies
    ]


def place(one: Organ) -> list[Row]:
    """Where and when the organ is there for the public."""
    above = one.parent and Link(one.parent.name, one.parent.get_absolute_url())
    watched = one.supervisor and Link(one.supervisor.name, one.supervisor.get_absolute_url())
    return [
        Row("办公地址", one.address), Row("邮政编码", one.postcode), Row("办公时间", one.office_hours),
        Row("联系电话", one.phone), Row("传真", one.fax), Row("电子邮箱", one.email),
        Row("网站", one.website and Link(one.website, one.website)), Row("上级机关", above),
        Row("公开工作主管部门", watched),
        Row("统一社会信用代码", one.credit_code),
    ]  # fmt: skip


def unit(one: Organ) -> list[Row]:
    """The 公开工作机构 and the ways to apply and to complain."""
    return [
        Row("公开工作机构", one.unit_name), Row("负责人", one.unit_head), Row("地址", one.unit_address),
        Row("办公时间", one.unit_hours), Row("电话", one.unit_phone), Row("传真", one.unit_fax),
        Row("网上联系", one.unit_email), Row("怎么申请", channels(one)), Row("监督投诉电话", one.complaint_phone),
        Row("行政复议机关", one.reconsideration_organ), Row("管辖法院", one.court),
    ]  # fmt: skip


def channels(one: Organ) -> str:
    """The channels that are open. 当面 and 邮寄 may never be refused (国办公开办函〔2017〕19号)."""
    chosen = [*("person", "post"), *(one.application_channels or [])]
    return "、".join(dict.fromkeys(CHANNELS.get(channel, channel) for channel in chosen))
