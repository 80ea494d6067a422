"""Files written into the address of a web page's picture or link: `data:image/png;base64,…`."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from gongkai.documents.inspection.model import Opened, Passage
from gongkai.documents.inspection.opening import Context, open_file
from gongkai.documents.model import Unreadable

_ADDRESS = re.compile(r"\s*(data:[^,]{0,200}?)(;base64)?,", re.IGNORECASE)
_INSIDE = re.compile(r"data:[\w.+-]+/[\w.+-]+[\w;=.+-]{0,100};base64,[A-Za-z0-9+/=%\s]+", re.IGNORECASE)
UNREAD = "网页里有一个文件（图片或附件）写在地址中，读不出来，请人工查看。"


def is_data(value: str) -> bool:
    """Whether an address holds the file itself."""
    return _ADDRESS.match(value) is not None


def inside(text: str) -> list[re.Match[str]]:
    """The addresses that hold a file themselves in a style or a script."""
    return list(_INSIDE.finditer(text)) if ";base64," in text else []


class Carried:
    """The file in an address, walked as if it stood alone."""

    def __init__(self, value: str, context: Context) -> None:
        """Decode it; what cannot be decoded is a doubt."""
        self.doubts: list[str] = []
        self.opened: Opened | None = None
        match = _ADDRESS.match(value)
        self.head = match[1] if match else ""
        try:
            data = _decoded(value, match)
            self.opened = open_file(data, "", context.inside("网页里的文件")) if data.strip() else None
        except (Unreadable, binascii.Error, ValueError):
            self.doubts.append(UNREAD)

    def passages(self) -> Iterator[Passage]:
        """The passages of the file."""
        if self.opened is not None:
            yield from self.opened.passages()
            self.doubts += self.opened.doubts

    @property
    def address(self) -> str | None:
        """The address of the file as it was changed, or `None` where it was not."""
        if self.opened is None or not self.opened.changed:
            return None
        return f"{self.head};base64,{b64encode(self.opened.save()).decode()}"


def _decoded(value: str, match: Any) -> bytes:
    body = value[match.end() :] if match else ""
    plain = unquote_to_bytes(body)
    return b64decode(re.sub(rb"\s", b"", plain), validate=True) if match and match[2] else plain
