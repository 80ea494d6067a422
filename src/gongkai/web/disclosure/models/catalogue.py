"""The catalogue of what must be published: 公开事项 with the columns of a 标准目录. 条例第二十二条."""

from django.db import models

from gongkai.web.disclosure import vocabulary
from gongkai.web.organs.models import Organ


class CatalogueItem(models.Model):
    """公开事项: one line of an organ's 标准目录, with its rhythm and so its obligations."""

    class Audience(models.TextChoices):
        """公开对象。"""

        EVERYONE = "everyone", "全社会"
        GROUP = "group", "特定群众"

    class Mode(models.TextChoices):
        """公开方式。"""

        PROACTIVE = "proactive", "主动"
        ON_REQUEST = "on_request", "依申请公开"

    class Unit(models.TextChoices):
        """What the limit counts."""

        WORKING = "working", "工作日"
        CALENDAR = "calendar", "自然日"

    class Every(models.TextChoices):
        """The rhythm: on each making or change, or at least once in every period."""

        CHANGE = "change", "形成或者变更时"
        WEEKLY = "weekly", "每周"
        MONTHLY = "monthly", "每月"
        QUARTERLY = "quarterly", "每季度"
        HALF_YEARLY = "half-yearly", "每半年"
        YEARLY = "yearly", "每年"
        LONG = "long", "长期公示"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="catalogue", verbose_name="机关")
    position = models.PositiveIntegerField("序号", default=0)
    field = models.CharField("领域", max_length=40, db_index=True)
    first = models.CharField("一级事项", max_length=100)
    second = models.CharField("二级事项", max_length=100, blank=True)
    content = models.TextField("公开内容（要素）", blank=True)
    basis = models.TextField("公开依据", blank=True)
    limit = models.CharField("公开时限", max_length=200, blank=True)
    responsible = models.CharField("公开主体", max_length=100, blank=True)
    channels = models.JSONField("公开渠道和载体", default=list, blank=True)
    audience = models.CharField("公开对象", max_length=20, choices=Audience, default=Audience.EVERYONE)
    group = models.CharField("特定群众", max_length=100, blank=True)
    mode = models.CharField("公开方式", max_length=20, choices=Mode, default=Mode.PROACTIVE)
    levels = models.JSONField("公开层级", default=list, blank=True)
    clause = models.CharField("条例条款", max_length=10, blank=True)
    five = models.CharField("五公开", max_length=20, blank=True)
    every = models.CharField("节奏", max_length=20, choices=Every, default=Every.CHANGE)
    days = models.PositiveIntegerField("期限天数", null=True, blank=True)
    unit = models.CharField("天数单位", max_length=20, choices=Unit, default=Unit.WORKING)
    since = models.DateField("自", null=True, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)
    basis_changed = models.CharField(
        "依据变化", max_length=200, blank=True, help_text="依据已修订、尚待核对时写在这里。"
    )

    class Meta:
        verbose_name = "公开事项"
        ordering = ("organ", "position", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and second level."""
        return f"{self.first} / {self.second}" if self.second else self.first

    @property
    def field_title(self) -> str:
        """The field in words; a local field is its own word."""
        field = vocabulary.fields().get(self.field)
        return field.title if field else self.field

    @property
    def path(self) -> str:
        """Field, first and second level."""
        return f"{self.field_title} / {self.name}"

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return self.path


class Edition(models.Model):
    """A version of an organ's catalogue, kept whole: rows as they stood on the day. 条例第十二条、第二十二条."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="editions", verbose_name="机关")
    title = models.CharField("版本", max_length=100)
    since = models.DateField("施行日期")
    why = models.CharField("调整说明", max_length=300, blank=True)
    rows = models.JSONField("内容", default=list)
    made_by = models.CharField("制作人", max_length=100)
    made_at = models.DateTimeField("制作时间", auto_now_add=True)

    class Meta:
        verbose_name = "目录版本"
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return self.title
