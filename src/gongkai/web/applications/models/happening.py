"""What happens to an application, day by day: the ledger from which the clock is computed."""

from typing import ClassVar

from django.db import models

from gongkai.web.applications.models.application import Application

CLOCK = (
    ("arrived", "到达"),
    ("received", "收到"),
    ("correction_asked", "发出补正告知"),
    ("corrected", "收到补正"),
    ("third_party_asked", "征求第三方意见"),
    ("third_party_received", "第三方收到征求意见书"),
    ("third_party_answered", "收到第三方意见"),
    ("joint_maker_asked", "征求共同制作机关意见"),
    ("joint_maker_received", "共同制作机关收到征求意见书"),
    ("joint_maker_answered", "收到共同制作机关意见"),
    ("organ_asked", "征求其他机关意见"),
    ("organ_answered", "收到其他机关意见"),
    ("extended", "延长答复期限"),
    ("deferred", "确定合理延迟期限"),
    ("fee_sent", "发出收费通知"),
    ("fee_noticed", "申请人收到收费通知"),
    ("fee_paid", "申请人缴费"),
    ("answered", "答复发出"),
    ("withdrawn", "申请人撤回"),
    ("ordered_redo", "责令重新答复"),
)
"""The events of the clock, with the keys of `gongkai.law`."""

TOLD = (
    ("note", "备注"),
    ("phone", "电话"),
    ("talk", "面谈"),
    ("searched", "检索"),
    ("reasons_asked", "要求说明理由"),
    ("reasons_given", "收到说明的理由"),
    ("delivered", "送达"),
    ("lapsed", "确认不再处理"),
    ("archived", "归档"),
    ("rated", "申请人评价"),
    ("reviewed", "复议、诉讼进展"),
    ("assigned", "分派承办人"),
    ("applicant_confirmed", "申请人确认"),
    ("picture_asked", "请申请人提供身份证明图片"),
    ("picture_given", "收到身份证明图片"),
    ("picture_erased", "到期删除身份证明图片"),
    ("contact_changed", "申请人更新联系方式"),
    ("enclosed", "收到附件"),
    ("linked", "关联已公开的信息"),
    ("converted", "转为主动公开"),
)
"""What is told of a case but moves no clock."""


class Event(models.Model):
    """Something that happened on a day. Events are added; a mistaken one is struck out with a reason, never changed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="events", verbose_name="申请")
    kind = models.CharField("事项", max_length=30, choices=CLOCK + TOLD)
    on = models.DateField("日期")
    party = models.CharField("对方", max_length=100, blank=True)
    channel = models.CharField("方式", max_length=20, blank=True)
    days = models.PositiveSmallIntegerField("工作日", null=True)
    until = models.DateField("截止日期", null=True)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)
    words = models.TextField("说明", blank=True)
    proof = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="凭证")
    by_name = models.CharField("记录人", max_length=100)
    at = models.DateTimeField("记录时间", auto_now_add=True)
    struck_on = models.DateField("划去日期", null=True)
    struck_reason = models.CharField("划去原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "经过"
        ordering = ("on", "pk")
        indexes: ClassVar = [models.Index(fields=("application", "on", "id"), name="event_of_application")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class Party(models.Model):
    """A third party, a joint maker or another organ that is consulted, with its position item by item."""

    class Kind(models.TextChoices):
        """Which article the consultation rests on; it decides what silence means."""

        THIRD_PARTY = "third_party", "第三方（条例第三十二条）"
        JOINT_MAKER = "joint_maker", "共同制作机关（条例第三十四条）"
        ORGAN = "organ", "其他机关（条例第三十三条第三款）"

    class Position(models.TextChoices):
        """What was answered."""

        WAITING = "waiting", "未答复"
        AGREED = "agreed", "同意公开"
        PARTLY = "partly", "部分同意"
        REFUSED = "refused", "不同意公开"

    application = models.ForeignKey(Application, models.CASCADE, related_name="parties", verbose_name="申请")
    kind = models.CharField("性质", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=100)
    position = models.CharField("意见", max_length=20, choices=Position, default=Position.WAITING)
    reason = models.TextField("理由", blank=True)
    items = models.JSONField("逐项意见", default=list)
    """A list of `{"item": …, "position": …, "reason": …, "disposal": …}`."""

    class Meta:
        verbose_name = "征求意见对象"
        constraints: ClassVar = [models.UniqueConstraint(fields=("application", "kind", "name"), name="party_once")]

    def __str__(self) -> str:
        return self.name


class Search(models.Model):
    """The record of a reasonable search, without which “不存在” cannot be answered (条例第三十六条第四项)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="searches", verbose_name="申请")
    on = models.DateField("检索日期")
    places = models.TextField("检索范围")
    words = models.TextField("检索词")
    people = models.CharField("检索人", max_length=200)
    result = models.TextField("检索结果")
    found = models.BooleanField("是否找到")

    class Meta:
        verbose_name = "检索记录"
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.on} 检索"
