"""The style sheet of a page: the rules of `data/paper.css` under the measures of its layout."""

from functools import cache
from importlib.resources import files

from gongkai.paper.layouts import Layout, faces, layout
from gongkai.paper.model import Page, PageKind

LINE_BELOW = 7
"""From the foot of the type area to the 一字线 of the page number, mm. GB/T 9704—2012 7.5."""


@cache
def style_sheet(kind: PageKind) -> str:
    """What a browser needs to show the page on a screen and to print it."""
    rules = (files("gongkai.paper") / "data" / "paper.css").read_text(encoding="utf-8")
    return f":root {{ {_variables(layout(kind))} }}\n@page {{ size: A4; margin: {_margins(layout(kind))}; }}\n{rules}"


def print_sheet(page: Page) -> str:
    """The same for the PDF writer, with the page numbers in the margins and the 版记 at the foot of its page."""
    sheet = layout(page.kind)
    head = (
        f".paper .redhead .organ {{ font-size: {sheet.red_head_pt(len(page.red_head.organ)):.1f}pt; }}"
        if page.red_head
        else ""
    )
    numbers = _page_numbers(sheet) if page.page_numbers else ""
    return f"{style_sheet(page.kind)}\n{head}\n{IMPRINT_AT_FOOT}\n{numbers}"


IMPRINT_AT_FOOT = """
.paper .imprint { float: footnote; } .paper .imprint::footnote-call, .paper .imprint::footnote-marker { content: none; }
@page { @footnote { border: none; margin: 0; padding: 0; } }
"""


def family(face: str) -> str:
    """The type and its fall-backs as a value of `font-family`."""
    names = faces()[face]
    generic = "sans-serif" if face in ("heading", "sans") else "serif"
    return ", ".join([*(f'"{name}"' for name in (names.name, *names.instead)), generic])


def _variables(sheet: Layout) -> str:
    sizes = {
        "text-size": sheet.text_size,
        "leading": sheet.leading,
        "tracking": sheet.tracking,
        "title-size": sheet.title_size,
        "title-leading": sheet.title_leading,
        "table-size": sheet.table_size,
        "table-leading": sheet.table_leading,
        "form-size": sheet.form_size,
        "dense-size": sheet.dense_size,
        "dense-leading": sheet.dense_leading,
        "red-head-size": sheet.red_head_size,
        "imprint-size": sheet.imprint_size,
    }
    values = {name: f"{size}pt" for name, size in sizes.items()}
    values |= {f"{face}-face": family(face) for face in ("body", "heading", "name", "sans")}
    values |= {f"{part}-face": family(getattr(sheet, f"{part}_face")) for part in ("title", "text", "table")}
    values |= {"align": "justify" if sheet.justify else "left", "title-weight": "700", "sheet": _margins(sheet)}
    values["red-head-top"] = "0"
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _margins(sheet: Layout) -> str:
    return f"{sheet.top}mm {sheet.right}mm {sheet.bottom}mm {sheet.left}mm"


def _page_numbers(sheet: Layout) -> str:
    if sheet.cites.startswith("GB/T 9704"):
        return "".join(
            f"@page :{side} {{ @bottom-{corner} {{ {_number(sheet)} padding-{corner}: 14pt; }} }}"
            for side, corner in (("right", "right"), ("left", "left"))
        )
    return f"@page {{ @bottom-center {{ {_number(sheet)} }} }}"


def _number(sheet: Layout) -> str:
    font = f"{sheet.page_number_size}pt {family('number')}"
    return f'content: "— " counter(page) " —"; font: {font}; vertical-align: top; padding-top: {LINE_BELOW - 3}mm;'
