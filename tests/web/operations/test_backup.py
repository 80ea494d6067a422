"""A backup is worth what it restores: records, files, keys apart, the log unbroken, the erased still erased."""

import json
import os
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone

from gongkai.web.accounts.services import open_account
from gongkai.web.files import services as files
from gongkai.web.files import vault
from gongkai.web.files.models import StoredFile
from gongkai.web.files.shelves import shelf
from gongkai.web.operations import archive, backup
from gongkai.web.organs.models import Kind, Level, Organ
from gongkai.web.organs.services import found
from web.conftest import TESTS, make_county
from web.processes import environment

PASSPHRASE = "correct-horse-battery"
OWNER = "applications.applicant:9"


@pytest.fixture
def installation(db, tmp_path, monkeypatch):
    """A county with a file, a private file and a private text."""
    monkeypatch.setattr(configured, "DATA", tmp_path / "data")
    county = make_county()
    open_account(login="xu.huai", name="许槐", organ=county.township, by=TESTS, phone="13800001111")
    files.store(b"open", name="a.txt", organ=county.township, by=TESTS)
    files.store(b"private 990101", name="b.txt", organ=county.township, by=TESTS, owner=OWNER)
    return county


def restored(tmp_path, target, keys, name="fresh", passphrase=PASSPHRASE):
    """Restore in a process of its own into an empty folder."""
    data = tmp_path / name
    env = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")}
    env |= {"GONGKAI_DATA": str(data), "GONGKAI_BACKUP_PASSPHRASE": passphrase}
    arguments = [sys.executable, "-m", "gongkai", "restore", str(target), "--keys", str(keys)]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, check=False)
    return done, env


READ_PRIVATE = """
import django; django.setup()
from gongkai.web.files import vault
from gongkai.web.files.models import StoredFile
from gongkai.web.files.shelves import shelf
file = StoredFile.objects.exclude(owner="").get()
print(vault.decrypt_bytes(file.owner, shelf().get(file.key)))
"""


def ask(env, program):
    env = env | {"DJANGO_SETTINGS_MODULE": "gongkai.web.settings"}
    return subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)


def test_a_backup_restores_verifies_and_hides_what_is_private(installation, tmp_path):
    target, keys = backup.make(tmp_path / "x.backup", PASSPHRASE)
    assert oct(target.stat().st_mode)[-3:] == oct(keys.stat().st_mode)[-3:] == "600"
    everything = target.read_bytes()
    assert b"990101" not in everything
    assert PASSPHRASE.encode() not in keys.read_bytes()
    done, env = restored(tmp_path, target, keys)
    assert done.returncode == 0, done.stderr
    assert "核对无误" in done.stdout
    proof = subprocess.run(
        [sys.executable, "-m", "gongkai", "audit", "verify"], env=env, capture_output=True, text=True, check=False
    )
    assert "操作日志完好" in proof.stdout, proof.stderr
    told = ask(env, READ_PRIVATE)
    assert "private 990101" in told.stdout, told.stderr


@pytest.mark.slow
def test_old_records_with_newer_keys_do_not_bring_an_erased_person_back(installation, tmp_path):
    old, _ = backup.make(tmp_path / "old.backup", PASSPHRASE)
    files.erase_owner(OWNER, organ=installation.township, by=TESTS, ground="申请人要求")
    _, newer_keys = backup.make(tmp_path / "new.backup", PASSPHRASE)
    done, env = restored(tmp_path, old, newer_keys)
    assert done.returncode == 0, done.stderr
    told = ask(env, READ_PRIVATE)
    assert "销毁" in told.stderr


def test_a_wrong_or_short_passphrase_opens_and_seals_nothing(installation, tmp_path):
    _, keys = backup.make(tmp_path / "x.backup", PASSPHRASE)
    with pytest.raises(archive.Damaged, match="口令不对"):
        archive.unpack_keys(keys, "wrong-horse-battery", tmp_path)
    with pytest.raises(archive.Damaged, match="12 位"):
        backup.make(tmp_path / "y.backup", "short")


def take(target, tmp_path):
    """Everything a restore takes out of a backup."""
    manifest = archive.read_manifest(target)
    archive.records(target, manifest, tmp_path / "records")
    return list(archive.files(target, manifest))


def test_keys_never_take_the_place_of_the_backup(installation, tmp_path):
    with pytest.raises(backup.Damaged, match="密钥要另存一个文件"):
        backup.make(tmp_path / "县里.keys", PASSPHRASE)
    assert not list(tmp_path.glob("县里*"))


@pytest.mark.parametrize("part", ["records", "file", "lost", "cut", "nothing"])
def test_a_damaged_backup_is_refused_in_one_sentence(installation, tmp_path, part):
    target, _ = backup.make(tmp_path / "x.backup", PASSPHRASE)
    assert len(take(target, tmp_path)) == 2
    with tarfile.open(target) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    first = next(name for name in members if name.startswith("files/"))
    if part in {"records", "file"}:
        members["records.jsonl.gz" if part == "records" else first] += b"x"
    elif part == "lost":
        del members[first]
    with tarfile.open(target, "w") as tar:
        for name, content in members.items():
            archive.add(tar, name, content)
    if part in {"cut", "nothing"}:
        target.write_bytes(target.read_bytes()[: 3000 if part == "cut" else 0])
    with pytest.raises(archive.Damaged, match="。"):
        take(target, tmp_path)


@pytest.mark.slow
def test_a_backup_is_not_restored_over_data(installation, tmp_path):
    target, keys = backup.make(tmp_path / "x.backup", PASSPHRASE)
    assert restored(tmp_path, target, keys)[0].returncode == 0
    again, _ = restored(tmp_path, target, keys)
    assert again.returncode == 1
    assert "已有数据" in again.stderr


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_proves_its_own_backup(installation, tmp_path):
    data = tmp_path / "data"
    (data / "keys.json").write_text((configured.KEYS_FILE).read_text())
    env = environment() | {"GONGKAI_DATA": str(data), "GONGKAI_BACKUP_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "backup", "-o", str(tmp_path / "x.backup")],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "核验：已恢复" in done.stdout, done.stderr
    manifest = archive.read_manifest(tmp_path / "x.backup")
    assert manifest.counts["organs.organ"] == 6
    assert len(manifest.files) == 2
    assert json.loads(manifest.dump())["keys"] == configured.KEYS.fingerprint
    assert vault.CHUNK


def test_who_applies_while_the_backup_is_made_is_in_it_with_his_key(installation, tmp_path, monkeypatch):
    """Keys taken before the records would leave him unreadable for good."""
    write = backup._write_records

    def while_somebody_applies(packed):
        vault.encrypt_text("applications.applicant:10", "许槐")
        return write(packed)

    monkeypatch.setattr(backup, "_write_records", while_somebody_applies)
    _, keys = backup.make(tmp_path / "x.backup", PASSPHRASE)
    owners = archive.open_keys(keys.read_bytes(), PASSPHRASE)["owners"]
    assert "applications.applicant:10" in {row["owner"] for row in owners}


@pytest.mark.django_db(transaction=True)
def test_writers_go_on_while_a_backup_is_made_and_are_not_in_it(installation, tmp_path, monkeypatch):
    real, left = backup.serializers.serialize, [True]

    def write() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA busy_timeout = 300")
        found(
            name="青禾县水利局", short_name="水利局", short_code="late", kind=Kind.DEPARTMENT, level=Level.COUNTY,
            parent=installation.government, by=TESTS, on=date(2026, 1, 5),
        )  # fmt: skip
        connection.close()

    def beside(*given, **more):
        if left and left.pop():
            with ThreadPoolExecutor(1) as pool:
                pool.submit(write).result()
        return real(*given, **more)

    monkeypatch.setattr(backup.serializers, "serialize", beside)
    target, _ = backup.make(tmp_path / "x.backup", PASSPHRASE)
    assert Organ.objects.count() == 7
    manifest = archive.read_manifest(target)
    assert manifest.counts["organs.organ"] == 6
    assert manifest.counts["organs.change"] == 6


def lay_bytes(key, content):
    shelf().put(key, [content])


def test_a_file_that_lost_its_bytes_or_had_them_changed_is_named_by_the_proof(installation, tmp_path):
    opened, private = StoredFile.objects.order_by("pk")
    third = files.store(b"whole", name="c.txt", organ=installation.township, by=TESTS)
    target, _ = backup.make(tmp_path / "x.backup", PASSPHRASE)
    manifest = archive.read_manifest(target)
    backup.prove(manifest)
    lay_bytes(opened.key, b"other")
    lay_bytes(private.key, shelf().get(private.key)[:-1] + b"x")
    shelf().remove(third.key)
    with pytest.raises(archive.Damaged) as told:
        backup.prove(manifest)
    said = str(told.value)
    assert f"文件 {opened.key}（a.txt）的内容与存入时的校验值不符。" in said
    assert f"文件 {private.key}（属于个人，不写名称）的内容已被改动，解不开。" in said
    assert f"文件 {third.key}（c.txt）的内容不在备份里。" in said
    assert "b.txt" not in said, "names of files give people away"


def test_a_backup_that_lacks_files_names_each(installation, tmp_path):
    target, _ = backup.make(tmp_path / "x.backup", PASSPHRASE)
    manifest = archive.read_manifest(target)
    with tarfile.open(target) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    with tarfile.open(target, "w") as tar:
        for name, content in members.items():
            if not name.startswith("files/"):
                archive.add(tar, name, content)
    with pytest.raises(archive.Damaged) as told:
        list(archive.files(target, manifest))
    assert all(f"备份里少了文件 {key}。" in str(told.value) for key in manifest.files)


def test_a_file_erased_while_the_backup_is_made_is_erased_by_the_restore_too(installation, tmp_path, monkeypatch):
    erased = StoredFile.objects.earliest("pk")
    write = backup._write_records

    def while_somebody_erases(packed):
        manifest = write(packed)
        StoredFile.objects.filter(pk=erased.pk).update(erased_at=timezone.now())
        shelf().remove(erased.key)
        return manifest

    monkeypatch.setattr(backup, "_write_records", while_somebody_erases)
    target, _ = backup.make(tmp_path / "x.backup", PASSPHRASE)
    manifest = archive.read_manifest(target)
    StoredFile.objects.filter(pk=erased.pk).update(erased_at=None)  # as the records of that moment have it
    backup._restore_files(target, manifest)
    backup.prove(manifest)
    erased.refresh_from_db()
    assert erased.erased_at
