"""WordprocessingML elements that python-docx has no words for."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any


def element(tag: str, /, *children: Element, **attributes: object) -> Element:
    """The element `w:tag` with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def mm_twips(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length / 25.4 * 1440)


@cache
def order() -> Mapping[str, tuple[str, ...]]:
    """For an element the names of its children in the order of the standard."""
    data = tomllib.loads((files("gongkai.paper") / "data" / "wordprocessingml.toml").read_text(encoding="utf-8"))
    return {name: tuple(children.split()) for name, children in data.items()}


def local(child: Element) -> str:
    """The name of an element without its namespace."""
    return str(child.tag).rpartition("}")[2]


def put_in_order(parent: Element) -> None:
    """Sort the children as the standard has them."""
    names = order()[local(parent)]
    parent[:] = sorted(parent, key=lambda child: names.index(local(child)))


def set_fonts(properties: Element, name: str) -> None:
    """Name the type for Chinese and Latin alike, over whatever the theme says."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), name)
    properties.insert(0, element("rFonts", **names))
