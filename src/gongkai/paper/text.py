"""The page as plain text, for e-mail: what a person reads, line by line, tables with tabs."""

from functools import singledispatch

from gongkai.paper.model import (
    Attachments,
    Block,
    Cell,
    Choices,
    Heading,
    Imprint,
    Items,
    Page,
    Paragraph,
    Picture,
    RedHead,
    Signature,
    Table,
    chinese_date,
    printable,
)

INDENT = "　　"


def to_text(page: Page) -> bytes:
    """The whole page, UTF-8, lines ended by a line feed."""
    parts = [*head_lines(page.red_head), page.title, ""]
    for block in page.blocks:
        parts.extend(_lines(block))
    if page.imprint:
        parts.extend(["", *imprint_lines(page.imprint)])
    for slip in page.slips:
        parts.extend(["", "—" * 20, slip.title, ""])
        for block in slip.blocks:
            parts.extend(_lines(block))
    return (printable("\n".join(parts)).strip("\n") + "\n").encode()


def head_lines(head: RedHead | None) -> list[str]:
    """The red head in words: organ, 文号, 签发人, an empty line."""
    if not head:
        return []
    signed = f"签发人：{head.signed_by}" if head.signed_by else ""
    return [*(line for line in (head.organ, head.document_number, signed) if line), ""]


def imprint_lines(imprint: Imprint) -> list[str]:
    """The 版记 in words."""
    copies = [f"抄送：{'，'.join(imprint.copies_to)}。"] if imprint.copies_to else []
    return [*copies, f"{imprint.office}　{chinese_date(imprint.on)}印发" if imprint.on else imprint.office]


def attachment_lines(names: tuple[str, ...]) -> list[str]:
    """附件说明 in words; several are numbered."""
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [f"{'附件：' if number == 1 else '　　　'}{number}.{name}" for number, name in enumerate(names, start=1)]


@singledispatch
def _lines(block: Block) -> list[str]:
    raise TypeError(type(block).__name__)


@_lines.register
def _(block: Paragraph) -> list[str]:
    first = INDENT if block.indent and block.align == "justify" else ""
    return [""] * block.gap + [first + block.text]


@_lines.register
def _(block: Heading) -> list[str]:
    return [INDENT + block.text]


@_lines.register
def _(block: Items) -> list[str]:
    marks = (f"{number}." if block.ordered else "·" for number in range(1, len(block.items) + 1))
    return [f"{INDENT}{mark}{item}" for mark, item in zip(marks, block.items, strict=True)]


@_lines.register
def _(block: Choices) -> list[str]:
    return [f"{INDENT}{'☑' if ticked else '□'} {words}" for words, ticked in block.choices]


@_lines.register
def _(block: Picture) -> list[str]:
    return [f"（图：{block.words}）"]


@_lines.register
def _(block: Signature) -> list[str]:
    return ["", *(line for line in (block.organ, chinese_date(block.on) if block.on else "") if line)]


@_lines.register
def _(block: Attachments) -> list[str]:
    return ["", *(INDENT + line for line in attachment_lines(block.names))]


@_lines.register
def _(block: Table) -> list[str]:
    return ["", *("\t".join(row) for row in words(block)), ""]


def words(table: Table) -> list[list[str]]:
    """The table laid out, each cell on one line: a header at every position it covers, a content only at its first.

    Where nothing heads the columns of the whole table (blocks with columns of their own, forms), the cells of a row
    simply follow each other; a row of one cell is filled up, so that it stays a row.
    """
    laid = [["" for _ in table.widths] for _ in table.rows]
    for y, line in enumerate(table.grid()):
        for x, (origin, index) in enumerate(line):
            laid[y][x] = _line(table.rows[origin][index]) if table.rows[origin][index].header else ""
    for y, x, cell in table.origins():
        laid[y][x] = _line(cell)
    if table.header_rows:
        return laid
    rows = [
        [laid[y][x] for x in range(len(line)) if x == 0 or line[x] != line[x - 1]]
        for y, line in enumerate(table.grid())
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - 1) if len(row) == 1 else row for row in rows]


def _line(cell: Cell) -> str:
    return " ".join(cell.text.split())
