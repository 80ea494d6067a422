"""A `Document` of any format to clean HTML."""

from html import escape

from gongkai.documents import Cell, Document, Paragraph, Table
from gongkai.web.disclosure import body


def to_html(document: Document) -> tuple[str, str, list[str]]:
    """Body, title (a heading that stands first) and what could not be told."""
    blocks = list(document.blocks)
    title = ""
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].level == 1:
        title = blocks.pop(0).text.strip()
    html = "".join(_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in blocks)
    return body.clean(html), title, list(document.doubts)


def _paragraph(block: Paragraph) -> str:
    tag = f"h{min(4, max(2, block.level))}" if block.level else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _table(table: Table) -> str:
    rows = ["<tr>" + "".join(_cell(cell, index == 0) for cell in row) + "</tr>" for index, row in enumerate(table.rows)]
    return f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>" if rows else ""


def _cell(cell: Cell, head: bool) -> str:
    spans = "".join(f' {name}="{size}"' for name in ("rowspan", "colspan") if (size := getattr(cell, name)) > 1)
    tag = "th" if head else "td"
    return f"<{tag}{spans}>{escape(cell.text)}</{tag}>"
