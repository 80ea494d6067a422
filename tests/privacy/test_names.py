"""Names are suggestions for a person: under a header of names in every format that has tables, or after the word."""

import csv
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest

from gongkai.privacy import mask_bytes, prove_bytes, scan_bytes
from privacy.places_office import packed
from privacy.planting import pdf_ruled, xlsx_sheet

NAMES = ("张小明", "欧阳秀兰", "买买提·艾力", "李大山", "吴桂芳")
ROWS = [("序号", "户主姓名", "村", "金额"), *((str(n), name, "王家村", "450") for n, name in enumerate(NAMES, start=1))]


def in_xlsx():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def in_hidden_xlsx():
    book = openpyxl.load_workbook(BytesIO(xlsx_sheet("veryHidden")([])))
    for row in ROWS:
        book["底稿"].append(row)
    book["底稿"].column_dimensions["B"].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def in_docx():
    document, out = docx.Document(), BytesIO()
    table = document.add_table(0, 4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(out)
    return out.getvalue()


def in_html():
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<!doctype html><html><body><table>{rows}</table></body></html>".encode()


def in_csv():
    out = StringIO()
    csv.writer(out).writerows(ROWS)
    return out.getvalue().encode("gb18030")


def in_ods():
    space = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    space += ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<document-content {space}><table:table>{rows}</table:table></document-content>",
        }
    )


FILES = {
    "a.xlsx": in_xlsx,
    "hidden.xlsx": in_hidden_xlsx,
    "a.docx": in_docx,
    "a.html": in_html,
    "a.csv": in_csv,
    "a.tsv": lambda: "\n".join("\t".join(row) for row in ROWS).encode(),
    "a.txt": lambda: "\n".join("\t".join(row) for row in ROWS).encode(),
    "a.pdf": lambda: pdf_ruled([ROWS]),
    "a.ods": in_ods,
}


@pytest.mark.parametrize("name", FILES)
def test_every_name_under_a_header_is_suggested_once_and_is_no_find(name):
    scan = scan_bytes(FILES[name](), name)
    names = scan.of({"name"})
    assert ["".join(one.secret.split()) for one in names] == list(NAMES)
    assert [one.masked for one in names] == ["张*明", "欧阳*", "买*·*力", "李*山", "吴*芳"]
    assert {(one.severity, one.field) for one in names} == {("notice", "name")}
    assert not scan.found


@pytest.mark.parametrize("name", FILES)
def test_a_policy_that_masks_names_leaves_none_of_them(name):
    data = FILES[name]()
    masked = mask_bytes(data, name, policy="低保")
    assert [finding.kind for finding in masked.findings] == ["name"] * len(NAMES)
    assert prove_bytes(masked.data, "out" + masked.suffix, masked.findings).ok
    again = scan_bytes(masked.data, "out" + masked.suffix)
    assert not {one.secret for one in again.findings} & set(NAMES)
    assert mask_bytes(data, name, policy="补贴发放").findings == (), "where the law lets them be published they stay"
