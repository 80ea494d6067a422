"""PDF pages rebuilt as pictures with boxes over what is masked, under a clean layer of invisible text."""

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
from PIL import Image

from gongkai.documents.inspection.pdf_text import Box, char_box
from gongkai.documents.rewriting.covering import cover, kept_in_sight
from gongkai.documents.rewriting.pictures import written

DPI = 150
SCALE = DPI / 72
MOST_PIXELS = 12_000_000
CONCEALED = 2 | 32
"""The flags of an annotation that is not shown: Hidden and NoView."""
INSET = 1.5
"""Points by which a box stays inside the lines of its cell."""
_MEASURES = {"/Flags": 4, "/ItalicAngle": 0, "/Ascent": 800, "/Descent": -200, "/CapHeight": 700, "/StemV": 80}
_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class Patch:
    """Characters of a page's text that must go, and what takes their place; or a box in points, from the top left.

    `cell` is the cell of a table they stand in, in the page's own points: left, bottom, right, top. Of a change over
    several lines of a cell the first patch has it and paints for all; the others are `silent`.
    """

    start: int
    end: int
    text: str
    box: Box | None = None
    cell: Box | None = None
    ranges: tuple[tuple[int, int], ...] = ()
    """Every range of characters of the change, where it has more than one."""
    silent: bool = False


def render(document: Any, number: int) -> tuple[Image.Image, float]:
    """A page as a picture, and the pixels per point."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB"), scale
    finally:
        page.close()


class Rebuilding:
    """Writes a PDF out again with some of its pages rebuilt and all of it cleaned."""

    def __init__(self, pdf: Any, document: Any) -> None:
        """`pdf` as pikepdf has it, `document` the same file as pdfium has it, its annotations flattened."""
        self.pdf, self.document = pdf, document
        self._font: Any = None

    def save(self, patches: Mapping[int, Sequence[Patch]]) -> bytes:
        """The bytes of the file; unreferenced objects and earlier versions are left out."""
        for number, found in sorted(patches.items()):
            self._rebuild(number, found)
        self._clean(bool(patches))
        out = BytesIO()
        self.pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=False)
        return out.getvalue()

    def _rebuild(self, number: int, patches: Sequence[Patch]) -> None:
        picture, scale = render(self.document, number)
        page = self.document[number]
        textpage = page.get_textpage()
        try:
            size = page.get_size()
            text = _Layer(page, textpage, size)
            for patch in (patch for patch in patches if not patch.silent):
                shown, boxes = text.covers(patch)
                cover(picture, [tuple(value * scale for value in box) for box in boxes], shown)
            content = text.content([patch for patch in patches if patch.box is None])
        finally:
            textpage.close()
            page.close()
        self._replace(self.pdf.pages[number].obj, picture, size, content)

    def _replace(self, page: Any, picture: Image.Image, size: tuple[float, float], content: bytes) -> None:
        width, height = size
        made = written(picture)
        image = pikepdf.Stream(self.pdf, made.data)
        image.stream_dict = pikepdf.Dictionary(
            {key: pikepdf.Name(value) if isinstance(value, str) else value for key, value in made.keys.items()}
        )
        for key in list(page.keys()):
            if key not in ("/Type", "/Parent"):
                del page[key]
        page.MediaBox = pikepdf.Array([0, 0, width, height])
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=self.pdf.make_indirect(image)), Font=pikepdf.Dictionary(F0=self._text_font())
        )
        drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q\n".encode()
        page.Contents = self.pdf.make_indirect(pikepdf.Stream(self.pdf, drawn + content))

    def _text_font(self) -> Any:
        """A font without shapes whose codes are UTF-16: it is never drawn, only searched and copied."""
        if self._font is None:
            make, font = self.pdf.make_indirect, {"/Type": pikepdf.Name.Font, "/BaseFont": pikepdf.Name.GongkaiText}
            system = pikepdf.Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("UCS"), Supplement=0)
            shape: dict[str, Any] = {
                "/Type": pikepdf.Name.FontDescriptor,
                "/FontName": pikepdf.Name.GongkaiText,
                **_MEASURES,
            }
            shape["/FontBBox"] = pikepdf.Array([0, -200, 1000, 800])
            signs: dict[str, Any] = {
                "/Subtype": pikepdf.Name.CIDFontType2,
                "/CIDSystemInfo": system,
                "/DW": 1000,
                **font,
            }
            signs["/FontDescriptor"] = make(pikepdf.Dictionary(shape))
            whole: dict[str, Any] = {"/Subtype": pikepdf.Name.Type0, "/Encoding": pikepdf.Name("/Identity-H"), **font}
            whole["/DescendantFonts"] = pikepdf.Array([make(pikepdf.Dictionary(signs))])
            whole["/ToUnicode"] = make(pikepdf.Stream(self.pdf, _CMAP))
            self._font = make(pikepdf.Dictionary(whole))
        return self._font

    def _clean(self, rebuilt: bool) -> None:
        """Take out what no reader of a page sees: metadata, scripts, thumbnails, private data, hidden annotations."""
        root = self.pdf.Root
        _without(root, "/Metadata", "/OpenAction", "/AA", "/PieceInfo")
        if rebuilt:
            _without(root, "/StructTreeRoot", "/MarkInfo")
        _without(root.get("/Names", {}), "/JavaScript")
        _without(self.pdf.trailer, "/Info")
        for page in self.pdf.pages:
            _without(page.obj, "/Thumb", "/PieceInfo", "/Metadata", "/AA")
            if "/Annots" in page.obj:
                kept = [item for item in page.obj.Annots if not int(item.get("/F", 0)) & CONCEALED]
                page.obj.Annots = pikepdf.Array(kept)
        if "/AcroForm" in root:
            root.AcroForm.NeedAppearances = True


def _without(item: Any, *keys: str) -> None:
    for key in keys:
        if key in item:
            del item[key]


class _Layer:
    """The characters of a page with their places, turned into a layer of invisible text."""

    def __init__(self, page: Any, textpage: Any, size: tuple[float, float]) -> None:
        self.page, self.size = page, size
        count = textpage.count_chars()
        self.signs = [chr(pdfium.FPDFText_GetUnicode(textpage, index) or 32) for index in range(count)]
        self.places = [self._place(char_box(textpage, index)) for index in range(count)]

    def _place(self, box: Box | None) -> Box | None:
        """A box of the page as a box of what is seen: from the top left, turned as the page is turned."""
        if box is None:
            return None
        corners = [self._seen(box[0], box[1]), self._seen(box[2], box[3])]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        width, height = int(self.size[0] * 100), int(self.size[1] * 100)
        pdfium.FPDF_PageToDevice(self.page, 0, 0, width, height, 0, x, y, across, down)
        return across.value / 100, down.value / 100

    def covers(self, patch: Patch) -> tuple[str, list[Box]]:
        """What is written on the boxes of a patch, and the boxes: what the mask keeps as it stands stays in sight."""
        if patch.box is not None:
            return patch.text, [patch.box]
        indices = [index for start, end in patch.ranges or ((patch.start, patch.end),) for index in range(start, end)]
        hidden, shown = kept_in_sight(self.signs, indices, patch.text)
        cell = None if patch.cell is None else self._place(patch.cell)
        if cell is not None and len(hidden) == len(indices):
            return shown, [(cell[0] + INSET, cell[1] + INSET, cell[2] - INSET, cell[3] - INSET)]
        return shown, self._boxes(hidden, cell)

    def _boxes(self, hidden: Sequence[int], cell: Box | None) -> list[Box]:
        """The boxes of characters, one a line, each widened so that it does not tell the length."""
        lines: list[list[float]] = []
        for place in (place for index in hidden if (place := self.places[index]) is not None):
            if lines and min(lines[-1][3], place[3]) > max(lines[-1][1], place[1]) and place[0] >= lines[-1][0] - 1:
                last = lines[-1]
                lines[-1] = [last[0], min(last[1], place[1]), max(last[2], place[2]), max(last[3], place[3])]
            else:
                lines.append(list(place))
        behind = range(hidden[-1] + 1, hidden[-1] + 4) if hidden else ()
        after = next((place for index in behind if (place := self._at(index)) is not None), None)
        if cell is not None and (after is None or not _inside(after, cell)):
            return [(line[0] - 1, line[1] - 1, cell[2] - INSET, line[3] + 1) for line in lines]
        return [self._rounded(line, after) for line in lines]

    def _at(self, index: int) -> Box | None:
        return self.places[index] if index < len(self.places) else None

    def _rounded(self, line: list[float], after: Box | None) -> Box:
        left, top, right, low = line
        unit = max(6.0, (low - top) * 4)
        wide = left + unit * -(-(right - left) // unit)
        if after is not None and abs(after[1] - top) < low - top + 2 and after[0] >= right - 1:
            wide = min(wide, after[0] - 0.5)
        return left - 1, top - 2, max(right + 0.5, wide), low + 2

    def content(self, patches: Sequence[Patch]) -> bytes:
        """The layer: a line of text where each line stood, with the masked text in the place of what was masked."""
        signs = list(self.signs)
        for patch in patches:
            signs[patch.start : patch.end] = [patch.text, *[""] * (patch.end - patch.start - 1)]
        parts = [b"BT 3 Tr"]
        line: list[int] = []
        for index, sign in enumerate([*self.signs, "\n"]):
            if sign in "\r\n":
                parts += self._line(line, signs)
                line = []
            else:
                line.append(index)
        return b"\n".join([*parts, b"ET"])

    def _line(self, line: list[int], signs: list[str]) -> list[bytes]:
        text = "".join(signs[index] for index in line).strip()
        places = [place for index in line if (place := self.places[index]) is not None]
        if not text or not places:
            return []
        left, right = min(place[0] for place in places), max(place[2] for place in places)
        top, low = min(place[1] for place in places), max(place[3] for place in places)
        size = max(2.0, min(low - top, 72.0))
        code = text.encode("utf-16-be", "surrogatepass")
        stretch = max(1.0, 100 * (right - left) / (size * len(code) / 2))
        place_at = f"/F0 {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} {self.size[1] - low:.2f} Tm"
        return [f"{place_at} <{code.hex()}> Tj".encode()]


def _inside(place: Box, cell: Box) -> bool:
    across, down = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return cell[0] <= across <= cell[2] and cell[1] <= down <= cell[3]
