"""Making the demo county, once; opened again it is as it was left."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from gongkai.web.environment import value
from gongkai.web.operations.starting import check_keys, prepare, set_up

MARK = "demo"
"""A file of this name in the data folder says that it holds a demo and may be removed."""


def build(*, fresh: bool = False, told: Callable[[str], None] = lambda _: None) -> list[tuple[str, str, str]]:
    """Make the county unless it is there; the log-ins as (name, organ, roles)."""
    data: Path = value("GONGKAI_DATA")
    if fresh:
        _remove(data)
    if (data / "gongkai.sqlite3").exists() and not (data / MARK).exists():
        raise SystemExit(f"{data} 里是正式的数据，不是演示。请把 GONGKAI_DATA 指到另一个文件夹。")
    os.environ.setdefault("GONGKAI_PASSWORD_DAYS", "0")
    set_up(make_keys=True, static=True)
    prepare()
    check_keys()
    from django.db import transaction
    from django.utils import timezone

    from gongkai.web.accounts.models import Account
    from gongkai.web.demo import world

    if not Account.objects.exists():
        with transaction.atomic():  # all or nothing; and one commit instead of hundreds
            world.build(timezone.localdate(), told=told)
        (data / MARK).touch()
    return _log_ins()


def _log_ins() -> list[tuple[str, str, str]]:
    from gongkai.web.accounts.models import Account

    lines = []
    for account in Account.objects.select_related("organ").prefetch_related("posts"):
        roles = dict.fromkeys(post.get_role_display() for post in account.posts.all())
        lines.append((account.login, account.organ.short_name, "、".join(roles)))
    return lines


def _remove(data: Path) -> None:
    if data.exists() and any(data.iterdir()):
        if not (data / MARK).exists():
            raise SystemExit(f"{data} 里不是演示数据，没有删除。")
        shutil.rmtree(data)
