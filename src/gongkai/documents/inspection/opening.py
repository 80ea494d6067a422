"""What a file is, by its bytes, and who walks through it."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from io import BytesIO
from itertools import count

from gongkai.documents.encodings import looks_like_text
from gongkai.documents.inspection.model import Opened
from gongkai.documents.limits import BROKEN, LIMITS, MEGABYTE, Clock, Limits
from gongkai.documents.model import Unreadable

DEEP = replace(LIMITS, part_bytes=150 * MEGABYTE, unpacked_bytes=300 * MEGABYTE, seconds=900.0)
"""A search must see all of a file that is let in, so its parts may be larger and it may take longer."""
MOST_NESTED = 6
"""Files in files: an attachment in a letter in an archive is three."""


@dataclass(slots=True)
class Unpacked:
    """How many bytes the archives in a file, and those in them, come to."""

    total: int = 0


@dataclass(slots=True)
class Context:
    """What the walks through a file and the files in it share: limits, the clock, depth, the count of tables."""

    limits: Limits = DEEP
    clock: Clock = field(default_factory=lambda: Clock(DEEP))
    depth: int = 0
    part: str = ""
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    unpacked: Unpacked = field(default_factory=Unpacked)

    def unpack(self, archive: zipfile.ZipFile) -> None:
        """Count what an archive holds; raises `Unreadable` where archives in archives come to too much together."""
        self.unpacked.total += sum(entry.file_size for entry in archive.infolist())
        if self.unpacked.total > self.limits.unpacked_bytes * 2:
            raise Unreadable("文件里层层压缩的内容合起来异常巨大，可能是压缩炸弹，已拒绝。")

    def inside(self, part: str) -> "Context":
        """The context of a file inside this one; raises `Unreadable` where files are nested without end."""
        if self.depth + 1 > MOST_NESTED:
            raise Unreadable(f"文件套文件超过 {MOST_NESTED} 层，可能是恶意文件，已拒绝。")
        return Context(self.limits, self.clock, self.depth + 1, self.named(part), self.tables, self.unpacked)

    def named(self, part: str) -> str:
        """The name of a part, after the name of the file it is in."""
        return "，".join(word for word in (self.part, part) if word)


FORMATS: Mapping[str, str] = {
    "zip": "archives:open_package",
    "pdf": "pdf:Pdf",
    "image": "images:Image",
    "html": "markup:Html",
    "xml": "markup:Xml",
    "mail": "mail:Mail",
    "csv": "lines:Csv",
    "text": "lines:Text",
    "ole": "conversion:open_converted",
}
"""Who opens what, as module and callable; office documents and archives are all `zip`, told apart by their contents."""

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OTHER = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"MZ": "程序",
    b"\x7fELF": "程序",
}


def sniff(data: bytes, name: str) -> str:
    """The format of the bytes; the name only decides between kinds of text. Raises `Unreadable` for others."""
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    for mark, words in _OTHER.items():
        if data.startswith(mark):
            raise Unreadable(f"这是{words}，不能查找其中的个人信息；请解开后逐个检查。")
    return _textual(data, suffix)


def _textual(data: bytes, suffix: str) -> str:
    if data.lstrip().startswith(b"{\\rtf"):
        return "ole"
    if not looks_like_text(data):
        raise Unreadable(
            "这种文件格式认不出来，不能查找其中的个人信息，也就不得公开；可以转成 docx、xlsx 或 pdf 再试。"
        )
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if suffix in (".eml", ".mht", ".mhtml"):
        return "mail"
    if suffix in (".htm", ".html", ".xhtml") or head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"<?xml") or suffix in (".xml", ".svg"):
        return "html" if b"<html" in head else "xml"
    return "csv" if suffix in (".csv", ".tsv") else "text"


def open_file(data: bytes, name: str, context: Context | None = None) -> Opened:
    """The file, ready to be walked; raises `Unreadable` with one Chinese sentence."""
    context = context or Context()
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("文件是空的，没有可读的内容。")
    kind = sniff(data, name)
    try:
        return _opener(kind)(data, context)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as error:
        raise Unreadable("文件结构异常，读取时超出了限制，已拒绝。") from error


def _opener(kind: str) -> Callable[[bytes, Context], Opened]:
    module, _, name = FORMATS[kind].partition(":")
    opener: Callable[[bytes, Context], Opened] = getattr(import_module(f"{__package__}.{module}"), name)
    return opener


def archive_of(data: bytes) -> zipfile.ZipFile:
    """The archive in the bytes; raises `Unreadable` where its directory is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise Unreadable("文件已损坏或不完整，打不开；请重新下载或另存后再试。") from error
