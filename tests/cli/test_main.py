"""The command line speaks Chinese and loads a room only when it is asked for."""

import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from gongkai.cli import ROOMS, main


def run(*words: str):
    return CliRunner().invoke(main, words)


def test_the_help_is_chinese_and_lists_every_command():
    shown = run("--help").output
    assert all(command in shown for command in ROOMS)
    assert not re.search(r"Usage|Options|Show|Commands", shown)


@pytest.mark.parametrize(
    ("words", "sentence"), [(("reports",), "没有 reports 这个命令"), (("--nothing",), "没有 --nothing")]
)
def test_a_slip_is_answered_in_one_chinese_sentence(words, sentence):
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.output
    assert "No such" not in result.output


def test_the_help_does_not_load_django():
    program = "import sys, gongkai.cli; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
