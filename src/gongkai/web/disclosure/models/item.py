"""The item of information, its revisions and what hangs on it. What the public sees of it is in `publication.py`."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models.catalogue import CatalogueItem
from gongkai.web.organs.models import Organ


class State(models.TextChoices):
    """How far the work on an item has come. What is served is said by its publication, not by this."""

    DRAFT = "draft", "起草"
    RETURNED = "returned", "退回"
    FIRST = "first", "一审中"
    SECOND = "second", "二审中"
    THIRD = "third", "三审中"
    READY = "ready", "待发布"
    PUBLISHED = "published", "已公开"
    NOTICE = "notice", "公示中"
    OVER = "over", "公示期满"
    WITHDRAWN = "withdrawn", "已撤下"
    KEPT = "kept", "不公开留存"
    DROPPED = "dropped", "已作废"


IN_REVIEW = (State.FIRST, State.SECOND, State.THIRD)
OPEN_TO_EDIT = (State.DRAFT, State.RETURNED)
BADGES = {
    State.RETURNED: "bad", State.PUBLISHED: "ok", State.NOTICE: "info", State.READY: "info", State.WITHDRAWN: "bad",
    State.FIRST: "info", State.SECOND: "info", State.THIRD: "info",
}  # fmt: skip


class Openness(models.TextChoices):
    """公开属性。条例第十三条; 国办发〔2016〕80号."""

    PROACTIVE = "proactive", "主动公开"
    REDACTED = "redacted", "删减后公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Audience(models.TextChoices):
    """公开对象。"""

    EVERYONE = "everyone", "全社会"
    GROUP = "group", "特定群众"


class Item(models.Model):
    """政府信息: one piece of information, from the first draft on. The columns are those of the newest revision."""

    CONTENT: ClassVar[tuple[str, ...]] = (
        "title", "kind", "summary", "document_number", "issuer", "made_on", "formed_on", "openness", "basis", "reason",
        "clause", "catalogue_id", "field", "five", "topic", "keywords", "audience", "group", "notice_from", "notice_to",
        "notice_contact", "origin", "elements", "impact", "lead_id", "joint", "body",
    )  # fmt: skip
    """What a reviewer approves: a change of any of it is a new revision and voids the reviews."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items", verbose_name="公开机关")
    index_number = models.CharField("索引号", max_length=60, null=True, blank=True, unique=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT, db_index=True)
    version = models.PositiveIntegerField("稿次", default=0)

    title = models.CharField("标题", max_length=300)
    kind = models.CharField("种类", max_length=20, choices=vocabulary.choices(vocabulary.kinds()), default="notice")
    summary = models.TextField("内容概述", blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=200, blank=True)
    made_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("形成或者变更日期", null=True, blank=True)
    openness = models.CharField("公开属性", max_length=20, choices=Openness, default=Openness.PROACTIVE)
    basis = models.CharField(
        "不予公开的依据", max_length=10, blank=True, choices=vocabulary.choices(vocabulary.bases())
    )
    reason = models.TextField("理由", blank=True)
    clause = models.CharField("主动公开的条款", max_length=10, blank=True)
    catalogue = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="标准目录事项"
    )
    field = models.CharField("领域", max_length=40, blank=True)
    five = models.CharField("五公开", max_length=20, blank=True)
    topic = models.CharField("主题分类", max_length=60, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    audience = models.CharField("公开对象", max_length=20, choices=Audience, default=Audience.EVERYONE)
    group = models.CharField("特定群众", max_length=100, blank=True)
    notice_from = models.DateField("公示期自", null=True, blank=True)
    notice_to = models.DateField("公示期至", null=True, blank=True)
    notice_contact = models.CharField("异议反映方式", max_length=200, blank=True)
    origin = models.CharField("来源", max_length=20, choices=[("made", "制作"), ("obtained", "获取")], default="made")
    elements = models.JSONField("要素", default=dict, blank=True)
    impact = models.TextField("个人信息保护影响评估", blank=True)
    lead = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头机关")
    joint = models.JSONField("联合制作的机关", default=list, blank=True)
    body = models.TextField("正文", blank=True)

    review_due = models.DateField("定期评估日期", null=True, blank=True, db_index=True)
    publish_at = models.DateTimeField("定时发布", null=True, blank=True, db_index=True)
    channels = models.JSONField("发布到", default=list, blank=True, help_text="渠道的编号。")
    source = models.CharField(
        "由来", max_length=100, blank=True, help_text="例如 applications.application:7（条例第四十四条）。"
    )
    correcting = models.CharField("更正原因", max_length=20, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    made_by_name = models.CharField("起草人姓名", max_length=100)
    made_at = models.DateTimeField("起草时间", auto_now_add=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    changed_at = models.DateTimeField("最后修改", auto_now=True)

    class Meta:
        verbose_name = "政府信息"
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(fields=("organ", "state", "-id"), name="items_of_organ"),
            models.Index(fields=("catalogue", "formed_on"), name="items_of_catalogue"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """Its title in the log."""
        return self.title[:300]

    @property
    def about(self) -> vocabulary.Kind:
        """What follows from its kind."""
        return vocabulary.kinds()[self.kind]

    @property
    def badge(self) -> str:
        """The kind of badge for its state."""
        return BADGES.get(State(self.state), "")

    @property
    def revision(self) -> "Revision":
        """The newest revision."""
        return self.revisions.get(number=self.version)

    @property
    def is_public_by_nature(self) -> bool:
        """Whether it is to be published at all."""
        return self.openness in (Openness.PROACTIVE, Openness.REDACTED)

    def content(self) -> dict[str, Any]:
        """What a reviewer approves, as plain values."""
        values = {name: getattr(self, name) for name in self.CONTENT}
        return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return f"/workbench/items/{self.pk}/"


class Revision(models.Model):
    """One saved state of an item: contents, attachments, who and why. It is never changed."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("稿次")
    content = models.JSONField("内容")
    attachments = models.JSONField("附件", default=list, help_text="每个附件的名称、摘要值和文件编号。")
    digest = models.CharField("内容摘要值", max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField("保存人", max_length=100)
    why = models.CharField("说明", max_length=300, blank=True)
    authored = models.BooleanField("属于起草", default=True, help_text="采纳遮盖建议不算起草。")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "稿次"
        ordering = ("-number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("item", "number"), name="one_revision_a_number")]

    def __str__(self) -> str:
        return f"{self.item} 第 {self.number} 稿"


class Attachment(models.Model):
    """A file attached to an item's newest revision. `file` is the key of its stored bytes."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="attachments")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField("名称", max_length=200)
    file = models.CharField("文件编号", max_length=64)
    sha256 = models.CharField("摘要值", max_length=64)
    size = models.PositiveBigIntegerField("字节", default=0)
    told = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "附件"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class Autosave(models.Model):
    """What a person has typed and not yet saved: kept until he saves or lets it go, so that nothing is lost."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="autosaves", null=True, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    base = models.PositiveIntegerField("所据稿次", default=0)
    content = models.JSONField("内容", default=dict)
    conflict = models.BooleanField("与他人的修改冲突", default=False)
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = "自动保存"
        constraints: ClassVar = [models.UniqueConstraint(fields=("item", "account"), name="one_autosave_a_person")]

    def __str__(self) -> str:
        return f"{self.account} {self.at}"


class Link(models.Model):
    """How one item is bound to another."""

    class What(models.TextChoices):
        """The tie, read from `item` to `to`."""

        INTERPRETS = "interprets", "解读"
        REPEALS = "repeals", "废止"
        AMENDS = "amends", "修改"
        REPLACES = "replaces", "替换"
        FORWARDS = "forwards", "转发"
        CLARIFIES = "clarifies", "澄清"
        REDACTS = "redacts", "删减自"
        ANSWERS = "answers", "采纳情况"

    item = models.ForeignKey(Item, models.CASCADE, related_name="links")
    what = models.CharField("关系", max_length=20, choices=What)
    to = models.ForeignKey(Item, models.PROTECT, related_name="linked", verbose_name="对象")

    class Meta:
        verbose_name = "关联"
        constraints: ClassVar = [models.UniqueConstraint(fields=("item", "what", "to"), name="one_link_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.get_what_display()} {self.to}"
