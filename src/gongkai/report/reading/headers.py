"""The headers of the tables as the source prints them: of the blocks of table 二 and of the columns of all three."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from gongkai.report.forms import Form, forms
from gongkai.report.reading.strips import Strip
from gongkai.report.reading.wording import column_words, header_words
from gongkai.report.reading.words import core, likeness, squeezed

LONGEST_BLOCK_HEADER, LONGEST_COLUMN, SHORTEST_MISPRINT, ALIKE = 20, 24, 3, 0.5


def printed_headers(form: Form, strips: Sequence[Strip]) -> dict[str, str]:
    """The words of headers by `proactive/header/N` and `table/*/column`, from real tables only.

    A header that is no column of the form is taken for the misprint of the column most like it, if that column is not
    printed anywhere else.
    """
    found: dict[str, str] = {}
    for number, label in enumerate(_block_headers(strips), start=1):
        found[f"proactive/header/{number}"] = squeezed(label)
    headers = [strip for strip in strips if strip.table and not strip.figures]
    for table, columns, rows in _words(form.form):
        found |= {f"{table}/*/{column}": label for column, label in _columns(columns, rows, headers)}
    return found


@cache
def _words(name: str) -> tuple[tuple[str, Mapping[str, str], frozenset[str]], ...]:
    """For each table of a form: its columns by their cores, and the words that are no misprint of a column."""
    form = forms()[name]
    known = header_words() - column_words() | {
        core(words) for block in form.blocks() for words in block.columns.values()
    }
    tables = {"proactive": form.proactive, "applications": (form.applications,), "reviews": (form.reviews,)}
    found = []
    for table, blocks in tables.items():
        columns = {core(label): column for block in blocks for column, label in block.columns.items()}
        found.append((table, columns, known | {core(row.label) for block in blocks for row in block.rows}))
    return tuple(found)


def _block_headers(strips: Sequence[Strip]) -> Iterator[str]:
    for strip in strips:
        yield from (
            label for label in strip.labels if strip.table and "条第" in label and len(label) < LONGEST_BLOCK_HEADER
        )


def _columns(columns: Mapping[str, str], known: frozenset[str], strips: Sequence[Strip]) -> Iterator[tuple[str, str]]:
    exact: dict[str, str] = {}
    others: list[str] = []
    for strip in strips:
        if columns.keys().isdisjoint(strip.cores) and strip.cores[:1] != ["信息内容"]:
            continue
        for label in strip.labels:
            words = core(label)
            if words in columns:
                exact.setdefault(columns[words], squeezed(label))
            elif SHORTEST_MISPRINT <= len(words) <= LONGEST_COLUMN and words not in known:
                others.append(squeezed(label))
    yield from exact.items()
    for label in others:
        alike, words = max((likeness(core(label), words), words) for words in columns)
        if alike >= ALIKE and columns[words] not in exact:
            yield columns[words], label
