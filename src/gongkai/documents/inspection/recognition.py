"""Text in pictures, where the optional extra `ocr` is installed."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from PIL import Image

MISSING = "图片没有识别文字（没有安装 ocr 组件），其中的内容请人工查看。"
LEAST = 40
"""Pixels: anything smaller is a rule, a dot or an icon."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture, with its left, top, right and bottom in pixels."""

    text: str
    box: tuple[float, float, float, float]


def available() -> bool:
    """Whether pictures can be looked into on this machine."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR()


def recognise(image: Image.Image) -> list[Line] | None:
    """The lines of text in a picture, or `None` where they cannot be recognised here."""
    if not available() or min(image.size) < LEAST:
        return [] if min(image.size) < LEAST else None
    import numpy

    result = _engine()(numpy.asarray(image.convert("RGB"))[:, :, ::-1])
    if result.boxes is None or not result.txts:
        return []
    lines = []
    for box, text in zip(result.boxes, result.txts, strict=True):
        xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
        lines.append(Line(str(text), (min(xs), min(ys), max(xs), max(ys))))
    return lines
