"""The report of an organ and a year, its sentences, and every edition that was published."""

from datetime import date
from typing import ClassVar

from django.db import models

from gongkai.report.forms import Form, form_for
from gongkai.web.organs.models import Organ


class State(models.TextChoices):
    """From the draft to the county's file. The county's silence never blocks signing or publishing."""

    WRITING = "writing", "编写中"
    REVIEWING = "reviewing", "待核"
    RETURNED = "returned", "退回"
    SIGNING = "signing", "待签发"
    PUBLISHED = "published", "已公布"
    ACCEPTED = "accepted", "已收审"


EDITABLE = (State.WRITING, State.RETURNED)


class AnnualReport(models.Model):
    """The work on one report. Figures are counted from the ledgers until frozen; texts stand in sentences."""

    class Source(models.TextChoices):
        """Where it comes from."""

        LEDGER = "ledger", "由台账汇总"
        UPLOAD = "upload", "上传文件"
        SUM = "sum", "由下级汇总"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_reports", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=20, choices=State, default=State.WRITING)
    source = models.CharField("来源", max_length=20, choices=Source, default=Source.LEDGER)
    title = models.CharField("标题", max_length=200)
    opening = models.TextField("引言", blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    signed_by = models.CharField("签发人", max_length=50, blank=True)
    issued_on = models.DateField("成文日期", null=True)
    procurement_unit = models.CharField(
        "采购总金额的单位", max_length=4, choices=(("万元", "万元"), ("元", "元")), default="万元", blank=True
    )
    """Of the 2019 form, which prints none; empty where a file does not say."""
    due_on = models.DateField("应公布日期")
    frozen_at = models.DateTimeField("数据冻结时间", null=True)
    frozen_sequence = models.PositiveBigIntegerField("冻结时的台账位置", null=True)
    frozen = models.JSONField("冻结的数据", default=dict)
    """Path → figure, as counted when frozen; empty while the figures still follow the ledgers."""
    own = models.JSONField("其中本机关的数据", default=dict)
    """Of a report for everything below: path → the organ's own figure when frozen."""
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="原件")
    read = models.JSONField("读出的内容", default=dict)
    """For an uploaded report: the report that was read from the file, as `gongkai.annual-report/1`."""
    submitted_by = models.CharField("送核人", max_length=100, blank=True)
    submitted_at = models.DateTimeField("送核时间", null=True)
    submit_reason = models.CharField("带着错误送核的理由", max_length=300, blank=True)
    reviewed_by = models.CharField("核稿人", max_length=100, blank=True)
    returned = models.TextField("退回意见", blank=True)
    """Why it was last returned; empty once it is submitted again."""
    signed_key = models.CharField("签发操作人", max_length=100, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    correcting = models.CharField("更正原因", max_length=300, blank=True)
    """Why a published report is open again; the published edition stays until the next one."""
    published_on = models.DateField("公布日期", null=True)
    accepted_on = models.DateField("收审日期", null=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "年度报告"
        ordering = ("-year", "organ")
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "year"), name="one_report_a_year")]
        indexes: ClassVar = [models.Index(fields=("year", "state"), name="report_of_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """The title."""
        return self.title

    @property
    def layout(self) -> Form:
        """The national form for its year."""
        return form_for(self.year)

    @property
    def period(self) -> tuple[date, date]:
        """1 January to 31 December."""
        return date(self.year, 1, 1), date(self.year, 12, 31)

    @property
    def whole(self) -> bool:
        """Whether it speaks for everything below its organ as well: a county's own report."""
        return self.source == self.Source.SUM

    @property
    def editable(self) -> bool:
        """Whether figures and texts may still be changed."""
        return self.state in EDITABLE

    @property
    def edition(self) -> "Edition | None":
        """The newest edition the public reads, if any was published."""
        return self.editions.first()


class Sentence(models.Model):
    """A sentence or paragraph of a section. Its figures follow their sources until a person edits it."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="sentences", verbose_name="报告")
    section = models.PositiveSmallIntegerField("部分")
    order = models.PositiveIntegerField("顺序")
    begins = models.BooleanField("另起一段", default=True)
    key = models.CharField("来源", max_length=60, blank=True)
    """Which drafted sentence it is; empty for one that a person wrote."""
    text = models.TextField("文字")
    facts = models.JSONField("数据", default=list)
    """What each figure of the drafted text rests on: `{"words": "412", "at": 21, "source": …, "url": …}`."""
    gap = models.CharField("缺口", max_length=200, blank=True)
    """What is not in the ledger and must be written by a person."""
    edited = models.BooleanField("已改写", default=False)
    by_name = models.CharField("改写人", max_length=100, blank=True)
    by_key = models.CharField("改写人编号", max_length=100, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    """Rises with every change: who saves over a sentence he has not seen is told, and loses nothing."""

    class Meta:
        verbose_name = "文字"
        ordering = ("section", "order", "pk")

    def __str__(self) -> str:
        return self.text[:30]


class Edition(models.Model):
    """What was published: the report as data, once and for all. A correction adds another; the old one stays."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="editions", verbose_name="报告")
    number = models.PositiveSmallIntegerField("第几版")
    content = models.JSONField("内容")
    """`gongkai.annual-report/1`."""
    cells = models.JSONField("数字")
    """Path → figure, as published."""
    own = models.JSONField("其中本机关的数字", default=dict)
    """Of a report for everything below: the organ's own part, which alone is added up; else empty."""
    digest = models.CharField("校验值", max_length=64)
    """SHA-256 of the JSON file as it is served."""
    reason = models.CharField("更正原因", max_length=300, blank=True)
    published_on = models.DateField("公布日期")

    class Meta:
        verbose_name = "公布的版本"
        ordering = ("-number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("report", "number"), name="edition_number")]

    def __str__(self) -> str:
        return f"{self.report} 第{self.number}版"

    @property
    def part(self) -> "dict[str, int | str | None]":
        """The figures that stand for this organ alone: added up over organs, nothing counts twice."""
        return self.own or self.cells


class Rendition(models.Model):
    """A file of an edition (docx, pdf), exactly as it passed the privacy gate and is served."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="renditions", verbose_name="版本")
    ending = models.CharField("格式", max_length=10)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "发布件"
        constraints: ClassVar = [models.UniqueConstraint(fields=("edition", "ending"), name="rendition_of_edition")]

    def __str__(self) -> str:
        return f"{self.edition} {self.ending}"
