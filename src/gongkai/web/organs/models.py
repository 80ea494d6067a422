"""The organ, its names and what became of it. The facts it publishes about itself are in `facts.py`."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from gongkai.web.organs.facts import (
    GroupMember,
    Guide,
    Hotline,
    Leader,
    LeadingGroup,
    Policy,
    Staff,
    Window,
)

__all__ = [
    "Change", "GroupMember", "Guide", "Hotline", "Kind", "Leader", "LeadingGroup", "Level", "Name", "Organ",
    "Policy", "Staff",
    "Window",
]  # fmt: skip


class Level(models.TextChoices):
    """行政层级。"""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class Kind(models.TextChoices):
    """What an organ is. A village committee is no administrative organ (条例第五十四、五十五条); it hangs on
    its township."""

    GOVERNMENT = "government", "人民政府"
    OFFICE = "office", "政府办公厅（室）"
    DEPARTMENT = "department", "政府部门"
    TOWNSHIP = "township", "乡镇人民政府"
    STREET = "street", "街道办事处"
    AGENCY = "agency", "派出机构"
    AUTHORISED = "authorised", "法律法规授权的组织"
    VILLAGE = "village", "村（居）民委员会"


class ReviewLine(models.TextChoices):
    """Who reviews what a department decided, if not the government of its level. 行政复议法第二十四条至第二十八条."""

    LOCAL = "", "本级人民政府（一般情形）"
    VERTICAL = "vertical", "上一级主管部门（海关、金融、外汇、税务、国家安全等垂直领导的机关）"
    JUSTICE = "justice", "本级人民政府或者上一级司法行政部门（司法行政部门）"
    MINISTRY = "ministry", "本机关（国务院部门）"


class Organs(models.QuerySet["Organ"]):
    """Organs as they are asked for."""

    def active(self) -> Self:
        """Organs that exist today; not the abolished and merged."""
        return self.filter(ended_on=None)

    def public(self) -> Self:
        """Organs that answer to the public: existing, and no village committees."""
        return self.active().exclude(kind=Kind.VILLAGE)

    def below(self, organ: "Organ") -> Self:
        """`organ`, what is under it in the tree, and what it watches over as 主管部门, at any depth."""
        return self.filter(Q(path__startswith=organ.path) | Q(watch_path__startswith=organ.watch_path))


class Organ(models.Model):
    """An administrative organ 行政机关. 条例第四条、第十二条、第二十条第二项."""

    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=50)
    short_code = models.SlugField(
        "短代码", max_length=40, unique=True, help_text="小写字母、数字和短横线，用在网址里。"
    )
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    level = models.CharField("层级", max_length=20, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    supervisor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supervised", verbose_name="公开工作主管部门"
    )
    path = models.CharField(max_length=255, db_index=True, default="", editable=False)
    watch_path = models.CharField(max_length=255, db_index=True, default="", editable=False)
    order = models.PositiveIntegerField("排序", default=100)
    makes_regulations = models.BooleanField("有规章制定权", default=False)
    holiday_region = models.CharField("适用的地方节假日", max_length=40, blank=True)
    document_prefix = models.CharField("机关代字", max_length=20, blank=True)

    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    fax = models.CharField("传真", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    website = models.URLField("网站", blank=True)
    duties = models.TextField("机关职能", blank=True)
    structure = models.TextField("机构设置", blank=True)
    floor_plan = models.CharField("楼层平面图", max_length=64, blank=True, help_text="文件的编号。")
    duty_board = models.CharField("值班公示牌", max_length=64, blank=True, help_text="文件的编号。")

    unit_name = models.CharField("公开工作机构", max_length=100, blank=True)
    unit_head = models.CharField("公开工作机构负责人", max_length=50, blank=True)
    unit_address = models.CharField("公开工作机构地址", max_length=200, blank=True)
    unit_hours = models.CharField("公开工作机构办公时间", max_length=200, blank=True)
    unit_phone = models.CharField("公开工作机构电话", max_length=40, blank=True)
    unit_fax = models.CharField("公开工作机构传真", max_length=40, blank=True)
    unit_email = models.CharField("公开工作机构互联网联系方式", max_length=200, blank=True)
    application_channels = models.JSONField("接收申请的渠道", default=list, blank=True)
    complaint_phone = models.CharField("监督投诉电话", max_length=40, blank=True)
    review_line = models.CharField(
        "行政复议由谁管辖", max_length=20, choices=ReviewLine, default=ReviewLine.LOCAL, blank=True
    )
    reconsideration_organ = models.CharField("行政复议机关", max_length=100, blank=True)
    court = models.CharField("管辖法院", max_length=100, blank=True)

    since = models.DateField("设立日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True, db_index=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="职能承接机关"
    )
    changed_at = models.DateTimeField("最后修改", auto_now=True)

    objects = Organs.as_manager()

    class Meta:
        verbose_name = "机关"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What addresses and the API call it: the credit code, else the short code."""
        return self.credit_code or self.short_code

    @property
    def publishes_guide(self) -> bool:
        """Whether 条例第四条 and 第十二条 bind it: governments, their departments, what law authorises; no village."""
        return self.ended_on is None and self.kind not in {Kind.VILLAGE, Kind.AGENCY}

    @property
    def organ(self) -> "Organ":
        """Itself: an organ belongs to itself, for permissions."""
        return self

    @property
    def organ_id(self) -> int:
        """Its own key, for the audit log."""
        return self.pk

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return self.name

    def get_absolute_url(self) -> str:
        """Its page on the portal."""
        return f"/organs/{self.code}/"

    def telephones(self) -> tuple[str, ...]:
        """The telephones and faxes that it must publish for its office, its unit, its windows and its hotlines.

        They are nobody's private data. 条例第十二条、第二十条第二项.
        """
        own = (self.phone, self.fax, self.unit_phone, self.unit_fax, self.complaint_phone)
        places = (*self.windows.values_list("phone", flat=True), *self.hotlines.values_list("number", flat=True))
        return tuple(dict.fromkeys(number for number in (*own, *places) if number.strip()))

    def name_on(self, day: date) -> str:
        """What it was called on `day`: a document of that day bears this name."""
        past = self.names.filter(until__gt=day).order_by("until").first()
        return past.name if past else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the two paths of the tree true for it and all below it."""
        super().save(*args, **kwargs)
        fields = kwargs.get("update_fields")
        if fields is None or {"parent", "supervisor"} & set(fields):
            self._place()

    def _place(self) -> None:
        """Write the paths of this organ and, where they moved, of those under it."""
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        watcher = self.supervisor or self.parent
        watch_path = f"{watcher.watch_path if watcher else '/'}{self.pk}/"
        if (path, watch_path) == (self.path, self.watch_path):
            return
        self.path, self.watch_path = path, watch_path
        type(self).objects.filter(pk=self.pk).update(path=path, watch_path=watch_path)
        for child in (
            type(self).objects.filter(Q(parent=self) | Q(supervisor=self)).select_related("parent", "supervisor")
        ):
            child._place()


class Name(models.Model):
    """A name an organ bore before; what it published then still says so."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="names")
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=50)
    since = models.DateField("自", null=True)
    until = models.DateField("至（不含）")

    class Meta:
        verbose_name = "曾用名"
        ordering = ("-until",)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """What became of an organ: founded, renamed, made another kind, merged, abolished; by what, since when."""

    class What(models.TextChoices):
        """What happened."""

        FOUNDED = "founded", "设立"
        RENAMED = "renamed", "更名"
        MERGED = "merged", "并入"
        ABOLISHED = "abolished", "撤销"
        MOVED = "moved", "调整隶属"
        RECLASSIFIED = "reclassified", "调整类别或层级"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="changes")
    what = models.CharField("事项", max_length=20, choices=What)
    on = models.DateField("日期")
    ground = models.CharField("依据文件", max_length=200)
    into = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承接机关")
    told = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "机构沿革"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on} {self.get_what_display()}"
