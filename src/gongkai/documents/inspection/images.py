"""Pictures: their metadata, and what character recognition sees in them where it is installed."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image as Pictures
from PIL import ImageDraw, UnidentifiedImageError

from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context
from gongkai.documents.inspection.recognition import LEAST, MISSING, Line, recognise
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting.segments import merged

BETWEEN = "\n"


class Image:
    """A picture of any usual format."""

    suffix = ".png"

    def __init__(self, data: bytes, context: Context) -> None:
        """Open it; its size is asked before it is unpacked."""
        self.context = context
        self.doubts: list[str] = []
        self.changed = False
        try:
            self.picture = Pictures.open(BytesIO(data))
            width, height = self.picture.size
            if width * height > context.limits.pixels:
                raise Unreadable(f"图片有 {width}×{height} 像素，太大了；请缩小后再试。")
            self.picture.load()
        except (UnidentifiedImageError, Pictures.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
            raise Unreadable("图片已损坏或格式认不出来，不能查找其中的个人信息。") from error
        self.format = self.picture.format or "PNG"

    def passages(self) -> Iterator[Passage]:
        """The metadata, then the lines of text seen in the picture as one passage."""
        yield from self._metadata()
        if min(self.picture.size) < LEAST:
            return
        lines = recognise(self.picture)
        if lines is None:
            self.doubts.append(MISSING)
        text = BETWEEN.join(line.text for line in lines or ())
        passage = Passage(text, Place(self.context.named("图片")), "图片", image=True)
        yield passage
        if passage.changes:
            paint(self.picture, lines or [], [(start, end) for start, end, _ in merged(passage.changes)])
            self.changed = True

    def _metadata(self) -> Iterator[Passage]:
        values = [str(value) for value in self.picture.info.values() if isinstance(value, str)]
        values += [str(value) for value in self.picture.getexif().values() if isinstance(value, str | bytes)]
        for value in values:
            passage = Passage(value, Place(self.context.named("图片属性")), "图片属性", "图片属性")
            yield passage
            self.changed |= bool(passage.changes)

    def save(self) -> bytes:
        """The picture in its format, without any metadata."""
        out = BytesIO()
        clean = self.picture.copy()
        clean.info = {}
        clean.save(out, self.format)
        return out.getvalue()


def paint(picture: Pictures.Image, lines: list[Line], ranges: list[tuple[int, int]]) -> None:
    """Paint over the characters of these ranges of the joined lines: whole, with a character's width to spare."""
    draw = ImageDraw.Draw(picture)
    at = 0
    for line in lines:
        left, top, right, bottom = line.box
        width = (right - left) / max(1, len(line.text))
        for start, end in ranges:
            if start < at + len(line.text) and at < end:
                x0 = left + (max(start, at) - at - 1) * width
                x1 = left + (min(end, at + len(line.text)) - at + 1) * width
                draw.rectangle((x0, top - 2, x1, bottom + 2), fill=_black(picture))
        at += len(line.text) + len(BETWEEN)


def _black(picture: Pictures.Image) -> int | tuple[int, ...]:
    bands = len(picture.getbands())
    return 0 if bands == 1 else (0, 0, 0, 255)[:bands]
