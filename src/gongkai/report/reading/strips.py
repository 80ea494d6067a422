"""A document cut into strips: a label with the values that follow it, from the rows of tables or from running text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.documents import Cell, Place, Table
from gongkai.report.reading.figures import Kind, kind_of
from gongkai.report.reading.wording import column_words, header_words, path_of
from gongkai.report.reading.words import core, narrow, squeezed

CHUNK = re.compile(
    r"(?:[-+]|(?<![一-鿿/])(?:增加?|减少?)(?=\d))?\d(?:[\d,.+\-]*\d)?(?:\s*(?:万元|亿元|元))?|(?<![一-鿿/])/(?![一-鿿])|(?<=\d)无(?=[\d无])"
)
DIGIT = re.compile(r"\d")
ENUMERATES = re.compile(r"\s*[.、．]+\s*[一-鿿“]")
NOTE = re.compile(r"[（(][^（()）]*[）)]")
STOP = re.compile(r"\s*[.、．]\s*(?:[一-鿿“]|$)")
UNITS = frozenset(["", "件", "条", "项", "个", "件次"])
LINE_NUMBER = re.compile(r"\d{1,2}\s*(?![件条项个份次宗起元万年月日])[一-鿿]")


@dataclass(slots=True, init=False)
class Strip:
    """A label as printed with its values. `table` is the number of the table it came from, 0 for running text.

    `cores` are the cores of its labels, `joined` all of them in one; `figures` counts the values that are not blank.
    In a table `at` is the column in which its values begin, `width` how many cells its row has, and `heads` are the
    columns of the labels before its last, which may be those of groups of rows; `parted` says that figures stand before
    its label in the same row.
    """

    labels: list[str]
    values: list[Cell]
    table: int
    place: Place | None
    cores: list[str]
    joined: str
    figures: int
    at: int
    width: int
    heads: tuple[int, ...]
    parted: bool

    def __init__(
        self,
        labels: list[str],
        values: list[Cell],
        table: int = 0,
        place: Place | None = None,
        *,
        at: int = 0,
        width: int = 0,
        heads: tuple[int, ...] = (),
        parted: bool = False,
    ) -> None:
        self.labels, self.values, self.table, self.place = labels, values, table, place
        self.at, self.width, self.heads, self.parted = at, width, heads, parted
        self.cores = [words for label in labels if (words := core(label))]
        self.joined = "".join(self.cores)
        self.figures = len([value for value in values if value.text.strip()])


def strips_of_table(table: Table, number: int) -> Iterator[Strip]:
    """The strips of a table; a label and its figures that were torn into two rows make one."""
    waiting: Strip | None = None
    for strip in _whole_labels(_rows_of_table(table, number)):
        if waiting and not strip.labels and strip.figures and not _is_header(waiting):
            strip = Strip(waiting.labels, strip.values, number, table.place)
        elif waiting:
            yield waiting
        waiting = strip if strip.labels and not strip.values else None
        if not waiting:
            yield strip
    if waiting:
        yield waiting


def _whole_labels(strips: Iterable[Strip]) -> Iterator[Strip]:
    """The strips, the two halves of a label joined where the second stands in a row of blanks below the figures."""
    before: Strip | None = None
    for strip in strips:
        if before and before.figures and before.cores and len(strip.cores) == 1 and not strip.figures:
            joined = before.labels[-1] + strip.labels[-1]
            if _is_row(core(joined)) and not (_is_row(before.cores[-1]) or _is_row(strip.cores[0])):
                labels = [*before.labels[:-1], joined]
                at, width, heads = before.at, before.width, before.heads
                yield Strip(labels, before.values, before.table, before.place, at=at, width=width, heads=heads)
                before = None
                continue
        if before:
            yield before
        before = strip
    if before:
        yield before


def _is_row(words: str) -> bool:
    return bool(path_of("applications", words) or path_of("proactive", words))


def _is_header(strip: Strip) -> bool:
    return any(words in header_words() for words in strip.cores)


def _rows_of_table(table: Table, number: int) -> Iterator[Strip]:
    width, repeats = 0, frozenset[int]()
    for row in table.rows:
        kinds = [kind_of(cell.text) for cell in row]
        if "figure" not in kinds and "words" in kinds:
            width, repeats = len(row), _repeats(row)
        elif repeats and len(row) == width:
            kept = [n for n in range(width) if n not in repeats or row[n].text != row[n - 1].text]
            row, kinds = tuple(row[n] for n in kept), [kinds[n] for n in kept]
        yield from _row_strips(row, kinds, number, table.place)


def _repeats(row: Sequence[Cell]) -> frozenset[int]:
    """Where a header repeats a column: a converter put the words of a merged cell into every cell it covers."""
    words = [core(cell.text) for cell in row]
    if len(set(words)) == len(words):
        return frozenset()
    return frozenset(n for n in range(1, len(words)) if words[n] == words[n - 1] and words[n] in column_words())


def _row_strips(row: Sequence[Cell], kinds: list[Kind], number: int, place: Place) -> Iterator[Strip]:
    """The strips of a row; words after figures begin another strip."""
    last = len(kinds) - 1 - kinds[::-1].index("words") if "words" in kinds else -1
    labels = [row[n].text for n in range(last + 1) if kinds[n] == "words"]
    if len(labels) + kinds[: last + 1].count("blank") == last + 1 and not any(text[-1].isdigit() for text in labels):
        heads = tuple([n for n in range(last) if kinds[n] == "words"]) if len(labels) > 1 else ()
        yield Strip(labels, list(row[last + 1 :]), number, place, at=last + 1, width=len(row), heads=heads)
        return
    labels = []
    values: list[Cell] = []
    seen, beside, at = False, False, 0
    for column, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        if kind == "words" or (kind in ("mark", "doubtful") and column < last and not labels and not values):
            if seen:
                yield Strip(labels, values, number, place, at=at, width=len(row), parted=beside)
                labels, seen, beside = [], False, True
            at = column + 1
            parted = _label_and_figures(cell)
            labels.append(parted[0] if parted else cell.text)
            values, seen = ([parted[1]], True) if parted else ([], False)
        else:
            seen = seen or kind != "blank"
            values.append(cell)
    if labels or values:
        yield Strip(labels, values, number, place, at=at, width=len(row), parted=beside)


RUN_ON = re.compile(r"^(.*[一-鿿”）)])\s*((?:[-+]?\d[\d,.]*+\s*+)++)$", re.DOTALL)


def _label_and_figures(cell: Cell) -> tuple[str, Cell] | None:
    """A cell that holds its label and its figures both, parted; None for any other."""
    if not cell.text[-1:].isdigit() or not (match := RUN_ON.match(narrow(cell.text))):
        return None
    cut = match.start(2)
    return cell.text[:cut], Cell(cell.text[cut:], cell.place)


def strips_of_text(pieces: Iterable[tuple[str, Place]]) -> Iterator[Strip]:
    """The strips of running text: words, then the figures up to the next words."""
    label = ""
    values: list[Cell] = []
    for text, place in pieces:
        if values and STOP.match(text) and (values := _without_number(values)):
            yield Strip([label], values, 0, values[0].place)
            label, values = "", []
        for words, value in _words_and_figures(text, place):
            if words and values:
                yield Strip([label], values, 0, values[0].place)
                label, values = "", []
            label += words
            if value is not None:
                values.append(value)
    if label or values:
        yield Strip([label], values, 0, values[0].place if values else None)


def _without_number(values: list[Cell]) -> list[Cell]:
    """The values without the digit that numbers the next label, whose stop begins the next line."""
    *before, last = values
    rest = last.text[:-1] if DIGIT.match(last.text[-1:]) else last.text
    return [*before, replace(last, text=rest)] if rest else before


def _words_and_figures(text: str, place: Place) -> Iterator[tuple[str, Cell | None]]:
    """Each figure with the words before it, and the words after the last.

    A single digit before a stop and a character (`2.其他法律`) is no figure but numbers the label that follows.
    """
    if kind_of(text) == "mark":
        yield "", Cell(text, place)
        return
    plain, end = narrow(text), 0
    for match in CHUNK.finditer(plain):
        start, stop = match.span()
        if start == 0 and LINE_NUMBER.match(plain):
            continue
        stop -= bool(ENUMERATES.match(plain, stop))
        if start == stop:
            continue
        words = text[end:start]
        spot = Place(page=place.page, box=place.box, paragraph=place.paragraph, characters=(start, stop))
        yield (words if core(words) not in UNITS or DIGIT.search(words) else ""), Cell(text[start:stop], spot)
        end = stop
    if core(text[end:]) not in UNITS:
        yield text[end:], None


def printed_label(strip: Strip, words: str) -> str:
    """The part of a strip's label that the row's wording was found in, without white space, as printed."""
    label = squeezed(strip.labels[-1]) if strip.labels else ""
    if not strip.table and label[-1:] in ("）", ")"):
        bare, own = NOTE.sub("", label), not core(label).endswith(words)
        label = bare if own or core(bare).endswith(words) else label  # without a note of the organ's own
    if strip.table or core(label) == words or not words:
        return label
    wanted, position = len(words), len(label)
    while position and wanted:
        position -= 1
        wanted -= bool(core(label[position]))
    while position and not core(label[position - 1]) and label[position - 1] not in "，。；、":
        position -= 1
    return label[position:]
