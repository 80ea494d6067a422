"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """操作日志."""

    name = "gongkai.web.audit"
    label = "audit"
    verbose_name = "操作日志"
