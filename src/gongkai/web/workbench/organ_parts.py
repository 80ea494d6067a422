"""What belongs to an organ in lists: heads, groups, staff, places, telephones, rules. One line here is one screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from gongkai.web.organs.models import Hotline, Leader, LeadingGroup, Policy, Staff, Window


@dataclass(frozen=True)
class Part:
    """A list of records that belong to an organ: its words, model, columns of the list and fields of the form."""

    title: str
    one: str
    model: type[models.Model]
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    empty: str
    hints: tuple[tuple[str, str], ...] = ()


FILES = {"photo": "照片", "file": "附件", "floor_plan": "楼层平面图", "duty_board": "值班公示牌"}
"""Fields that hold the number of a stored file; on a form one chooses the file itself."""
PHOTO = ("photo", "本人同意才放照片；不放就不选。")
TERM = (PHOTO, ("since", "从哪天起任职。"), ("until", "已经离任的填离任那天；在任的不填。"))
PARTS: dict[str, Part] = {
    "leader": Part(
        "领导", "领导", Leader, ("name", "post", "duties", "responsible"),
        ("name", "post", "duties", "responsible", "photo", "since", "until", "order"),
        "领导的姓名、职务和分工会显示在门户的机关页（条例第二十条第二项）。", TERM,
    ),
    "leading_group": Part(
        "领导小组", "领导小组", LeadingGroup, ("name", "ground", "since", "until"),
        ("name", "ground", "duties", "since", "until", "order"),
        "政务公开等领导小组的组成和职责会列在这里，任期届满要调整。", (("until", "届满或者撤销那天；在任的不填。"),),
    ),
    "staff": Part(
        "工作人员", "工作人员", Staff, ("name", "unit", "post", "phone", "published"),
        ("name", "unit", "post", "phone", "photo", "published", "order"),
        "公开的工作人员姓名、科室、职务和办公电话会列在这里。", (("phone", "只填办公电话，不填手机。"), PHOTO),
    ),
    "window": Part(
        "窗口和场所", "窗口", Window, ("name", "purpose", "address", "hours", "phone"),
        ("name", "purpose", "address", "hours", "phone", "order"),
        "申请受理点、查阅点、政务公开专区会列在这里（条例第二十五条）。",
    ),
    "hotline": Part(
        "热线", "热线", Hotline, ("name", "number", "hours"), ("name", "number", "hours", "order"),
        "群众可以打的电话会列在这里。",
    ),
    "policy": Part(
        "公开制度", "制度文件", Policy, ("title", "number", "issued_on", "published"),
        ("title", "number", "issuer", "issued_on", "body", "file", "published", "order"),
        "本机关的公开制度会显示在门户的“政府信息公开制度”栏目。", (("issuer", "本机关制定的不填。"),),
    ),
}  # fmt: skip
