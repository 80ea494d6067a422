"""Figures that people enter: those no ledger holds, and those that a person sets against the count."""

from typing import ClassVar

from django.db import models

from gongkai.web.annual_reports.models.report import AnnualReport
from gongkai.web.organs.models import Organ


class YearlyFigure(models.Model):
    """A figure an organ must enter because it is counted elsewhere: licences, penalties, charges."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("月份", default=0)
    """1 to 12, or 0 for the whole year."""
    path = models.CharField("项目", max_length=80)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6)
    source = models.CharField("数据来源", max_length=200, blank=True)
    by_name = models.CharField("填报人", max_length=100)
    at = models.DateTimeField("填报时间", auto_now=True)

    class Meta:
        verbose_name = "年度数据"
        ordering = ("path", "month")
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "year", "month", "path"), name="figure_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.value}"


class Override(models.Model):
    """A figure that a person set against the count, with the reason; it stays marked."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="overrides", verbose_name="报告")
    path = models.CharField("项目", max_length=80)
    value = models.DecimalField("数值", max_digits=18, decimal_places=6, null=True)
    reason = models.CharField("理由", max_length=300)
    by_name = models.CharField("改数人", max_length=100)
    by_key = models.CharField("改数人编号", max_length=100, blank=True)
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = "手工改数"
        ordering = ("path",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("report", "path"), name="override_once")]

    def __str__(self) -> str:
        return f"{self.path} {self.value}"
