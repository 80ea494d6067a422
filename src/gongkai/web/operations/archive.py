"""The form of a backup: one tar with the records as JSON lines and the files; and the keys apart, under a passphrase.

The key of each person lies with the keys, not with the records. Restoring old records with newer keys therefore
does not bring
back what was erased in between.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gongkai.web import keys

FORMAT = 1
RECORDS, MANIFEST, FILES = "records.jsonl.gz", "manifest.json", "files/"
COST = 2**15


class Damaged(Exception):
    """A backup that does not say what its manifest says, or a wrong passphrase."""


@dataclass
class Manifest:
    """What is in a backup, so that a restore can prove it got everything."""

    version: str
    made_at: str
    migrations: list[str]
    counts: dict[str, int]
    anchor: str
    keys: str
    records: str = ""
    files: dict[str, str] = field(default_factory=dict)
    erased: dict[str, str] = field(default_factory=dict)
    """Files of the records that were erased while the backup was made, and when."""
    format: int = FORMAT

    def dump(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """One member, readable by its owner only."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def read_manifest(archive: Path) -> Manifest:
    """The manifest of a backup. Raises `Damaged`."""
    try:
        with tarfile.open(archive) as tar:
            values = json.loads(_member(tar, MANIFEST).read())
        manifest = Manifest(**values)
    except (tarfile.TarError, OSError, ValueError, TypeError, KeyError) as error:
        raise Damaged(f"{archive} 不是 gongkai 的备份，或者已经损坏。") from error
    if manifest.format > FORMAT:
        raise Damaged("这份备份由更新的版本做成，请先升级 gongkai 再恢复。")
    return manifest


def records(archive: Path, manifest: Manifest, to: Path) -> None:
    """Unpack the records to the file `to`, checked against the manifest."""
    with tarfile.open(archive) as tar:
        if hashlib.file_digest(_member(tar, RECORDS), "sha256").hexdigest() != manifest.records:
            raise Damaged("备份里的数据与清单不符，可能已损坏。")
        with gzip.open(_member(tar, RECORDS)) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)


def files(archive: Path, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Key and bytes of every stored file, checked one by one. Raises `Damaged` at the end, naming what does not fit."""
    found, changed = set(), []
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.name.startswith(FILES) or not member.isfile():
                continue
            key = member.name.removeprefix(FILES)
            taken = tar.extractfile(member)
            content = taken.read() if taken else b""
            found.add(key)
            if key.isalnum() and hashlib.sha256(content).hexdigest() == manifest.files.get(key):
                yield key, content
            else:
                changed.append(key[:40])
    told = [f"备份里的文件 {key} 与清单不符。" for key in changed]
    told += [f"备份里少了文件 {key}。" for key in manifest.files if key not in found]
    if told:
        raise Damaged("".join(told))


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    taken = tar.extractfile(name)
    if taken is None:
        raise KeyError(name)
    return taken


def check_passphrase(passphrase: str) -> None:
    """Raise `Damaged` for one that is too weak."""
    if len(passphrase) < 12:
        raise Damaged("备份口令至少 12 位。")


def seal_keys(values: dict[str, Any], passphrase: str) -> bytes:
    """Keys under a passphrase (scrypt, AES-256-GCM)."""
    check_passphrase(passphrase)
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, json.dumps(values).encode(), b"gongkai-keys")
    parts = {"salt": salt, "nonce": nonce, "sealed": sealed}
    told: dict[str, Any] = {name: base64.b64encode(part).decode() for name, part in parts.items()}
    return json.dumps(told | {"format": FORMAT, "kdf": f"scrypt-{COST}"}, indent=1).encode()


def open_keys(content: bytes, passphrase: str) -> dict[str, Any]:
    """What `seal_keys` sealed. Raises `Damaged` under another passphrase."""
    try:
        stored = json.loads(content)
        parts = {name: base64.b64decode(stored[name]) for name in ("salt", "nonce", "sealed")}
        opened = AESGCM(_stretch(passphrase, parts["salt"])).decrypt(parts["nonce"], parts["sealed"], b"gongkai-keys")
    except (InvalidTag, ValueError, KeyError) as error:
        raise Damaged("口令不对，或者密钥备份已损坏。") from error
    values: dict[str, Any] = json.loads(opened)
    return values


def unpack_keys(keys_file: Path, passphrase: str, data: Path) -> list[dict[str, Any]]:
    """Write the key file of an empty data folder; returns the keys of the persons. Before Django is set up."""
    values = open_keys(keys_file.read_bytes(), passphrase)
    restored = keys.Keys(**values["keys"])
    file = data / "keys.json"
    if file.exists() and keys.read(file) != restored:
        raise Damaged(f"{file} 已有另一套密钥，没有覆盖。请恢复到空的数据文件夹。")
    keys.write(restored, file)
    owners: list[dict[str, Any]] = values["owners"]
    return owners


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode())
