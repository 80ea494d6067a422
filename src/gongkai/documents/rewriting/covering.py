"""Boxes painted on the picture of a page over what is masked, with the masked text on them."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

STAR = "*"
LEAST_SIZE = 5.0
"""Pixels: smaller letters are not written."""


def kept_in_sight(signs: Sequence[str], indices: Sequence[int], text: str) -> tuple[list[int], str]:
    """The characters that must be covered and what is written on them; Chinese that the mask keeps stays as printed.

    >>> kept_in_sight("张小明", range(3), "张*明")
    ([1], '*')
    >>> kept_in_sight("王家村 3组", range(6), "王家村******")[0]
    [3, 4, 5]
    """
    if text.isascii():
        return list(indices), text
    left, front = _common([signs[index] for index in indices], text)
    rest = list(indices)[left:]
    right, back = _common([signs[index] for index in reversed(rest)], text[front:][::-1])
    hidden = rest[: len(rest) - right]
    shown = text[front : len(text) - back]
    return hidden, shown if shown.isascii() else STAR * 6


def _common(signs: Sequence[str], text: str) -> tuple[int, int]:
    """How many signs at the beginning are those of the text, blanks passed over: counted in the signs, in the text."""
    taken = at = 0
    for number, sign in enumerate(signs):
        if sign.isspace():
            continue
        if at >= len(text) or sign != text[at] or sign == STAR:
            break
        taken, at = number + 1, at + 1
    return taken, at


def cover(picture: Image.Image, boxes: Sequence[Sequence[float]], text: str) -> None:
    """Paint the boxes and write the text on the first; nothing to write leaves them as empty as the paper."""
    draw = ImageDraw.Draw(picture)
    for number, (left, top, right, low) in enumerate(boxes):
        right, low = max(left + 1, right), max(top + 1, low)
        if not text:
            draw.rectangle((left, top, right, low), fill=_paper(picture, left, top))
            continue
        draw.rectangle((left, top, right, low), fill=(0, 0, 0))
        if number == 0:
            _write(draw, (left, top, right, low), text)


def _paper(picture: Image.Image, left: float, top: float) -> tuple[int, ...]:
    """The colour of the paper at the corner of a box."""
    at = min(picture.width - 1, max(0, int(left))), min(picture.height - 1, max(0, int(top)))
    colour = picture.getpixel(at)
    return colour if isinstance(colour, tuple) else (255, 255, 255)


def _write(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], text: str) -> None:
    """The text in white, as large as the box allows, on as many lines as it needs."""
    left, top, right, low = box
    size = min((low - top) * 0.7, 18.0)
    for lines in range(1, 5):
        each = -(-len(text) // lines)
        font = ImageFont.load_default(size=max(LEAST_SIZE, size))
        length = draw.textlength(text[:each], font=font)
        fitting = size * min(1.0, (right - left - 4) / max(1.0, length), (low - top) / (lines * size * 1.3))
        if fitting >= max(LEAST_SIZE, size * 0.75) or (lines == 4 and fitting >= LEAST_SIZE):
            font = ImageFont.load_default(size=fitting)
            for number in range(lines):
                at = (left + 2, top + (low - top - lines * fitting * 1.25) / 2 + number * fitting * 1.25)
                draw.text(at, text[number * each : (number + 1) * each], fill=(255, 255, 255), font=font)
            return
