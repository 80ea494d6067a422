"""What a file may cost before it is refused: bytes, entries, pages, nesting, seconds."""

import errno
import lzma
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from time import monotonic

from gongkai.documents.model import Unreadable

MEGABYTE = 1 << 20
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, NotImplementedError, KeyError, ValueError),
)
"""What the library raises on a damaged archive."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file; sizes in bytes, time in seconds."""

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    unpacked_ratio: int = 300
    entries: int = 3000
    part_bytes: int = 30 * MEGABYTE
    pages: int = 300
    cells: int = 300_000
    nesting: int = 60
    pixels: int = 60_000_000
    seconds: float = 60.0


LIMITS = Limits()


class Clock:
    """Counts the time one file has taken; `check` refuses a file that takes too long."""

    def __init__(self, limits: Limits) -> None:
        self._ends, self._seconds = monotonic() + limits.seconds, limits.seconds

    def check(self) -> None:
        """Raise `Unreadable` when the time is up."""
        if monotonic() > self._ends:
            raise Unreadable(f"文件读了 {self._seconds:g} 秒仍未读完，已停止；请拆分或另存后再试。")

    def stretched(self, factor: float) -> "Clock":
        """A clock that allows so many times the whole time from now on, for work that is slow by nature."""
        return Clock(Limits(seconds=self._seconds * factor))

    @property
    def left(self) -> float:
        """The seconds that remain, at least a little."""
        return max(0.1, self._ends - monotonic())


REASONS = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "没有这个文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只能读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the system refuses a file, in Chinese.

    >>> reason(PermissionError(errno.EACCES, "Permission denied"))
    '没有权限'
    """
    return REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def bounded_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a regular file within the limits; its size is asked first, and a pipe is never waited for."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not S_ISREG(status.st_mode):
                raise Unreadable("这不是普通文件，请给出一个文档文件。")
            size = status.st_size
            if size > limits.file_bytes:
                allowed = limits.file_bytes // MEGABYTE
                raise Unreadable(f"文件有 {size / MEGABYTE:.0f} MB，超过 {allowed} MB 的上限；请压缩图片或拆分后再试。")
            return stream.read(limits.file_bytes + 1)
    except IsADirectoryError as error:
        raise Unreadable("这是一个文件夹，请给出其中的文件，或用 -r 读整个文件夹。") from error
    except FileNotFoundError as error:
        raise Unreadable("没有这个文件，请核对路径。") from error
    except OSError as error:
        raise Unreadable(f"文件打不开（{reason(error)}），请核对路径和权限。") from error


def guard_archive(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
    """Refuse an archive that would unpack to too much, judged by its directory before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise Unreadable(f"压缩包内有 {len(entries)} 个文件，超过 {limits.entries} 个的上限，可能是恶意文件，已拒绝。")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("文件有密码保护，请解除密码后再试。")
    total, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if total > limits.unpacked_bytes or (total > MEGABYTE and total > packed * limits.unpacked_ratio):
        raise Unreadable("文件解压后异常巨大，可能是压缩炸弹，已拒绝。")
    if len({entry.filename for entry in entries}) != len(entries):
        raise Unreadable("文件内部有重名的部件，可能被人改动过，请用 Word 或 WPS 另存后再试。")


def read_part(archive: zipfile.ZipFile, name: str, limits: Limits = LIMITS) -> bytes:
    """One part of an archive, never more than its limit whatever the directory claims."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limits.part_bytes + 1)
    except BROKEN as error:
        raise Unreadable(f"文件的部件 {name} 已损坏，读不出来；请重新下载或另存后再试。") from error
    if len(data) > limits.part_bytes:
        raise Unreadable(f"文件的部件 {name} 解压后超过 {limits.part_bytes // MEGABYTE} MB，可能是压缩炸弹，已拒绝。")
    return data


def refuse_entities(xml: bytes) -> None:
    """Refuse XML that declares a document type: our formats never need one, entity bombs always do."""
    head = xml[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"<!ENTITY" in xml:
        raise Unreadable("文件里有 XML 实体声明，可能是恶意文件，已拒绝。")
