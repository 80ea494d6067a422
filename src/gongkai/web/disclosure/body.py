"""The body of an item: a small, safe HTML of paragraphs, headings, lists, tables and links; never style or script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import lxml.html
import nh3
from lxml.html import HtmlElement

from gongkai.documents import Place
from gongkai.documents.inspection import CELL, Passage

TAGS = {
    "p", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "br", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "caption", "tr")
SPAN = re.compile("[1-9][0-9]{0,2}")
"""How many rows or columns a cell may span: a page with a million of them could not be printed."""
PLACES = {"p": {"title", "sign", "center"}}
SCHEMES = {"http", "https", "mailto", "tel"}
RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "strike": "s",
    "del": "s",
    "ins": "u",
    "div": "p",
}


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={
            "a": {"href"},
            "th": {"rowspan", "colspan", "scope"},
            "td": {"rowspan", "colspan"},
            "ol": {"start"},
        },
        allowed_classes=PLACES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template", "noscript"},
    )


def clean(html: str) -> str:
    """The HTML with only what a body may hold; text outside any paragraph gets one. What is left says the same.

    >>> clean('<div onclick="x()">甲<script>alert(1)</script></div>')
    '<p>甲</p>'
    """
    html = re.sub(
        r"<(/?)(h1|h5|h6|b|i|strike|del|ins|div)(?=[\s/>])",
        lambda m: f"<{m[1]}{RENAMED[m[2].lower()]}",
        html,
        flags=re.I,
    )
    return _tidy(_cleaner().clean(html))


def _tidy(html: str) -> str:
    """Paragraphs around loose text, no empty paragraphs, header cells with a scope."""
    root = _root(html)
    _wrap_loose(root)
    for element in list(root.iter("p", "h2", "h3", "h4", "li")):
        if not _words(element) and element.find(".//table") is None:
            _drop(element)
    for cell in root.iter("td", "th"):
        if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip():
            cell[0].drop_tag()
    _bound_spans(root)
    for cell in root.iter("th"):
        cell.set("scope", cell.get("scope") or "col")
    return _inner(root)


def _bound_spans(root: HtmlElement) -> None:
    for cell in root.iter("td", "th"):
        for name in ("rowspan", "colspan"):
            if not SPAN.fullmatch(cell.get(name, "1")):
                del cell.attrib[name]


def _wrap_loose(root: HtmlElement) -> None:
    inline = {"strong", "em", "u", "s", "sub", "sup", "a", "br"}
    paragraph: HtmlElement | None = None

    def loose(text: str | None) -> HtmlElement | None:
        return paragraph if not (text or "").strip() else _paragraph(text or "")

    children = list(root)
    head, root.text = root.text, None
    paragraph = loose(head)
    placed: list[HtmlElement] = [paragraph] if paragraph is not None else []
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in inline:
            if paragraph is None:
                paragraph = _paragraph("")
                placed.append(paragraph)
            paragraph.append(child)
            child.tail = tail
            continue
        placed.append(child)
        paragraph = _paragraph(tail) if (tail or "").strip() else None
        if paragraph is not None:
            placed.append(paragraph)
    for child in children:
        if child.getparent() is root:
            root.remove(child)
    root.extend(placed)


def _paragraph(text: str | None) -> HtmlElement:
    element = lxml.html.Element("p")
    element.text = (text or "").strip()
    return element


def _root(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _inner(root: HtmlElement) -> str:
    pieces = [lxml.html.tostring(child, encoding="unicode", with_tail=False) for child in root]
    return "\n".join(piece.strip() for piece in pieces)


def _words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a body as plain text: paragraph, heading, list entry or table row, with its number from 1."""

    number: int
    kind: str
    text: str


def pieces(html: str) -> Iterator[Piece]:
    """The blocks in order; cells of a row are parted by tabs.

    >>> [piece.text for piece in pieces("<p>甲</p><table><tr><td>乙</td><td>丙</td></tr></table>")]
    ['甲', '乙\\t丙']
    """
    for number, (element, text) in enumerate(_blocks(_root(html)), start=1):
        yield Piece(number, element.tag, text)


def _blocks(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in root.iter(*BLOCKS):
        if any(parent.tag in ("tr", "li", "blockquote") for parent in element.iterancestors()):
            continue
        if element.tag == "tr":
            text = "\t".join(_words(cell) for cell in element if cell.tag in ("td", "th"))
        else:
            text = _words(element)
        if text.strip():
            yield element, text


def put(html: str, secret: str, instead: str) -> str:
    """The body with a stretch of text replaced wherever it stands, also where markup runs through it."""
    if secret in html:
        return clean(html.replace(secret, instead))
    root = _root(html)
    for element, text in list(_blocks(root)):
        if secret in text and element.tag == "tr":
            for cell in element:
                _flatten(cell, secret, instead)
        elif secret in text:
            _flatten(element, secret, instead)
    return _inner(root)


def _flatten(element: HtmlElement, secret: str, instead: str) -> None:
    """Text that markup runs through loses the markup: nothing of it may be left over."""
    words = _words(element)
    if secret in words:
        for child in list(element):
            element.remove(child)
        element.text = words.replace(secret, instead)


def marked(html: str) -> list[tuple[int, str]]:
    """Each top-level element's HTML with the number of its first block, for showing findings beside the text."""
    root, numbers = _root(html), {}
    for number, (element, _) in enumerate(_blocks(root), start=1):
        while element.getparent() is not root:
            element = element.getparent()
        numbers.setdefault(id(element), number)
    return [
        (numbers.get(id(child), 0), lxml.html.tostring(child, encoding="unicode", with_tail=False)) for child in root
    ]


def passages(html: str) -> Iterator[Passage]:
    """The blocks as a privacy scan walks them; the number of a passage is that of its block, from 0. Addresses of
    links last.
    """
    table, rows = 0, 0
    for piece in pieces(html):
        if piece.kind != "tr":
            rows = 0
            yield Passage(piece.text, Place(paragraph=piece.number))
            continue
        table, rows = table + (rows == 0), rows + 1
        cells = piece.text.split("\t")
        offsets = (0, *(at + 1 for at in accumulate((len(cell) for cell in cells), lambda a, b: a + 1 + b)))[:-1]
        place = Place(table=table, row=rows)
        yield Passage(CELL.join(cells), place, "正文", "", table, offsets, tuple(range(1, len(cells) + 1)))
    for address, words in links(html):
        yield Passage(address, Place(part=f"链接“{words[:20]}”"), "链接", "链接地址")


def text_of(html: str) -> str:
    """The words of a body, a line for each block."""
    return "\n".join(piece.text for piece in pieces(html))


def links(html: str) -> Iterator[tuple[str, str]]:
    """Address and words of each link."""
    for element in _root(html).iter("a"):
        yield element.get("href", ""), _words(element)


def from_text(text: str) -> str:
    """A body of plain words, a paragraph for each line.

    >>> from_text("甲<乙\\n\\n丙")
    '<p>甲&lt;乙</p>\\n<p>丙</p>'
    """
    root = lxml.html.Element("div")
    root.extend(_paragraph(line) for line in text.splitlines() if line.strip())
    return _inner(root)
