"""An item laid out as an official document, for its Word and PDF. GB/T 9704—2012."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from gongkai import paper

LEVELS = {"h2": 1, "h3": 2, "h4": 3}


def page_of(content: dict[str, Any], organ: str, attachments: tuple[str, ...] = ()) -> paper.Page:
    """The page of an item: title, text, names of attachments, signature where the text has none."""
    blocks = [*_blocks(content["body"])]
    if attachments:
        blocks.append(paper.Attachments(attachments))
    if 'class="sign"' not in content["body"]:
        made_on = date.fromisoformat(content["made_on"]) if content["made_on"] else None
        blocks.append(paper.Signature(content["issuer"] or organ, made_on, seal=False))
    number = content["document_number"]
    if number:
        blocks.insert(0, paper.paragraph(number, align="center", indent=False))
    return paper.Page(title=content["title"], blocks=tuple(blocks), organ=organ)


def _blocks(html: str) -> Iterator[paper.Block]:
    for element in lxml.html.fragment_fromstring(html or "", create_parent="div"):
        yield from _block(element)


def _block(element: HtmlElement) -> Iterator[paper.Block]:
    tag = element.tag
    if tag in LEVELS:
        yield paper.Heading(_words(element), LEVELS[tag])
    elif tag in ("ul", "ol"):
        yield paper.Items(tuple(_words(entry) for entry in element.iter("li")), ordered=tag == "ol")
    elif tag == "table":
        yield from _table(element)
    elif tag == "blockquote" and len(element):
        for child in element:
            yield from _block(child)
    else:
        place = element.get("class", "")
        align = {"sign": "right", "center": "center", "title": "center"}.get(place, "justify")
        runs = tuple(_runs(element))
        if runs:
            yield paper.Paragraph(runs, align=align, indent=not place)


def _runs(element: HtmlElement, bold: bool = False, underline: bool = False) -> Iterator[paper.Run]:
    if element.text:
        yield paper.Run(element.text, bold=bold, underline=underline)
    for child in element:
        if child.tag == "br":
            yield paper.Run("\n")
        else:
            yield from _runs(child, bold or child.tag == "strong", underline or child.tag == "u")
        if child.tail:
            yield paper.Run(child.tail, bold=bold, underline=underline)


def _words(element: HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _table(element: HtmlElement) -> Iterator[paper.Block]:
    rows = [tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr")]
    rows = [row for row in rows if row]
    width = _width(rows)
    if not width:
        return
    head = element.find("thead")
    head_rows = len(list(head.iter("tr"))) if head is not None else 0
    caption = element.findtext("caption") or ""
    yield paper.Table(_squared(rows, width), (1.0,) * width, head_rows, caption)


def _cell(element: HtmlElement) -> paper.Cell:
    spans = [
        max(1, min(200, int(element.get(name) or 1))) if (element.get(name) or "1").isdigit() else 1
        for name in ("rowspan", "colspan")
    ]
    header = "col" if element.tag == "th" else ""
    return paper.cell(_words(element), rowspan=spans[0], colspan=spans[1], header=header)


def _width(rows: list[tuple[paper.Cell, ...]]) -> int:
    taken: dict[int, int] = {}
    width = 0
    for y, row in enumerate(rows):
        across = sum(cell.colspan for cell in row) + taken.get(y, 0)
        for cell in row:
            for below in range(1, cell.rowspan):
                taken[y + below] = taken.get(y + below, 0) + cell.colspan
        width = max(width, across)
    return width


def _squared(rows: list[tuple[paper.Cell, ...]], width: int) -> tuple[tuple[paper.Cell, ...], ...]:
    """The rows with holes filled: a table typed by a person may be ragged. Spans beyond the last row are cut."""
    filled: list[tuple[paper.Cell, ...]] = []
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        line: list[paper.Cell] = []
        cells, x = list(row), 0
        while x < width:
            if (y, x) in covered:
                x += 1
                continue
            cell = cells.pop(0) if cells else paper.cell()
            room = next(
                (step for step in range(1, cell.colspan) if (y, x + step) in covered or x + step >= width), cell.colspan
            )
            cell = paper.Cell(cell.runs, min(cell.rowspan, len(rows) - y), room, cell.header, cell.align)
            covered |= {(y + down, x + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            line.append(cell)
            x += cell.colspan
        filled.append(tuple(line))
    return tuple(filled)
