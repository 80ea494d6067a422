"""What a check across years or neighbours is, and the little of a report that it needs."""

import re
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from gongkai.report.checks.base import Finding, Severity
from gongkai.report.model import Figure, Report
from gongkai.report.narrative import sentences

SHORTEST = 14
"""Sentences of fewer characters are set phrases and no sign of copying."""
TOLD_IN = ("sections/1", "sections/5", "sections/6")
NUMBERS = re.compile(r"\d+")
NUMBERING = re.compile(r"^[#*]*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九十]是)")


@dataclass(frozen=True)
class Trace:
    """A report as far as others are compared with it; small, so that ten thousand fit in memory."""

    organ: str
    year: int | None
    form: str
    cells: Mapping[str, Figure]
    packed: bytes

    def figure(self, path: str) -> Figure | None:
        """The figure of a cell, or `None` where it is blank, absent or uncertain."""
        return self.cells.get(path)

    def known(self, *paths: str) -> tuple[Figure, ...] | None:
        """The figures of all `paths`, or `None` if one is not known."""
        figures = [figure for path in paths if (figure := self.cells.get(path)) is not None]
        return tuple(figures) if len(figures) == len(paths) else None

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The sentences of the text without figures, numbering and the organ's name."""
        return tuple(zlib.decompress(self.packed).decode().split("\n")) if self.packed else ()

    def forget(self) -> None:
        """Let go of the unpacked text."""
        self.__dict__.pop("passages", None)


def trace(report: Report) -> Trace:
    """What is kept of a report to compare others with it."""
    organ = re.sub(r"\s", "", report.organ or "")
    names = sorted(
        {organ, *re.findall(r"[^省市县区州]{2,}?(?:镇|乡|街道|县|区|市|局|委员会)", organ)}, key=len, reverse=True
    )
    kept = []
    for sentence in sentences(report):
        if sentence.place in TOLD_IN:
            words = sentence.text
            for name in names:
                words = words.replace(name, "本机关") if name else words
            words = NUMBERING.sub("", NUMBERS.sub("", words))
            if len(words) >= SHORTEST:
                kept.append(words)
    cells = {
        path: figure for path, figure in report.cells.items() if figure is not None and path not in report.uncertain
    }
    packed = zlib.compress("\n".join(kept).encode(), 1) if kept else b""
    return Trace(organ, report.year, report.form, cells, packed)


class SeriesCheck(ABC):
    """A rule between an earlier report and a later one of the same organ, or between neighbours of one year.

    `wrong` and `right` are pairs of reports for `Report.of`, the earlier (or the neighbour) first. `declared` tells
    that the files were given as one organ's series; then a broken chain is an error.
    """

    title: ClassVar[str]
    code: ClassVar[str]
    severity: ClassVar[Severity]
    declared_severity: ClassVar[Severity] = "warning"
    cites: ClassVar[str]
    message: ClassVar[str]
    mend: ClassVar[str]
    innocent: ClassVar[str] = ""
    neighbours: ClassVar[bool] = False
    wrong: ClassVar[tuple[Mapping[str, Any], Mapping[str, Any]]]
    right: ClassVar[tuple[Mapping[str, Any], Mapping[str, Any]]]

    def __init__(self, declared: bool = False) -> None:
        """A check of files that were, or were not, declared one organ's series."""
        self.declared = declared

    @abstractmethod
    def run(self, earlier: Trace, later: Trace) -> Iterator[Finding]:
        """Everything this rule finds in `later`, given `earlier`."""

    def finding(
        self,
        where: str,
        *,
        expected: Figure | None = None,
        actual: Figure | None = None,
        quote: str = "",
        **words: object,
    ) -> Finding:
        """A finding that stands with the later report."""
        level = self.declared_severity if self.declared else self.severity
        excuse = "" if level == "error" else self.innocent
        said = self.message.format(expected=expected, actual=actual, quote=quote, **words) + excuse
        return Finding(self.code, level, said, f"series/{where}", expected, actual, quote, self.cites, self.mend)

    @classmethod
    def reason(cls) -> str:
        """Why the rule is there, in Chinese."""
        return (cls.__doc__ or "").split("\n\n")[0].strip()
