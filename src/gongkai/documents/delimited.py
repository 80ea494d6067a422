"""Text with separators (.csv): each line a row, quoted cells with commas and line ends within."""

import csv
import io

from gongkai.documents.encodings import decode, looks_like_text
from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Cell, Document, Place, Table, Unreadable

SEPARATORS = ",\t;，"
MANY = 1000
"""Rows between two looks at the clock."""


class DelimitedReader:
    """A table as text, as WPS and Excel save it: UTF-8 or GB18030, with commas, tabs or semicolons."""

    format = "csv"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """Its name says so: to the bytes it is text like any other."""
        return suffix == ".csv" and looks_like_text(data)

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """All lines as one table; raises `Unreadable` beyond the limit of cells."""
        text = decode(data)
        first = text.lstrip().partition("\n")[0]
        separator = max(SEPARATORS, key=first.count)
        rows, cells = [], 0
        try:
            for y, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
                if y % MANY == 0:
                    clock.check()
                cells += len(values)
                if cells > limits.cells:
                    raise Unreadable(f"表格超过 {limits.cells} 格，请分成几个文件。")
                rows.append(_row(y, values))
        except csv.Error as error:
            raise Unreadable("这个 csv 文件的引号或分隔不完整，请用 WPS 或 Excel 另存为 xlsx 后再试。") from error
        return Document((Table(tuple(rows), Place(table=1)),), self.format)


def _row(y: int, values: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(value.strip(), Place(table=1, row=y, column=x)) for x, value in enumerate(values, start=1))
