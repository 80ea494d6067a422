"""Scanned pages and pictures: words by rapidocr, tables by the ruling lines that OpenCV sees. Needs the extra `ocr`."""

import importlib.util
import io
from collections.abc import Iterator
from functools import cache
from typing import Any

from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Document, Unreadable
from gongkai.documents.pdf_flow import Page, flow
from gongkai.documents.ruled import Piece, Stroke, find_grids, lines_of

MISSING = (
    "这份文件是扫描件或图片，识别文字需要另装组件：pip install 'gongkai[ocr]'；也可以请制作单位提供 Word 或文字版 PDF。"
)
DOUBT = "文字由识别得来，请对照原件核对。"
SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8", b"RIFF")
SCALE = 2.0
MOST_PAGES = 40
PATIENCE = 15.0
"""Recognising a page takes seconds where reading it takes milliseconds."""


class PictureReader:
    """A picture of a page: PNG, JPEG, TIFF, BMP, WebP."""

    format = "png"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """By its signature."""
        return data.startswith(SIGNATURES[:2] + SIGNATURES[3:6]) or _bitmap(data)

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The page or pages of the picture."""
        _demand()
        return _document(_pictures(data, limits), self.format, clock)


def _bitmap(data: bytes) -> bool:
    return (data[:2] == b"BM" and data[6:10] == b"\0\0\0\0") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def read_scanned_pdf(data: bytes, clock: Clock, limits: Limits) -> Document:
    """The pages of a PDF that are pictures."""
    _demand()
    return _document(_rendered(data, limits), "pdf", clock)


def _demand() -> None:
    if not all(importlib.util.find_spec(name) for name in ("rapidocr", "cv2", "onnxruntime")):
        raise Unreadable(MISSING)


def _pictures(data: bytes, limits: Limits) -> Iterator[Any]:
    import numpy
    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > limits.pixels:
            raise Unreadable(f"图片有 {picture.width}×{picture.height} 像素，超过上限；请缩小后再试。")
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= MOST_PAGES:
                break
            yield numpy.array(frame.convert("RGB"))


def _rendered(data: bytes, limits: Limits) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > MOST_PAGES:
        raise Unreadable(f"扫描件有 {len(document)} 页，超过 {MOST_PAGES} 页的上限；请拆分后再试。")
    for page in document:
        width, height = page.get_size()
        if width * height * SCALE * SCALE > limits.pixels:
            raise Unreadable("扫描件的页面过大，请缩小后再试。")
        yield page.render(scale=SCALE).to_numpy()[:, :, :3]


def _document(pictures: Iterator[Any], kind: str, clock: Clock) -> Document:
    clock = clock.stretched(PATIENCE)
    pages = []
    for number, picture in enumerate(pictures, start=1):
        pages.append(_page(picture, number))
        clock.check()
    blocks = tuple(flow(pages))
    if not blocks:
        raise Unreadable("图片里没有认出文字；请换一份更清楚的扫描件。")
    return Document(blocks, kind, (DOUBT,), recognised=True)


@cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def _page(picture: Any, number: int) -> Page:
    pieces = list(_words(picture))
    grids = find_grids(*_strokes(picture))
    outside = [piece for piece in pieces if not any(grid.take(piece) for grid in grids)]
    grids = [grid for grid in grids if grid.pieces]
    height, width = picture.shape[:2]
    return Page(number, width / SCALE, height / SCALE, pieces, grids, lines_of(outside))


def _words(picture: Any) -> Iterator[Piece]:
    """The words with their boxes; a line of words over several cells comes cut where the engine cuts it."""
    found = _engine()(picture)
    if found.boxes is None:
        return
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(point[0]) / SCALE for point in box], [float(point[1]) / SCALE for point in box]
        yield Piece(text, min(xs), min(ys), max(xs), max(ys), float(score))


def _strokes(picture: Any) -> tuple[list[Stroke], list[Stroke]]:
    """The ruling lines: what is left of the ink when everything shorter than a cell is worn away."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(~grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -2)
    across, down = [], []
    for horizontal in (True, False):
        length = max(20, picture.shape[1 if horizontal else 0] // 60)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if horizontal else (1, length))
        worn = cv2.dilate(cv2.erode(ink, kernel), kernel)
        contours, _ = cv2.findContours(worn, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            x, y, width, height = (value / SCALE for value in cv2.boundingRect(contour))
            if horizontal and width > 10 and height < 6:
                across.append(Stroke(y + height / 2, x, x + width))
            elif not horizontal and height > 8 and width < 6:
                down.append(Stroke(x + width / 2, y, y + height))
    return across, down
