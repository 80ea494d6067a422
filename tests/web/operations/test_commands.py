"""The demo, production's refusals, the settings list, the doctor."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli.doctor import doctor
from gongkai.web import environment
from gongkai.web.operations import inspection, settings_page

ROOT = Path(__file__).parents[3]


def run(*arguments, data, **more):
    env = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")}
    env |= {"GONGKAI_DATA": str(data)} | more
    return subprocess.run(
        [sys.executable, "-m", "gongkai", *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        cwd=data.parent,
    )


@pytest.mark.slow
def test_the_demo_is_built_prints_its_log_ins_opens_again_and_has_an_unbroken_log(tmp_path):
    data = tmp_path / "demo"
    first = run("demo", "--build-only", data=data)
    assert first.returncode == 0, first.stderr
    for told in ("http://localhost:8000/workbench/", "lin.zhixia", "Qinghe-2026", "监督员", "审计员", "系统管理员"):
        assert told in first.stdout
    again = run("demo", "--build-only", data=data)
    assert "造" not in again.stdout
    assert again.returncode == 0
    assert "操作日志完好" in run("audit", "verify", data=data).stdout


def test_the_demo_never_touches_real_data(tmp_path):
    data = tmp_path / "real"
    data.mkdir()
    (data / "gongkai.sqlite3").write_bytes(b"")
    for arguments in (("demo", "--build-only"), ("demo", "--build-only", "--fresh")):
        refused = run(*arguments, data=data)
        assert refused.returncode == 1
        assert "不是演示" in refused.stderr
    assert (data / "gongkai.sqlite3").exists()


@pytest.mark.slow
def test_production_refuses_weak_settings_one_by_one_and_accepts_good_ones(tmp_path):
    data = tmp_path / "data"
    made = run("serve", "--set-up", "青禾县人民政府", "--code", "qinghe", data=data)
    assert "初始密码" in made.stdout, made.stderr
    weak = run("serve", "--check", data=data, GONGKAI_DEBUG="1", GONGKAI_LOGIN_FAILURES="50", GONGKAI_SMS="aliyun")
    for name in ("DEBUG", "HTTPS", "ADDRESS", "HOSTS", "LOGIN_FAILURES", "SMS"):
        assert f"GONGKAI_{name}" in weak.stderr
    assert weak.returncode == 1
    good = {"GONGKAI_HTTPS": "1", "GONGKAI_PROXIES": "1", "GONGKAI_HOSTS": "open.example.org"}
    data.chmod(0o750)
    assert (
        run("serve", "--check", data=data, GONGKAI_ADDRESS="https://open.example.org", **good).stdout == "设置合格。\n"
    )
    assert "已经有账号" in run("serve", "--set-up", "另一个县", data=data).stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("GONGKAI_DEBUG", "maybe", "应为 1 或 0"),
        ("GONGKAI_FILE_MEGABYTES", "-1", "1 到 2048"),
        ("GONGKAI_SESSIONS", "0", "1 到 100"),
        ("GONGKAI_TOTP_ROLES", "administrator,mayor", "没有这样的角色：mayor"),
        ("GONGKAI_DATABASE_URL", "mysql://x/y", "postgresql://"),
        ("GONGKAI_QUIET_HOURS", "晚上", "21:00-08:00"),
        ("GONGKAI_SMS", "pigeon", "none、aliyun"),
        ("GONGKAI_QUIET_HOURS", "21:00-8:5", "21:00-08:00"),
    ],
)
def test_a_setting_that_cannot_be_read_ends_the_process_with_its_name(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=re.escape(words)) as ended:
        environment.value(name)
    assert name in str(ended.value)


NUMBERS = ("x", "-1", "1.5", "９", "９9", "9" * 40, "1e3", "0x10", "")
NONSENSE = {
    "text": ("a\x07b", "甲\u200b乙"), "switch": ("2", "真", "maybe"), "number": NUMBERS[:-1],
    "words": ("a\x07b",), "hosts": ("http://x", "a b", ",", "x:80", "x/y"), "roles": ("mayor", "经办人"),
    "address": ("x", "ftp://x", "http://", "http://a b", "http://x:99999", "//x"), "host": ("http://x", "a b", "x:25"),
    "mailbox": ("x", "a@", "@b", "a b@c d"), "picture": ("/nowhere.png", "/", "/etc/hostname"),
    "folder": ("/etc/hostname", "a\x07b"), "path": ("/", "a\x07b"), "hours": ("晚上", "21:00", "25:00-08:00", "21-8"),
    "due_days": ("1", "5,1", "x,y", "1,2,3", "²,5"), "read": ("pigeon", "None"),
    "database": ("mysql://x/y", "postgresql://", "postgresql://x:99999/y", "x"),
}  # fmt: skip
"""Sort of setting → what nobody can mean by it."""


@pytest.mark.parametrize("setting", environment.SETTINGS, ids=lambda one: one.name)
def test_nonsense_in_any_setting_ends_the_process_with_one_sentence(monkeypatch, setting):
    for nonsense in NONSENSE[setting.read.__name__]:
        monkeypatch.setenv(setting.name, nonsense)
        with pytest.raises(environment.BadSetting) as ended:
            environment.value(setting.name)
        told = str(ended.value)
        assert told.startswith(f"设置 {setting.name} 读不懂：应") or "不能有" in told or "没有这样" in told, told
        assert "\n" not in told
        assert "docs/settings.md" in told


def test_no_number_of_the_settings_may_be_such_that_nobody_can_work(monkeypatch):
    for name in ("SESSIONS", "SESSION_MINUTES", "SESSION_HOURS", "LOGIN_FAILURES", "FILE_MEGABYTES", "EMAIL_PORT"):
        monkeypatch.setenv(f"GONGKAI_{name}", "0")
        with pytest.raises(environment.BadSetting, match="应为 1 到"):
            environment.value(f"GONGKAI_{name}")


def test_a_command_tells_nonsense_in_its_settings_in_one_line(tmp_path):
    told = run("serve", "--check", data=tmp_path / "data", GONGKAI_SESSIONS="0", GONGKAI_TOTP_ROLES="administrator")
    assert told.returncode == 1
    assert told.stderr.strip().splitlines() == [
        "设置 GONGKAI_SESSIONS 读不懂：应为 1 到 100 之间的整数。现在写的是“0”。说明见 docs/settings.md。"
    ]
    no_folder = run("serve", "--check", data=tmp_path / "data", GONGKAI_DATA="/proc/x/y")
    assert no_folder.stderr.startswith("数据文件夹 /proc/x/y 建不了")
    assert len(no_folder.stderr.strip().splitlines()) == 1


def test_a_slip_of_the_pen_in_a_settings_name_is_noticed(monkeypatch):
    monkeypatch.setenv("GONGKAI_HOST", "x")
    assert environment.unknown() == ["GONGKAI_HOST"]


def test_every_default_can_be_read_and_a_database_address_is_understood(monkeypatch):
    for setting in environment.SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
        environment.value(setting.name)
    read = environment.database("postgresql://gongkai:p%40ss@db.example.org:5433/gongkai?sslmode=require")
    assert (read["HOST"], read["PORT"], read["PASSWORD"], read["OPTIONS"]) == (
        "db.example.org",
        "5433",
        "p@ss",
        {"sslmode": "require"},
    )
    assert environment.database("sqlite:////srv/x.sqlite3")["NAME"] == "/srv/x.sqlite3"


def test_the_settings_page_is_current_and_no_setting_is_unread():
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page.page()
    source = (ROOT / "src/gongkai/web/settings.py").read_text() + (
        ROOT / "src/gongkai/web/operations/starting.py"
    ).read_text()
    prefixes = {"GONGKAI_S3_", "GONGKAI_SMS_"}
    unread = [s.name for s in environment.SETTINGS if s.name not in source and not s.name.startswith(tuple(prefixes))]
    assert unread == []


def test_the_doctor_names_every_piece_and_what_it_would_add():
    answer = CliRunner().invoke(doctor)
    for piece in inspection.PIECES:
        assert piece.name in answer.output
    lacking = any(piece.needed and not found for piece, found in inspection.lines())
    assert answer.exit_code == int(lacking)
