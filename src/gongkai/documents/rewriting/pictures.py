"""The picture of a page in the bytes of a PDF: sixteen greys for a page of text, JPEG for one with colours."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

QUALITY = 85
GREYS = 16
_TO_GREY = [round(value * (GREYS - 1) / 255) for value in range(256)]


@dataclass(frozen=True, slots=True)
class Written:
    """A picture as a PDF keeps it: its bytes, and the colour space, the bits and the filter that read them."""

    data: bytes
    width: int
    height: int
    colours: str = "/DeviceRGB"
    bits: int = 8
    filter: str = "/DCTDecode"

    @property
    def keys(self) -> Mapping[str, str | int]:
        """The entries of its dictionary; names begin with a stroke."""
        return {
            "/Type": "/XObject",
            "/Subtype": "/Image",
            "/Width": self.width,
            "/Height": self.height,
            "/ColorSpace": self.colours,
            "/BitsPerComponent": self.bits,
            "/Filter": self.filter,
        }


def written(picture: Image.Image) -> Written:
    """A page of black text is a fifth of what it is as JPEG, and no less clear; a grey photograph would not be."""
    if _is_grey(picture):
        packed = zlib.compress(_packed(picture.convert("L")), 6)
        if len(packed) * 8 < picture.width * picture.height:
            return Written(packed, *picture.size, "/DeviceGray", 4, "/FlateDecode")
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY)
    return Written(jpeg.getvalue(), *picture.size)


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))


def _packed(grey: Image.Image) -> bytes:
    """Two dots a byte; every line begins a byte of its own."""
    width, height = grey.size
    if width % 2:
        wider = Image.new("L", (width + 1, height), 255)
        wider.paste(grey)
        grey = wider
    dots = grey.point(_TO_GREY).tobytes()
    left, right = int.from_bytes(dots[0::2], "big"), int.from_bytes(dots[1::2], "big")
    return (left << 4 | right).to_bytes(len(dots) // 2, "big")
