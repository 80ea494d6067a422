"""The text of a file by other programs than the masker's, and from its bare bytes: for the proof only."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from io import BytesIO
from typing import Any

import mammoth
from python_calamine import CalamineWorkbook

from gongkai.documents.limits import MEGABYTE
from gongkai.privacy.pdf_extraction import pdf_texts

DEEPEST = 6
AT_ONCE, OVERLAP = 2 * MEGABYTE, 4096
"""Bytes that are read as text at once, and how many of them again with the next: a tag or a number may lie across."""
MOST = 200 * MEGABYTE
HEAD = 800
"""Bytes before a stream of a PDF in which its dictionary stands."""
_TAG = re.compile(r"<[^>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_REFERENCE = re.compile(r"&#(x?)([0-9A-Fa-f]+);")


def texts_of(data: bytes, name: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Route and text, again and again: each program that knows the format, then every byte read as text."""
    if depth > DEEPEST:
        return
    if data.startswith(b"PK\x03\x04"):
        yield from _package(data, name, depth)
    elif b"%PDF-" in data[:1024]:
        yield from _pdf(data)
    elif _is_mail(data, name):
        yield from _mail(data, depth)
    yield from _bare(data)


def _package(data: bytes, name: str, depth: int) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        yield "压缩包目录", "\n".join(names)
        if "word/document.xml" in names:
            yield "mammoth", mammoth.extract_raw_text(BytesIO(data)).value
        if "xl/workbook.xml" in names:
            yield "calamine", _calamine(data)
        for entry in archive.infolist():
            if not entry.is_dir() and entry.file_size < MOST:
                yield from texts_of(archive.read(entry), entry.filename, depth + 1)


def _calamine(data: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    lines: list[str] = []
    for name in book.sheet_names:
        lines.append(name)
        for row in book.get_sheet_by_name(name).to_python():
            lines.append("\x1f".join(_plain(value) for value in row))
    return "\n".join(lines)


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    yield from pdf_texts(data)
    for match in _STREAM.finditer(data):
        if _is_picture(data, match.start()):
            continue
        try:
            yield from _bare(zlib.decompressobj().decompress(match[1], MOST))
        except zlib.error:
            continue


def _is_picture(data: bytes, at: int) -> bool:
    """Whether the stream that begins there is dots: its dictionary stands before it."""
    head = data[max(0, at - HEAD) : at]
    return b"/Image" in head[head.rfind(b"obj") + 1 :]


def _is_mail(data: bytes, name: str) -> bool:
    return name.lower().endswith((".eml", ".mht", ".mhtml"))


def _mail(data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    message: Message = message_from_bytes(data)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        yield "邮件头", str(part.items())
        if isinstance(payload, bytes):
            yield from texts_of(payload, part.get_filename() or "", depth + 1)


def _bare(data: bytes) -> Iterator[tuple[str, str]]:
    """The bytes as text, piece by piece, so that a file of any size needs the same memory."""
    if data[:3] == b"\xff\xd8\xff":
        return
    for begin in range(0, len(data), AT_ONCE):
        yield from _piece(data[max(0, begin - OVERLAP) : begin + AT_ONCE])


def _piece(data: bytes) -> Iterator[tuple[str, str]]:
    """The bytes as UTF-8 and as UTF-16, with their tags and without."""
    text = data.decode("utf-8", "ignore")
    yield "原始字节", text
    if "<" in text:
        yield "原始字节去标签", _TAG.sub("", _REFERENCE.sub(_referenced, text) if "&#" in text else text)
    if b"\0" in data:
        yield "原始字节（双字节）", data.decode("utf-16-le", "ignore")
        yield "原始字节（双字节）", data[1:].decode("utf-16-le", "ignore")
    elif not text.isascii() and len(text) < len(data) // 2:
        yield "原始字节（国标码）", data.decode("gb18030", "ignore")


def _referenced(match: re.Match[str]) -> str:
    code = int(match[2], 16 if match[1] else 10)
    return chr(code) if code < 0x110000 else ""
