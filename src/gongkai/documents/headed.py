"""Tables under headings: rows read by the meaning of their headings, for whatever takes in a spreadsheet."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.model import Cell, Document, Table, Unreadable
from gongkai.documents.opening import read_bytes

Headings = Mapping[str, Sequence[str]]
"""The name of each column and the words by which its heading is known; the first is how we write it ourselves."""
Line = tuple[int, list[str]]
"""The number of a row in its sheet, counted from 1, and the words of its cells."""
ASIDE = re.compile(r"\s|（.*?）|\(.*?\)")
DAY = re.compile(r"(\d{4})(?:\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})|(\d\d)(\d\d))(?!\d)")
DEEPEST = 6
"""A heading stands in one of so many first rows of its table; above it are titles."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its line in the sheet, counted from 1, and its words by the name of the column."""

    number: int
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Headed:
    """The rows under the headings, and the headings that nobody knows."""

    rows: tuple[Row, ...]
    strange: tuple[str, ...]


def opened(data: bytes, name: str) -> Document:
    """The document in an upload of this name; raises `Unreadable` with a sentence that says the name."""
    try:
        return read_bytes(data, "." + name.rpartition(".")[2].lower() if "." in name else "")
    except Unreadable as error:
        raise Unreadable(f"《{name}》读不出来：{error}") from error


def read_headed(data: bytes, name: str, headings: Headings, *, needed: Collection[str], most: int = 50_000) -> Headed:
    """The rows of every table in the file whose headings have all the `needed` columns.

    A table without them is not guessed at. Raises `Unreadable` where the file cannot be read, where no table has the
    headings (the sentence says which are missing), and where there are more than `most` rows.
    """
    rows: list[Row] = []
    strange: list[str] = []
    lacking = set(needed)
    tables = stretches(opened(data, name))
    if not tables:
        raise Unreadable(f"《{name}》里没有表格，请用 Excel 或 WPS 另存为 .xlsx 后再导入。")
    for lines in tables:
        heads = [(y, _columns(words, headings)) for y, (_, words) in enumerate(lines[:DEEPEST])]
        y, columns = max(heads, key=lambda head: len(set(needed) & set(head[1].values())))
        lacking = min(lacking, set(needed) - set(columns.values()), key=len)
        if set(needed) <= set(columns.values()):
            strange += [words for x, words in enumerate(lines[y][1]) if words and x not in columns]
            rows += _rows(lines[y + 1 :], columns)
    if lacking:
        missing = "、".join(headings[key][0] for key in headings if key in lacking)
        raise Unreadable(f"《{name}》里没有认出表头：缺少“{missing}”。可以先下载样表，照着它的表头填。")
    if len(rows) > most:
        raise Unreadable(f"《{name}》有 {len(rows)} 行，一次最多导入 {most} 行，请分成几个文件。")
    return Headed(tuple(rows), tuple(dict.fromkeys(strange)))


def stretches(document: Document) -> list[list[Line]]:
    """What stands under one heading: a table, of a spreadsheet the whole sheet.

    A reader of spreadsheets parts a sheet where a row holds one long text alone; here that is a row like any other.
    """
    found: list[tuple[str, list[Line]]] = []
    for block in document.blocks:
        sheet = block.place.part
        if isinstance(block, Table):
            lines = [_line(y, row) for y, row in enumerate(block.grid(), start=1)]
        elif block.place.row and block.place.column:
            lines = [(block.place.row, [""] * (block.place.column - 1) + [block.text])]
        else:
            continue
        if sheet and found and found[-1][0] == sheet:
            found[-1][1].extend(lines)
        else:
            found.append((sheet, lines))
    return [lines for _, lines in found if lines]


def _line(y: int, row: Sequence[Cell | None]) -> Line:
    number = next((cell.place.row for cell in row if cell and cell.place.row), y)
    return number, ["" if cell is None else cell.text.strip() for cell in row]


def _columns(words: Sequence[str], headings: Headings) -> dict[int, str]:
    """Which column stands where; of two with the same meaning the first."""
    found: dict[int, str] = {}
    for x, heading in enumerate(words):
        plain = ASIDE.sub("", heading)
        name = next((name for name, signs in headings.items() if heading in signs or plain in signs), "")
        if name and name not in found.values():
            found[x] = name
    return found


def _rows(lines: Sequence[Line], columns: Mapping[int, str]) -> Iterator[Row]:
    for number, words in lines:
        told = {name: words[x] if x < len(words) else "" for x, name in columns.items()}
        if any(told.values()):
            yield Row(number, told)


def day(words: str) -> date | None:
    """The day that somebody wrote into a cell, whatever the signs between; None where it is none.

    >>> day("2026-1-5"), day("2026年1月5日"), day("2026.01.05 00:00:00"), day("20260105"), day("2026年1月")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), datetime.date(2026, 1, 5), None)
    """
    found = DAY.match(words.strip())
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])) if found else None
    except ValueError:
        return None
