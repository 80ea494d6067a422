"""Office documents: every part of the archive is walked, XML or not."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from gongkai.documents.inspection.binary import Binary
from gongkai.documents.inspection.macros import Macros, is_project
from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context, open_file
from gongkai.documents.inspection.parts import hidden_in_word, part_of
from gongkai.documents.inspection.xml_parts import XmlPart
from gongkai.documents.limits import read_part
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting.cleaning import cleaned, dropped, is_model

SEALED_MODEL = (
    "数据模型里可能存着整张名册，这里读不了：请在 Excel 里删去数据模型（Power Pivot）后另存，或者遮盖一遍把它去掉"
)
"""What is told of a data model, whose tables are compressed in a way of their own."""


class Package:
    """An office document: every part of it, XML or not, is walked, and written back where it changed."""

    def __init__(self, archive: zipfile.ZipFile, context: Context, suffix: str) -> None:
        """The archive, already guarded."""
        self.archive, self.context, self.suffix = archive, context, suffix
        self.doubts: list[str] = []
        self.written: dict[str, bytes] = {}
        self.dropped: set[str] = set()

    @property
    def changed(self) -> bool:
        """Whether anything in it was changed."""
        return bool(self.written or self.dropped)

    def passages(self) -> Iterator[Passage]:
        """The passages of every part, in the order of the archive."""
        for name in self.archive.namelist():
            self.context.clock.check()
            if not name.endswith("/"):
                yield from self.part(name, read_part(self.archive, name, self.context.limits))

    def part(self, name: str, data: bytes) -> Iterator[Passage]:
        """The passages of one part."""
        kind = part_of(name)
        place = Place(self.context.named("" if kind.name == "正文" else kind.name))
        if not data.strip():
            return
        if not is_page(name) and (data.lstrip(_BLANK).startswith(b"<") or _is_wide_xml(data)):
            part = XmlPart(data, place, kind.name, self.context.tables, kind.hidden)
            if name.startswith("word/"):
                part.hidden = hidden_in_word
            yield from part.passages()
            if part.changed:
                self.written[name] = part.save()
            return
        yield from self.other(name, data, place)

    def other(self, name: str, data: bytes, place: Place) -> Iterator[Passage]:
        """The passages of a part that is not XML: a picture, a file of its own, or bytes."""
        if name.endswith(("vbaProject.bin", "vbaData.xml")):
            self.doubts.append("文件里有宏；宏没有运行，只查看了它的代码，遮盖时会把宏去掉。")
            if is_project(data):
                yield from self._macros(name, data, place)
                return
        if is_model(name):
            self.dropped.add(name)
            self.doubts.append("工作簿里有数据模型，其中的内容无法查看；遮盖时会把它去掉。")
            yield Passage("", place, "数据模型", sealed=SEALED_MODEL)
        if "thumbnail" in name:
            return
        opened: Any = None
        with suppress(Unreadable):
            opened = open_file(data, name, self.context.inside(place_name(name)))
        if opened is None:
            opened = self._carried(name, data) or Binary(data, place, "嵌入对象", "嵌入的二进制内容")
        yield from opened.passages()
        self.doubts += opened.doubts
        if opened.changed:
            self.written[name] = opened.save()

    def _macros(self, name: str, data: bytes, place: Place) -> Iterator[Passage]:
        macros = Macros(data, place, "宏", "嵌入的二进制内容")
        yield from macros.passages()
        if macros.changed:
            self.written[name] = macros.save()

    def _carried(self, name: str, data: bytes) -> Any:
        """An office file inside an OLE object: looked into; where it must be masked the object is emptied."""
        at = data.find(b"PK\x03\x04")
        if at < 0:
            return None
        with suppress(Unreadable, zipfile.BadZipFile):
            return Carried(open_file(data[at:], name, self.context.inside(place_name(name))), data)
        return None

    def save(self) -> bytes:
        """The archive with its changed parts, without authors, macros and models; everything else byte for byte."""
        out = BytesIO()
        gone = self.dropped | dropped(self.archive.namelist())
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self.archive.infolist():
                if entry.filename in gone:
                    continue
                data = self.written.get(entry.filename)
                if data is None:
                    data = read_part(self.archive, entry.filename, self.context.limits)
                fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
                fresh.compress_type = entry.compress_type
                target.writestr(fresh, cleaned(entry.filename, data, gone))
        return out.getvalue()


_BLANK = b"\xef\xbb\xbf \t\r\n"
_PAGES = (".html", ".htm", ".mht", ".mhtml")


def is_page(name: str) -> bool:
    """Whether a part is a web page: what is put together from other programs is kept as one."""
    return name.lower().endswith(_PAGES)


def _is_wide_xml(data: bytes) -> bool:
    return data[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<")


def place_name(path: str) -> str:
    """How a person calls a file inside a file."""
    kind = part_of(path)
    last = path.rsplit("/", 1)[-1]
    return f"嵌入对象“{last}”" if kind.name in ("嵌入对象", "其他部件") else last


class Carried:
    """A file carried in the bytes of an OLE object."""

    suffix = ".bin"

    def __init__(self, opened: Any, data: bytes) -> None:
        """The file inside, and the bytes around it."""
        self.opened, self.data = opened, data
        self.doubts: list[str] = opened.doubts
        self._others = Binary(data, Place("嵌入对象"), "嵌入对象", "嵌入的二进制内容")

    @property
    def changed(self) -> bool:
        """Whether anything in it had to be masked."""
        return bool(self.opened.changed or self._others.changed)

    def passages(self) -> Iterator[Passage]:
        """The passages of the file inside, and of the bytes around it."""
        yield from self.opened.passages()
        yield from self._others.passages()

    def save(self) -> bytes:
        """Nothing of it: an OLE object cannot be rebuilt around a changed file, and must not keep the old one."""
        return bytes(len(self.data))
