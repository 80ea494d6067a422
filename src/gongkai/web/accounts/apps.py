"""The app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号和角色。"""

    name = "gongkai.web.accounts"
    label = "accounts"
    verbose_name = "账号"
