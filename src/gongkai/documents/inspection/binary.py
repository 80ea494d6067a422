"""Bytes of no known structure: what reads as text in them, in one byte a character or in two, overwritten in place."""

import re
from collections.abc import Iterator

from gongkai.documents.inspection.model import Passage
from gongkai.documents.model import Place
from gongkai.documents.rewriting.segments import merged

_NARROW = re.compile(rb"[\x20-\x7e]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")
_TELLING = re.compile(rb"(?:\d\x00?){6}|@")
APART = "。"
TEXT_AT_ONCE = 20_000


class Binary:
    """A part that no reader knows, such as an OLE object, a metafile or printer settings."""

    suffix = ".bin"

    def __init__(self, data: bytes, place: Place, route: str, why: str) -> None:
        """The bytes, and why nobody sees the text in them."""
        self.data, self.place, self.route, self.why = bytearray(data), place, route, why
        self.doubts: list[str] = []
        self.changed = False

    def passages(self) -> Iterator[Passage]:
        """The runs of printable characters that hold digits or an @, several to a passage."""
        original = bytes(self.data)
        for shape, width in ((_NARROW, 1), (_WIDE, 2)):
            runs: list[tuple[int, bytes]] = []
            size = 0
            for match in shape.finditer(original):
                if _TELLING.search(match[0]):
                    runs.append((match.start(), match[0]))
                    size += len(match[0])
                if size > TEXT_AT_ONCE:
                    yield from self._emit(runs, width)
                    runs, size = [], 0
            yield from self._emit(runs, width)

    def _emit(self, runs: list[tuple[int, bytes]], width: int) -> Iterator[Passage]:
        if not runs:
            return
        text = APART.join(run[::width].decode("ascii") for _, run in runs)
        passage = Passage(text, self.place, self.route, self.why)
        yield passage
        for start, end, _ in merged(passage.changes):
            self._overwrite(runs, width, start, end)

    def _overwrite(self, runs: list[tuple[int, bytes]], width: int, start: int, end: int) -> None:
        """Put stars over a range: the length of a structure nobody here knows must stay."""
        at = 0
        for offset, run in runs:
            length = len(run) // width
            for position in range(max(start, at), min(end, at + length)):
                self.data[offset + (position - at) * width] = ord("*")
                self.changed = True
            at += length + len(APART)

    def save(self) -> bytes:
        """The bytes, of the same length."""
        return bytes(self.data)
