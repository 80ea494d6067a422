"""What a scan gives: findings with their places. None of it ever prints the number it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any, Literal, NamedTuple

from gongkai.documents import Place, Unreadable

Severity = Literal["error", "warning", "notice"]
FOUND: frozenset[Severity] = frozenset({"error", "warning"})
"""The severities that make a file one in which something was found; a notice only asks a person to look."""


class Blocked(Unreadable):
    """A scan, a mask or a proof that could not be brought to its end: what it was about must not be published."""


class Hit(NamedTuple):
    """What a detector saw in a stretch of text: a range of it, and what it takes it for."""

    start: int
    end: int
    kind: str
    severity: Severity
    cites: str
    note: str = ""


# A roster of a whole county has findings by the hundred thousand, and freezing makes each four times as slow to make:
# they are values all the same, never to be changed.
@dataclass(slots=True, unsafe_hash=True)
class Finding:
    """One occurrence of personal data. `masked` is its preview; `secret` never leaves the process.

    `passage`, `start` and `end` are its address in the walk through the file, by which the masker finds it again.
    """

    kind: str
    place: Place
    masked: str
    severity: Severity
    cites: str
    note: str = ""
    hidden: str = ""
    passage: int = 0
    start: int = 0
    end: int = 0
    field: str = ""
    """The field of the roster column it stands in, empty outside such a column."""
    secret: str = kept(default="", repr=False, compare=False)

    @property
    def where(self) -> str:
        """The place in words, with the reason why a reader would not see it."""
        place = str(self.place)
        return f"{place}（{self.hidden}）" if self.hidden and self.hidden not in place else place

    @property
    def found(self) -> bool:
        """Whether it counts as found: a notice only asks a person to look."""
        return self.severity in FOUND

    def to_json(self) -> dict[str, Any]:
        """The finding as the command line and the API give it, without the number."""
        data = {name: getattr(self, name) for name in ("kind", "where", "masked", "severity", "cites")}
        data |= {name: value for name in ("note", "hidden") if (value := getattr(self, name))}
        return data


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a file, and what could not be looked into."""

    file: str
    findings: tuple[Finding, ...]
    doubts: tuple[str, ...] = ()
    sha256: str = ""
    routes: tuple[str, ...] = ()
    """The routes by which text was found in the file, such as 正文, 批注, 隐藏的工作表."""

    @property
    def found(self) -> bool:
        """Whether anything beyond notices was found."""
        return any(finding.found for finding in self.findings)

    def of(self, kinds: Iterable[str]) -> tuple[Finding, ...]:
        """The findings of these kinds."""
        wanted = frozenset(kinds)
        return tuple(finding for finding in self.findings if finding.kind in wanted)

    def to_json(self) -> dict[str, Any]:
        """One line of `--jsonl`."""
        data: dict[str, Any] = {"file": self.file, "findings": [finding.to_json() for finding in self.findings]}
        return data | ({"doubts": list(self.doubts)} if self.doubts else {})
