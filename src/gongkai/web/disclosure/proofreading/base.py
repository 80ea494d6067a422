"""What a proof-reading rule is: a small class with its wrong and right example, which are its test and its page in
the docs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from gongkai.web.disclosure.body import Piece


@dataclass(frozen=True, slots=True)
class Text:
    """What is proof-read: title, blocks, links, and what the organ knows (names and words)."""

    title: str
    pieces: Sequence[Piece]
    links: Sequence[tuple[str, str]] = ()
    words: Sequence[tuple[str, str, str]] = ()
    """(wrong, right, kind) of the organ's list."""
    names: Sequence[str] = ()
    """Names of organs as they are today."""
    past_names: Sequence[tuple[str, str]] = ()
    """(former name, present name) of organs."""
    heads: Sequence[tuple[str, str]] = ()
    """(name, post) of heads."""
    known_paths: frozenset[str] = frozenset()
    """Addresses on this platform that lead somewhere."""
    document_number: str = ""
    today: date | None = None

    def every(self) -> Iterator[tuple[str, str]]:
        """Place and words of the title and each block."""
        yield "标题", self.title
        for piece in self.pieces:
            yield f"第 {piece.number} 段", piece.text


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning with its place: what stands there, why it is doubted, what is proposed."""

    code: str
    where: str
    found: str
    why: str
    proposal: str = ""
    around: str = field(default="", compare=False)


class Rule:
    """A rule: `code`, `title`, `wrong` and `right` examples; `run` yields remarks."""

    code: ClassVar[str]
    title: ClassVar[str]
    wrong: ClassVar[Text]
    right: ClassVar[Text]

    def run(self, text: Text) -> Iterator[Remark]:
        """The remarks on a text."""
        raise NotImplementedError

    def remark(self, where: str, found: str, why: str, proposal: str = "", around: str = "") -> Remark:
        """One remark of this rule."""
        return Remark(self.code, where, found, why, proposal, around)


def text(*paragraphs: str, title: str = "通知", **known: object) -> Text:
    """A text for an example."""
    pieces = tuple(Piece(number, "p", words) for number, words in enumerate(paragraphs, start=1))
    return Text(title, pieces, **known)


def table(*rows: Sequence[str]) -> Text:
    """A text of one table for an example."""
    return Text("通知", tuple(Piece(number, "tr", "\t".join(row)) for number, row in enumerate(rows, start=1)))
