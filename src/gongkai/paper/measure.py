"""How much room things take, near enough to decide what is kept on one page."""

from math import ceil

from gongkai.paper.layouts import PAPER, Layout
from gongkai.paper.model import Table

POINTS = 72 / 25.4
PADDING = {False: 5.0, True: 2.5}
"""Above and below the words of a cell with its rule, pt."""
ROOM = 0.95
"""The share of a page that a table may fill beside its heading."""


def characters(text: str) -> float:
    """The width in Chinese characters: a Latin letter or digit takes half.

    >>> characters("2026年")
    3.0
    """
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)


def fits_a_page(table: Table, sheet: Layout) -> bool:
    """Whether the whole table has room on one page, so that it need not be torn."""
    size, leading = (sheet.dense_size, sheet.dense_leading) if table.dense else (sheet.table_size, sheet.table_leading)
    if table.form:
        size, leading = sheet.form_size, sheet.form_size * 2
    share = sheet.width * POINTS / sum(table.widths)
    lines = [1] * len(table.rows)
    for y, x, cell in table.origins():
        room = max(sum(table.widths[x : x + cell.colspan]) * share - 6, size)
        needed = sum(max(1, ceil(characters(line) * size / room)) for line in cell.text.split("\n"))
        lines[y] = max(lines[y], ceil(needed / cell.rowspan))
    height = sum(count * leading + PADDING[table.dense] for count in lines)
    return height <= (PAPER[1] - sheet.top - sheet.bottom) * POINTS * ROOM
