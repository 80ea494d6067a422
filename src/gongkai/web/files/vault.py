"""Encryption under a key per person: erasing the key erases all that was written under it. Exact match goes
through an index."""

import os
import secrets
from collections.abc import Iterator, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from gongkai.web.audit.services import Refused, private_digest
from gongkai.web.files.models import OwnerKey
from gongkai.web.sealing import seal, unseal

CHUNK = 1024 * 1024
ERASED = "这个人的数据已按要求销毁，无法再读出。"


class Damaged(Exception):
    """Encrypted bytes do not open: they were changed, cut or swapped."""


@transaction.atomic
def key_for(owner: str) -> bytes:
    """The key of `owner`, made on first use. Raises `Refused` once it was erased."""
    row, made = OwnerKey.objects.select_for_update().get_or_create(owner=owner)
    if row.erased_at:
        raise Refused(ERASED)
    if made or not row.sealed:
        row.sealed = seal(secrets.token_bytes(32))
        row.save(update_fields=["sealed"])
    return unseal(row.sealed)


def existing_key(owner: str) -> bytes:
    """The key of `owner`, for reading. Raises `Refused` when it was erased or never made."""
    row = OwnerKey.objects.filter(owner=owner).first()
    if row is None or not row.sealed:
        raise Refused(ERASED)
    return unseal(row.sealed)


def encrypt_text(owner: str, text: str) -> str:
    """A short private text (name, number, address) for a column of the database; the empty text stays empty."""
    if not text:
        return ""
    nonce = os.urandom(12)
    return (nonce + AESGCM(key_for(owner)).encrypt(nonce, text.encode(), owner.encode())).hex()


def decrypt_text(owner: str, stored: str) -> str:
    """What `encrypt_text` stored. Raises `Refused` when erased, `Damaged` when changed."""
    return _opened(existing_key(owner), owner, stored) if stored else ""


def decrypt_texts(stored: Mapping[str, str]) -> dict[str, str]:
    """The same for a list: owner → text, with the keys fetched together. Owners whose key was erased are left out."""
    rows = OwnerKey.objects.filter(owner__in=list(stored)).exclude(sealed="").values_list("owner", "sealed")
    return {owner: _opened(unseal(key), owner, stored[owner]) for owner, key in rows if stored[owner]}


def _opened(key: bytes, owner: str, stored: str) -> str:
    raw = bytes.fromhex(stored)
    try:
        return AESGCM(key).decrypt(raw[:12], raw[12:], owner.encode()).decode()
    except InvalidTag as error:
        raise Damaged(f"{owner} 的加密数据已损坏。") from error


def index_of(value: str) -> str:
    """A keyed digest of a private value (an ID number, a telephone), to find equal ones without reading them."""
    return private_digest("".join(value.split()).upper())


def encrypt_bytes(owner: str, content: bytes) -> Iterator[bytes]:
    """`content` in chunks, each sealed with its place, so that none can be cut off, swapped or repeated."""
    cipher, prefix = AESGCM(key_for(owner)), os.urandom(8)
    yield prefix
    count = max(1, -(-len(content) // CHUNK))
    for number in range(count):
        place = _place(owner, number, last=number == count - 1)
        yield cipher.encrypt(prefix + number.to_bytes(4), content[number * CHUNK : (number + 1) * CHUNK], place)


def decrypt_bytes(owner: str, stored: bytes) -> bytes:
    """What `encrypt_bytes` sealed."""
    cipher, prefix, body = AESGCM(existing_key(owner)), stored[:8], stored[8:]
    step = CHUNK + 16
    count = max(1, -(-len(body) // step))
    opened = []
    for number in range(count):
        place = _place(owner, number, last=number == count - 1)
        try:
            opened.append(cipher.decrypt(prefix + number.to_bytes(4), body[number * step : (number + 1) * step], place))
        except (InvalidTag, ValueError) as error:
            raise Damaged("加密的文件已损坏。") from error
    return b"".join(opened)


def _place(owner: str, number: int, *, last: bool) -> bytes:
    return f"{owner}/{number}/{'last' if last else 'more'}".encode()


def erase_key(owner: str) -> bool:
    """Destroy the key of `owner` for good; whether there was one. The caller logs why."""
    return bool(OwnerKey.objects.filter(owner=owner, erased_at=None).update(sealed="", erased_at=timezone.now()))
