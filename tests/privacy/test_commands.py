"""`gongkai privacy` at the command line: what it prints, and its exit status."""

import csv
import json
import os
import traceback
import zipfile
from io import BytesIO

import pytest
from click.testing import CliRunner

from gongkai.cli import main

ID = "11010519491231002X"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner().invoke(main, ["privacy", *arguments])

    return invoke


def test_a_clean_file_gives_0_a_finding_1_and_an_unreadable_file_2(run, tmp_path):
    (tmp_path / "clean.txt").write_text("青禾县2024年收到申请17件。", encoding="utf-8")
    (tmp_path / "roster.txt").write_text(f"张小明 {ID}", encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04broken")
    assert run("scan", "clean.txt").exit_code == 0
    assert run("scan", "clean.txt", "roster.txt").exit_code == 1
    assert run("scan", "roster.txt", "broken.docx", "missing.txt").exit_code == 2


def test_the_credit_code_of_an_organisation_alone_is_not_found(run, tmp_path):
    (tmp_path / "a.txt").write_text("索引号11441700007280420Y/2021-00050", encoding="utf-8")
    result = run("scan", "--jsonl", "a.txt")
    assert result.exit_code == 0
    assert [finding["kind"] for finding in json.loads(result.stdout)["findings"]] == ["credit_code"]


def test_jsonl_is_a_line_a_file_and_never_shows_the_number(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"{ID}\n{ID}\n13800138000", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"")
    result = run("scan", "--jsonl", "a.txt", "b.docx")
    first, second = map(json.loads, result.stdout.splitlines())
    assert [finding["kind"] for finding in first["findings"]] == ["citizen_id", "citizen_id", "mobile"]
    assert set(first["findings"][0]) >= {"kind", "where", "masked", "severity", "cites"}
    assert second["file"] == "b.docx"
    assert second["error"].endswith("。")
    assert ID not in result.output
    assert "13800138000" not in result.output


def test_a_folder_is_scanned_with_r_and_listed_as_csv(run, tmp_path):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "a.csv").write_text(f"姓名,身份证号\n张小明,{ID}\n", encoding="gb18030")
    result = run("scan", "-r", "--csv", "folder")
    assert result.exit_code == 1
    assert "1101**********002X" in result.stdout
    assert ID not in result.stdout


def test_masking_writes_a_proven_file_and_leaves_the_original(run, tmp_path):
    source = tmp_path / "a.csv"
    source.write_text(f"姓名,身份证号,一折通账号,金额\n张小明,{ID},90130201001122,300\n", encoding="utf-8")
    before = source.read_bytes()
    result = run("mask", "a.csv", "-o", "b.csv", "--policy", "低保", "--proof", "proof.json")
    assert result.exit_code == 0, result.output
    assert source.read_bytes() == before
    assert (tmp_path / "b.csv").read_text(encoding="utf-8") == "姓名,身份证号,,金额\n张*明,1101**********002X,,300\n"
    record = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert record["ok"]
    assert ID not in str(record)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mask", "a.txt", "-o", "a.txt"], "不能就是原文件"),
        (["mask", "a.txt", "-o", "b.txt", "--policy", "没有"], "没有“没有”这种名册规则"),
        (["mask", "missing.txt", "-o", "b.txt"], "没有这个文件"),
    ],
)
def test_what_cannot_be_masked_is_refused_in_one_sentence(run, tmp_path, arguments, words):
    (tmp_path / "a.txt").write_text(ID, encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert not (tmp_path / "b.txt").exists()


def test_a_number_in_the_name_of_a_file_is_found_and_never_printed(run, tmp_path):
    name = f"张小明{ID}.txt"
    (tmp_path / name).write_text("青禾县公示", encoding="utf-8")
    for manner in ((), ("--jsonl",), ("--csv",)):
        result = run("scan", *manner, name)
        assert result.exit_code == 1
        assert "文件名" in result.output
        assert "1101**********002X" in result.output
        assert ID not in result.output
    assert run("mask", name, "-o", f"{ID}.pdf").exit_code == 0
    (tmp_path / "a.zip").write_bytes(zipped({name: "青禾县", f"{ID}.docx": "PK\x03\x04torn"}))
    result = run("scan", "a.zip")
    assert result.exit_code == 2
    assert ID not in result.output


def zipped(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_an_unreadable_file_stands_in_every_kind_of_list(run, tmp_path):
    (tmp_path / "a.txt").write_text(ID, encoding="utf-8")
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04torn")
    with (tmp_path / "big.txt").open("wb") as stream:
        os.truncate(stream.fileno(), 2 << 30)
    result = run("scan", "--csv", "torn.docx", "big.txt", "a.txt")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [row["file"] for row in rows] == ["torn.docx", "big.txt", "a.txt"]
    assert "已损坏" in rows[0]["error"]
    assert "2048 MB" in rows[1]["error"]
    assert rows[2]["kind"] == "citizen_id"
    assert rows[2]["error"] == ""
    assert result.exit_code == 2


def test_what_cannot_be_written_is_one_sentence(run, tmp_path):
    (tmp_path / "a.txt").write_text(ID, encoding="utf-8")
    for arguments in (["-o", "没有/b.txt"], ["-o", "b.txt", "--proof", "没有/p.json"]):
        result = run("mask", "a.txt", *arguments)
        assert result.exit_code == 2
        assert "写不了" in result.output


def test_a_mistake_in_the_program_prints_no_number(run, tmp_path, monkeypatch):
    from gongkai.privacy import scanning

    def fails(*arguments, **named):
        raise ValueError(f"cannot read {ID}")

    (tmp_path / "a.txt").write_text(ID, encoding="utf-8")
    monkeypatch.setattr(scanning, "find", fails)
    result = run("scan", "a.txt")
    assert result.exit_code == 2
    assert "ValueError" in result.output
    assert ID not in result.output
    with pytest.raises(scanning.Blocked) as blocked:
        scanning.scan_bytes(ID.encode(), "a.txt")
    assert ID not in "".join(traceback.format_exception(blocked.value))


def test_an_organ_s_own_published_telephone_is_nobody_s(run, tmp_path):
    (tmp_path / "a.csv").write_text("姓名,联系电话\n李四,13800138000\n王五,0594-2345678\n", encoding="utf-8")
    own = ("--published", "138 0013 8000", "--published", "2345678")
    assert run("scan", "a.csv").exit_code == 1
    assert run("scan", "a.csv", *own).exit_code == 0
    assert run("mask", "a.csv", "-o", "b.csv", *own).exit_code == 0
    assert "13800138000" in (tmp_path / "b.csv").read_text(encoding="utf-8")
