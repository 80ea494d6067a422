"""Tokens with which programs of an organ speak to the API."""

from django.db import models

from gongkai.web.accounts.models import Account
from gongkai.web.organs.models import Organ


class Token(models.Model):
    """A secret of one organ; only its digest is stored, the secret itself is shown once."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="tokens", verbose_name="机关")
    name = models.CharField("用途", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    acts = models.JSONField("可以做的操作", default=list)
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="签发人")
    issued_at = models.DateTimeField("签发时间", auto_now_add=True)
    expires_on = models.DateField("有效期至")
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)
    used_at = models.DateTimeField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def audit_name(self) -> str:
        """What it is for."""
        return self.name
