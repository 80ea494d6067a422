"""What goes out: decisions, letters, fee notices."""

from typing import ClassVar

from django.db import models

from gongkai.law import outcome
from gongkai.letters import kind_of
from gongkai.web.applications.models.application import Application
from gongkai.web.organs.models import Organ


class Decision(models.Model):
    """The answer: one outcome of the law's list. A redo adds a second; the last one stands."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions", verbose_name="申请")
    outcome = models.CharField("答复类型", max_length=60)
    reason = models.TextField("理由", blank=True)
    parts = models.JSONField("分项处理", default=list)
    """For a partial answer: `{"item": …, "outcome": …, "reason": …}` for each part."""
    path = models.JSONField("判断过程", default=list)
    """The questions of the seven-step guide and their answers."""
    drafted_by = models.CharField("起草人", max_length=100)
    drafted_key = models.CharField(max_length=100)
    """Who drafted, by his key: two people may bear one name."""
    approved_by = models.CharField("批准人", max_length=100, blank=True)
    made_on = models.DateField("作出日期", null=True)
    redo = models.BooleanField("重新答复", default=False)

    class Meta:
        verbose_name = "答复决定"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"

    @property
    def outcome_name(self) -> str:
        """The outcome in words."""
        return outcome(self.outcome).name


class Seal(models.Model):
    """The picture of an organ's seal, encrypted as a file; the newest that has not ended is pressed on its letters."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name="印章图片")
    width = models.PositiveSmallIntegerField("直径（毫米）")
    since = models.DateField("启用日期")
    ended_on = models.DateField("停用日期", null=True)
    kept_by = models.CharField("上传人", max_length=100)

    class Meta:
        verbose_name = "印章"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("organ",), condition=models.Q(ended_on=None), name="one_seal_in_use")
        ]

    def __str__(self) -> str:
        return f"{self.organ}印章"

    @property
    def audit_name(self) -> str:
        """Whose it is."""
        return str(self)


class Letter(models.Model):
    """A statutory letter: drafted from the case, edited, numbered, sent and delivered with proof."""

    class Sending(models.TextChoices):
        """How a letter reaches its addressee."""

        ONLINE = "online", "网上送达"
        EMAIL = "email", "电子邮件"
        MAIL = "mail", "邮寄"
        COUNTER = "counter", "当面送达"
        LEFT = "left", "留置送达"
        NOTICE = "notice", "公告送达"

    application = models.ForeignKey(Application, models.CASCADE, related_name="letters", verbose_name="申请")
    kind = models.CharField("文书", max_length=60)
    addressee = models.CharField("收件人", max_length=100, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    data = models.JSONField("内容", default=dict)
    """What the officer filled in; who asks is not in it."""
    sealed = models.TextField("正文（加密）")
    """The composed letter as JSON data, under the applicant's key: it names him."""
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="letters", verbose_name="答复决定")
    drafted_by = models.CharField("起草人", max_length=100)
    drafted_on = models.DateField("起草日期")
    sent_on = models.DateField("发出日期", null=True)
    sending = models.CharField("送达方式", max_length=20, choices=Sending, blank=True)
    tracking = models.CharField("邮件号", max_length=60, blank=True)
    delivered_on = models.DateField("送达日期", null=True)
    proof = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="送达凭证")
    files = models.ManyToManyField("files.StoredFile", related_name="+", verbose_name="随文书提供的文件")
    file_notes = models.JSONField("附件核对", default=list)
    """What was noticed in the files, for whoever approves and sends."""
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="+", verbose_name="加盖的印章")

    class Meta:
        verbose_name = "文书"
        ordering = ("drafted_on", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=("sent_on", "application"), condition=models.Q(delivered_on=None), name="letter_no_proof"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def title(self) -> str:
        """What the letter is called."""
        return kind_of(self.kind).name


class FeeNotice(models.Model):
    """A notice of 信息处理费 with the calculation it rests on (国办函〔2020〕109号)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="fees", verbose_name="申请")
    basis = models.CharField("计收方式", max_length=20, choices=(("by_item", "按件计收"), ("by_page", "按量计收")))
    quantity = models.PositiveIntegerField("件数或页数")
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    calculation = models.TextField("计算过程")
    sent_on = models.DateField("发出日期", null=True)
    received_on = models.DateField("申请人收到日期", null=True)
    paid_on = models.DateField("缴费日期", null=True)
    paid = models.DecimalField("实收（元）", max_digits=12, decimal_places=2, null=True)

    class Meta:
        verbose_name = "收费通知"
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=("sent_on",), name="fee_sent")]

    def __str__(self) -> str:
        return f"{self.application} {self.amount}元"
