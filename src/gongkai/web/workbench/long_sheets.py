"""Lists of any length out to a spreadsheet: what a sheet does not hold stands on the next one, and what a cell does not
hold is said in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, islice

import xlsxwriter

ROWS, CHARACTERS = 1_048_576, 32_767
"""What Excel holds at most: rows of a sheet, characters of a cell (its “specifications and limits”)."""


def long_workbook(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, most: int = ROWS, longest: int = CHARACTERS
) -> BytesIO:
    """A workbook of text, row by row, so that a million rows need no more memory than one.

    Each sheet has the heading and at most `most` rows with it; a cell has at most `longest` characters.
    """
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        for number, part in enumerate(_parts(rows, most - 1), start=1):
            sheet = book.add_worksheet(f"{title}（{number}）" if number > 1 else title)
            sheet.freeze_panes(1, 0)
            for y, row in enumerate(chain([head], part)):
                for x, value in enumerate(row):
                    sheet.write_string(y, x, _fitting(value, longest))
    out.seek(0)
    return out


def _parts(rows: Iterable[Sequence[str]], most: int) -> Iterator[Iterator[Sequence[str]]]:
    """The rows in parts of at most so many; at least one part. Each is to be used up before the next."""
    left = iter(rows)
    yield islice(left, most)
    while (first := next(left, None)) is not None:
        yield chain([first], islice(left, most - 1))


def _fitting(value: str, longest: int) -> str:
    """A text as a cell holds it; where it is cut, it says so and where the whole is."""
    if len(value) <= longest:
        return value
    told = f"……（全文 {len(value)} 字，一个单元格放不下，请在系统里看）"
    return value[: max(0, longest - len(told))] + told
