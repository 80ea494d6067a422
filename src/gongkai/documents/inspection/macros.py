"""The source of macros, which an office file holds compressed ([MS-OVBA] 2.4.1): read as text, never run."""

from collections.abc import Iterator

from gongkai.documents.inspection.binary import Binary
from gongkai.documents.inspection.model import Passage

_BEGINNING = b"\x00Attribut"
"""How the source of a module begins: eight characters as they are, after the byte that says so."""
_CHUNK = 4096
MOST = 5_000_000
"""Characters of source that are read in one file."""


def is_project(data: bytes) -> bool:
    """Whether the bytes are a project of macros as office programs store it."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


class Macros(Binary):
    """A project of macros: its sources, then what reads as text in its bytes. A mask takes all of it out."""

    def passages(self) -> Iterator[Passage]:
        """The source of each module, then the runs of printable characters."""
        for text in sources(bytes(self.data)):
            passage = Passage(text, self.place, "宏", "宏的代码")
            yield passage
            self.changed |= bool(passage.changes)
        yield from super().passages()


def sources(data: bytes) -> Iterator[str]:
    """The sources in a project; of one that is stored in scattered pieces, its beginning."""
    at, left = data.find(_BEGINNING), MOST
    while at >= 0 and left > 0:
        text = unpacked(data[at - 3 : at - 3 + MOST]).decode("gb18030", "replace") if at >= 3 else ""
        left -= len(text)
        if text:
            yield text
        at = data.find(_BEGINNING, at + 1)


def unpacked(data: bytes) -> bytes:
    """What a compressed container holds, as far as it is whole: a signature byte, then chunks of 4096 characters."""
    found = bytearray()
    at = 1
    while data[:1] == b"\x01" and at + 2 <= len(data) and len(found) < MOST:
        header = int.from_bytes(data[at : at + 2], "little")
        if (header >> 12) & 7 != 3:
            break
        chunk = data[at + 2 : at + 3 + (header & 0xFFF)]
        at += 3 + (header & 0xFFF)
        found += _chunk(chunk) if header & 0x8000 else chunk
    return bytes(found)


def _chunk(data: bytes) -> bytes:
    """One chunk: after each byte of flags eight tokens, each a character or two bytes that tell what to repeat."""
    found = bytearray()
    at = 0
    while at < len(data) and len(found) < _CHUNK:
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                found.append(data[at])
                at += 1
                continue
            token, at = int.from_bytes(data[at : at + 2], "little"), at + 2
            bits = max((len(found) - 1).bit_length(), 4)
            length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
            if back > len(found):
                return bytes(found)
            for _ in range(length):
                found.append(found[-back])
    return bytes(found)
