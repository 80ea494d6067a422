"""What pdfium says of a page: pieces of text with their boxes, and the ruling lines, in points from the top left."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.documents.ruled import Piece, Stroke

THIN = 2.5
SAMPLES, FEWEST_SAMPLES, SPARSE = 60, 5, 5
"""So many characters of a page are asked how they stand, every fifth of them first: where these agree it is enough."""
DEEPEST_FORM = 4
MOST_OBJECTS = 50_000
Turn = Callable[[float, float], tuple[float, float]]
LOW = frozenset("_，。、；,.;")
"""Signs so low on the line that their height alone does not say which line they are of."""
LINE_BREAKS = frozenset((10, 13, 0xFFFE, 2, 0))


def turn(page: Any, textpage: Any = None) -> tuple[Turn, float, float]:
    """The map from the page's own coordinates to points from the top left as it is shown, with its width and height.

    A page that is shown with its text on its side is taken as a person turns it: so that the text stands upright.
    """
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation() if textpage is None else _upright(textpage, page.get_rotation())
    width, height = right - left, top - bottom
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[rotation], *((width, height) if rotation in (0, 180) else (height, width))


def _upright(textpage: Any, rotation: int) -> int:
    """The turn of the page that sets most of its text upright; the page's own where the text says nothing."""
    count = pdfium.FPDFText_CountChars(textpage)
    samples = range(0, count, max(1, count // SAMPLES))
    angles = _angles(textpage, samples[::SPARSE])
    if set(angles) != {rotation} or angles.total() < FEWEST_SAMPLES:
        angles = _angles(textpage, samples)
    found, times = angles.most_common(1)[0] if angles else (rotation, 0)
    return found if times * 3 > angles.total() * 2 and angles.total() >= FEWEST_SAMPLES else rotation


def _angles(textpage: Any, indexes: Iterable[int]) -> Counter[int]:
    """How often the characters there, if they are Chinese, stand at which turn."""
    return Counter(
        -round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, index)) / 90) * 90 % 360
        for index in indexes
        if pdfium.FPDFText_GetUnicode(textpage, index) > 0x2FFF
    )


def pieces(textpage: Any, turned: Turn) -> list[Piece]:
    """The words of a page. A word ends at white space, at a line's end and at a gap."""
    found: list[Piece] = []
    boxes = [ctypes.c_double() for _ in range(4)]
    one, two, three, four = boxes
    get_box = pdfium.FPDFText_GetCharBox
    word: Piece | None = None
    for index, code in _codes(textpage):
        if code in LINE_BREAKS or code == 32 or code == 0x3000 or code == 0xA0:
            word = None
            continue
        get_box(textpage, index, one, two, three, four)
        left, top = turned(one.value, four.value)
        right, bottom = turned(two.value, three.value)
        if right < left:
            left, right = right, left
        if bottom < top:
            top, bottom = bottom, top
        character = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "�"
        if word and character in LOW and -2 < left - word.right < 3 and word.top < bottom < word.bottom + 6:
            word.text, word.right = word.text + character, right
        elif word and abs((word.top + word.bottom) - (top + bottom)) < 6 and -2 < left - word.right < 3:
            word.text += character
            word.right = right
            word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)
        else:
            word = Piece(character, left, top, right, bottom)
            found.append(word)
    return found


def _codes(textpage: Any) -> Iterator[tuple[int, int]]:
    """The characters with their index; one beyond the basic plane comes in two halves, which are joined."""
    get_code, half = pdfium.FPDFText_GetUnicode, 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = get_code(textpage, index)
        if half and 0xDC00 <= code < 0xE000:
            yield index, 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)
            half = 0
            continue
        if half:
            yield index - 1, half
        half = code if 0xD800 <= code < 0xDC00 else 0
        if not half:
            yield index, code
    if half:
        yield index, half


def strokes(page: Any, turned: Turn) -> tuple[list[Stroke], list[Stroke]]:
    """The horizontal and the vertical ruling lines of a page."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for x1, y1, x2, y2 in _edges(page, turned):
        if abs(y2 - y1) <= THIN and abs(x2 - x1) > THIN:
            across.append(Stroke((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x2 - x1) <= THIN and abs(y2 - y1) > THIN:
            down.append(Stroke((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
    return across, down


def _edges(page: Any, turned: Turn) -> Iterator[tuple[float, float, float, float]]:
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    for index in range(count):
        yield from _object_edges(pdfium.FPDFPage_GetObject(page, index), turned, 0)


def _object_edges(item: Any, turned: Turn, depth: int) -> Iterator[tuple[float, float, float, float]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield from _path_edges(item, turned)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        matrix = _matrix(item)

        def inner(x: float, y: float) -> tuple[float, float]:
            return turned(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)

        for index in range(min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
            yield from _object_edges(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(item: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        matrix.a = matrix.d = 1.0
    return matrix


def _path_edges(item: Any, turned: Turn) -> Iterator[tuple[float, float, float, float]]:
    """The edges of a path: a thin filled shape is one line, a stroked one gives its straight segments."""
    bounds = [ctypes.c_float() for _ in range(4)]
    count = pdfium.FPDFPath_CountSegments(item)
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroked)
    if not fill.value and not stroked.value:
        return
    matrix = _matrix(item)
    points: list[tuple[float, float]] = []
    shapes = [points]
    x, y = bounds[0], bounds[1]
    for index in range(min(count, 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            points = []
            shapes.append(points)
        points.append(
            turned(
                matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
            )
        )
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    for shape in shapes:
        yield from _shape_edges(shape, bool(stroked.value))


def _shape_edges(shape: list[tuple[float, float]], stroked: bool) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = [point[0] for point in shape], [point[1] for point in shape]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if right - left <= THIN or bottom - top <= THIN:
        if right - left > bottom - top:
            yield left, (top + bottom) / 2, right, (top + bottom) / 2
        else:
            yield (left + right) / 2, top, (left + right) / 2, bottom
    elif stroked:
        for (x1, y1), (x2, y2) in pairwise(shape):
            yield x1, y1, x2, y2
