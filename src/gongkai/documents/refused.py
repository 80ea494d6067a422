"""Formats that are known and refused, each in one sentence that says what to do instead."""

from gongkai.documents.archive import ZIP, holds
from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Document, Unreadable


class OfdReader:
    """An OFD document."""

    format = "ofd"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """A ZIP archive with the part every OFD has."""
        return holds(data, "OFD.xml")

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """Refused."""
        raise Unreadable("暂不能读 .ofd 文件；请用阅读器导出为 PDF 或 docx 后再试。")


class OtherArchiveReader:
    """Any other ZIP archive, a document with another suffix or a damaged one among them."""

    format = "zip"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """By its signature."""
        return data.startswith((ZIP, b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf"))

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """Refused."""
        if data.startswith(ZIP) and holds(data, "content.xml"):
            raise Unreadable("暂不能读 OpenDocument 文件；请另存为 docx 或 xlsx 后再试。")
        raise Unreadable("这是压缩包或已损坏的 Office 文件，不是可读的文档；请解压，或用 Word、WPS 打开后另存再试。")
