"""An uploaded file becomes a body: Word keeps its tables, other formats go through `gongkai.documents`; what was lost
is said.
"""

from dataclasses import dataclass
from pathlib import PurePath

from gongkai.documents import Unreadable, read_bytes
from gongkai.web.audit.actors import Refused
from gongkai.web.disclosure.conversion import word
from gongkai.web.disclosure.conversion.plain import to_html

__all__ = ["Converted", "convert"]


@dataclass(frozen=True, slots=True)
class Converted:
    """A body made of a file: its HTML, the title that stood at its head, and sentences on what was lost."""

    html: str
    title: str = ""
    lost: tuple[str, ...] = ()


def convert(data: bytes, name: str) -> Converted:
    """The body in a file. A file that cannot be read is `Refused` with one sentence."""
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix == ".docx":
            html, title, lost = word.to_html(data)
        else:
            html, title, lost = to_html(read_bytes(data, suffix))
    except Unreadable as error:
        raise Refused(f"《{name}》不能转成正文：{error}") from error
    if not html:
        raise Refused(f"《{name}》里没有读出文字。如果是扫描件，请把它作为附件上传，再在正文里写明内容。")
    return Converted(html, title, tuple(lost))
