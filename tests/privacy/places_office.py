"""Rarer places of office files in which personal data hides."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from privacy.planting import (
    Place,
    W,
    _docx,
    _docx_body,
    _runs,
    _with_parts,
    _xlsx,
    html_page,
    xlsx_cells,
    xlsx_part,
)

X = 'xmlns:x="http://schemas.openxmlformats.org/presentationml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def docx_part(name: str, root: str, item: str) -> Place:
    """A part of a document of its own, with `item` once a line."""

    def place(lines: list[str]) -> bytes:
        body = "".join(item.format(runs=_runs([line]), text=escape(line), attribute=quoteattr(line)) for line in lines)
        return _with_parts(_docx(), {name: f"<{root} {W}>{body}</{root.split()[0]}>"})

    return place


def docx_body(item: str) -> Place:
    """The body of a document, with `item` once a line."""

    def place(lines: list[str]) -> bytes:
        parts = (item.format(runs=_runs([line]), text=escape(line), attribute=quoteattr(line)) for line in lines)
        return _docx_body("".join(parts))

    return place


def docx_other(name: str, made: Callable[[list[str]], bytes]) -> Place:
    """A file of another kind carried in a document."""
    return lambda lines: _with_parts(_docx(), {name: made(lines)})


def wide_bytes(lines: list[str]) -> bytes:
    """An OLE object that holds its text two bytes a character, as Word does: only numbers can be told in it."""
    return b"\x01\x02OLE\0" * 9 + b"\0\0".join(line.encode("utf-16-le") for line in lines)


def xlsx_validation(lines: list[str]) -> bytes:
    """The messages of a validation."""

    def fill(book: openpyxl.Workbook) -> None:
        for number, line in enumerate(lines, start=2):
            rule = DataValidation(type="whole", prompt=line, promptTitle="提示")
            rule.add(f"A{number}")
            book.active.add_data_validation(rule)

    return _xlsx(fill)


def xlsx_chart(lines: list[str]) -> bytes:
    """The cache of a chart, the cells themselves long gone."""

    def fill(book: openpyxl.Workbook) -> None:
        book.active.append([1, 2, 3])
        chart = BarChart()
        chart.add_data(Reference(book.active, min_col=1, min_row=2, max_col=3))
        book.active.add_chart(chart, "E5")

    base = _xlsx(fill)
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(line)}</c:v></c:pt>' for n, line in enumerate(lines))
    with zipfile.ZipFile(BytesIO(base)) as archive:
        name = next(name for name in archive.namelist() if "charts/chart" in name)
        text = archive.read(name).decode()
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    cache = f'<c:strCache xmlns:c="{chart}">{points}</c:strCache>'
    at = text.rindex("</")
    return _with_parts(base, {name: text[:at] + cache + text[at:]})


def xlsx_unseen_format(lines: list[str]) -> bytes:
    """Cells whose number format shows nothing."""

    def fill(book: openpyxl.Workbook) -> None:
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 2, line).number_format = ";;;"

    return _xlsx(fill)


def xlsx_model(lines: list[str]) -> bytes:
    """A data model that keeps its strings as they are."""
    return _with_parts(xlsx_cells([]), {"xl/model/item.data": b"\xff\xfe\1\2" + wide_bytes(lines)})


def pptx(name: str, item: str) -> Place:
    """A presentation with `item` once a line in one of its parts."""

    def place(lines: list[str]) -> bytes:
        body = "".join(item.format(text=escape(line)) for line in lines)
        parts = {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f"<x:presentation {X}/>",
            name: f"<x:sld {X} {A}>{body}</x:sld>",
        }
        return packed(parts)

    return place


def odf(mime: str, item: str) -> Place:
    """An OpenDocument file with `item` once a line."""
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    table = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'

    def place(lines: list[str]) -> bytes:
        body = "".join(item.format(text=escape(line)) for line in lines)
        root = f"<office:document-content {office} {text} {table}><office:body>{body}</office:body>"
        return packed(
            {
                "mimetype": f"application/vnd.oasis.opendocument.{mime}",
                "META-INF/manifest.xml": "<manifest/>",
                "content.xml": f"{root}</office:document-content>",
            }
        )

    return place


def packed(parts: dict[str, str]) -> bytes:
    """An archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return out.getvalue()


NOTE = "<w:{0} w:id='1'><w:p>{{runs}}</w:p></w:{0}>"
P = "<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
PLACES: dict[str, Place] = {
    "footnotes.docx": docx_part(
        "word/footnotes.xml", "w:footnotes", "<w:footnote w:id='1'><w:p>{runs}</w:p></w:footnote>"
    ),
    "endnotes.docx": docx_part("word/endnotes.xml", "w:endnotes", NOTE.format("endnote")),
    "variables.docx": docx_part(
        "word/settings.xml", "w:settings", "<w:docVars><w:docVar w:name='a' w:val={attribute}/></w:docVars>"
    ),
    "glossary.docx": docx_part("word/glossary/document.xml", "w:glossaryDocument", "<w:p>{runs}</w:p>"),
    "people.docx": docx_part("word/people.xml", "w:people", "<w:person w:author={attribute}/>"),
    "inserted.docx": docx_body('<w:ins w:id="1" w:author="李四">{runs}</w:ins>'),
    "moved.docx": docx_body('<w:moveFrom w:id="1" w:author="李四">{runs}</w:moveFrom>'),
    "control.docx": docx_body("<w:sdt><w:sdtPr><w:alias w:val={attribute}/></w:sdtPr><w:sdtContent/></w:sdt>"),
    "choices.docx": docx_body(
        "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText={attribute}/></w:dropDownList></w:sdtPr></w:sdt>"
    ),
    "white.docx": docx_body(
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t xml:space="preserve">{text}</w:t><w:br/></w:r>'
    ),
    "ruby.docx": docx_body(
        "<w:r><w:ruby><w:rt>{runs}</w:rt><w:rubyBase><w:r><w:t>。</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    ),
    "drawing.docx": docx_part("word/diagrams/data1.xml", f"a:dataModel {A}", P),
    "chart.docx": docx_part("word/charts/chart1.xml", "chart", "<pt><v>{text}</v></pt>"),
    "custom-properties.docx": docx_part(
        "docProps/custom.xml", "Properties", "<property><lpwstr>{text}</lpwstr></property>"
    ),
    "application.docx": docx_part("docProps/app.xml", "Properties", "<Company>{text}</Company>"),
    "web-page.docx": docx_other("word/afchunk.html", html_page("<p>{text}</p>")),
    "nested.docx": docx_other(
        "word/embeddings/a.docx", lambda lines: _docx(lambda d: [d.add_paragraph(x) for x in lines] and None)
    ),
    "validation.xlsx": xlsx_validation,
    "chart.xlsx": xlsx_chart,
    "format.xlsx": xlsx_unseen_format,
    "pivot-items.xlsx": xlsx_part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "pivotCacheDefinition",
        "<cacheField name='a'><sharedItems><s v={attribute}/></sharedItems></cacheField>",
    ),
    "pivot-table.xlsx": xlsx_part("xl/pivotTables/pivotTable1.xml", "pivotTableDefinition", "<f name={attribute}/>"),
    "connection.xlsx": xlsx_part("xl/connections.xml", "connections", "<c><dbPr command={attribute}/></c>"),
    "table.xlsx": xlsx_part("xl/tables/table1.xml", "table", "<tableColumn name={attribute}/>"),
    "legacy.xlsx": xlsx_part("xl/drawings/vmlDrawing1.vml", "xml", "<textbox><div>{text}</div></textbox>"),
    "slicer.xlsx": xlsx_part("xl/slicerCaches/slicerCache1.xml", "slicerCacheDefinition", "<i n={attribute}/>"),
    "query.xlsx": xlsx_part("customXml/item1.xml", "DataMashup", "<step>{text}</step>"),
    "properties.xlsx": xlsx_part("docProps/core.xml", "coreProperties", "<description>{text}</description>"),
    "persons.xlsx": xlsx_part("xl/persons/person.xml", "personList", "<person displayName={attribute}/>"),
    "slide.pptx": pptx("ppt/slides/slide1.xml", P),
    "table.pptx": pptx("ppt/slides/slide1.xml", f"<a:tbl><a:tr><a:tc><a:txBody>{P}</a:txBody></a:tc></a:tr></a:tbl>"),
    "notes.pptx": pptx("ppt/notesSlides/notesSlide1.xml", P),
    "comments.pptx": pptx("ppt/comments/comment1.xml", "<x:cm><x:text>{text}</x:text></x:cm>"),
    "text.odt": odf("text", "<text:p>{text}</text:p>"),
    "cells.ods": odf(
        "spreadsheet",
        "<table:table><table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>",
    ),
}
"""Every kind is found in these."""

NUMBERS_ONLY: dict[str, Place] = {
    "wide.docx": docx_other("word/embeddings/oleObject1.bin", wide_bytes),
    "macro.docx": docx_other("word/vbaProject.bin", wide_bytes),
    "model.xlsx": xlsx_model,
}
"""Bytes of no known structure, in which only numbers are told from anything else; masking takes all of it out."""
