"""An issue of the gazette as PDF: contents with page numbers, then each document on its own pages, with bookmarks."""

import io
from collections.abc import Sequence

import pikepdf

from gongkai import paper

FOOT = 28.0
"""Height of the page number above the edge, in points."""


def bound(title: str, organ: str, documents: Sequence[tuple[str, paper.Page]]) -> bytes:
    """The issue: `documents` are the lines of the contents, each with the page it stands for."""
    parts = [paper.to_bytes(page, "pdf") for _, page in documents]
    counts = [_pages(part) for part in parts]
    lines = [line for line, _ in documents]
    before, contents = 0, b""
    while not contents or _pages(contents) != before:  # the contents may run over a page themselves
        before = _pages(contents) if contents else 1
        starts = [1 + before + sum(counts[:place]) for place in range(len(counts))]
        contents = paper.to_bytes(_contents(title, organ, lines, starts), "pdf")
    return _joined(title, [contents, *parts], ["目录", *lines])


def _contents(title: str, organ: str, lines: Sequence[str], starts: Sequence[int]) -> paper.Page:
    rows = [
        (paper.cell(line, align="left"), paper.cell(str(start), align="right"))
        for line, start in zip(lines, starts, strict=True)
    ]
    head = (paper.cell("目录", header="col"), paper.cell("页码", header="col"))
    table = paper.Table((head, *rows), (6.0, 1.0), 1, "目录")
    return paper.Page(title=title, blocks=(table,), organ=organ, kind="plain", page_numbers=False)


def _pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as file:
        return len(file.pages)


def _joined(title: str, parts: Sequence[bytes], names: Sequence[str]) -> bytes:
    """The parts one after the other, numbered through at the foot, each with its bookmark."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        starts = []
        for part in parts:
            starts.append(len(whole.pages))
            with pikepdf.open(io.BytesIO(part)) as file:
                whole.pages.extend(file.pages)
        face = whole.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for number, page in enumerate(whole.pages, start=1):
            _number(page, face, number)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(name, start) for name, start in zip(names, starts, strict=True))
        whole.docinfo["/Title"] = title
        whole.save(out)
    return out.getvalue()


def _number(page: pikepdf.Page, face: pikepdf.Object, number: int) -> None:
    name = page.add_resource(face, pikepdf.Name.Font)
    words = f"- {number} -"
    across = float(page.mediabox[2]) / 2 - 2.6 * len(words)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ q BT {name} 10 Tf {across:.1f} {FOOT} Td ({words}) Tj ET Q\n".encode())
