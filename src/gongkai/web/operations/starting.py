"""Getting Django up for a command: data folder, keys, database, static files."""

import json
import os
from pathlib import Path

from gongkai.web import keys
from gongkai.web.environment import unknown, value


def set_up(*, make_keys: bool = False, static: bool = False) -> Path:
    """Set Django up and return the data folder. `make_keys`: a fresh installation gets its keys; `static`: its pages
    will be served from collected files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.settings")
    data: Path = value("GONGKAI_DATA")
    if strange := unknown():
        raise SystemExit(f"不认识这些设置：{'、'.join(strange)}。名称见 docs/settings.md。")
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(
            f"数据文件夹 {data} 建不了：{error.strerror}。请换一个能写的文件夹（GONGKAI_DATA）。"
        ) from error
    file: Path = value("GONGKAI_KEYS") or data / "keys.json"
    if make_keys and not file.exists():
        keys.write(keys.Keys(), file)
    if static:
        _expect_static(data / "static")
    import django

    django.setup()
    return data


def _expect_static(folder: Path) -> None:
    """Let the settings see that files will be collected, before they are."""
    manifest = folder / "staticfiles.json"
    if not manifest.exists():
        folder.mkdir(parents=True, exist_ok=True)
        manifest.write_text(json.dumps({"paths": {}, "version": "1.1", "hash": ""}), encoding="utf-8")


def prepare() -> None:
    """Bring the database to this version and collect the static files."""
    from django.core.management import call_command

    prepare_records()
    call_command("collectstatic", verbosity=0, interactive=False)


def prepare_records() -> None:
    """Bring the database to this version; end the process if it comes from one that this does not know."""
    from django.core.management import call_command

    from gongkai.web.operations import lineage

    lineage.settle()
    call_command("migrate", verbosity=0, interactive=False)


def check_keys() -> None:
    """End the process if this key file is not the one the database was written with: nothing private could be read, and
    the audit log would seem forged."""
    from django.conf import settings
    from django.db import DatabaseError

    from gongkai.web.audit.models import Head

    try:
        head = Head.objects.first()
    except DatabaseError as error:
        raise SystemExit("数据库连不上，或者还是空的。请核对 GONGKAI_DATA 和 GONGKAI_DATABASE_URL。") from error
    if head is not None and head.keys != settings.KEYS.fingerprint:
        raise SystemExit(f"密钥文件 {settings.KEYS_FILE} 与数据库不是一套。请换回原来的密钥文件，或从密钥备份恢复。")
