"""Where bytes lie: a folder of this machine, or an object store. One small protocol, two classes."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings


class Missing(Exception):
    """The bytes of a stored file are not where they should be."""


class Shelf(Protocol):
    """Puts bytes away under a key and finds them again."""

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """Store; after this returns the bytes survive a power cut."""

    def get(self, key: str) -> bytes:
        """The bytes. Raises `Missing`."""

    def remove(self, key: str) -> None:
        """Forget; nothing happens if there was nothing."""

    def keys(self) -> Iterator[str]:
        """All keys, for backup."""

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The keys of what was put away before that moment, for sweeping what nobody refers to."""


class Disk:
    """Files in a folder, two levels deep; written beside and renamed, so that a killed process leaves no half file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        if not key.isalnum():
            raise ValueError("a key is letters and digits")
        return self.folder / key[:2] / key[2:4] / key

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """Write to a neighbour file, flush it to the disk, rename."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{key}.part")
        with beside.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)

    def get(self, key: str) -> bytes:
        """The whole file: at most `GONGKAI_FILE_MEGABYTES`."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise Missing(f"文件 {key} 的内容不在存储里。") from error

    def remove(self, key: str) -> None:
        """Unlink."""
        self._path(key).unlink(missing_ok=True)

    def keys(self) -> Iterator[str]:
        """Every finished file."""
        return (path.name for path in self._paths())

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """By the time of the file."""
        return (path.name for path in self._paths() if path.stat().st_mtime < moment.timestamp())

    def _paths(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("??/??/*") if path.suffix != ".part")


class Bucket:
    """Objects of one bucket of an S3-compatible store."""

    def __init__(self, client: Any, bucket: str) -> None:
        self.client, self.bucket = client, bucket

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """One object."""
        self.client.put_object(Bucket=self.bucket, Key=key, Body=b"".join(chunks))

    def get(self, key: str) -> bytes:
        """The object's bytes."""
        try:
            return bytes(self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read())
        except self.client.exceptions.NoSuchKey as error:
            raise Missing(f"文件 {key} 的内容不在对象存储里。") from error

    def remove(self, key: str) -> None:
        """Delete the object."""
        self.client.delete_object(Bucket=self.bucket, Key=key)

    def keys(self) -> Iterator[str]:
        """Every key, page by page."""
        return (str(entry["Key"]) for entry in self._entries())

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """By what the store says of the object."""
        return (str(entry["Key"]) for entry in self._entries() if entry["LastModified"] < moment)

    def _entries(self) -> Iterator[dict[str, Any]]:
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            yield from page.get("Contents", ())


def shelf() -> Shelf:
    """The shelf that `GONGKAI_FILES` names."""
    if settings.FILES == "disk":
        return Disk(settings.DATA / "files")
    try:
        import boto3
    except ImportError as error:
        raise SystemExit("GONGKAI_FILES=s3 需要 boto3，请安装 gongkai[s3]。") from error
    client = boto3.client(
        "s3", endpoint_url=settings.S3["endpoint"] or None, aws_access_key_id=settings.S3["key"],
        aws_secret_access_key=settings.S3["secret"],
    )  # fmt: skip
    return Bucket(client, settings.S3["bucket"])
