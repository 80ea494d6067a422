"""考核: a scheme with weighted indicators, the scores of each organ with the evidence of every point, appeals."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class Scheme(models.Model):
    """考核办法 of a year. The indicators come from data and may be edited until it is opened."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", "拟定"
        OPEN = "open", "评分中"
        TOLD = "told", "已反馈，可申诉"
        CLOSED = "closed", "已定稿"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="schemes", verbose_name="主管部门")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=100)
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT)
    indicators = models.JSONField("指标", default=list)
    """`{"code", "title", "points", "measured", "duty"}` in their order; the points sum to a hundred."""
    appeal_until = models.DateField("申诉截止", null=True)

    class Meta:
        verbose_name = "考核办法"
        ordering = ("-year",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "year"), name="one_scheme_a_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """Its title."""
        return self.title


class Assessment(models.Model):
    """One organ under a scheme. `score` and `first_score` are caches of what marks and deductions say."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="assessments", verbose_name="考核办法")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="assessments", verbose_name="被考核机关")
    score = models.DecimalField("得分", max_digits=6, decimal_places=2, default=Decimal(100))
    first_score = models.DecimalField("申诉前得分", max_digits=6, decimal_places=2, null=True)
    grade = models.CharField("等次", max_length=20, blank=True)
    leaks = models.PositiveSmallIntegerField("泄密泄露次数", default=0)

    class Meta:
        verbose_name = "考核得分"
        ordering = ("-score", "leaks", "organ")
        constraints: ClassVar = [models.UniqueConstraint(fields=("scheme", "organ"), name="assessed_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.score}"

    @property
    def audit_name(self) -> str:
        """Organ and scheme."""
        return f"{self.organ.name} {self.scheme.title}"


class Mark(models.Model):
    """An indicator for one organ; without occasion it is neutral: its points are shared out among the others."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    code = models.CharField("指标", max_length=40)
    occasion = models.BooleanField("有这项工作", default=True)
    why = models.CharField("没有发生的说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "指标得分"
        constraints: ClassVar = [models.UniqueConstraint(fields=("assessment", "code"), name="marked_once")]

    def __str__(self) -> str:
        return self.code


class Deduction(models.Model):
    """Points taken, added or charged, each with its reason and its evidence."""

    class Kind(models.TextChoices):
        """Within an indicator, above it, or beyond the hundred."""

        DEDUCT = "deduct", "扣分"
        BONUS = "bonus", "加分"
        PENALTY = "penalty", "罚分"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="deductions")
    kind = models.CharField("种类", max_length=20, choices=Kind, default=Kind.DEDUCT)
    code = models.CharField("指标", max_length=40, blank=True)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    reason = models.CharField("原因", max_length=300)
    evidence = models.CharField("佐证", max_length=500)
    url = models.CharField("佐证地址", max_length=300, blank=True)
    leak = models.BooleanField("泄密或者泄露个人信息", default=False)
    measured = models.BooleanField("系统测得", default=False)
    by_name = models.CharField("评分人", max_length=100)
    restored = models.BooleanField("申诉后撤销", default=False)

    class Meta:
        verbose_name = "扣分、加分"
        ordering = ("code", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.points}：{self.reason}"


class Appeal(models.Model):
    """申诉 against one deduction; both scores are kept."""

    deduction = models.OneToOneField(Deduction, models.CASCADE, related_name="appeal")
    words = models.TextField("申诉理由")
    on = models.DateField("申诉日期")
    by_name = models.CharField("申诉人", max_length=100)
    upheld = models.BooleanField("支持申诉", null=True)
    answer = models.TextField("处理意见", blank=True)
    answered_on = models.DateField("处理日期", null=True)

    class Meta:
        verbose_name = "申诉"

    def __str__(self) -> str:
        return self.words[:40]
