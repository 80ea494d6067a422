"""Where publications go: channels, the outbox of deliveries, boards with their proof, and what was posted elsewhere."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from gongkai.web.disclosure.models.publication import Publication, Rendition
from gongkai.web.organs.models import Organ


class Channel(models.Model):
    """A channel of an organ: `kind` names a class of `disclosure.channels`; `settings` is what that class needs."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="channels", verbose_name="机关")
    kind = models.CharField("类型", max_length=20)
    title = models.CharField("名称", max_length=100)
    place = models.CharField("位置", max_length=200, blank=True)
    settings = models.JSONField("设置", default=dict, blank=True)
    secret = models.TextField("密钥（加密保存）", blank=True)
    active = models.BooleanField("在用", default=True)
    registered_on = models.DateField("备案日期", null=True, blank=True)

    class Meta:
        verbose_name = "渠道"
        ordering = ("organ", "kind", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """Its title in the log."""
        return self.title


class Delivery(models.Model):
    """One thing to be done in one channel, at least once and to the same effect: `key` names the effect."""

    class Act(models.TextChoices):
        """What is to be done there."""

        PUBLISH = "publish", "发布"
        REPLACE = "replace", "更新"
        WITHDRAW = "withdraw", "撤下"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "待发"
        BY_HAND = "by_hand", "待人办理"
        DONE = "done", "已送达"
        FAILED = "failed", "发送失败"
        NOT_NEEDED = "not_needed", "不再需要"

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="deliveries")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="deliveries")
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="+")
    act = models.CharField("动作", max_length=20, choices=Act)
    key = models.CharField("幂等键", max_length=120, unique=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.WAITING, db_index=True)
    attempts = models.PositiveIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次发送", db_index=True)
    error = models.CharField("原因", max_length=500, blank=True)
    url = models.CharField("网址", max_length=500, blank=True)
    message_id = models.CharField("对方编号", max_length=200, blank=True)
    memory = models.JSONField("进度", default=dict, blank=True, help_text="分几步的渠道记住已走到哪一步。")
    made_at = models.DateTimeField("排入时间", auto_now_add=True)
    done_at = models.DateTimeField("送达时间", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "投递"
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("state", "next_at"), name="deliveries_due")]

    def __str__(self) -> str:
        return f"{self.channel} {self.get_act_display()} {self.publication}"

    @property
    def audit_name(self) -> str:
        """Where what goes."""
        return str(self)[:300]


class Posting(models.Model):
    """A notice on a board: put up and taken down, each with a photo as proof."""

    delivery = models.OneToOneField(Delivery, models.CASCADE, related_name="posting")
    put_up_on = models.DateField("张贴日期")
    put_up_by = models.CharField("张贴人", max_length=50)
    put_up_photo = models.CharField("张贴照片", max_length=64, blank=True)
    take_down_due = models.DateField("应撤下日期", null=True, blank=True, db_index=True)
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    taken_down_by = models.CharField("撤下人", max_length=50, blank=True)
    taken_down_photo = models.CharField("撤下照片", max_length=64, blank=True)

    class Meta:
        verbose_name = "张贴"
        ordering = ("-put_up_on", "-pk")

    def __str__(self) -> str:
        return f"{self.delivery.channel} {self.put_up_on}"


class ElsewherePost(models.Model):
    """What was posted without this system, imported so that the annual report counts it."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="elsewhere")
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="elsewhere")
    kind = models.CharField("渠道类型", max_length=20)
    title = models.CharField("标题", max_length=300, blank=True)
    url = models.CharField("网址", max_length=500, blank=True)
    on = models.DateField("日期", db_index=True)
    count = models.PositiveIntegerField("条数", default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "其他平台发布"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.on} {self.count}"

    @property
    def audit_name(self) -> str:
        """What it was."""
        return self.title or str(self)


class PickUp(models.Model):
    """A publication that the media took up."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="pick_ups")
    medium = models.CharField("媒体", max_length=100)
    title = models.CharField("标题", max_length=300, blank=True)
    url = models.CharField("网址", max_length=500, blank=True)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "媒体采用"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.medium} {self.on}"

    @property
    def organ(self) -> Organ:
        """Whose publication it was."""
        return self.publication.organ

    @property
    def organ_id(self) -> int:
        """For the log."""
        return self.publication.organ_id

    @property
    def audit_name(self) -> str:
        """By whom."""
        return self.medium


class HandOver(models.Model):
    """Published information given to an archive or a library. 条例第二十五条."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="hand_overs")
    receiver = models.CharField("接收单位", max_length=100)
    what = models.CharField(
        "类别",
        max_length=20,
        choices=[("archive", "国家档案馆"), ("library", "公共图书馆"), ("service", "政务服务场所")],
    )
    on = models.DateField("移送日期")
    receipt = models.CharField("回执", max_length=200, blank=True)
    publications = models.ManyToManyField(Publication, related_name="hand_overs")
    by_name = models.CharField("移送人", max_length=100)

    class Meta:
        verbose_name = "移送登记"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.receiver} {self.on}"

    @property
    def audit_name(self) -> str:
        """To whom."""
        return self.receiver
