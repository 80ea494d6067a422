"""`gongkai report`: the exit statuses, the lines of JSON, the words on a terminal, and a batch that goes on."""

import contextlib
import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.report import from_json, to_json, write
from report.generating import consistent_report

ROOT = Path(__file__).parents[2]
REAL = sorted(Path(os.environ.get("GONGKAI_REPORTS", ROOT / "../shared/reports")).glob("009*.pdf"))
SCHEMA_KEYS = {"code", "severity", "message", "where", "expected", "actual", "quote", "cites"}


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(main, ["report", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def good(tmp_path):
    return saved(consistent_report(Random(7), year=2023), tmp_path / "石桥镇2023.md")


@pytest.fixture
def wrong(tmp_path):
    report = consistent_report(Random(7), year=2023)
    cells = {"applications/total/total": report.cells["applications/total/total"] + 1}
    return saved(report.with_cells(cells), tmp_path / "错.md")


@pytest.fixture
def unreadable(tmp_path):
    path = tmp_path / "空.docx"
    path.write_bytes(b"")
    return path


def saved(report, path):
    if path.suffix == ".json":
        path.write_text(json.dumps(to_json(report), ensure_ascii=False), encoding="utf-8")
    else:
        write(report, path)
    return path


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_check_ends_with_0_when_no_error_is_found(run, good):
    assert run("check", good).exit_code == 0


def test_check_ends_with_1_when_an_error_is_found_and_says_which(run, wrong):
    result = run("check", wrong)
    assert result.exit_code == 1
    assert "（七）总计" in result.stdout
    assert "怎么改" in result.stdout
    assert "gongkai report explain results-add-up" in result.stdout


def test_a_file_that_cannot_be_read_outranks_an_error_and_the_rest_goes_on(run, wrong, unreadable):
    result = run("check", unreadable, wrong, "--jsonl")
    assert result.exit_code == 2
    first, second = lines(result)
    assert set(first) == {"file", "error"}
    assert first["error"].endswith("。")
    assert set(second) == {"file", "findings"}


def test_a_file_that_is_not_there_is_one_sentence(run, good):
    result = run("check", "没有.docx", good, "--jsonl")
    assert result.exit_code == 2
    assert lines(result)[0]["error"].endswith("。")


def test_a_finding_has_the_keys_of_the_schema(run, wrong):
    (line,) = lines(run("check", wrong, "--jsonl"))
    assert all(set(finding) == SCHEMA_KEYS for finding in line["findings"])
    assert line["file"] == str(wrong)


def test_read_gives_the_report_as_one_line_and_ends_with_0_or_2(run, good, unreadable):
    result = run("read", good, "--jsonl")
    assert result.exit_code == 0
    (line,) = lines(result)
    assert from_json(line["report"]).year == 2023
    assert run("read", unreadable, good, "--jsonl").exit_code == 2


def test_read_tells_a_person_what_was_read(run, good):
    result = run("read", good)
    assert "读出" in result.stdout
    assert "2023" in result.stdout


def test_a_folder_needs_r_and_is_then_taken_whole(run, good, wrong, tmp_path):
    assert "请加 -r" in run("check", tmp_path).output
    result = run("check", "-r", tmp_path, "--jsonl")
    assert {line["file"] for line in lines(result)} == {str(good), str(wrong)}


def test_several_processes_give_the_same_lines_in_the_same_order(run, tmp_path):
    for seed in range(12):
        saved(consistent_report(Random(seed)), tmp_path / f"{seed:02}.json")
    (tmp_path / "05.json").write_text("{", encoding="utf-8")
    assert run("check", "-r", tmp_path, "--jsonl", "--jobs", 3).stdout == run("check", "-r", tmp_path, "--jsonl").stdout


def test_csv_is_a_line_a_finding_or_a_line_a_report(run, wrong, good):
    findings = list(csv.DictReader(io.StringIO(run("check", wrong, "--csv").stdout)))
    assert "results-add-up" in {row["code"] for row in findings}
    (report,) = csv.DictReader(io.StringIO(run("read", good, "--csv").stdout))
    assert report["year"] == "2023"
    assert report["applications/new/total"].isdigit()


def test_csv_holds_no_formula(run, tmp_path):
    path = saved(replace(consistent_report(Random(1)), title="=1+1"), tmp_path / "公式.json")
    (row,) = csv.DictReader(io.StringIO(run("read", path, "--csv").stdout))
    assert row["title"] == "'=1+1"


def test_the_summary_counts_by_severity_and_by_check(run, wrong):
    assert "错误 " in run("check", wrong).stdout.split("共核对 1 份报告")[1]
    assert "results-add-up" in run("check", wrong).stdout.split("共核对 1 份报告")[1]


def chain(tmp_path, carried_in):
    for year, row, figure in ((2022, "carried_out", 3), (2023, "carried_in", carried_in)):
        report = consistent_report(Random(3), year=year)
        cells = {path: 0 for path in report.cells if path.startswith("applications/")}
        for place in ("natural_person", "total"):
            cells[f"applications/{row}/{place}"] = figure
            cells[f"applications/{'new' if row == 'carried_out' else 'total'}/{place}"] = figure
            if row == "carried_in":
                cells[f"applications/granted/{place}"] = figure
        saved(report.with_cells(cells), tmp_path / f"{year}.json")
    return tmp_path / "2022.json", tmp_path / "2023.json"


def series(result):
    earlier, later = lines(result)
    assert not [f for f in earlier["findings"] if f["where"].startswith("series/")]
    return [f for f in later["findings"] if f["code"] == "series-carried-forward"]


def test_years_given_together_are_compared_and_stand_on_the_later_line(run, tmp_path):
    files = chain(tmp_path, carried_in=2)
    assert {f["severity"] for f in series(run("check", *files, "--jsonl"))} == {"warning"}
    assert {f["severity"] for f in series(run("check", *files, "--jsonl", "--series"))} == {"error"}
    assert run("check", *files, "--series").exit_code == 1


def test_a_chain_that_holds_is_not_told_of(run, tmp_path):
    assert series(run("check", *chain(tmp_path, carried_in=3), "--jsonl", "--series")) == []


def test_write_takes_a_bare_report_or_a_line_of_read(run, good, tmp_path):
    report = consistent_report(Random(7), year=2023)
    bare = saved(report, tmp_path / "报告.json")
    line = tmp_path / "一行.json"
    line.write_text(run("read", good, "--jsonl").stdout, encoding="utf-8")
    for source in (bare, line):
        target = tmp_path / f"{source.stem}.html"
        assert run("write", source, "-o", target).exit_code == 0
        assert "政府信息公开工作年度报告" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["{", "[]", '{"form": "2008"}', '{"file": "x", "error": "读不了"}', "null", ""])
def test_write_refuses_what_is_no_report_in_one_sentence(run, tmp_path, text):
    (tmp_path / "坏.json").write_text(text, encoding="utf-8")
    result = run("write", tmp_path / "坏.json", "-o", tmp_path / "出.html")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_write_refuses_a_format_that_it_does_not_know(run, tmp_path):
    source = saved(consistent_report(Random(1)), tmp_path / "a.json")
    result = run("write", source, "-o", tmp_path / "出.xyz")
    assert result.exit_code == 2
    assert ".docx" in result.stderr


def test_convert_reads_and_writes(run, good, tmp_path):
    assert run("convert", good, "-o", tmp_path / "出.json").exit_code == 0
    assert from_json(json.loads((tmp_path / "出.json").read_text(encoding="utf-8"))).year == 2023


def test_annotate_writes_one_page_with_the_numbers_both_ways(run, wrong, tmp_path):
    target = tmp_path / "批注.html"
    assert run("annotate", wrong, "-o", target).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert 'href="#k1"' in page
    assert 'id="k1"' in page
    assert 'href="#h1"' in page
    assert 'id="h1"' in page
    assert "<script" not in page
    assert "http" not in page.split("</style>")[0]


def test_annotate_lays_data_out_in_the_statutory_form(run, tmp_path):
    data = saved(
        consistent_report(Random(7), year=2023).with_cells({"applications/total/total": 9999}), tmp_path / "数据.json"
    )
    target = tmp_path / "批注.html"
    assert run("annotate", data, "-o", target).exit_code == 0
    text = target.read_text(encoding="utf-8")
    assert "9999" in text
    assert 'class="hit error"' in text
    assert "schema" not in text


@pytest.mark.parametrize("name", ["大.json", "大.txt", "大.pdf"])
def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(run, tmp_path, name):
    with (tmp_path / name).open("wb") as file:
        file.truncate(2 << 30)
    result = run("check", tmp_path / name, "--jsonl")
    assert result.exit_code == 2
    assert "超过 50 MB 的上限" in lines(result)[0]["error"]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "管.json")
    assert "不是普通文件" in lines(run("read", tmp_path / "管.json", "--jsonl"))[0]["error"]


def test_annotate_refuses_data_that_is_no_report_in_one_sentence(run, tmp_path):
    (tmp_path / "坏.json").write_text("[1, 2]", encoding="utf-8")
    result = run("annotate", tmp_path / "坏.json", "-o", tmp_path / "批注.html")
    assert result.exit_code == 2
    assert "里没有报告" in result.stderr


def test_a_folder_that_is_not_there_is_told_in_chinese(run, good, tmp_path):
    for command in ("convert", "annotate"):
        result = run(command, good, "-o", tmp_path / "没有" / "新.html")
        assert result.exit_code == 2
        assert "没有这个文件夹" in result.stderr


@pytest.mark.skipif(not REAL, reason="the real report is not here")
@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_report_that_the_first_page_shows_is_checked_so(run, page):
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = text.split("$ gongkai report check 洪泽区2023.pdf\n")[1].split("\n\n")[0].splitlines()
    printed = run("check", REAL[0]).stdout
    assert len(shown) > 8
    assert [line for line in shown[1:] if line.strip() != "…" and line.strip() not in printed] == []


def test_annotate_refuses_another_ending_and_a_file_that_is_no_report(run, wrong, unreadable, tmp_path):
    assert run("annotate", wrong, "-o", tmp_path / "批注.docx").exit_code == 2
    assert run("annotate", unreadable, "-o", tmp_path / "批注.html").exit_code == 2


def test_explain_explains_lists_and_guesses(run):
    assert "为什么" in run("explain", "results-add-up").stdout
    assert "results-add-up" in run("explain").stdout
    result = run("explain", "result-add-up")
    assert result.exit_code == 2
    assert "results-add-up" in result.stderr


def test_help_is_chinese_with_examples(run):
    assert "例：" in run("--help").stdout
    assert "退出码为 1" in run("check", "--help").stdout


def test_ctrl_c_leaves_complete_lines(tmp_path):
    for seed in range(400):
        saved(consistent_report(Random(seed)), tmp_path / f"{seed:03}.json")
    command = [sys.executable, "-m", "gongkai", "report", "read", "-r", str(tmp_path), "--jsonl", "--jobs", "2"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode == 130
    told = [json.loads(line) for line in (first + rest).splitlines()]
    assert 1 <= len(told) < 400


def on_a_terminal(*words):
    """A command whose error output is a terminal: its exit status, what it prints and what the terminal shows."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gongkai", "report", *map(str, words)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of what a terminal shows
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    return done.returncode, done.stdout.decode(), shown.decode()


def test_a_terminal_shows_how_far_many_files_are_and_the_lines_stay_whole(good, wrong, unreadable):
    status, told, shown = on_a_terminal("check", good, wrong, unreadable, "--jsonl")
    assert status == 2
    assert [json.loads(line)["file"] for line in told.splitlines()] == [str(good), str(wrong), str(unreadable)]
    assert "正在处理" in shown
    assert "3/3" in shown


def test_one_file_needs_no_bar(good):
    assert "正在处理" not in on_a_terminal("check", good)[2]


@pytest.mark.parametrize("ending", ["", ".txt"])
def test_a_process_that_dies_costs_one_file_only(ending):
    from gongkai.cli.batch import Stop
    from gongkai.cli.batch import run as run_batch

    files = [f"{n}{ending}" for n in range(40)]
    outcomes = list(run_batch(dying, files, 2, Stop()))
    assert [outcome.file for outcome in outcomes] == files
    assert [outcome.file for outcome in outcomes if outcome.error] == [f"4{ending}"]


def dying(file):
    from gongkai.cli.batch import Outcome

    if file in ("4", "4.txt"):
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(file, value=file)
