"""The little language of the templates: a line a paragraph, `{path}` for data, and a few marks at the beginning.

`?path ` the line stands only where the data has it; `!path ` only where it has not; `# ` a heading; `□ ` a box to tick;
`| a | b |` a row of a form, label and content by turns; `=== ` begins a slip; `{path}` alone on its line opens a list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from gongkai.letters.errors import Incomplete
from gongkai.letters.fields import words
from gongkai.paper import Block, Choices, Heading, Slip, Table, cell, header, paragraph

PLACEHOLDER = re.compile(r"\{([a-z_][a-z_.]*(?::[a-z_/]+)?)\}")
CONDITION = re.compile(r"^([?!])([a-z_][a-z_.]*) (.*)$")
Values = Mapping[str, Any]


def placeholders(text: str) -> set[str]:
    """The names in curly brackets."""
    return set(PLACEHOLDER.findall(text))


def filled(text: str, values: Values) -> str:
    """The text with its data put in; raises `Incomplete` for a name nobody knows."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise Incomplete(f"模板里的 {{{match[1]}}} 没有对应的数据，请核对花括号里的名称。")
        return words(values[match[1]])

    return PLACEHOLDER.sub(value, text)


def standing(text: str, values: Values) -> Iterator[str]:
    """The lines that stand, their conditions decided and taken off."""
    for raw in text.splitlines():
        line, stands = raw.strip(), True
        while match := CONDITION.match(line):
            stands = stands and (values.get(match[2]) is not None) == (match[1] == "?")
            line = match[3]
        if stands and line:
            yield line


def lay(text: str, values: Values, columns: Callable[[str], tuple[str, ...]]) -> tuple[list[Block], list[Slip]]:
    """The blocks of a template and its slips; `columns` are the heads of a table by its path."""
    blocks: list[Block] = []
    slips: list[tuple[str, list[Block]]] = []
    into = blocks
    for mark, lines in groupby(standing(text, values), key=_mark):
        for line in [list(lines)] if mark in ("□", "|") else ([line] for line in lines):
            if mark == "=":
                slips.append((filled(line[0][3:].strip(), values), []))
                into = slips[-1][1]
            else:
                into.extend(_blocks(mark, line, values, columns))
    return blocks, [Slip(title, tuple(content)) for title, content in slips]


def _mark(line: str) -> str:
    alone = PLACEHOLDER.fullmatch(line)
    return "{" if alone else line[0] if line.startswith(("# ", "□ ", "|", "===")) else ""


def _blocks(mark: str, lines: list[str], values: Values, columns: Callable[[str], tuple[str, ...]]) -> list[Block]:
    if mark == "|":
        return [_form([[filled(part.strip(), values) for part in line.strip("|").split("|")] for line in lines])]
    if mark == "□":
        return [Choices(tuple((filled(line[1:].strip(), values), False) for line in lines))]
    (line,) = lines
    if mark == "#":
        return [Heading(filled(line[1:].strip(), values))]
    if mark == "{":
        return _opened(line.strip("{}"), values, columns)
    return [paragraph(filled(line, values))]


def _opened(path: str, values: Values, columns: Callable[[str], tuple[str, ...]]) -> list[Block]:
    """A value on a line of its own: a list numbered, rows as a table, paragraphs as they are."""
    if path not in values:
        raise Incomplete(f"模板里的 {{{path}}} 没有对应的数据，请核对花括号里的名称。")
    value = values[path]
    if value is None:
        return []
    heads = columns(path)
    if heads:
        rows = [tuple(header(head) for head in heads), *(tuple(cell(text) for text in row) for row in value)]
        return [Table(tuple(rows), (1,) * len(heads), header_rows=1)]
    if isinstance(value, list):
        numbered = (f"{number}.{item}" for number, item in enumerate(value, start=1))
        return [paragraph(item) for item in numbered]
    return [paragraph(line) for line in words(value).split("\n") if line.strip()]


def _form(rows: list[list[str]]) -> Table:
    """Rows of label and content by turns; the content of a short row reaches to the right edge."""
    width = max(len(row) for row in rows)
    made = []
    for row in rows:
        *most, last = row
        cells = [header(text, "row") if x % 2 == 0 else cell(text, align="left") for x, text in enumerate(most)]
        span = width - len(most)
        if len(row) % 2:
            cells.append(header(last, colspan=span))
        else:
            cells.append(cell(last, colspan=span, align="left"))
        made.append(tuple(cells))
    return Table(tuple(made), tuple(1.6 if x % 2 else 1 for x in range(width)), form=True)
