"""The outbox, what people are told on screen, and how they want to be told."""

from typing import ClassVar

from django.db import models

from gongkai.web.accounts.models import Account
from gongkai.web.organs.models import Organ


class State(models.TextChoices):
    """What became of something that was to leave."""

    WAITING = "waiting", "待发"
    SENT = "sent", "已发出"
    REFUSED = "refused", "对方拒收"
    GIVEN_UP = "given_up", "多次失败，已停止"
    CANCELLED = "cancelled", "已取消"


class Outgoing(models.Model):
    """One thing that leaves the platform, by one channel. Committed with the change that caused it; sent by the
    worker."""

    key = models.CharField("幂等键", max_length=150, unique=True)
    channel = models.CharField("渠道", max_length=30)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="outgoing", verbose_name="机关")
    owner = models.CharField("收件人编号", max_length=100, blank=True)
    to = models.TextField("发给", blank=True)
    subject = models.CharField("标题", max_length=300, blank=True)
    body = models.TextField("内容", blank=True)
    payload = models.JSONField("附加数据", default=dict, blank=True)
    about = models.CharField("关于", max_length=150, blank=True, db_index=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    unanswered = models.BooleanField("上次没有回音", default=False)
    due_at = models.DateTimeField("最早发送时间")
    leased_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField("登记时间", auto_now_add=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    receipt = models.CharField("对方回执", max_length=200, blank=True)
    error = models.CharField("原因", max_length=500, blank=True)

    class Meta:
        verbose_name = "待发消息"
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(fields=("due_at",), condition=models.Q(state="waiting"), name="outgoing_waiting"),
            models.Index(fields=("state", "channel"), name="outgoing_by_state"),
        ]

    def __str__(self) -> str:
        return self.key


class Notification(models.Model):
    """Something a person is told on screen."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=150)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("地址", max_length=300, blank=True)
    made_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        ordering = ("-pk",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("account", "key"), name="told_once")]

    def __str__(self) -> str:
        return self.text


class Wish(models.Model):
    """How a person wants to be told: e-mail, SMS, a digest each working morning."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="wish")
    email = models.BooleanField("同时发邮件", default=True)
    sms = models.BooleanField("同时发短信", default=False)
    digest = models.BooleanField("每个工作日早上发一份今日待办", default=True)

    class Meta:
        verbose_name = "通知方式"

    def __str__(self) -> str:
        return f"{self.account}"


class Beat(models.Model):
    """When a repeated job was last begun; one row each, locked while deciding, so that it runs once among many
    processes."""

    name = models.CharField(max_length=100, unique=True)
    last_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "定时任务"

    def __str__(self) -> str:
        return self.name
