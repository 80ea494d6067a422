"""click speaks English; here are its sentences in Chinese.

click looks every sentence up through gettext, but the standard look-up follows the environment of the caller, and a
clerk's terminal often has none. So the look-up itself is replaced in click's modules.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any
from unicodedata import east_asian_width

import click

SENTENCES: Mapping[str, str] = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
    "Error: {message}": "出错：{message}",
    "Try '{command} {option}' for help.": "用法见 '{command} {option}'。",
    "Aborted!": "已中止。",
    "Missing command.": "没有写要做什么。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少 {param_type}",
    "Invalid value: {message}": "填写不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 填写不对：{message}",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such command {name!r}.": "没有 {name} 这个命令。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多出了参数（{args}）。",
    "Got unexpected extra arguments ({args})": "多出了参数（{args}）。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不写值。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "required": "必填",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，这里要文件。",
    "{name} {filename!r} is a file.": "{filename} 是文件，这里要文件夹。",
    "{name} {filename!r} is not readable.": "{name} {filename} 没有权限读取。",
    "{name} {filename!r} is not writable.": "{name} {filename} 没有权限写入。",
    "{value!r} is not {choice}.": "{value} 不对，应为 {choice}。",
    "{value!r} is not one of {choices}.": "{value} 不在可选范围内：{choices}。",
    "{value!r} is not a valid {number_type}.": "{value} 不是数字。",
    "{value} is not in the range {range}.": "{value} 超出范围 {range}。",
    "{value!r} does not match the format {format}.": "{value} 不是规定的写法（{format}）。",
    "{value!r} does not match the formats {formats}.": "{value} 不是规定的写法（{formats}）。",
    "Do you want to continue?": "要继续吗？",
    "Repeat for confirmation": "再输一遍",
    "Error: The two entered values do not match.": "两次输入不一样。",
    "Error: invalid input": "输入不对。",
    "Press any key to continue...": "按任意键继续……",
}
USAGE: Mapping[str, str] = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}
KINDS: Mapping[str, str] = {
    "text": "文字",
    "integer": "整数",
    "integer range": "整数",
    "float": "数",
    "boolean": "是否",
}
"""What click calls the kinds of values, in Chinese."""
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def say(sentence: str) -> str:
    """The sentence in Chinese, or unchanged where there is none."""
    return SENTENCES.get(sentence, sentence)


def say_counted(one: str, many: str, count: int) -> str:
    """The sentence in Chinese, which has no plural."""
    return say(one if count == 1 else many)


def speak() -> None:
    """Make click speak Chinese in this process."""
    words: Mapping[str, Callable[..., str]] = {"_": say, "ngettext": say_counted}
    for name in MODULES:
        module = import_module(f"click.{name}")
        for look_up, spoken in words.items():
            if hasattr(module, look_up):
                setattr(module, look_up, spoken)
    for kind in vars(click.types).values():
        if isinstance(kind, type) and issubclass(kind, click.ParamType) and getattr(kind, "name", "") in KINDS:
            kind.name = KINDS[kind.name]
    vars(click.formatting)["term_len"] = columns
    for command in (click.Command, click.Group):
        _replace(command, "collect_usage_pieces", _usage)
    _replace(click.MissingParameter, "format_message", _ended)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two.

    >>> columns("-o 文件")
    7
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in click.unstyle(text))


def _replace(owner: type, name: str, changed: Callable[[Any], Any]) -> None:
    """Put a changed answer in the place of a method's, once."""
    method = getattr(owner, name)
    if method.__module__ != __name__:

        def answer(*args: Any) -> Any:
            return changed(method(*args))

        setattr(owner, name, answer)


def _usage(pieces: list[str]) -> list[str]:
    return [USAGE.get(piece, piece) for piece in pieces]


def _ended(sentence: str) -> str:
    """A sentence that click ends with its own full stop."""
    return sentence.removesuffix(".").replace("'.", "'。") + "。"
