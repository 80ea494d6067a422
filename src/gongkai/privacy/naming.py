"""The name of a file itself: a roster is often called by the number of the person it is about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from gongkai.documents import Place, Unreadable
from gongkai.privacy.finding import scan_text
from gongkai.privacy.masks import default_kinds
from gongkai.privacy.model import Finding

OUTSIDE = -1
"""The passage of a finding that stands in no passage of the file: nothing in the file can mask it."""
NOTE = "文件名里有个人信息，请改名后再公布"


def shown(path: str) -> str:
    """The path of a file with the numbers of persons in it masked, as lists and messages show it.

    >>> shown("名单/张小明11010519491231002X.txt"), shown("年报2024_000_b1eb0013602cc54b.txt")
    ('名单/张小明1101**********002X.txt', '年报2024_000_b1eb0013602cc54b.txt')
    """
    found = [finding for finding in _found(path) if finding.kind in default_kinds()]
    for finding in reversed(found):
        path = path[: finding.start] + finding.masked + path[finding.end :]
    return path


def without_numbers(error: Unreadable) -> Unreadable:
    """The same refusal, with the numbers masked in what it tells: it may name a file inside the file."""
    told = shown(str(error))
    return error if told == str(error) else type(error)(told)


def findings_in_name(name: str, on: date | None) -> Iterator[Finding]:
    """The personal data in the name of a file."""
    for finding in _found(PurePath(name).stem, on):
        if finding.found:
            yield replace(finding, place=Place("文件名"), passage=OUTSIDE, note=NOTE)


def _found(text: str, on: date | None = None) -> list[Finding]:
    return scan_text(text, on=on)
