"""Stored files and the keys of those whose data they hold."""

from uuid import uuid4

from django.db import models

from gongkai.web.organs.models import Organ


def new_key() -> str:
    """The permanent number of a file: it tells nothing about the file."""
    return uuid4().hex


class OwnerKey(models.Model):
    """The key under which everything of one person is encrypted. Erasing it makes all of it unreadable;
    key backups older than the erasure must be destroyed too (docs/operations.md)."""

    owner = models.CharField("所有者", max_length=100, unique=True, help_text="例如 applications.applicant:12。")
    sealed = models.TextField("封存的密钥", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = "个人密钥"

    def __str__(self) -> str:
        return self.owner


class StoredFile(models.Model):
    """Bytes that were stored once and never change; a new version is a new file."""

    key = models.CharField("编号", max_length=32, unique=True, default=new_key)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="files", verbose_name="机关")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=20)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("校验值", max_length=64)
    owner = models.CharField("所有者", max_length=100, blank=True, db_index=True)
    case = models.CharField("所属事项", max_length=100, blank=True, db_index=True)
    stored_by = models.CharField("存入人", max_length=100)
    stored_at = models.DateTimeField("存入时间", auto_now_add=True)
    erased_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        """The file's name, unless it belongs to a person: names of files give people away."""
        return "" if self.owner else self.name
