"""Backing up and restoring. Records travel as JSON lines, so a backup of SQLite restores into PostgreSQL and
the other way."""

import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from psycopg import IsolationLevel

from gongkai.web.applications.services import finding
from gongkai.web.audit.models import Head
from gongkai.web.audit.services import Refused
from gongkai.web.audit.verify import verify
from gongkai.web.files import vault
from gongkai.web.files.models import OwnerKey, StoredFile
from gongkai.web.files.shelves import Missing, shelf
from gongkai.web.operations import archive
from gongkai.web.operations.archive import Damaged, Manifest
from gongkai.web.organs.models import Organ

LEFT_OUT = frozenset(
    ("contenttypes.contenttype", "auth.permission", "sessions.session", "files.ownerkey", "gongkai_messages.beat")
)
"""What `migrate` makes by itself, what nobody misses, and the keys, which lie apart."""


class Exact(DjangoJSONEncoder):
    """Django's encoder cuts instants to milliseconds; the audit chain covers every microsecond."""

    def default(self, o: Any) -> Any:
        """Instants whole, everything else as Django writes it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def make(target: Path, passphrase: str) -> tuple[Path, Path]:
    """Write `target` (records and files) and, beside it, its `.keys` file. Returns both.

    Raises `Damaged` for a weak passphrase, and where both would be one file.
    """
    keys_file = target.with_suffix(".keys")
    if keys_file == target:
        raise Damaged("备份文件不能以 .keys 结尾：密钥要另存一个文件，请换一个名字，例如 备份.tar。")
    archive.check_passphrase(passphrase)
    beside = target.with_name(f"{target.name}.part")
    beside.touch(mode=0o600)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(beside, "w") as tar:
        packed = Path(folder) / "records"
        manifest = _write_records(packed)
        tar.add(packed, archive.RECORDS)
        for key, content in _files(manifest):
            manifest.files[key] = hashlib.sha256(content).hexdigest()
            archive.add(tar, f"{archive.FILES}{key}", content)
        archive.add(tar, archive.MANIFEST, manifest.dump())
    # After the records: of everybody whose data they hold, the key is there, or was erased meanwhile.
    sealed = archive.seal_keys({"keys": asdict(settings.KEYS), "owners": _owner_keys()}, passphrase)
    beside.replace(target)
    keys_file.touch(mode=0o600)
    keys_file.write_bytes(sealed)
    return target, keys_file


def _write_records(packed: Path) -> Manifest:
    """All records of one moment, and the manifest of them."""
    counts: dict[str, int] = {}
    with _one_moment(), gzip.open(packed, "wt", encoding="utf-8", compresslevel=5) as file:
        for model in _models():
            label = model._meta.label_lower
            rows = model._default_manager.order_by("pk").iterator(2000)
            counts[label] = 0
            for row in rows:
                file.write(serializers.serialize("jsonl", [row], ensure_ascii=False, cls=Exact))
                counts[label] += 1
        anchor = str(Head.objects.first() or Head())
        migrations = _migrations()
        stored = StoredFile.objects.filter(erased_at=None).order_by("pk")
        files = dict.fromkeys(stored.values_list("key", flat=True), "")
    with packed.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    made_at = timezone.now().isoformat()
    fingerprint = settings.KEYS.fingerprint
    return Manifest(version("gongkai"), made_at, migrations, counts, anchor, fingerprint, digest, files)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables are read as of one moment, and nobody who writes has to wait: a snapshot on PostgreSQL, and on SQLite
    a transaction that only reads, beside which its journal (WAL) takes what is written meanwhile.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    on_postgresql = connection.vendor == "postgresql"
    where, name = (connection.connection, "isolation_level") if on_postgresql else (connection, "transaction_mode")
    before = getattr(where, name)
    setattr(where, name, IsolationLevel.REPEATABLE_READ if on_postgresql else "DEFERRED")
    try:
        with transaction.atomic():
            yield
    finally:
        setattr(where, name, before)


def _models() -> list[Any]:
    chosen = [(config, list(config.get_models(include_auto_created=True))) for config in apps.get_app_configs()]
    sorted_ = serializers.sort_dependencies([(config, models) for config, models in chosen], allow_cycles=True)
    return [model for model in sorted_ if model._meta.label_lower not in LEFT_OUT and model._meta.managed]


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _files(manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """The bytes of every file of the records. What was erased since then is noted, and erased again by a restore."""
    where = shelf()
    for key in list(manifest.files):
        try:
            content = where.get(key)
        except Missing as error:
            erased = StoredFile.objects.filter(key=key).values_list("erased_at", flat=True).first()
            if erased is None:
                raise Damaged(f"{error}备份没有完成。") from error
            del manifest.files[key]
            manifest.erased[key] = erased.isoformat()
        else:
            yield key, content


def _owner_keys() -> list[dict[str, Any]]:
    return [
        {"owner": row.owner, "sealed": row.sealed, "erased_at": row.erased_at and row.erased_at.isoformat()}
        for row in OwnerKey.objects.order_by("pk").iterator(2000)
    ]


def proof_of(target: Path, keys_file: Path, passphrase: str) -> str:
    """Restore into a folder that is thrown away and prove everything there; what the proof said. Raises `Damaged`."""
    with tempfile.TemporaryDirectory(prefix="gongkai-proof-") as folder:
        environment = {name: text for name, text in os.environ.items() if not name.startswith("GONGKAI_")}
        environment |= {"GONGKAI_DATA": folder, "GONGKAI_BACKUP_PASSPHRASE": passphrase}
        done = subprocess.run(  # noqa: S603 our own command
            [sys.executable, "-m", "gongkai", "restore", str(target), "--keys", str(keys_file)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Damaged(f"备份做成了，但恢复不出来：{(done.stderr or done.stdout).strip()}")
    return done.stdout.strip().splitlines()[-1]


def restore(target: Path, owners: list[dict[str, Any]]) -> Manifest:
    """Load a backup into the empty, migrated database and prove it: counts, files, the audit chain."""
    manifest = archive.read_manifest(target)
    _check_fit(manifest)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        file = Path(folder) / "records.jsonl"
        archive.records(target, manifest, file)
        call_command("loaddata", str(file), verbosity=0, stdout=io.StringIO())
        _restore_owner_keys(owners)
        _restore_files(target, manifest)
        finding.rebuild()
        prove(manifest)
    return manifest


def _check_fit(manifest: Manifest) -> None:
    if manifest.keys != settings.KEYS.fingerprint:
        raise Damaged("密钥与备份不是一套，请换成同一次备份或者之后备份的密钥文件。")
    if Organ.objects.exists():
        raise Damaged("数据库里已有数据，没有恢复。请恢复到空的数据库。")
    if manifest.migrations != _migrations():
        raise Damaged(
            f"这份备份由 gongkai {manifest.version} 做成，数据结构与现在的版本不同。请装那个版本恢复，再升级。"
        )


def _restore_owner_keys(owners: list[dict[str, Any]]) -> None:
    OwnerKey.objects.bulk_create(OwnerKey(**owner) for owner in owners)


def _restore_files(target: Path, manifest: Manifest) -> None:
    where = shelf()
    for key, content in archive.files(target, manifest):
        where.put(key, [content])
    for key, erased_at in manifest.erased.items():
        StoredFile.objects.filter(key=key).update(erased_at=datetime.fromisoformat(erased_at))


def prove(manifest: Manifest) -> None:
    """Every model has as many records as the manifest says, every stored file its bytes, unchanged, and the audit chain
    holds up to its anchor. Raises `Damaged`, naming every file that is missing or changed.
    """
    for model in _models():
        label = model._meta.label_lower
        count = model._default_manager.count()
        if count != manifest.counts.get(label, 0):
            raise Damaged(f"恢复后 {label} 有 {count} 条，应有 {manifest.counts.get(label, 0)} 条。")
    if told := "".join(_file_faults()):
        raise Damaged(f"恢复后有文件不完整：{told}")
    proof = verify(manifest.anchor)
    if proof.breaks:
        raise Damaged(f"恢复后的操作日志不完整：{proof.breaks[0].what}")


def _file_faults() -> Iterator[str]:
    """One sentence for every stored file whose bytes are not there or are not those that were stored."""
    where = shelf()
    for file in StoredFile.objects.filter(erased_at=None).order_by("pk").iterator(2000):
        named = f"文件 {file.key}（{file.audit_name or '属于个人，不写名称'}）"
        try:
            content = where.get(file.key)
            plain = vault.decrypt_bytes(file.owner, content) if file.owner else content
        except Missing:
            yield f"{named}的内容不在备份里。"
        except Refused:
            continue  # the person's key was erased: nobody can read it again, and nobody is meant to
        except vault.Damaged:
            yield f"{named}的内容已被改动，解不开。"
        else:
            if hashlib.sha256(plain).hexdigest() != file.sha256:
                yield f"{named}的内容与存入时的校验值不符。"
