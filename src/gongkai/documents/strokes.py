"""Tables that web readers save with strokes in their own ways, written again as the rows of a pipe table.

A row may lack the stroke before its first cell; each cell may stand on a line of its own with a stroke after it; or the
stroke has a line of its own between two cells.
"""

import re
from collections.abc import Iterator, Sequence

ENOUGH, FEW = 8, 3
ALONE = re.compile(r"^\s*\|\s*$")
ONLY = re.compile(r"^[\s|]*\|[\s|]*$")
FILLING, FILLED = re.compile(r"\|{2,}$"), re.compile(r"\|\|\s*$")
FIGURE = re.compile(r"^(?:[-+－＋]|[增减][加少]?(?=\d))?[\d,.，．]*\s*(?:件|条|项|万元|元)?$|^[/／\\—―─－–无-]+$")
TABLE_WORDS = re.compile(r"条第|信息内容|本列数据|申请人情况|结果维持")
PROSE = re.compile(r"^[#*\s]*[一二三四五六]\s*[、.．].*(?:情况|事项)[#*\s]*$|[。：:；;][*\s]*$|^\s*#")
LONGEST_LABEL, LONGEST_CELL = 60, 30


def as_rows(lines: list[str]) -> list[str]:
    """The lines, every row of a table that is drawn with strokes as `| a | b |`."""
    stroked = [line for line in lines if "|" in line]
    if not stroked:
        return lines
    alone = sum(bool(ALONE.match(line)) for line in stroked)
    single = sum(line.count("|") == 1 and line.rstrip().endswith("|") and len(line.strip()) > 1 for line in stroked)
    several = sum(line.count("|") > 1 and not ONLY.match(line) for line in stroked)
    if single >= ENOUGH and single > several:
        return list(_after_each(lines))
    if alone >= ENOUGH and alone > single + several:
        return list(_between(lines))
    return list(_bare(lines))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bare(lines: Sequence[str]) -> Iterator[str]:
    """Rows that lack the stroke at one end or both."""
    inside = False
    for line in lines:
        bare = line.strip()
        first, last = bare.startswith("|"), bare.endswith("|")
        if "|" in bare and not (first and last) and (inside or _is_row(bare, first or last)):
            yield _row([cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|")])
            inside = True
            continue
        inside = (first and last) or (inside and not bare)
        yield line


def _is_row(bare: str, ended: bool) -> bool:
    if TABLE_WORDS.search(bare) and len(bare) < 400:
        return True
    cells = bare.strip("| ").split("|")
    if ended and len(cells) > 1 and max(map(len, cells)) <= LONGEST_CELL:
        return True
    return bare.count("|") > 1 - ended and any(FIGURE.match(cell.strip()) for cell in cells)


def _after_each(lines: Sequence[str]) -> Iterator[str]:
    """Cells on lines of their own, or several on a line, each with a stroke behind it.

    Strokes side by side, on a line of their own or behind the last cell, fill up the end of a row. A line without a
    stroke is the first part of the next cell, if it is short and no prose.
    """
    cells = _Cells(_are_led(lines))
    for bare in (line.strip() for line in lines):
        if "|" in bare:
            yield from cells.take(bare)
        elif _is_half(bare):
            yield from cells.hold(bare)
        elif bare:
            yield from cells.close()
            yield bare
        elif not cells.open:
            yield bare
    yield from cells.close()


class _Cells:
    """The cells of the row that is being gathered, and the words that may be the first part of the next.

    `led` says that a stroke alone before words begins a row; else it is a blank cell.
    """

    def __init__(self, led: bool) -> None:
        self._led, self._alone = led, 0
        self._cells: list[str] = []
        self._held: list[str] = []

    @property
    def open(self) -> bool:
        """Whether a row or a cell has begun."""
        return bool(self._cells or self._held)

    def hold(self, words: str) -> Iterator[str]:
        """Keep words that have no stroke yet; before the first cell of a row only the last line of them."""
        if not self._cells:
            yield from self._held
            self._held = []
        self._held.append(words)

    def take(self, line: str) -> Iterator[str]:
        """Take the cells that end in a line with strokes; the rows that end with them."""
        filling = FILLING.match(line) is not None
        if self._led and line == "|" and not self._held:
            self._alone += 1
            return
        *ended, rest = line.split("|")
        for words in () if filling else ended:
            yield from self._add("".join((*self._held, words.strip())))
            self._held = []
        self._held += [rest.strip()] if rest.strip() else []
        if filling or FILLED.search(line):
            yield from self._end()

    def _add(self, words: str) -> Iterator[str]:
        begins = _begins_row(words, self._cells)
        if self._alone:
            begins = not FIGURE.match(words)
            self._cells += [""] * (self._alone - (begins or not self._cells))
            self._alone = 0
        if begins:
            yield from self._end()
        self._cells.append(words)

    def _end(self) -> Iterator[str]:
        self._cells += [""] * self._alone
        if self._cells:
            yield _row(self._cells)
        self._cells, self._alone = [], 0

    def close(self) -> Iterator[str]:
        """The row and the words that are left when prose begins."""
        yield from self._end()
        yield from self._held
        self._held = []


def _are_led(lines: Sequence[str]) -> bool:
    """Whether a line with nothing but a stroke stands between the end of a row that is filled up and the next label."""
    full = [bare for line in lines if (bare := line.strip())]
    ends = [n for n, bare in enumerate(full[:-2]) if FILLED.search(bare)]
    led = sum(bool(ALONE.match(full[n + 1])) for n in ends)
    return led >= FEW and led * 2 > len(ends)


def _begins_row(words: str, cells: Sequence[str]) -> bool:
    return bool(cells and not FIGURE.match(words) and FIGURE.match(cells[-1]))


def _is_half(bare: str) -> bool:
    return bool(bare) and len(bare) < LONGEST_LABEL and not PROSE.search(bare)


def _between(lines: Sequence[str]) -> Iterator[str]:
    """Cells on lines of their own, parted by a line with nothing but a stroke."""
    cells: list[str] = []
    held: list[str] = []
    for line in lines:
        if not ALONE.match(line):
            held += [line] if line.strip() else []
            continue
        prose = max((n for n, text in enumerate(held, start=1) if _is_prose(text)), default=0)
        prose = prose if cells else max(prose, len(held) - 1)
        words = "".join(text.strip() for text in held[prose:])
        if cells and (prose or _begins_row(words, cells)):
            yield _row(cells)
            cells = []
        yield from held[:prose]
        cells, held = [*cells, words], []
    yield from filter(None, (_row(cells) if cells else "", *held))


def _is_prose(text: str) -> bool:
    return bool(PROSE.search(text)) or len(text) > LONGEST_LABEL
