"""What changed between two revisions, for a person to read: fields first, then the text block by block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from gongkai.web.disclosure import body

Change = tuple[str, str]
"""same, gone or new; and the words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that changed: where, and its words as runs that stayed, went or came."""

    where: str
    runs: tuple[Change, ...]


def words(old: str, new: str) -> tuple[Change, ...]:
    """Two texts as runs.

    >>> words("共保障1375户", "共保障1376户")
    (('same', '共保障137'), ('gone', '5'), ('new', '6'), ('same', '户'))
    """
    runs: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(("same", old[a:b]))
            continue
        runs += [run for run in (("gone", old[a:b]), ("new", new[c:d])) if run[1]]
    return tuple(runs)


def of_bodies(old: str, new: str) -> Iterator[Difference]:
    """The blocks of two bodies that differ; blocks that only moved on are not told."""
    before, after = list(body.pieces(old)), list(body.pieces(new))
    matcher = SequenceMatcher(None, [piece.text for piece in before], [piece.text for piece in after], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        for place in range(max(b - a, d - c)):
            was = before[a + place].text if a + place < b else ""
            now = after[c + place].text if c + place < d else ""
            number = after[c + place].number if c + place < d else before[a + place].number
            yield Difference(f"第 {number} 段", words(was.replace("\t", "　"), now.replace("\t", "　")))


def of_contents(
    old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, str], say: Any = str
) -> Iterator[Difference]:
    """The fields that differ, in words; `labels` names them in their order, `say` words a value."""
    for name, label in labels.items():
        was, now = say(name, old.get(name)), say(name, new.get(name))
        if name != "body" and was != now:
            yield Difference(label, words(was, now))


def of_attachments(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    """Attachments that came, went or have other bytes."""
    before = {entry["name"]: entry["sha256"] for entry in old}
    after = {entry["name"]: entry["sha256"] for entry in new}
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in after:
            yield Difference("附件", (("gone", name),))
        elif name not in before:
            yield Difference("附件", (("new", name),))
        elif before[name] != after[name]:
            yield Difference("附件", (("same", name), ("new", "（内容已更换）")))
