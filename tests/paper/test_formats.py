"""One page, every format: its words are all there, and a missing one is never lost in silence."""

import io
import zipfile

import pytest

from gongkai.paper import FORMATS, Page, Unprintable, paragraph, render, to_bytes
from paper.sample import LETTER, WORDS


def words_of(data: bytes, ending: str) -> str:
    if ending == "pdf":
        import pdfplumber

        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return "".join("".join(page.extract_text().split()) for page in pdf.pages)
    if zipfile.is_zipfile(io.BytesIO(data)):
        import re

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]+>", "", "".join(parts))
    return data.decode()


@pytest.mark.parametrize("ending", [form.ending for form in FORMATS])
def test_every_word_of_a_page_stands_in_every_format(ending):
    text = words_of(to_bytes(LETTER, ending), ending).replace("&gt;", ">")
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize("ending", [form.ending for form in FORMATS if form.ending != "pdf"])
def test_the_same_page_gives_the_same_bytes(ending):
    assert to_bytes(LETTER, ending) == to_bytes(LETTER, ending)


@pytest.mark.parametrize("ending", [form.ending for form in FORMATS])
def test_control_characters_never_spoil_a_file(ending):
    page = Page("标\x00题", (paragraph("柳河\x0b镇\x1b\ud800\uffff人民政府"),))
    text = words_of(to_bytes(page, ending), ending)
    assert "标题" in text
    assert "柳河镇人民政府" in text


def test_a_format_nobody_writes_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(Unprintable, match=r"^写不出“\.ofd”格式的文件，可以写成 \.docx.*。$"):
        render(LETTER, tmp_path / "a.ofd")


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    with pytest.raises(Unprintable, match=r"^写不了文件.*。$"):
        render(LETTER, tmp_path / "no" / "a.txt")


def test_the_registry_names_each_ending_once():
    assert len({form.ending for form in FORMATS}) == len(FORMATS)
