"""`gongkai doctor`: what is installed, and what the missing pieces would add."""

from pathlib import Path

import click


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """检查这台机器装了什么，缺的东西会带来什么。必须有的都在时退出码为 0，否则为 1。

    \b
    例：
      gongkai doctor
    """
    from gongkai.web.environment import unknown, value
    from gongkai.web.operations.inspection import free_space, lines

    lacking = False
    for piece, found in lines():
        if found:
            click.echo(f"有　　{piece.name}（{found}）")
        else:
            lacking = lacking or piece.needed
            click.echo(f"{'缺　　' if piece.needed else '没有　'}{piece.name}：用途是{piece.adds}。安装：{piece.get}")
    data: Path = value("GONGKAI_DATA")
    click.echo(f"数据文件夹 {data}，剩余空间 {free_space(data):.1f} GB。")
    for name in unknown():
        click.echo(f"不认识的设置：{name}（名称见 docs/settings.md）")
    if lacking:
        context.exit(1)
