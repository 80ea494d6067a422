"""What a detector of personal data is: a small class with its citation, its example and its counter-example."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from gongkai.privacy.model import Hit, Severity
from gongkai.privacy.numbers import Number
from gongkai.privacy.stretch import Stretch


class Detector(ABC):
    """Finds one kind of personal data in a stretch of text; its docstring is its paragraph in docs/privacy.md."""

    kind: ClassVar[str]
    label: ClassVar[str]
    severity: ClassVar[Severity] = "error"
    cites: ClassVar[str]
    example: ClassVar[str]
    counter_example: ClassVar[str]
    hints: ClassVar[tuple[str, ...]] = ()
    """Unless one of these stands in the text there is nothing to look for; empty: always look."""

    def run(self, stretch: Stretch) -> Iterator[Hit]:
        """The hits in a stretch."""
        if not self.hints or any(map(stretch.holds, self.hints)):
            yield from self.find(stretch)

    @abstractmethod
    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Look for it, knowing that a hint stands in the text."""

    def hit(self, start: int, end: int, note: str = "", severity: Severity | None = None) -> Hit:
        """A hit of this detector."""
        return Hit(start, end, self.kind, severity or self.severity, self.cites, note)


class NumberDetector(Detector):
    """A detector of numbers: asked about each run of digits of its lengths that no earlier one has claimed."""

    lengths: ClassVar[frozenset[int]]

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Ask about every number that is still free, and claim what is recognised."""
        for number in stretch.free(self.lengths):
            if (hit := self.recognise(number, stretch)) is not None:
                stretch.take(number)
                yield hit

    @abstractmethod
    def recognise(self, number: Number, stretch: Stretch) -> Hit | None:
        """The hit, if the number is of this kind."""
