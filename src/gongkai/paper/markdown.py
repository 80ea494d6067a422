"""The page as Markdown: pipe tables, the words of a spanning header at every position it covers."""

import re
from functools import singledispatch

from gongkai.paper.model import (
    Attachments,
    Block,
    Choices,
    Heading,
    Items,
    Page,
    Paragraph,
    Picture,
    Run,
    Signature,
    Table,
    chinese_date,
    printable,
)
from gongkai.paper.text import attachment_lines, head_lines, imprint_lines, words

SPECIAL = re.compile(r"([\\`*_<>\[\]|~])")
LEADING = re.compile(r"^(\s*)([#+-])(?=\s|$|#)", re.MULTILINE)


def to_markdown(page: Page) -> bytes:
    """The whole page, UTF-8."""
    parts = [escape(line) for line in head_lines(page.red_head) if line]
    parts += [f"# {escape(page.title)}"] if page.title else []
    parts += [_block(block) for block in page.blocks]
    if page.imprint:
        parts += ["---", *map(escape, imprint_lines(page.imprint))]
    for slip in page.slips:
        parts += ["---", f"## {escape(slip.title)}", *map(_block, slip.blocks)]
    return (printable("\n\n".join(part for part in parts if part)) + "\n").encode()


def escape(text: str) -> str:
    """Text that Markdown shows as it stands.

    >>> escape("沈*兰")
    '沈\\\\*兰'
    """
    return LEADING.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Paragraph) -> str:
    return "".join(map(_run, block.runs)).replace("\n", "  \n")


def _run(run: Run) -> str:
    strong = (run.bold or run.mark) and run.text.strip() == run.text != ""
    return f"**{escape(run.text)}**" if strong else escape(run.text)


@_block.register
def _(block: Heading) -> str:
    return f"{'#' * (block.level + 1)} {escape(block.text)}"


@_block.register
def _(block: Items) -> str:
    return "\n".join(
        f"{f'{n}.' if block.ordered else '-'} {escape(item)}" for n, item in enumerate(block.items, start=1)
    )


@_block.register
def _(block: Choices) -> str:
    return "\n".join(f"- [{'x' if ticked else ' '}] {escape(words)}" for words, ticked in block.choices)


@_block.register
def _(block: Picture) -> str:
    return f"（图：{escape(block.words)}）"


@_block.register
def _(block: Signature) -> str:
    return "\n\n".join(escape(line) for line in (block.organ, chinese_date(block.on) if block.on else "") if line)


@_block.register
def _(block: Attachments) -> str:
    return "  \n".join(escape(line) for line in attachment_lines(block.names))


@_block.register
def _(block: Table) -> str:
    lines = [f"| {' | '.join(map(escape, row))} |" for row in words(block)]
    return "\n".join([lines[0], "|" + " --- |" * max(map(len, words(block))), *lines[1:]])
