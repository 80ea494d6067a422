"""The cells of a row of a worksheet, read from its XML: the usual ones quickly, any other one by one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from html import escape, unescape

_ATTRIBUTE = re.compile(r'\b(\w+)="([^"]*)"')
_TYPE = re.compile(r'\s+(?:t|cm|vm)="[^"]*"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARKUP = re.compile(r"<[^>]*>")
_PHONETIC = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
PRECISION = 15
"""Significant digits that a spreadsheet keeps."""


@dataclass(slots=True)
class Row:
    """The cells of a row, one list for each thing that is asked of them, in the same order."""

    texts: list[str]
    columns: tuple[int, ...]
    styles: Sequence[str]
    shared: list[str]
    """The number of the shared string of each cell; empty for a cell that has none."""
    rounded: tuple[int, ...]
    """Which cells are numbers of more digits than a spreadsheet keeps."""
    formulas: dict[int, str] = field(default_factory=dict)


@cache
def _cell_pattern(prefix: str) -> re.Pattern[str]:
    value = rf"(?:<{prefix}f\b[^>]*?(?:/>|>(?P<f>.*?)</{prefix}f>))?\s*(?:<{prefix}v\b[^>]*>(?P<v>[^<]*)</{prefix}v>)?"
    inline = rf"\s*(?:<{prefix}is\b[^>]*>(?P<i>.*?)</{prefix}is>)?"
    return re.compile(rf"<{prefix}c\b(?P<a>[^>]*?)(?:/>|>\s*{value}{inline}.*?</{prefix}c>)", re.DOTALL)


@cache
def column_number(letters: str) -> int:
    """The number of a column by its letters.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def any_row(xml: str, prefix: str, strings: Mapping[str, str]) -> Row:
    """The cells of a row however they are written; `strings` are those that the sheets share, by number."""
    columns: list[int] = []
    styles: list[str] = []
    row = Row([], (), styles, [], ())
    for match in _cell_pattern(prefix).finditer(xml):
        known = dict(_ATTRIBUTE.findall(match["a"]))
        name = known.get("r", "").rstrip("0123456789")
        columns.append(column_number(name) if name else (columns[-1] if columns else 0) + 1)
        if match["f"]:
            row.formulas[len(row.texts)] = match["f"]
        _add(row, match, known.get("t", "n"), strings)
        styles.append(known.get("s", ""))
    row.columns = tuple(columns)
    return row


def pieces(xml: str, prefix: str) -> tuple[list[str], list[str]]:
    """The cells of a row as they are written, and the attributes of each without those that say what it holds."""
    found = list(_cell_pattern(prefix).finditer(xml))
    return [match[0] for match in found], [_TYPE.sub("", match["a"]).rstrip() for match in found]


def _add(row: Row, match: re.Match[str], kind: str, strings: Mapping[str, str]) -> None:
    """The text of one cell, and which shared string it is."""
    value, key, text = match["v"] or "", "", ""
    if kind == "s" and len(value) < 12 and value.strip().isdecimal():
        key = str(int(value))
        text = strings.get(key, "")
    elif kind == "inlineStr":
        text = text_of(match["i"] or "")
    elif kind == "n" and value:
        text = written_out(value.strip())
        if len(text) > PRECISION and text.isdigit():
            row.rounded += (len(row.texts),)
    else:
        text = text_of(value)
    row.texts.append(text)
    row.shared.append(key)


def text_of(xml: str) -> str:
    """The text of a shared or inline string: its runs joined, markup and phonetic readings taken out."""
    if "<" in xml:
        xml = _MARKUP.sub("", _PHONETIC.sub("", xml))
    text = unescape(xml) if "&" in xml else xml
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def inline_cell(prefix: str, attributes: str, text: str) -> str:
    """A cell that holds this text itself, with the attributes (place and style) it had."""
    if not text:
        return f"<{prefix}c{attributes}/>"
    body = escape(text, quote=False) if "<" in text or "&" in text or ">" in text else text
    start, end = f'<{prefix}c{attributes} t="inlineStr"><{prefix}is>', f"</{prefix}is></{prefix}c>"
    return f'{start}<{prefix}t xml:space="preserve">{body}</{prefix}t>{end}'


def written_out(value: str) -> str:
    """A stored number written out.

    >>> written_out("1.3800138E10"), written_out("12.50"), written_out("13800138000.0")
    ('13800138000', '12.50', '13800138000')
    """
    if value.isdigit():
        return value
    if "E" in value or "e" in value or value.endswith(".0"):
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if abs(number) < Decimal(10) ** 30 and number == number.to_integral_value():
            return str(int(number))
    return value
