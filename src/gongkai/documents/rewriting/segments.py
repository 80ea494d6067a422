"""Text that is spread over several holders (runs, cells, attributes), changed as if it were one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Edit(Protocol):
    """A range of a text and what takes its place."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def text(self) -> str:
        """What takes its place."""


@dataclass(slots=True)
class Segment:
    """The characters from `start` that one holder gives: the text or tail of an element, or one of its attributes."""

    start: int
    element: Any
    slot: str = "text"

    def get(self) -> str:
        """What the holder holds."""
        value = getattr(self.element, self.slot) if self.slot in ("text", "tail") else self.element.get(self.slot)
        return value or ""

    def put(self, text: str) -> None:
        """Let the holder hold something else."""
        if self.slot in ("text", "tail"):
            setattr(self.element, self.slot, text)
        else:
            self.element.set(self.slot, text)


def changed(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; where two overlap, the one that begins first covers both.

    >>> from gongkai.documents.inspection.model import Change
    >>> changed("电话13800138000。", [Change(2, 13, "138****8000")])
    '电话138****8000。'
    """
    parts, at = [], 0
    for start, end, new in merged(edits):
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def merged(edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
    """The edits in order, overlapping ones made one."""
    result: list[tuple[int, int, str]] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if result and edit.start < result[-1][1]:
            start, end, new = result[-1]
            result[-1] = (start, max(end, edit.end), new)
        else:
            result.append((edit.start, edit.end, edit.text))
    return result


def rewrite(segments: Sequence[Segment], edits: Iterable[Edit]) -> None:
    """Make the edits in the holders: what is new goes where the range begins, the rest of the range is taken out."""
    ordered = merged(edits)
    for segment in segments:
        old = segment.get()
        new = _piece(old, segment.start, ordered)
        if new != old:
            segment.put(new)


def changed_cells(cells: Sequence[str], offsets: Sequence[int], edits: Iterable[Edit]) -> list[str]:
    """The cells of a row after the edits; one that reaches into the next cell leaves its text in the first.

    >>> from gongkai.documents.inspection.model import Change
    >>> changed_cells(["110105", "19491231002X"], [0, 7], [Change(0, 19, "1101**********002X")])
    ['1101**********002X', '']
    """
    ordered = merged(edits)
    fresh = list(cells)
    for start, end, _ in ordered:
        first = max(0, bisect_right(offsets, start) - 1)
        for index in range(first, max(first + 1, bisect_left(offsets, end))):
            fresh[index] = _piece(cells[index], offsets[index], ordered)
    return fresh


def _piece(old: str, left: int, ordered: Iterable[tuple[int, int, str]]) -> str:
    """What becomes of the part of a text that begins at `left`."""
    parts, at = [], 0
    for start, end, new in ordered:
        if end <= left or start >= left + len(old):
            continue
        parts.append(old[at : max(0, start - left)])
        if start >= left:
            parts.append(new)
        at = max(at, min(len(old), end - left))
    return "".join((*parts, old[at:]))
