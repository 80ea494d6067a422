"""Files that are archives: office documents by what is in them, and archives of other files."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from gongkai.documents.inspection.model import Opened, Passage
from gongkai.documents.inspection.opening import Context, archive_of, open_file
from gongkai.documents.inspection.packages import Package
from gongkai.documents.inspection.workbooks import Workbook
from gongkai.documents.limits import guard_archive, read_part
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting import changed

OFFICE = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx"}


def open_package(data: bytes, context: Context) -> Opened:
    """A docx, xlsx, pptx, odt, ods, or an archive of other files, by what is in it."""
    archive = archive_of(data)
    guard_archive(archive, context.limits)
    context.unpack(archive)
    names = frozenset(archive.namelist())
    if "OFD.xml" in names:
        raise Unreadable("暂不支持 OFD 文件，请转成 pdf 或 docx 后再查。")
    if "META-INF/manifest.xml" in names and "encryption-data" in _manifest(archive, context):
        raise Unreadable("文件有密码保护，请解除密码后再试。")
    if "xl/workbook.bin" in names:
        raise Unreadable("暂不支持 xlsb 二进制工作簿，请另存为 xlsx 后再查。")
    if "xl/workbook.xml" in names:
        return Workbook(archive, context)
    if "[Content_Types].xml" in names or "mimetype" in names:
        suffix = next((suffix for name, suffix in OFFICE.items() if name in names), ".odt")
        return Package(archive, context, suffix)
    return Archive(archive, context)


def _manifest(archive: zipfile.ZipFile, context: Context) -> str:
    return read_part(archive, "META-INF/manifest.xml", context.limits).decode("utf-8", "replace")


class Archive(Package):
    """An archive of files: each is opened as if it stood alone; one that cannot be read makes the whole unreadable."""

    def __init__(self, archive: zipfile.ZipFile, context: Context) -> None:
        """The archive, already guarded."""
        super().__init__(archive, context, ".zip")
        self.renamed: dict[str, str] = {}

    @property
    def changed(self) -> bool:
        """Whether a file or a name was changed."""
        return bool(self.written or self.renamed)

    def passages(self) -> Iterator[Passage]:
        """The names of the files, and the passages of each."""
        for entry in self.archive.infolist():
            self.context.clock.check()
            name = decoded_name(entry)
            passage = Passage(name, Place(self.context.named("压缩包内的文件名")), "文件名")
            yield passage
            if passage.changes:
                self.renamed[entry.filename] = changed(name, passage.changes)
            if not entry.is_dir():
                yield from self._member(entry.filename, name)

    def _member(self, key: str, name: str) -> Iterator[Passage]:
        data = read_part(self.archive, key, self.context.limits)
        if not data.strip():
            return
        try:
            opened: Any = open_file(data, name, self.context.inside(name.rsplit("/", 1)[-1]))
        except Unreadable as error:
            raise Unreadable(f"压缩包里的“{name}”：{error}") from error
        yield from opened.passages()
        self.doubts += opened.doubts
        if opened.changed:
            self.written[key] = opened.save()

    def save(self) -> bytes:
        """The archive with its changed files under their changed names."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self.archive.infolist():
                data = self.written.get(entry.filename)
                if data is None:
                    data = read_part(self.archive, entry.filename, self.context.limits)
                target.writestr(self.renamed.get(entry.filename, decoded_name(entry)), data)
        return out.getvalue()


def decoded_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; archives made on Chinese Windows write it in GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    with suppress(UnicodeDecodeError, UnicodeEncodeError):
        return entry.filename.encode("cp437").decode("gb18030")
    return entry.filename
