"""Storing, reading and erasing files."""

import hashlib
import unicodedata
from datetime import timedelta
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files import vault
from gongkai.web.files.kinds import kind_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.shelves import shelf
from gongkai.web.organs.models import Organ

MEGABYTE = 1024 * 1024


@transaction.atomic
def store(
    source: bytes | IO[bytes], *, name: str, organ: Organ, by: Actor, case: str = "", owner: str = ""
) -> StoredFile:
    """Keep a file for `organ`. `case` is the plain key of the matter whose total is limited; with an `owner`
    (the plain key of a
    person) the bytes are encrypted under his key. Raises `Refused` for what is too large, of a wrong type or
    badly named."""
    by.may("files.store", organ)
    clean = clean_name(name)
    content = _read(source, clean)
    kind = kind_of(clean, content)
    _check_case(case, len(content))
    file = StoredFile(
        organ=organ, name=clean, kind=kind.code, media_type=kind.media_type, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), case=case, owner=owner, stored_by=by.audit_key,
    )  # fmt: skip
    shelf().put(file.key, vault.encrypt_bytes(owner, content) if owner else [content])
    file.save()
    record("files.stored", file, by=by, kind=kind.code, size=file.size, sha256="" if owner else file.sha256)
    return file


def read(file: StoredFile) -> bytes:
    """The bytes of a file that belongs to nobody in particular, checked against their digest."""
    if file.owner:
        raise RuntimeError("files of a person are read through read_private, which logs it")
    _check_there(file)
    return _checked(file, shelf().get(file.key))


@transaction.atomic
def read_private(file: StoredFile, *, by: Actor, act: str, why: str = "") -> bytes:
    """The bytes of a person's file, if `by` may do `act` on it; that he looked is logged."""
    by.may(act, file)
    _check_there(file)
    content = vault.decrypt_bytes(file.owner, shelf().get(file.key)) if file.owner else shelf().get(file.key)
    record("files.private_read", file, by=by, why=why)
    return _checked(file, content)


@transaction.atomic
def erase(file: StoredFile, *, by: Actor, ground: str) -> None:
    """Destroy the bytes of one file; its row stays and says when and why."""
    by.may("files.erase", file)
    _check_there(file)
    file.erased_at = timezone.now()
    file.save(update_fields=["erased_at"])
    record("files.erased", file, by=by, ground=ground)
    transaction.on_commit(lambda: shelf().remove(file.key))


@transaction.atomic
def erase_owner(owner: str, *, organ: Organ, by: Actor, ground: str) -> int:
    """Destroy a person's key and files: nothing written under it can be read again, backups included. How many
    files went."""
    by.may("files.erase", organ)
    vault.erase_key(owner)
    files = list(StoredFile.objects.select_for_update().filter(owner=owner, erased_at=None))
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).update(erased_at=timezone.now())
    record("files.owner_erased", organ, by=by, ground=ground, owner=owner, files=len(files))
    transaction.on_commit(lambda: [shelf().remove(file.key) for file in files] and None)
    return len(files)


def sweep() -> int:
    """Remove bytes nobody refers to: what a transaction that failed left behind. Younger than a day is left alone:
    its transaction may still be under way."""
    known = set(StoredFile.objects.filter(erased_at=None).values_list("key", flat=True))
    where = shelf()
    loose = [key for key in where.keys_before(timezone.now() - timedelta(days=1)) if key not in known]
    for key in loose:
        where.remove(key)
    return len(loose)


def clean_name(name: str) -> str:
    """A file name that is safe everywhere. Raises `Refused` for paths and for characters one cannot see."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name or "/" in name or "\\" in name or name in {".", ".."}:
        raise Refused("文件名里不能有路径，请只用文件本身的名字。")
    if any(unicodedata.category(character) in {"Cc", "Cf"} for character in name):
        raise Refused("文件名里有看不见的字符，请改名后再上传。")
    if len(name) > 200:
        raise Refused("文件名太长，请改到 200 个字以内。")
    return name


def _read(source: bytes | IO[bytes], name: str) -> bytes:
    limit = settings.FILE_LIMIT
    content = source if isinstance(source, bytes) else source.read(limit + 1)
    if len(content) > limit:
        raise Refused(f"“{name}”超过 {limit // MEGABYTE} MB，没有接收。请压缩图片或分成几个文件。")
    return content


def _check_case(case: str, size: int) -> None:
    if not case:
        return
    stored = StoredFile.objects.filter(case=case, erased_at=None).aggregate(total=Sum("size"))["total"] or 0
    if stored + size > settings.CASE_LIMIT:
        limit = settings.CASE_LIMIT // MEGABYTE
        raise Refused(f"这件事的文件合计超过 {limit} MB，放不下了。请先删去不用的附件。")


def _check_there(file: StoredFile) -> None:
    if file.erased_at:
        raise Refused(f"文件已于 {timezone.localdate(file.erased_at)} 销毁，无法再读出。")


def _checked(file: StoredFile, content: bytes) -> bytes:
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise vault.Damaged(f"文件 {file.key} 的内容与存入时不一样。")
    return content
