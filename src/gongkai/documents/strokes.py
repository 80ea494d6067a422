"""Tables that web readers save with strokes in their own ways, written again as the rows of a pipe table.

A row may lack the stroke before its first cell; each cell may stand on a line of its own with a stroke after it; or the
stroke has a line of its own between two cells.
"""

import re
from collections.abc import Iterator, Sequence

ENOUGH = 8
ALONE = re.compile(r"^\s*\|\s*$")
ONLY = re.compile(r"^[\s|]*\|[\s|]*$")
FIGURE = re.compile(r"^[-+－＋]?[\d,.，．]*\s*(?:件|条|项|万元|元)?$|^[/／\\—―─－–无-]+$")
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
    """Cells on lines of their own, each with a stroke behind it; strokes alone on a line fill up the end of a row.

    A line without a stroke is the first half of the next cell, if it is short and no prose.
    """
    cells: list[str] = []
    held = ""
    for bare in (line.strip() for line in lines):
        filling = bare.count("|") > 1 and ONLY.match(bare) is not None
        if bare.endswith("|") and not filling:
            words, held = held + bare.removesuffix("|").strip(), ""
            if _begins_row(words, cells):
                yield _row(cells)
                cells = []
            cells.append(words)
            continue
        if bare:
            yield from filter(None, (_row(cells) if cells else "", held))
            cells, held = [], ""
        if _is_half(bare, filling):
            held = bare
        elif not filling:
            yield bare
    yield from filter(None, (_row(cells) if cells else "", held))


def _begins_row(words: str, cells: Sequence[str]) -> bool:
    return bool(cells and not FIGURE.match(words) and FIGURE.match(cells[-1]))


def _is_half(bare: str, filling: bool) -> bool:
    return bool(bare) and not filling and len(bare) < LONGEST_LABEL and not PROSE.search(bare)


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
