"""How a letter names a law: in full at the first mention, with its short name where it comes again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from gongkai.letters.kinds import common
from gongkai.paper import Block, Choices, Heading, Paragraph, Table


def named_in_full(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every law named in full once and in short after that, in the order of reading."""
    laws = common()["laws"]
    pattern = re.compile("|".join(map(re.escape, laws)))
    seen: dict[str, int] = {}
    total = {law: len(re.findall(re.escape(law), "\n".join(_texts(blocks)))) for law in laws}

    def name(match: re.Match[str]) -> str:
        law = match[0]
        seen[law] = seen.get(law, 0) + 1
        full, short = laws[law]["full"], laws[law]["short"]
        if seen[law] > 1:
            return str(short)
        return f"{full}（以下简称{short}）" if total[law] > 1 and short != law else str(full)

    return [_mapped(block, lambda text: pattern.sub(name, text)) for block in blocks]


def _texts(blocks: Sequence[Block]) -> list[str]:
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    for block in blocks:
        _mapped(block, keep)
    return found


def _mapped(block: Block, change: Callable[[str], str]) -> Block:
    """The block with its texts changed, in the order of reading."""
    if isinstance(block, Paragraph):
        return replace(block, runs=tuple(replace(run, text=change(run.text)) for run in block.runs))
    if isinstance(block, Heading):
        return replace(block, text=change(block.text))
    if isinstance(block, Choices):
        return replace(block, choices=tuple((change(words), ticked) for words, ticked in block.choices))
    if isinstance(block, Table):
        rows = (
            tuple(replace(cell, runs=tuple(replace(run, text=change(run.text)) for run in cell.runs)) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=tuple(rows))
    return block
