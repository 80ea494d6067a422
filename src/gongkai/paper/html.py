"""The page as semantic HTML: standalone, without script, every table header tied to its cells."""

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Any

from lxml import etree, html

from gongkai.paper.layouts import layout
from gongkai.paper.measure import fits_a_page
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
    Run,
    Signature,
    Table,
    chinese_date,
    printable,
)
from gongkai.paper.pictures import data_url
from gongkai.paper.style_sheet import style_sheet

Element = Any
TICKED, UNTICKED = "☑", "□"


def to_html(page: Page) -> bytes:
    """A whole file, with its styles inside."""
    return document(page, style_sheet(page.kind)).encode()


def document(page: Page, styles: str) -> str:
    """The page as a document with the given styles."""
    head = _tag("head", _tag("meta", charset="utf-8"))
    head.append(_tag("meta", name="viewport", content="width=device-width, initial-scale=1"))
    head.append(_tag("title", page.title))
    if page.organ:
        head.append(_tag("meta", name="author", content=page.organ))
    head.append(_tag("style", styles))
    root = _tag("html", head, _tag("body", _tag("main", article(page))), lang="zh-CN")
    return f"<!doctype html>\n{html.tostring(root, encoding='unicode')}"


def article(page: Page) -> Element:
    """The sheet alone, to be set into another page that has the styles of `style_sheet`."""
    sheet = _tag("article", class_=f"paper {page.kind}", lang="zh-CN")
    if page.draft:
        sheet.append(_tag("p", "草稿", class_="draft"))
    if any(page.band):
        sheet.append(_tag("div", _tag("b", page.band[0]), _tag("span", page.band[1]), class_="band"))
    if page.red_head:
        sheet.append(_red_head(page.red_head))
    if page.title:
        sheet.append(_tag("h1", *_lines(page.title)))
    sheet.extend(_blocks(page.blocks, page))
    if page.imprint:
        sheet.append(_imprint(page.imprint))
    for slip in page.slips:
        sheet.append(
            _tag("section", _tag("h2", slip.title, class_="title"), *_blocks(slip.blocks, page), class_="slip")
        )
    _name_cells(sheet)
    return sheet


def _blocks(blocks: Iterable[Block], page: Page) -> Iterator[Element]:
    for block in blocks:
        element = _block(block)
        if isinstance(block, Table) and fits_a_page(block, layout(page.kind)):
            element.set("class", f"{element.get('class', '')} whole".strip())
        if isinstance(block, Signature) and block.seal and page.draft and len(element) and not block.picture:
            element[0].set("data-draft", "加盖印章")
        yield element


@singledispatch
def _block(block: Block) -> Element:
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Paragraph) -> Element:
    classes = [name for name, wanted in (("flat", not block.indent), ("gap", block.gap)) if wanted]
    if block.align != "justify":
        classes.append(block.align)
    return _tag("p", *_runs(block.runs), class_=" ".join(classes))


@_block.register
def _(block: Heading) -> Element:
    return _tag(f"h{block.level + 1}", block.text)


@_block.register
def _(block: Items) -> Element:
    return _tag("ol" if block.ordered else "ul", *(_tag("li", item) for item in block.items))


@_block.register
def _(block: Choices) -> Element:
    marks = ((TICKED if ticked else UNTICKED, words) for words, ticked in block.choices)
    return _tag("ul", *(_tag("li", f"{mark} {words}") for mark, words in marks), class_="choices")


@_block.register
def _(block: Picture) -> Element:
    return _tag(
        "p", _tag("img", src=data_url(block.png), alt=block.words, style=f"width:{block.width}mm"), class_="flat"
    )


@_block.register
def _(block: Signature) -> Element:
    lines = [_tag("p", block.organ, class_="organ")] if block.organ else []
    if block.on:
        lines.append(_tag("p", _tag("time", chinese_date(block.on), datetime=block.on.isoformat()), class_="date"))
    names = ["signature", *(["seal"] if block.seal else []), *(["under"] if block.picture else [])]
    if block.picture and lines:
        where = f"width:{block.width:g}mm;margin-left:{-block.width / 2:g}mm;top:{-block.rise:g}mm"
        seal = _tag("img", src=data_url(block.picture), alt=f"印章：{block.organ}", style=where, class_="pressed")
        seal.tail, lines[0].text = lines[0].text, None
        lines[0].insert(0, seal)
    return _tag("div", *lines, class_=" ".join(names))


@_block.register
def _(block: Attachments) -> Element:
    if len(block.names) == 1:
        return _tag("p", f"附件：{block.names[0]}", class_="attachments gap")
    first, *rest = (f"{number}.{name}" for number, name in enumerate(block.names, start=1))
    lines = [_tag("p", f"附件：{first}"), *(_tag("p", line, class_="more") for line in rest)]
    return _tag("div", *lines, class_="attachments gap")


@_block.register
def _(block: Table) -> Element:
    table = _tag("table", class_="dense" if block.dense else "form" if block.form else "")
    if block.title:
        table.set("aria-label", printable(block.title))
    whole = sum(block.widths)
    columns = (_tag("col", style=f"width:{width / whole:.2%}") for width in block.widths)
    table.append(_tag("colgroup", *columns))
    if block.header_rows:
        table.append(_tag("thead", *map(_row, block.rows[: block.header_rows])))
    table.append(_tag("tbody", *map(_row, block.rows[block.header_rows :])))
    _tie_headers(block, [*table.iter("th", "td")])
    return table


def _row(cells: Sequence[Cell]) -> Element:
    return _tag("tr", *map(_cell, cells))


def _cell(cell: Cell) -> Element:
    spans = {name: str(n) for name, n in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if n > 1}
    element = _tag(
        "th" if cell.header else "td", *_runs(cell.runs), class_="" if cell.align == "center" else cell.align
    )
    for name, span in spans.items():
        element.set(name, span)
    if cell.header:
        wide = cell.colspan > 1 if cell.header == "col" else cell.rowspan > 1
        element.set("scope", cell.header + ("group" if wide else ""))
    return element


def _tie_headers(table: Table, elements: list[Element]) -> None:
    """Give every cell the list of the headers above and at its left, by number until the document names them."""
    place = {
        (y, index): n
        for n, (y, index) in enumerate((y, i) for y, row in enumerate(table.rows) for i in range(len(row)))
    }
    columns: list[list[int]] = [[] for _ in table.widths]
    fresh = [True] * len(table.widths)
    for line in table.grid():
        cells = [(place[key], table.rows[key[0]][key[1]]) for key in line]
        in_row = [n for n, cell in cells if cell.header == "row"]
        for x, (number, cell) in enumerate(cells):
            if cell.header == "col":
                columns[x] = ([] if fresh[x] else columns[x]) + [number] * (number not in columns[x] or fresh[x])
            elif not cell.header:
                heads = dict.fromkeys([*columns[x], *in_row])
                elements[number].set("data-heads", " ".join(map(str, heads)))
            fresh[x] = cell.header != "col"


def _name_cells(sheet: Element) -> None:
    for number, table in enumerate(sheet.iter("table"), start=1):
        cells = [*table.iter("th", "td")]
        for cell in cells:
            heads = [int(head) for head in cell.attrib.pop("data-heads", "").split()]
            for head in heads:
                cells[head].set("id", f"t{number}h{head}")
            if heads:
                cell.set("headers", " ".join(f"t{number}h{head}" for head in heads))


def _red_head(head: RedHead) -> Element:
    element = _tag("header", class_="redhead")
    if head.organ:
        element.append(_tag("p", head.organ, class_="organ"))
    parts = [_tag("span", head.document_number)] if head.document_number else []
    if head.signed_by:
        parts.append(_tag("span", "签发人：", _tag("span", head.signed_by, class_="name")))
    if parts:
        classes = "number both" if head.signed_by else "number"
        element.append(_tag("p", *_apart(parts), class_=classes))
    return element


def _apart(parts: list[Element]) -> list[Element | str]:
    return parts if len(parts) < 2 else [parts[0], "　", parts[1]]


def _imprint(imprint: Imprint) -> Element:
    element = _tag("footer", class_="imprint")
    if imprint.copies_to:
        element.append(_tag("p", f"抄送：{'，'.join(imprint.copies_to)}。"))
    parts = [_tag("span", imprint.office)]
    if imprint.on:
        parts.append(_tag("span", f"{chinese_date(imprint.on)}印发"))
    element.append(_tag("p", *_apart(parts), class_="both"))
    return element


def _runs(runs: Iterable[Run]) -> list[Element | str]:
    return [piece for run in runs for piece in _run(run)]


def _run(run: Run) -> list[Element | str]:
    pieces: list[Element | str] = _lines(run.text)
    for name, wanted in (("b", run.bold), ("u", run.underline), ("mark", run.mark)):
        if wanted:
            pieces = [_tag(name, *pieces)]
    return [_tag("span", *pieces, class_=f"face-{run.face}")] if run.face else pieces


def _lines(text: str) -> list[Element | str]:
    first, *rest = text.split("\n")
    return [first, *(piece for line in rest for piece in (etree.Element("br"), line))]


def _tag(tag: str, /, *children: Element | str, **attributes: str) -> Element:
    element = etree.Element(tag)
    for key, value in attributes.items():
        if value:
            element.set(key.rstrip("_"), printable(value))
    for child in children:
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + printable(child)
        else:
            element.text = (element.text or "") + printable(child)
    return element
