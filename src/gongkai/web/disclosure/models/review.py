"""Reviews and what they rest on: scans, findings, consultations, re-assessments. 条例第十一、十七、十八条."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from gongkai.web.disclosure.models.item import Item
from gongkai.web.organs.models import Organ


class Stage(models.TextChoices):
    """Which review."""

    SECRECY = "secrecy", "保密审查"
    FIRST = "first", "一审"
    SECOND = "second", "二审"
    THIRD = "third", "三审"


class Verdict(models.TextChoices):
    """What a reviewer said."""

    PASSED = "passed", "通过"
    RETURNED = "returned", "退回"
    REFERRED = "referred", "报请确定"


class ReviewPlan(models.Model):
    """Who does which review in an organ, and how many there are. `stages`: stage, title, by choice accounts."""

    organ = models.OneToOneField(Organ, models.CASCADE, related_name="review_plan", verbose_name="机关")
    stages = models.JSONField("审核环节", default=list)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "审核分工"

    def __str__(self) -> str:
        return f"{self.organ} 审核分工"

    @property
    def audit_name(self) -> str:
        """Its name in the log."""
        return str(self)


class Review(models.Model):
    """One review, of one content: it holds for `digest` and for nothing else."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="reviews")
    stage = models.CharField("环节", max_length=20, choices=Stage)
    verdict = models.CharField("结论", max_length=20, choices=Verdict)
    version = models.PositiveIntegerField("稿次")
    digest = models.CharField("所审清单的摘要值", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    by_name = models.CharField("审核人", max_length=100)
    comment = models.TextField("意见", blank=True)
    places = models.JSONField("逐处意见", default=list, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "审核"
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=("item", "digest", "stage"), name="reviews_of_digest")]

    def __str__(self) -> str:
        return f"{self.item} {self.get_stage_display()} {self.get_verdict_display()}"


class Scan(models.Model):
    """One privacy scan of one rendition. A scan that erred blocks."""

    class Outcome(models.TextChoices):
        """How it ended."""

        CLEAN = "clean", "没有发现"
        FOUND = "found", "有发现"
        ERRED = "erred", "没有查完"

    item = models.ForeignKey(Item, models.CASCADE, related_name="scans")
    digest = models.CharField("清单摘要值", max_length=64, db_index=True)
    outcome = models.CharField("结果", max_length=20, choices=Outcome)
    doubts = models.JSONField("没能查看的部分", default=list)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "个人信息扫描"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.item} {self.get_outcome_display()}"


class Finding(models.Model):
    """Personal data of one kind at one place or in one column: place, preview, keyed digests; never the data."""

    class Status(models.TextChoices):
        """What a person decided."""

        OPEN = "open", "待处理"
        ACCEPTED = "accepted", "已采纳"
        OVERRULED = "overruled", "保留"
        GONE = "gone", "已不存在"

    class Proposal(models.TextChoices):
        """What is proposed."""

        MASK = "mask", "遮蔽"
        COLUMN = "column", "删除整列"
        REMOVE = "remove", "删除"
        REBUILD = "rebuild", "重新生成附件"

    item = models.ForeignKey(Item, models.CASCADE, related_name="findings")
    version = models.PositiveIntegerField("稿次")
    file = models.CharField("所在文件", max_length=200, blank=True, help_text="空的是正文。")
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("名称", max_length=60)
    severity = models.CharField("程度", max_length=20)
    count = models.PositiveIntegerField("处数", default=1)
    place = models.CharField("位置", max_length=300)
    places = models.JSONField(default=list)
    masked = models.CharField("遮蔽后的样子", max_length=200, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    hidden = models.CharField("隐藏方式", max_length=60, blank=True)
    column = models.CharField("列名", max_length=100, blank=True)
    cites = models.CharField("依据", max_length=200, blank=True)
    proposal = models.CharField("建议", max_length=20, choices=Proposal, default=Proposal.MASK)
    fingerprints = models.JSONField("摘要值", default=list)
    status = models.CharField("处理", max_length=20, choices=Status, default=Status.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField("处理人", max_length=100, blank=True)
    decided_at = models.DateTimeField("处理时间", null=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "个人信息"
        ordering = ("file", "pk")

    def __str__(self) -> str:
        return f"{self.title} {self.place}"

    @property
    def must(self) -> bool:
        """Whether it may on no account be published as it is."""
        return self.severity == "error"


class Consultation(models.Model):
    """Another organ asked, or its approval sought, before publishing. 条例第十一条: unanswered, it bars the gate."""

    class What(models.TextChoices):
        """协商, or 报批."""

        CONSULT = "consult", "协商确认"
        APPROVE = "approve", "依法报批"

    class Answer(models.TextChoices):
        """What came back."""

        WAITING = "waiting", "等待答复"
        AGREED = "agreed", "同意公开"
        REFUSED = "refused", "不同意公开"

    item = models.ForeignKey(Item, models.CASCADE, related_name="consultations")
    organ_name = models.CharField("对方机关", max_length=100)
    what = models.CharField("性质", max_length=20, choices=What)
    asked_on = models.DateField("去函日期")
    answer = models.CharField("答复", max_length=20, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    told = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "公开前协商"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.organ_name} {self.get_answer_display()}"


class Reassessment(models.Model):
    """A periodic look at what was withheld. 条例第十八条."""

    class Outcome(models.TextChoices):
        """What it came to."""

        STAYS = "stays", "仍不公开"
        OPENS = "opens", "转为公开"

    item = models.ForeignKey(Item, models.CASCADE, related_name="reassessments")
    on = models.DateField("评估日期")
    outcome = models.CharField("结论", max_length=20, choices=Outcome)
    reason = models.TextField("理由")
    next_due = models.DateField("下次评估", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("评估人", max_length=100)

    class Meta:
        verbose_name = "定期评估"
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.item} {self.get_outcome_display()}"


class Word(models.Model):
    """A word an organ's proof-reading knows: a wrong form and its right one, or a right name of an organ or post."""

    class What(models.TextChoices):
        """What kind of word."""

        WRONG = "wrong", "错误写法"
        NAME = "name", "机关或职务名称"
        SENSITIVE = "sensitive", "慎用表述"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="words", verbose_name="机关")
    what = models.CharField("类别", max_length=20, choices=What, default=What.WRONG)
    wrong = models.CharField("写法", max_length=60)
    right = models.CharField("应为", max_length=60, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "词表"
        ordering = ("wrong",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("organ", "wrong"), name="one_word_once")]

    def __str__(self) -> str:
        return self.wrong

    @property
    def audit_name(self) -> str:
        """The word."""
        return self.wrong
