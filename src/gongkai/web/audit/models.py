"""The log: entries in one chain, and the head of the chain."""

from typing import Any, NoReturn

from django.db import models


class Unchangeable(TypeError):
    """An entry was to be changed or removed; the log only grows."""


class Entries(models.QuerySet["Entry"]):
    """Entries can be read and added, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Never."""
        raise Unchangeable("操作日志只能追加，不能修改。")

    def delete(self) -> NoReturn:
        """Never."""
        raise Unchangeable("操作日志只能追加，不能删除。")


class Entry(models.Model):
    """One thing that was done. Plain keys, no foreign keys: an entry outlives what it is about."""

    sequence = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    act = models.CharField("操作", max_length=100, db_index=True)
    actor = models.CharField("操作人", max_length=100, db_index=True)
    actor_name = models.CharField("操作人姓名", max_length=100)
    subject = models.CharField("对象", max_length=150, db_index=True)
    subject_name = models.CharField("对象名称", max_length=300, blank=True)
    organ = models.BigIntegerField("机关", null=True, db_index=True)
    ground = models.CharField("依据", max_length=500, blank=True)
    before = models.JSONField("之前", default=dict)
    after = models.JSONField("之后", default=dict)
    facts = models.JSONField("事实", default=dict)
    previous = models.CharField("上一条的校验值", max_length=64)
    digest = models.CharField("校验值", max_length=64)

    objects = Entries.as_manager()

    class Meta:
        verbose_name = "操作记录"
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.act} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new entry; an old one is never saved again."""
        if not self._state.adding:
            raise Unchangeable("操作日志只能追加，不能修改。")
        super().save(*args, force_insert=True)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise Unchangeable("操作日志只能追加，不能删除。")


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is added; it betrays entries cut off at the end."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    keys = models.CharField("密钥指纹", max_length=16, blank=True)

    class Meta:
        verbose_name = "操作日志链尾"

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"
