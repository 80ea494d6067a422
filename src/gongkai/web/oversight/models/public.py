"""投诉举报: what the public reports of an organ that does not do its duty. 条例第四十七条第二款、第五十一条."""

from typing import ClassVar

from django.db import models

from gongkai.web.organs.models import Organ


class Complaint(models.Model):
    """One complaint. Who wrote is sealed with a key of its own, or told nothing; the organ never learns it."""

    class Kind(models.TextChoices):
        """What it is about."""

        NOT_PUBLISHED = "not_published", "应当公开的没有公开"
        NOT_ANSWERED = "not_answered", "申请公开不答复、不依法答复"
        WRONG = "wrong", "公开的内容不准确、不更新"
        PRIVACY = "privacy", "泄露个人隐私、商业秘密"
        CHARGED = "charged", "违规收费"
        OTHER = "other", "其他"

    class Channel(models.TextChoices):
        """How it came."""

        PORTAL = "portal", "网上"
        PHONE = "phone", "电话"
        LETTER = "letter", "来信"
        VISIT = "visit", "来访"
        HOTLINE = "hotline", "12345 热线"
        REFERRED = "referred", "其他机关转来"

    class State(models.TextChoices):
        """Where it stands."""

        RECEIVED = "received", "待受理"
        ACCEPTED = "accepted", "办理中"
        DECLINED = "declined", "不予受理"
        ANSWERED = "answered", "已答复"
        WITHDRAWN = "withdrawn", "已撤回"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="complaints", verbose_name="被投诉机关")
    receipt = models.CharField("回执编号", max_length=20, unique=True)
    query_digest = models.CharField("查询码摘要", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    channel = models.CharField("来源", max_length=20, choices=Channel, default=Channel.PORTAL)
    content = models.TextField("内容")
    sealed = models.TextField("身份信息（加密）", blank=True)
    owner = models.CharField("密钥所有者", max_length=100, blank=True)
    arrived_on = models.DateField("收到日期")
    due_on = models.DateField("答复期限")
    state = models.CharField("状态", max_length=20, choices=State, default=State.RECEIVED)
    verified = models.BooleanField("查实", null=True)
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True)

    private_fields: ClassVar[frozenset[str]] = frozenset({"sealed", "name", "phone"})

    class Meta:
        verbose_name = "投诉举报"
        ordering = ("-arrived_on", "-pk")
        indexes: ClassVar = [models.Index(fields=("organ", "state", "due_on"), name="complaints_open")]

    def __str__(self) -> str:
        return self.receipt

    @property
    def audit_name(self) -> str:
        """The receipt; never a name."""
        return self.receipt

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in (self.State.RECEIVED, self.State.ACCEPTED)


class ComplaintEvent(models.Model):
    """What happened to a complaint, as the complainant may read it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="events")
    on = models.DateField("日期")
    act = models.CharField("事项", max_length=40)
    words = models.TextField("内容", blank=True)
    by_name = models.CharField("经手人", max_length=100)

    class Meta:
        verbose_name = "投诉举报办理过程"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.act
