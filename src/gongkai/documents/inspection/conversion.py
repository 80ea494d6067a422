"""Old binary office files, made into docx, xlsx or pptx by LibreOffice, then walked as those."""

from collections.abc import Mapping

from gongkai.documents.archive import ole_stream
from gongkai.documents.inspection.model import Opened
from gongkai.documents.inspection.opening import Context, open_file
from gongkai.documents.legacy import convert
from gongkai.documents.model import Unreadable

KINDS: Mapping[str, tuple[str, str]] = {
    "WordDocument": ("doc", "docx"),
    "Workbook": ("xls", "xlsx"),
    "Book": ("xls", "xlsx"),
    "PowerPoint Document": ("ppt", "pptx"),
}
"""Stream in the compound file → what it is and what it becomes. WPS writes the same streams."""


def open_converted(data: bytes, context: Context) -> Opened:
    """The file as docx, xlsx or pptx; raises `Unreadable` where LibreOffice is missing or cannot read it."""
    source, target = _kind(data)
    opened = open_file(convert(data, source, target, context.clock), f"converted.{target}", context)
    opened.doubts.append(f"这个 {source} 文件经 LibreOffice 转成 {target} 后查找，可能丢失个别内容，请与原件核对。")
    return opened


def _kind(data: bytes) -> tuple[str, str]:
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf", "docx"
    if ole_stream(data, "EncryptedPackage"):
        raise Unreadable("文件有密码保护，请解除密码后再试。")
    for stream, kind in KINDS.items():
        if ole_stream(data, stream):
            return kind
    raise Unreadable("这种旧格式文件认不出来，不能查找其中的个人信息；请另存为 docx、xlsx 或 pdf 再试。")
