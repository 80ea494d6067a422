"""After the answer: reconsideration, lawsuits, and requests to correct a record about oneself."""

from typing import ClassVar

from django.db import models

from gongkai.web.applications.models.application import Applicant, Application
from gongkai.web.organs.models import Organ


class Review(models.Model):
    """A reconsideration or a lawsuit against this organ's disclosure conduct: one line of table 四."""

    class Block(models.TextChoices):
        """The three blocks of table 四."""

        RECONSIDERATION = "reconsideration", "行政复议"
        LITIGATION_DIRECT = "litigation_direct", "行政诉讼（未经复议直接起诉）"
        LITIGATION_AFTER = "litigation_after_reconsideration", "行政诉讼（复议后起诉）"

    class Result(models.TextChoices):
        """The columns of table 四; an empty one is still pending."""

        UPHELD = "upheld", "结果维持"
        CORRECTED = "corrected", "结果纠正"
        OTHER = "other", "其他结果"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name="申请"
    )
    block = models.CharField("类别", max_length=40, choices=Block)
    body = models.CharField("复议机关、法院", max_length=100)
    case_number = models.CharField("案号", max_length=80, blank=True)
    simple = models.BooleanField("简易程序", default=False)
    filed_on = models.DateField("受理日期")
    papers_received_on = models.DateField("收到申请书、起诉状副本日期", null=True)
    papers_due_on = models.DateField("答复、答辩期限", null=True)
    papers_sent_on = models.DateField("提交答复、答辩日期", null=True)
    hearing_on = models.DateField("听证、开庭日期", null=True)
    decided_on = models.DateField("决定、判决送达日期", null=True)
    disposal = models.CharField("处理结果", max_length=40, blank=True)
    result = models.CharField("计入年报", max_length=20, choices=Result, blank=True)
    redo = models.BooleanField("责令重新答复", default=False)
    redo_until = models.DateField("重新答复期限", null=True)
    words = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "复议诉讼"
        ordering = ("-filed_on", "-pk")
        indexes: ClassVar = [models.Index(fields=("organ", "block", "decided_on", "filed_on"), name="review_counted")]

    def __str__(self) -> str:
        return f"{self.get_block_display()} {self.case_number}"


class FoundInstead(models.Model):
    """Somebody was about to apply, was shown what is published, and said that this was it. Nothing of him is kept."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    item = models.ForeignKey("disclosure.Item", models.PROTECT, related_name="+", verbose_name="已公开的信息")
    on = models.DateField("日期")

    class Meta:
        verbose_name = "查到不用申请"
        indexes: ClassVar = [models.Index(fields=("organ", "on"), name="found_instead")]

    def __str__(self) -> str:
        return f"{self.on} {self.item}"


class CorrectionRequest(models.Model):
    """A request to correct a government record about oneself (条例第四十一条); not counted in table 三."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "核实中"
        CORRECTED = "corrected", "已更正"
        REFUSED = "refused", "经核实无误"
        FORWARDED = "forwarded", "已转送有权机关"
        TOLD = "told", "已告知向有权机关提出"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    number = models.CharField("登记编号", max_length=60)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="+", verbose_name="申请人")
    record = models.TextField("要求更正的记录")
    evidence = models.TextField("证据")
    received_on = models.DateField("收到日期")
    state = models.CharField("状态", max_length=20, choices=State, default=State.OPEN)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    receipt = models.CharField("回执编号", max_length=20, unique=True)
    query_digest = models.CharField("查询码摘要", max_length=80)
    letter_number = models.CharField("文号", max_length=60, blank=True)
    sealed = models.TextField("答复正文（加密）", blank=True)

    class Meta:
        verbose_name = "更正申请"
        ordering = ("-received_on", "-pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "number"), name="correction_number")]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_name(self) -> str:
        """The number; never a name."""
        return self.number


class DataRequest(models.Model):
    """A person asks to see, or to have erased, what the platform holds about him; and what became of it."""

    class Kind(models.TextChoices):
        """What is asked."""

        SEE = "see", "查阅本人信息"
        ERASE = "erase", "删除本人信息"

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", "待办"
        DONE = "done", "已办"
        REFUSED = "refused", "不能办理，已说明理由"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    application = models.ForeignKey(Application, models.PROTECT, related_name="data_requests", verbose_name="申请")
    kind = models.CharField("要求", max_length=10, choices=Kind)
    asked_on = models.DateField("提出日期")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField("办理说明", blank=True)
    answered_on = models.DateField("办理日期", null=True)

    class Meta:
        verbose_name = "个人信息请求"
        ordering = ("-asked_on", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("application", "kind"), condition=models.Q(state="open"), name="data_request_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.get_kind_display()}"

    @property
    def audit_name(self) -> str:
        """The number of the case; never a name."""
        return str(self.application)
