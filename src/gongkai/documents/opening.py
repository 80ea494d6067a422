"""Opening any file: its bytes say what it is, not its name; one reader a format; every failure one sentence."""

from pathlib import Path
from typing import Protocol

from gongkai.documents.delimited import DelimitedReader
from gongkai.documents.docx import DocxReader, LockedOfficeReader
from gongkai.documents.html import HtmlReader
from gongkai.documents.legacy import LegacyReader
from gongkai.documents.limits import LIMITS, Clock, Limits, bounded_bytes
from gongkai.documents.model import Document, Unreadable
from gongkai.documents.pdf import PdfReader
from gongkai.documents.refused import OfdReader, OtherArchiveReader
from gongkai.documents.scans import PictureReader
from gongkai.documents.spreadsheet import SpreadsheetReader
from gongkai.documents.text import TextReader


class Reader(Protocol):
    """Reads one format."""

    @property
    def format(self) -> str:
        """The usual suffix, without the dot."""

    def recognises(self, data: bytes, suffix: str) -> bool:
        """Whether the bytes are of this format; `suffix` decides only where bytes cannot."""

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The document; raises `Unreadable`."""


READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    SpreadsheetReader(),
    OfdReader(),
    OtherArchiveReader(),
    LockedOfficeReader(),
    LegacyReader(),
    PictureReader(),
    HtmlReader(),
    DelimitedReader(),
    TextReader(),
)
"""In the order in which they are asked."""


def open_document(path: str | Path, limits: Limits = LIMITS) -> Document:
    """The document in a file of any known format.

    Raises `Unreadable`, and nothing else, with one Chinese sentence that says what is wrong and what to do.
    """
    path = Path(path)
    clock = Clock(limits)
    return read_bytes(bounded_bytes(path, limits), path.suffix.lower(), limits, clock)


def read_bytes(data: bytes, suffix: str = "", limits: Limits = LIMITS, clock: Clock | None = None) -> Document:
    """The document in the bytes of a file, as `open_document`; for uploads that never were a file."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("文件是空的，没有可读的内容。")
    reader = _reader_of(data, suffix)
    try:
        return reader.read(data, clock or Clock(limits), limits)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as error:
        raise Unreadable("文件结构异常，读取时超出了限制，已拒绝。") from error
    except Exception as error:
        # A broken file can make any library raise anything; the batch must go on.
        raise Unreadable(f"文件已损坏或不完整，按 {reader.format} 格式读不出来；请重新下载或另存后再试。") from error


def _reader_of(data: bytes, suffix: str) -> Reader:
    for reader in READERS:
        if reader.recognises(data, suffix):
            return reader
    raise Unreadable("这种文件格式认不出来；可以读的有 txt、md、html、docx、doc、pdf、xlsx、xls 和图片。")
