"""A Word file that Word opens unrepaired and a person can go on editing."""

import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from gongkai.paper import Page, to_bytes
from gongkai.paper.docx.xml import local, order
from paper.sample import LETTER, TABLE


@pytest.fixture(scope="module")
def letter():
    return docx.Document(io.BytesIO(to_bytes(LETTER, "docx")))


def test_the_sheet_has_the_margins_and_the_type_area_of_the_standard(letter):
    section = letter.sections[0]
    sheet = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(length.mm) for length in sheet] == [210, 297, 37, 28]
    area = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert [round(length / 36000) for length in area] == [156, 225]


def test_a_spanning_cell_is_one_cell_that_word_can_edit(letter):
    table = letter.tables[0]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert [[cell.text for cell in row.cells] for row in table.rows][2] == ["规章", "3", "〔待核〕"]


def test_header_rows_are_repeated_and_no_row_tears(letter):
    rows = letter.tables[0]._tbl.tr_lst
    assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [True, True, False, False]
    assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)


def test_a_table_that_fits_is_kept_on_one_page(letter):
    *before, last = letter.tables[0].rows
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for row in before for cell in row.cells)
    assert not any(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last.cells)


def test_headings_are_headings_and_the_title_is_the_title(letter):
    styles = {p.text: p.style.name for p in letter.paragraphs}
    assert styles["政府信息公开申请部分公开答复书"] == "Title"
    assert styles["一、予以公开的信息"] == "Heading 1"
    assert styles["（一）合同价款"] == "Heading 2"


def test_the_types_are_those_of_the_standard_and_each_names_what_stands_for_it(letter):
    fonts = {
        s.name: s.element.rPr.rFonts.get(qn("w:eastAsia")) for s in letter.styles if s.name in ("Title", "Heading 1")
    }
    assert fonts == {"Title": "方正小标宋简体", "Heading 1": "黑体"}
    with zipfile.ZipFile(io.BytesIO(to_bytes(LETTER, "docx"))) as archive:
        table = archive.read("word/fontTable.xml").decode()
    assert 'w:name="仿宋_GB2312"><w:altName w:val="FangSong_GB2312,' in table


def test_the_document_is_chinese_and_its_properties_tell_only_title_and_organ(letter):
    core = letter.core_properties
    assert (core.title, core.author, core.language) == (LETTER.title, LETTER.organ, "zh-CN")
    assert (core.comments, core.keywords, core.last_modified_by) == ("", "", LETTER.organ)
    lang = letter.styles.element.find(f".//{qn('w:lang')}")
    assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == ("zh-CN", "zh-CN")


def test_page_numbers_stand_outside_on_odd_and_even_pages(letter):
    section = letter.sections[0]
    assert letter.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer.paragraphs[0]._p.xml
        assert footer.paragraphs[0].text.startswith("—")


def test_no_page_number_where_none_is_wanted():
    document = docx.Document(io.BytesIO(to_bytes(Page("题", page_numbers=False), "docx")))
    assert document.sections[0].footer.paragraphs[0].text == ""


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_children_stand_in_the_order_that_word_demands(part):
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(to_bytes(LETTER, "docx"))) as archive:
        tree = etree.fromstring(archive.read(part))
    names = order()
    wrong = []
    for parent in tree.iter():
        if isinstance(parent.tag, str) and local(parent) in names:
            ranks = [names[local(parent)].index(local(child)) for child in parent]
            wrong += [local(parent)] * (ranks != sorted(ranks))
    assert wrong == []


def test_a_table_with_a_hole_is_refused_before_it_is_written():
    from dataclasses import replace

    with pytest.raises(ValueError, match="第3行第3列没有单元格"):
        to_bytes(Page("题", (replace(TABLE, rows=(*TABLE.rows[:2], TABLE.rows[2][:2], TABLE.rows[3])),)), "docx")


@pytest.mark.libreoffice
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_libreoffice_opens_the_file(ending, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    (tmp_path / f"a.{ending}").write_bytes(to_bytes(LETTER, ending))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        f"{tmp_path}/a.{ending}",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    import pdfplumber

    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
        sizes = {(round(page.width), round(page.height)) for page in pdf.pages}
    assert "周晓棠" in text
    assert "行政规范性文件" in text
    if ending == "docx":
        assert sizes == {(595, 842)}
        assert len(pdf.pages) == 3
