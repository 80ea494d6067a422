"""A workbook: its sheets with their names and whether they show, its shared strings, and every other part."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.documents.inspection.cells import text_of
from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context
from gongkai.documents.inspection.packages import Package
from gongkai.documents.inspection.sheets import Book, Sheet, plain_xml
from gongkai.documents.inspection.xml_parts import local, parse_xml
from gongkai.documents.limits import read_part
from gongkai.documents.model import Place

STRINGS = "xl/sharedStrings.xml"
_STRING = re.compile(
    r"<((?:\w+:)?)si\b[^>]*?(?:/>|><\1t(?: xml:space=\"preserve\")?>([^<&_]*)</\1t></\1si>|>(.*?)</\1si>)", re.DOTALL
)
_READING = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
"""How the characters of a string are read aloud."""
_STATES = {"hidden": "隐藏的工作表", "veryHidden": "深度隐藏的工作表"}


class Workbook(Package):
    """An xlsx: rows are streamed, shared strings that no cell uses any more are emptied."""

    def __init__(self, archive: zipfile.ZipFile, context: Context) -> None:
        """The archive, already guarded."""
        super().__init__(archive, context, ".xlsx")
        self.names = frozenset(archive.namelist())
        self.sheets = self._sheets()
        self.strings_xml = plain_xml(self._read(STRINGS), STRINGS) if STRINGS in self.names else ""

    def _read(self, name: str) -> bytes:
        return read_part(self.archive, name, self.context.limits)

    def _sheets(self) -> dict[str, tuple[str, str]]:
        """Part → name and reason why it is not seen."""
        workbook = parse_xml(self._read("xl/workbook.xml"), "xl/workbook.xml")
        relations: dict[str, str] = {}
        if "xl/_rels/workbook.xml.rels" in self.names:
            for relation in parse_xml(self._read("xl/_rels/workbook.xml.rels"), "workbook.xml.rels"):
                target = (relation.get("Target") or "").lstrip("/")
                relations[relation.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
        found = {}
        for sheet in (element for element in workbook.iter() if local(element) == "sheet"):
            target = relations.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
            found[target] = (sheet.get("name") or "", _STATES.get(sheet.get("state", ""), ""))
        return found

    def passages(self) -> Iterator[Passage]:
        """The sheets and every other part; last, the strings that no cell shows."""
        self.book = Book(_strings(self.strings_xml), self._unseen_styles())
        yield from super().passages()
        yield from self._orphans()
        if self.changed and STRINGS in self.names:
            self.written[STRINGS] = self._remaining_strings()

    def part(self, name: str, data: bytes) -> Iterator[Passage]:
        """A sheet as rows; any other part as in every package."""
        if name == STRINGS:
            return
        if name in self.sheets and b"<" in data[:100] and (name.startswith("xl/worksheets/") or b"sheetData" in data):
            title, why = self.sheets[name]
            place = Place(self.context.named(f"工作表“{title}”"))
            sheet = Sheet(plain_xml(data, title), place, why, self.book, self.context.tables)
            yield from sheet.passages()
            if sheet.changed:
                self.written[name] = sheet.save()
            return
        yield from super().part(name, data)
        if name in self.written and name.startswith(("xl/workbook", "xl/pivotCache", "xl/externalLinks")):
            self.written[name] = _mended(self.written[name], name)

    def _unseen_styles(self) -> dict[str, str]:
        """Cell styles that show nothing: white on no fill, or the number format ;;;."""
        if "xl/styles.xml" not in self.names:
            return {}
        root = parse_xml(self._read("xl/styles.xml"), "xl/styles.xml")
        groups = {local(element): list(element) for element in root}
        white = {str(i) for i, font in enumerate(groups.get("fonts", [])) if _is_white(font)}
        filled = {str(i) for i, fill in enumerate(groups.get("fills", [])) if _is_filled(fill)}
        empty = {
            f.get("numFmtId") for f in groups.get("numFmts", []) if set((f.get("formatCode") or "").strip()) == {";"}
        }
        found = {}
        for index, form in enumerate(groups.get("cellXfs", [])):
            if form.get("fontId") in white and form.get("fillId", "0") not in filled:
                found[str(index)] = "白底白字"
            elif form.get("numFmtId") in empty:
                found[str(index)] = "不显示的数字格式"
        return found

    def _orphans(self) -> Iterator[Passage]:
        place = Place(self.context.named("共享字符串"))
        for index in sorted(self.book.strings.keys() - self.book.kept - self.book.replaced, key=int):
            if (text := self.book.strings[index]).strip():
                passage = Passage(text, place, "未引用的字符串", "没有单元格引用的残留文字")
                yield passage
                if passage.changes:
                    self.written.setdefault(STRINGS, b"")
        readings = _READING.finditer(self.strings_xml) if "rPh" in self.strings_xml else ()
        for match in readings:
            passage = Passage(text_of(match[0].replace("rPh", "ph")), place, "拼音标注", "拼音标注")
            yield passage
            if passage.changes:
                self.written.setdefault(STRINGS, b"")

    def _remaining_strings(self) -> bytes:
        """The table of strings with those emptied that no cell refers to any more; their numbers stay."""
        counter = iter(self.book.strings)

        def keep(match: re.Match[str]) -> str:
            prefix = match[1]
            if next(counter) in self.book.kept:
                return _READING.sub("", match[0]) if "rPh" in match[0] else match[0]
            return f"<{prefix}si><{prefix}t/></{prefix}si>"

        return _STRING.sub(keep, self.strings_xml).encode()


def _strings(xml: str) -> dict[str, str]:
    found = enumerate(_STRING.findall(xml))
    return {str(index): plain or text_of(other) for index, (_, plain, other) in found}


def _is_white(font: Any) -> bool:
    color = next((child for child in font if local(child) == "color"), None)
    if color is None:
        return False
    return (color.get("rgb") or "").upper().endswith("FFFFFF") or (color.get("theme") == "0" and not color.get("tint"))


def _is_filled(fill: Any) -> bool:
    pattern = next((child for child in fill if local(child) == "patternFill"), None)
    if pattern is None:
        return True
    colors = [(child.get("rgb") or "").upper() for child in pattern if local(child) == "fgColor"]
    return pattern.get("patternType") not in (None, "none") and not any(rgb.endswith("FFFFFF") for rgb in colors if rgb)


def _mended(data: bytes, name: str) -> bytes:
    """The part with its masked values in a form that a spreadsheet program accepts: stars are no number or formula."""
    root = parse_xml(data, name)
    for element in root.iter(etree.Element):
        kind = local(element)
        if kind == "definedName" and "*" in (element.text or "") and '"' not in element.text:
            element.text = f'"{element.text}"'
        elif kind == "sheet" and "*" in (element.get("name") or ""):
            element.set("name", element.get("name").replace("*", "×"))
        elif kind == "n" and "*" in (element.get("v") or ""):
            element.tag = element.tag[:-1] + "s"
        elif kind == "v" and "*" in (element.text or ""):
            element.getparent().set("t", "str")
        elif kind == "pivotCacheDefinition":
            element.set("refreshOnLoad", "1")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
