"""The county's round of reports, its notes on cells and sentences, and people's verdicts on findings."""

from typing import ClassVar

from django.db import models

from gongkai.web.annual_reports.models.report import AnnualReport
from gongkai.web.organs.models import Organ


class Round(models.Model):
    """The county's calendar for the reports of a year. 条例第四十九条 sets the last day, the county earlier ones."""

    office = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="主管部门")
    year = models.PositiveSmallIntegerField("年度")
    freeze_on = models.DateField("数据冻结")
    draft_by = models.DateField("初稿")
    check_by = models.DateField("核对退改")
    sign_by = models.DateField("签发")
    publish_by = models.DateField("公布")
    words = models.TextField("通知要求", blank=True)

    class Meta:
        verbose_name = "年报工作安排"
        constraints: ClassVar = [models.UniqueConstraint(fields=("office", "year"), name="one_round_a_year")]

    def __str__(self) -> str:
        return f"{self.office} {self.year}"

    @property
    def organ(self) -> Organ:
        """Whose round it is, for permissions."""
        return self.office


class Note(models.Model):
    """What the county asks to be mended, at a cell (`table/row/column`) or a section (`sections/N`)."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="notes", verbose_name="报告")
    where = models.CharField("位置", max_length=80)
    words = models.TextField("意见")
    by_name = models.CharField("提出人", max_length=100)
    at = models.DateTimeField("时间", auto_now_add=True)
    answer = models.TextField("答复", blank=True)
    settled_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "退改意见"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.where} {self.words[:20]}"

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return place_of(self.report, self.where)


def place_of(report: AnnualReport, where: str) -> str:
    """A cell or a section of a report in words."""
    if where.startswith("sections/"):
        number = int(where.split("/")[1])
        return "引言" if number == 0 else f"第{'一二三四五六'[number - 1]}部分"
    try:
        return report.layout.label(where)
    except KeyError:
        return where


class Spared(models.Model):
    """Personal data that a named person decided to leave in a report, with the reason; `fingerprint` tells nobody what
    it is."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="spared", verbose_name="报告")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField("种类", max_length=60)
    masked = models.CharField("遮盖后的样子", max_length=200)
    reason = models.CharField("保留的理由", max_length=300)
    by_name = models.CharField("决定人", max_length=100)
    by_key = models.CharField("决定人编号", max_length=100)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "保留的个人信息"
        constraints: ClassVar = [models.UniqueConstraint(fields=("report", "fingerprint"), name="spared_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.masked}"


class Verdict(models.Model):
    """A person's judgement of a finding; it survives the next run because it names what it judged, not a row."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="verdicts", verbose_name="报告")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField("检查项", max_length=80)
    where = models.CharField("位置", max_length=80)
    reason = models.CharField("不是错误的理由", max_length=300)
    by_name = models.CharField("认定人", max_length=100)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "认定"
        constraints: ClassVar = [models.UniqueConstraint(fields=("report", "fingerprint"), name="verdict_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.where}"
