"""The command line of the law: Chinese for people, JSON for programs, one sentence for what is refused."""

import json

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.law import national_calendar, to_ics
from law.telling import NEXT

HISTORY = {
    "region": None,
    "as_of": "2025-04-30",
    "events": [
        {"event": "arrived", "on": "2025-03-03", "channel": "registered_mail"},
        {"event": "received", "on": "2025-03-03"},
        {"event": "third_party_asked", "on": "2025-03-10", "party": "甲"},
        {"event": "third_party_received", "on": "2025-03-12", "party": "甲"},
        {"event": "third_party_answered", "on": "2025-03-28", "party": "甲"},
    ],
}


@pytest.fixture(autouse=True)
def years(tmp_path, monkeypatch):
    monkeypatch.setenv("GONGKAI_CALENDARS", str(tmp_path / "years"))


def run(*given, **more):
    return CliRunner().invoke(main, ["law", *map(str, given)], **more)


def written(tmp_path, data):
    file = tmp_path / "events.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return file


def test_due_tells_the_account_as_a_calendar(tmp_path):
    shown = run("due", written(tmp_path, HISTORY))
    assert shown.exit_code == 0
    for words in (
        "答复期限：2025年4月21日（周一）",
        "不计 14 个工作日",
        "周一      周二",
        "03-04  1",
        "04-21 20",
        "03-11 －",
    ):
        assert words in shown.output
    assert "征求第三方意见（甲）（《政府信息公开条例》第三十二条" in shown.output
    assert "第三方答复意见（甲）：2025年4月2日" in shown.output


def test_due_as_json_is_the_schema(tmp_path):
    shown = run("due", written(tmp_path, HISTORY), "--json")
    data = json.loads(shown.output)
    assert (data["due"], data["base_due"], data["excluded"], data["state"]) == ("2025-04-21", "2025-03-31", 14, "open")


def test_on_outranks_as_of(tmp_path):
    file = written(tmp_path, HISTORY)
    assert [flag["code"] for flag in json.loads(run("due", file, "--json").output)["flags"]] == ["overdue"]
    assert json.loads(run("due", file, "--on", "2025-04-21", "--json").output)["flags"] == []


def test_an_unlawful_history_is_flagged_and_exits_0(tmp_path):
    events = [{"event": "received", "on": "2025-01-20"}, {"event": "extended", "on": "2025-02-24", "days": 20}]
    shown = run("due", written(tmp_path, {"events": events}))
    assert shown.exit_code == 0
    assert "提示：\n  2025年2月24日才延长" in shown.output.replace(" ", "").replace("提示：\n", "提示：\n  ")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("{", "不是 JSON：第 1 行"),
        ({"events": []}, "期限无从起算"),
        ({"events": [{"event": "received", "on": "2033-01-05"}]}, "没有 2033 年的放假安排"),
        ({"events": [{"event": "arrived", "on": "2025-03-03", "channel": "pigeon"}]}, "不认识的收件渠道 pigeon"),
    ],
)
def test_what_is_malformed_is_one_chinese_sentence_and_exits_2(tmp_path, data, sentence):
    shown = run("due", written(tmp_path, data), "--json")
    assert shown.exit_code == 2
    assert sentence in shown.output
    assert shown.output.startswith("出错：")
    assert shown.output.count("\n") == 1


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "events.json"
    file.write_bytes("{“甲”}".encode("gb18030"))
    shown = run("due", file)
    assert (shown.exit_code, "不是 UTF-8" in shown.output) == (2, True)


def test_a_stopped_clock_and_an_unconfirmed_one_are_told(tmp_path):
    events = [
        {"event": "received", "on": "2025-03-03"},
        {"event": "correction_asked", "on": "2025-03-04", "until": "2025-03-20"},
    ]
    assert "期限停止计算" in run("due", written(tmp_path, {"events": events})).output
    assert "待确认收到" in run("due", written(tmp_path, {"events": [{"event": "arrived", "on": "2025-03-03"}]})).output


@pytest.mark.parametrize(
    ("given", "total"),
    [
        (("--applications", 45), 5500),
        (("--applications", 45, "--first", 45), 300),
        (("--pages", 120), 1100),
        (("--sides", "A4=20", "--sides", "a3=8", "--sides", "A4=1"), 70),
    ],
)
def test_fees_by_either_basis(given, total):
    assert json.loads(run("fee", *given, "--on", "2025-03-03", "--json").output)["total"] == total
    assert f"应收 {total:,} 元" in run("fee", *given, "--on", "2025-03-03").output


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((), "选一种"),
        (("--applications", 3, "--pages", 3), "不能并收"),
        (("--pages", -1), "页数不能是负数"),
        (("--applications", 0), "件数应为正整数"),
        (("--sides", "A4"), "--sides 应写成"),
        (("--sides", "B5=3"), "不认识的幅面 B5"),
        (("--pages", 3, "--on", "2020-12-31"), "不能收取信息处理费"),
    ],
)
def test_a_wrong_fee_question_is_refused(given, sentence):
    shown = run("fee", *given)
    assert (shown.exit_code, sentence in shown.output) == (2, True)


def test_today_is_the_day_where_none_is_given():
    assert "应收 0 元" in run("fee", "--pages", 30).output
    assert "D1" in run("outcomes").output


def test_the_year_is_shown_exported_and_refused_where_missing():
    shown = run("calendar", "show", 2026).output
    assert "2026 年　工作日 248 天" in shown
    assert "2026年1月4日（周日）上班" in shown
    assert run("calendar", "show", 2026, "--ics").stdout_bytes == to_ics(national_calendar().arrangements[2026])
    assert json.loads(run("calendar", "show", 2026, "--json").output)["working_days"] == 248
    assert run("calendar", "show", 2031).exit_code == 2
    assert "壮族三月三" in run("calendar", "show", 2026, "--region", "广西").output
    assert "没有数据" in run("calendar", "show", 2012, "--region", "广西").output


def test_an_imported_year_moves_a_provisional_day(tmp_path):
    events = written(tmp_path, {"events": [{"event": "received", "on": "2026-12-20"}]})
    assert "暂定" in run("due", events).output
    (tmp_path / "2027.toml").write_text(NEXT, encoding="utf-8")
    imported = run("calendar", "import", tmp_path / "2027.toml")
    assert (imported.exit_code, "已导入 2027 年" in imported.output) == (0, True)
    assert "2027年1月18日" in run("due", events).output
    (tmp_path / "2027.toml").write_text(NEXT.replace("端午", "重午"), encoding="utf-8")
    refused = run("calendar", "import", tmp_path / "2027.toml")
    assert (refused.exit_code, "没有端午的放假安排" in refused.output) == (2, True)


def test_years_are_kept_where_the_platform_looks_for_them_and_without_one_in_the_users_folder(tmp_path, monkeypatch):
    from gongkai.cli.law import years_folder

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_CALENDARS")
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert years_folder() == tmp_path / "gongkai" / "calendars"
    (tmp_path / "gongkai-data").mkdir()
    assert years_folder().absolute() == tmp_path / "gongkai-data" / "calendars"
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "elsewhere"))
    assert years_folder() == tmp_path / "elsewhere" / "calendars"


def test_outcomes_say_whether_reconsideration_comes_first():
    before, after = (json.loads(run("outcomes", "--on", day, "--json").output) for day in ("2023-12-31", "2024-01-01"))
    assert not any(one["reconsideration_first"] for one in before)
    assert [one["number"] for one in after if one["reconsideration_first"]] == [f"D4.{n}" for n in range(1, 8)]
    assert "应当先申请行政复议" in run("outcomes", "--on", "2024-01-01").output


def test_the_guide_asks_in_order_and_names_the_answer():
    shown = run("decide", input="1\n1\n1\n1\n1\n1\n1\n5\n3\n1\n")
    assert shown.exit_code == 0
    assert "怎么答　部分公开（《政府信息公开条例》第三十七条）" in shown.output
    assert "不公开的部分：不予公开：保护第三方合法权益" in shown.output
    assert "须在卷：书面征求第三方意见" in shown.output


def test_the_guide_takes_answers_too(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"live": "pending"}), encoding="utf-8")
    data = json.loads(run("decide", "--answers", file, "--answer", "clear=unclear", "--json").output)
    assert data["act"] == "correction_asked"
    assert "先做：发出补正告知" in run("decide", "--answers", file, "--answer", "clear=unclear").output
    assert "下一问　补不补" in run("decide", "--answers", file).output


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--answer", "live"), "问题=回答"),
        (("--answer", "live=maybe"), "没有 maybe 这个回答"),
        (("--answer", "clear=clear"), "请按顺序回答"),
        (("--answer", "nothing=clear"), "没有名为 nothing 的问题"),
    ],
)
def test_a_wrong_answer_is_refused(given, sentence):
    shown = run("decide", *given)
    assert (shown.exit_code, sentence in shown.output) == (2, True)


def test_an_answers_file_of_another_shape_is_refused(tmp_path):
    assert "回答文件应为一个对象" in run("decide", "--answers", written(tmp_path, [1])).output


@pytest.mark.parametrize(
    "command", [(), ("due",), ("fee",), ("calendar",), ("calendar", "show"), ("calendar", "import"), ("decide",)]
)
def test_the_help_has_examples_in_chinese(command):
    shown = run(*command, "--help").output
    assert "例" in shown or command == ("calendar",)
    assert "Usage" not in shown
