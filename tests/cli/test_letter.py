"""Drafting letters at the command line."""

import json

import docx
import pytest
from click.testing import CliRunner

from gongkai.cli.letter import letter
from gongkai.letters import KINDS


def call(*arguments, **options):
    return CliRunner().invoke(letter, [*map(str, arguments)], **options)


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "数据.json"
    file.write_text(call("example", "refused").output, encoding="utf-8")
    return file


def test_every_letter_is_listed_with_its_articles():
    rows = json.loads(call("list", "--json").output)
    assert [row["kind"] for row in rows] == list(KINDS)
    assert "不予公开答复书" in call("list").output


def test_an_example_becomes_a_letter_in_word(data, tmp_path):
    result = call("refused", data, "-o", tmp_path / "答复书.docx")
    assert (result.exit_code, result.output) == (0, "")
    texts = [p.text for p in docx.Document(tmp_path / "答复书.docx").paragraphs]
    assert "政府信息公开申请不予公开答复书" in texts


def test_without_a_file_the_letter_is_printed_on_the_terminal(data):
    assert "先向青禾县人民政府申请行政复议" in call("refused", data).output


def test_data_may_come_through_a_pipe(data):
    assert "不予公开" in call("refused", "-", input=data.read_text(encoding="utf-8")).output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[", "不是 JSON 数据"),
        ("[" * 100_000, "不是 JSON 数据"),
        ("[]", "应为一个 JSON 对象"),
        ("{}", "缺少“本机关全称”（organ.name）"),
        ('{"organ": 3}', "用不到的数据：organ"),
    ],
)
def test_what_cannot_be_drafted_is_told_in_one_sentence(content, sentence):
    result = call("refused", "-", input=content)
    assert result.exit_code == 2
    assert sentence in result.output
    assert result.output.strip().endswith("。")
    assert result.output.count("\n") == 1


def test_a_letter_in_a_format_nobody_writes_is_refused(data, tmp_path):
    result = call("refused", data, "-o", tmp_path / "答复书.ofd")
    assert result.exit_code == 2
    assert "可以写成 .docx" in result.output


def test_an_organs_wording_is_used_and_tried(data, tmp_path):
    folder = tmp_path / "用语"
    folder.mkdir()
    (folder / "refused.toml").write_text('title = "不予公开告知书"', encoding="utf-8")
    assert "不予公开告知书" in call("refused", data, "--wording", folder).output
    assert call("check", folder).exit_code == 0
    (folder / "refused.toml").write_text('text = "不公开。"', encoding="utf-8")
    (folder / "别的.toml").write_text("", encoding="utf-8")
    result = call("check", folder)
    assert result.exit_code == 1
    assert "必须写明" in result.output
    assert "没有“别的”这种文书" in result.output
