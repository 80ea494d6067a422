"""Every string and every text stream among the objects of a PDF: annotations, forms, titles, metadata, scripts."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context
from gongkai.documents.limits import MEGABYTE
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting import changed

_TELLING = re.compile(r"\d{6}|[@\u3400-\u9fff]|\d[ -]\d{3}")
_BINARY_TYPES = frozenset(("/XObject", "/ObjStm", "/XRef", "/Font", "/CMap", "/EmbeddedFile"))
_NAMES = {"/Annot": "批注", "/Filespec": "附件名", "/StructElem": "结构标签", "/OCG": "图层名", "/Sig": "签名域"}
DEEPEST = 100
LONGEST_STREAM = 20 * MEGABYTE


class Objects:
    """The objects of a PDF, as pikepdf gives them."""

    def __init__(self, pdf: Any) -> None:
        """An opened file."""
        self.pdf = pdf
        self._contents = {item.objgen for page in pdf.pages for item in _contents(page.obj)}

    def passages(self, context: Context) -> Iterator[Passage]:
        """The strings of every object, then the text of every stream that is neither page, picture nor font."""
        try:
            yield from self._passages(context)
        except (UnicodeDecodeError, pikepdf.PdfError) as error:
            raise Unreadable("PDF 文件里有损坏的对象，读不出来；请重新下载或另存后再试。") from error

    def _passages(self, context: Context) -> Iterator[Passage]:
        for item in [self.pdf.trailer, *self.pdf.objects]:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
                yield from self._strings(item, context, _name(item), 0)
                if isinstance(item, pikepdf.Stream) and item.objgen not in self._contents:
                    yield from self._stream(item, context)

    def _strings(self, item: Any, context: Context, name: str, depth: int) -> Iterator[Passage]:
        if depth > DEEPEST:
            return
        for key, value in _children(item):
            if isinstance(value, pikepdf.String):
                yield from self._string(item, key, str(value), context, name)
            elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                yield from self._strings(value, context, _name(value) or name, depth + 1)

    def _string(self, item: Any, key: Any, text: str, context: Context, name: str) -> Iterator[Passage]:
        if len(text) < 2 or not _TELLING.search(text) or key in ("/CreationDate", "/ModDate", "/M", "/ID"):
            return
        words = name or ("表单" if key in ("/V", "/DV", "/T", "/TU", "/Opt") else "文件属性和其他对象")
        passage = Passage(text, Place(context.named(words)), words, "页面上不直接显示")
        yield passage
        if passage.changes:
            item[key] = pikepdf.String(changed(text, passage.changes))
            if isinstance(item, pikepdf.Dictionary) and "/AP" in item:
                del item["/AP"]

    def _stream(self, item: Any, context: Context) -> Iterator[Passage]:
        if str(item.get("/Type", "")) in _BINARY_TYPES or ("/Subtype" in item and item.Subtype in ("/Image", "/Form")):
            return
        try:
            data = item.read_bytes() if len(item.read_raw_bytes()) < LONGEST_STREAM else b""
        except pikepdf.PdfError:
            return
        text = _decoded(data)
        if text is None or not _TELLING.search(text):
            return
        name = "文件属性" if item.get("/Type") == "/Metadata" else "脚本和数据流"
        passage = Passage(text, Place(context.named(name)), name, name)
        yield passage
        if passage.changes:
            item.write(changed(text, passage.changes).encode())

    def embedded(self) -> Iterator[tuple[str, Any, bytes]]:
        """The attached files: name, stream and bytes."""
        for item in self.pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/EF" in item:
                name = str(item.get("/UF", item.get("/F", "附件")))
                streams = {stream.objgen: stream for stream in item.EF.values() if isinstance(stream, pikepdf.Stream)}
                yield from ((name, stream, _bytes(stream, name)) for stream in streams.values())


def _bytes(stream: Any, name: str) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError as error:
        raise Unreadable(f"PDF 的附件“{name}”已损坏，读不出来；请重新下载或另存后再试。") from error


def _contents(page: Any) -> list[Any]:
    contents = page.get("/Contents")
    if contents is None:
        return []
    listed = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [item for item in listed if isinstance(item, pikepdf.Stream)]


def _children(item: Any) -> list[tuple[Any, Any]]:
    if isinstance(item, pikepdf.Array):
        return list(enumerate(item))
    return list(item.items())


def _name(item: Any) -> str:
    if not isinstance(item, pikepdf.Dictionary):
        return ""
    if "/Subtype" in item and "/Rect" in item:
        return "表单" if item.Subtype == "/Widget" else "批注"
    return _NAMES.get(str(item.get("/Type", "")), "")


def _decoded(data: bytes) -> str | None:
    """The text of a stream, or `None` where it is not text."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
