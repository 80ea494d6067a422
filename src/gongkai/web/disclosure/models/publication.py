"""What is served: renditions as manifests of hashed files, the gate they passed, and the public face of an item."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.module_loading import import_string

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models.catalogue import CatalogueItem
from gongkai.web.disclosure.models.item import Item, Revision
from gongkai.web.organs.models import Organ


class Rendition(models.Model):
    """发布件: the exact bytes made from one revision. `digest` covers the names and hashes of all its files."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="renditions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="renditions")
    digest = models.CharField("清单摘要值", max_length=64, db_index=True)
    made_at = models.DateTimeField("制作时间", auto_now_add=True)

    class Meta:
        verbose_name = "发布件"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.item} {self.digest[:12]}"


class File(models.Model):
    """One file of a rendition."""

    class Role(models.TextChoices):
        """What a file is for."""

        BODY = "body", "网页正文"
        TEXT = "text", "纯文本"
        METADATA = "metadata", "元数据"
        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"
        ATTACHMENT = "attachment", "附件"

    rendition = models.ForeignKey(Rendition, models.CASCADE, related_name="files")
    role = models.CharField("用途", max_length=20, choices=Role)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField("名称", max_length=200)
    media_type = models.CharField("类型", max_length=120)
    size = models.PositiveBigIntegerField("字节")
    sha256 = models.CharField("摘要值", max_length=64)
    text = models.TextField("内容", blank=True, help_text="网页正文、纯文本、元数据直接存在这里，不存文件。")
    file = models.CharField("文件编号", max_length=64, blank=True)
    derived = models.BooleanField("由正文生成", default=False, help_text="打开时由审过的正文生成，经核验后补入。")

    class Meta:
        verbose_name = "发布件中的文件"
        ordering = ("role", "position", "pk")
        constraints: ClassVar = [models.UniqueConstraint(fields=("rendition", "role", "name"), name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name


class Gate(models.Model):
    """发布闸: one passage or refusal of a rendition, with what was verified. It never edits."""

    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="gates")
    digest = models.CharField("清单摘要值", max_length=64)
    passed = models.BooleanField("通过")
    checks = models.JSONField("核验", default=list)
    by_name = models.CharField("操作人", max_length=100)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "发布核验"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.rendition} {'通过' if self.passed else '未通过'}"


class Validity(models.TextChoices):
    """有效性。"""

    IN_FORCE = "in_force", "现行有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "已废止"
    EXPIRED = "expired", "已失效"


class Status(models.TextChoices):
    """What stands at the permanent address."""

    LIVE = "live", "已公开"
    OVER = "over", "公示期满"
    WITHDRAWN = "withdrawn", "已撤下"


LISTENERS: tuple[str, ...] = ("gongkai.web.search.queue.changed",)
"""Functions of rooms above, by their dotted names, that are told of every change of what the public sees."""


class Publications(models.QuerySet["Publication"]):
    """Publications as they are asked for."""

    def live(self) -> Self:
        """What the public may read today."""
        return self.filter(status=Status.LIVE)

    def still_live(self) -> Self:
        """What the public may read of rows that are already named by their keys.

        The condition is an expression, so that no database walks the index of all that is live to find a few.
        """
        return self.alias(shown=Concat("status", Value(""))).filter(shown=Status.LIVE)

    def of(self, organ: Organ) -> Self:
        """Those of one organ."""
        return self.filter(organ=organ)


class Publication(models.Model):
    """The public face of an item: what its served rendition says of itself, in columns for lists."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="publication")
    key = models.CharField("网址中的编号", max_length=60, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="publications", verbose_name="公开机关")
    status = models.CharField("状态", max_length=20, choices=Status, default=Status.LIVE)
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="+", verbose_name="发布件")
    index_number = models.CharField("索引号", max_length=60, unique=True)
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("种类", max_length=20, choices=vocabulary.choices(vocabulary.kinds()))
    summary = models.TextField("内容概述", blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True, db_index=True)
    issuer = models.CharField("发文机关", max_length=200, blank=True)
    made_on = models.DateField("成文日期", null=True, blank=True)
    field = models.CharField("领域", max_length=40, blank=True)
    clause = models.CharField("条款", max_length=10, blank=True)
    five = models.CharField("五公开", max_length=20, blank=True)
    topic = models.CharField("主题分类", max_length=60, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    catalogue = models.ForeignKey(CatalogueItem, models.PROTECT, null=True, blank=True, related_name="publications")
    audience = models.CharField("公开对象", max_length=20, default="everyone")
    validity = models.CharField("有效性", max_length=20, choices=Validity, default=Validity.IN_FORCE)
    notice_from = models.DateField("公示期自", null=True, blank=True)
    notice_to = models.DateField("公示期至", null=True, blank=True, db_index=True)
    published_on = models.DateField("发布日期")
    changed_at = models.DateTimeField("最后更新")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawal = models.CharField(
        "撤下原因", max_length=20, blank=True, choices=vocabulary.choices(vocabulary.withdrawals())
    )
    withdrawal_told = models.CharField("撤下说明", max_length=300, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="替换为"
    )

    objects = Publications.as_manager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and tell whoever keeps something beside it (the search index), in the same transaction."""
        super().save(*args, **kwargs)
        for listener in LISTENERS:
            import_string(listener)(self)

    class Meta:
        verbose_name = "已公开的信息"
        ordering = ("-published_on", "-pk")
        indexes: ClassVar = [
            models.Index(fields=("status", "-published_on", "-id"), name="published_newest"),
            models.Index(fields=("organ", "status", "-published_on", "-id"), name="published_of_organ"),
            models.Index(fields=("status", "field", "-published_on", "-id"), name="published_of_field"),
            models.Index(fields=("status", "clause", "-published_on", "-id"), name="published_of_clause"),
            models.Index(fields=("status", "kind", "-published_on", "-id"), name="published_of_kind"),
            models.Index(fields=("organ", "kind", "status", "-published_on"), name="published_register"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_name(self) -> str:
        """Its title in the log."""
        return self.title[:300]

    @property
    def field_title(self) -> str:
        """The field in words."""
        field = vocabulary.fields().get(self.field)
        return field.title if field else self.field

    def get_absolute_url(self) -> str:
        """Its permanent address on the portal."""
        return f"/items/{self.key}/"


class ValidityChange(models.Model):
    """One step in the history of a document's validity. 国办公开办函〔2021〕33号."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="validity_changes")
    validity = models.CharField("有效性", max_length=20, choices=Validity)
    since = models.DateField("自")
    by_document = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据文件"
    )
    told = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "有效性变化"
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return f"{self.publication} {self.get_validity_display()}"
