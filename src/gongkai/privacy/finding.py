"""Find personal data in a text, or in a walk through a file: every passage through every detector."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from gongkai.documents import Place
from gongkai.documents.inspection import Passage
from gongkai.privacy.columns import Column, roster_words
from gongkai.privacy.detectors import DETECTORS
from gongkai.privacy.masks import masked
from gongkai.privacy.model import Finding, Hit
from gongkai.privacy.plain import CELL, PASSAGE
from gongkai.privacy.published import Published
from gongkai.privacy.stretch import Grids, Stretch

BATCH = 60_000
"""Characters that are scanned at once."""
_BARE = re.compile(r"[A-Za-z0-9]{8,}")


def scan_text(
    text: str, *, place: Place | None = None, on: date | None = None, published: Iterable[str] = ()
) -> list[Finding]:
    """The personal data in a text, in the order of the text; `on` is the day on which ages are counted.

    `published` are the telephones that the organ itself publishes for its office: these are nobody's.

    >>> [(finding.kind, finding.masked) for finding in scan_text("张小明，电话１３８00138000")]
    [('mobile', '138****8000')]
    """
    rows = list(_rows(text.replace(CELL, " ").replace(PASSAGE, " "), place or Place()))
    return list(_findings(rows, 0, Grids(), on, Published(published)))


def _rows(text: str, place: Place) -> Iterator[Passage]:
    """A text is one passage, unless it has tabs: then each line is a row of a table."""
    if "\t" not in text or not any(word in text for word in roster_words()):
        yield Passage(text, place)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.replace("\t", CELL)
        cells = tuple(accumulate_cells(row))
        yield Passage(row, Place(place.part, row=number), grid=1, cells=cells, columns=tuple(range(1, len(cells) + 1)))


def accumulate_cells(row: str) -> Iterator[int]:
    """The offsets at which the cells of a row begin."""
    yield 0
    yield from (match.end() for match in re.finditer(CELL, row))


def find(
    passages: Iterable[Passage],
    *,
    on: date | None = None,
    routes: dict[str, None] | None = None,
    published: Iterable[str] = (),
) -> Iterator[Finding]:
    """The findings in a walk through a file, batch by batch."""
    batch: list[Passage] = []
    size, first, grids, own = 0, 0, Grids(), Published(published)
    for passage in passages:
        if routes is not None:
            routes[passage.route] = None
        batch.append(passage)
        size += len(passage.text) + 1
        if size > BATCH:
            yield from _findings(batch, first, grids, on, own)
            first += len(batch)
            batch, size = [], 0
    yield from _findings(batch, first, grids, on, own)


def _findings(batch: list[Passage], first: int, grids: Grids, on: date | None, own: Published) -> Iterator[Finding]:
    for passage in batch:
        passage.text = passage.text.replace(PASSAGE, " ") if PASSAGE in passage.text else passage.text
    stretch = Stretch(batch, grids, on)
    hits = [hit for detector in DETECTORS for hit in detector().run(stretch)]
    if own:
        hits = [hit for hit in hits if not own.holds(hit.kind, stretch.plain[hit.start : hit.end])]
    yield from _described(_distinct(hits), stretch, first)
    for index, passage in enumerate(batch):
        if passage.image:
            yield _picture(passage, first + index)
        if passage.sealed:
            yield _sealed(passage, first + index)


def _distinct(hits: list[Hit]) -> Iterator[Hit]:
    """The hits in the order of the text; of two of a kind that overlap, the one that begins first."""
    ends: dict[str, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= ends.get(hit.kind, 0):
            ends[hit.kind] = hit.end
            yield hit


def _described(hits: Iterable[Hit], stretch: Stretch, first: int) -> Iterator[Finding]:
    """The hits with their places and their columns; `first` is the number of the stretch's first passage."""
    index, begin, end = 0, 0, 0
    columns: dict[int, Column] = {}
    for start, stop, kind, severity, cites, note in hits:
        if start >= end:
            index = stretch.index(start)
            passage, begin, columns = stretch.passages[index], stretch.begin(index), stretch.columns(index)
            end, part = begin + len(passage.text) + 1, _without_numbers(passage.place.part)
        left, right = start - begin, stop - begin
        number = passage.columns[max(0, bisect_right(passage.cells, left) - 1)] if passage.cells else 0
        column = columns.get(number)
        text = passage.text[left:right]
        yield Finding(
            kind,
            _place(passage.place, part, number, left, right),
            masked(kind, text),
            severity,
            cites,
            note,
            passage.hidden_at(left, right) if passage.spans else passage.hidden,
            first + index,
            left,
            right,
            column.field if column else "",
            text,
        )


def _place(place: Place, part: str, column: int, start: int, end: int) -> Place:
    """The place of a range: its cell in a row, its characters elsewhere; `part` shows no number."""
    if column:
        return Place(part, place.page, None, None, place.table, place.row, column)
    return Place(part, place.page, place.box, place.paragraph, place.table, place.row, place.column, (start, end))


@lru_cache(maxsize=1024)
def _without_numbers(part: str) -> str:
    """The name of a part with the long numbers in it masked: a sheet or a file may be called by one."""
    return _BARE.sub(lambda match: f"{match[0][:3]}***" if sum(map(str.isdigit, match[0])) > 6 else match[0], part)


def _picture(passage: Passage, number: int) -> Finding:
    seen = "已识别其中文字" if passage.text else "没有识别其中文字"
    note = f"图片，{seen}；可能是公章、签名、证件或照片，请人工查看"
    cites = "条例第十五条；个人信息保护法第二十八条"
    return Finding("seal_or_signature", passage.place, "图片", "notice", cites, note, passage.hidden, number)


def _sealed(passage: Passage, number: int) -> Finding:
    """What nobody here can read blocks: only a person can open it and say what is in it."""
    cites = "条例第十五条；个人信息保护法第二十五条"
    return Finding("seal_or_signature", passage.place, passage.route, "error", cites, passage.sealed, "", number)
