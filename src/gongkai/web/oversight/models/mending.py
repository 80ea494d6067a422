"""检查 → 整改通知 → 反馈 → 复查: found, notified, replied, done, verified or returned; looked at again months later."""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class Inspection(models.Model):
    """A look at one or many organs: what was looked at and how."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="inspections", verbose_name="检查机关")
    on = models.DateField("检查日期")
    title = models.CharField("名称", max_length=100, help_text="例如“2026年第一季度政府网站和政务公开检查”。")
    method = models.CharField("方式", max_length=100, help_text="例如“网上抽查、电话核实”。")
    scope = models.TextField("范围", blank=True, help_text="看了哪些机关、哪些栏目。")
    by_name = models.CharField("登记人", max_length=100)

    class Meta:
        verbose_name = "检查"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.title


class State(models.TextChoices):
    """Where a problem stands (oversight.md 8)."""

    FOUND = "found", "已发现"
    NOTIFIED = "notified", "已通知"
    REPLIED = "replied", "已反馈措施"
    DONE = "done", "已报完成"
    RETURNED = "returned", "复查退回"
    VERIFIED = "verified", "已销号"


OPEN = (State.NOTIFIED, State.REPLIED, State.DONE, State.RETURNED)
ORGAN_ACTS = (State.NOTIFIED, State.REPLIED, State.RETURNED)
"""States in which the next act is the organ's; only in these does the limit run against it."""


class Order(models.Model):
    """One problem of one organ, and its 整改通知."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="orders", verbose_name="责任单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发出机关")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="orders", verbose_name="检查")
    source = models.CharField("来源", max_length=100, blank=True)
    number = models.CharField("编号", max_length=60)
    problem = models.TextField("问题")
    evidence = models.TextField("依据和佐证", blank=True)
    found_on = models.DateField("发现日期")
    limit_on = models.DateField("整改时限", null=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.FOUND)
    measures = models.TextField("整改措施", blank=True)
    result = models.TextField("完成情况", blank=True)
    done_on = models.DateField("完成日期", null=True)
    verified_on = models.DateField("复查日期", null=True)
    again_on = models.DateField("回头看日期", null=True)
    """When it is to be looked at again; empty once it was."""
    recurred = models.PositiveSmallIntegerField("复发次数", default=0)
    criticised_on = models.DateField("通报日期", null=True)
    escalated_on = models.DateField("提级日期", null=True)

    class Meta:
        verbose_name = "整改通知"
        ordering = ("-found_on", "-pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("office", "number"), name="order_number")]
        indexes: ClassVar = [models.Index(fields=("organ", "state", "limit_on"), name="orders_open")]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_name(self) -> str:
        """The number."""
        return self.number

    @property
    def waits_for_organ(self) -> bool:
        """Whether the next act is the organ's."""
        return self.state in ORGAN_ACTS


class Step(models.Model):
    """What happened to an order, for the record page and for whoever doubts."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    on = models.DateField("日期")
    act = models.CharField("事项", max_length=40)
    words = models.TextField("内容", blank=True)
    by_name = models.CharField("经手人", max_length=100)

    class Meta:
        verbose_name = "整改过程"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.act
