"""The roles a person may hold in an organ."""

from django.db import models


class Role(models.TextChoices):
    """角色. One person may hold several, in several organs."""

    CLERK = "clerk", "经办人"
    FIRST_REVIEWER = "first_reviewer", "初审人"
    SECOND_REVIEWER = "second_reviewer", "复审人"
    FINAL_REVIEWER = "final_reviewer", "终审人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    CASE_OFFICER = "case_officer", "承办人"
    HEAD = "head", "公开工作机构负责人"
    SUPERVISOR = "supervisor", "监督员"
    ADMINISTRATOR = "administrator", "系统管理员"
    AUDITOR = "auditor", "审计员"
