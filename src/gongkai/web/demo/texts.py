"""The invented texts of disclosure.toml, and HTML of them."""

import tomllib
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any


@cache
def data() -> dict[str, Any]:
    """disclosure.toml."""
    return tomllib.loads((files("gongkai.web.demo") / "disclosure.toml").read_text(encoding="utf-8"))


def body(*lines: str, table: list[list[str]] | None = None) -> str:
    """The HTML of a text and one table."""
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    if table:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in table[0])
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table[1:])
        html += f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return html
