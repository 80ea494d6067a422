"""The command line: one module a room, loaded when its command is called."""

import importlib
from collections.abc import Mapping

import click

from gongkai.cli.chinese import speak

speak()

ROOMS: Mapping[str, str] = {
    "report": "读取、核对、写出政府信息公开工作年度报告。",
    "law": "期限、日历、收费和答复类型，连同条文依据。",
    "letter": "起草法定告知书和答复书。",
    "privacy": "查找、遮盖文件里的个人信息，并证明已经去除。",
    "demo": "造一个演示县并打开平台。",
    "serve": "正式运行平台。",
    "backup": "备份数据库、文件和密钥。",
    "restore": "从备份恢复。",
    "audit": "核验操作日志。",
    "search": "重建检索索引。",
    "doctor": "检查这台机器装了什么，缺的东西会带来什么。",
}
"""Command → its line in the help. The module `gongkai.cli.<command>` holds a command of the same name."""


class Rooms(click.Group):
    """A group that imports a room only when it is asked for, so that reading a report never loads Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of `ROOMS`."""
        return list(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported from the module of its name."""
        if cmd_name not in ROOMS:
            return None
        module = importlib.import_module(f"gongkai.cli.{cmd_name}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("命令"):
            formatter.write_dl(list(ROOMS.items()))


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", message="gongkai %(version)s", help="显示版本。")
def main() -> None:
    """政府信息公开工作平台：公开、依申请公开、年度报告、监督。

    \b
    例：
      gongkai report check 年报.docx     核对一份年度报告
      gongkai privacy scan 公示名单.xlsx  查找个人信息
      gongkai demo                       打开演示平台
    """
