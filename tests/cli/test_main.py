"""The command line speaks Chinese and loads a room only when it is asked for."""

import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from gongkai.cli import ROOMS, main
from gongkai.cli.chinese import columns


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


def every_command(command=main, context=None):
    """Every command with the words that call it, deepest last."""
    context = context or click.Context(command, info_name="gongkai")
    yield context, command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        below = command.get_command(context, name)
        yield from every_command(below, click.Context(below, info_name=name, parent=context))


COMMANDS = {context.command_path: (context, command) for context, command in every_command()}
ENGLISH = r"OPTIONS|COMMAND|ARGS|required|default|Usage|Options|Show|\b(?:TEXT|INTEGER|PATH|FILES?)\b"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_explains_itself_in_chinese_with_an_example(path):
    context, command = COMMANDS[path]
    shown = command.get_help(context)
    assert re.search("[一-鿿]{4,}", command.help)
    assert path in shown.split("例：")[1]
    assert not re.search(ENGLISH, shown)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_says_in_chinese_what_it_does(path):
    context, command = COMMANDS[path]
    options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    assert [option.name for option in options if not re.search("[一-鿿]{3,}", option.help or "")] == []


def test_the_columns_of_the_help_stand_below_each_other():
    lines = run("report", "check", "--help").output.split("选项:\n")[1].splitlines()
    begins = {columns(re.match(r"\s+\S.*?\s{2,}", line)[0]) for line in lines}
    assert len(begins) == 1


def test_a_missing_argument_is_named_in_a_whole_sentence():
    assert run("report", "check").output.strip().endswith("出错：缺少参数 '文件…'。")


def test_the_help_does_not_load_django():
    program = "import sys, gongkai.cli; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
