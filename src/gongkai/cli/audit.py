"""`gongkai audit`: prove and export the log."""

import json
from pathlib import Path

import click


@click.group()
def audit() -> None:
    """核验、导出操作日志。

    \b
    例：
      gongkai audit verify
      gongkai audit verify --anchor 1024:3fa9…
      gongkai audit export -o 操作日志.jsonl
    """


@audit.command()
@click.option("--anchor", default="", help="以前核验时记下的锚点；可以发现连同链尾一起被截断的日志。")
@click.pass_context
def verify(context: click.Context, anchor: str) -> None:
    """逐条核对校验链，找出被改、被删、被插入的记录。完好时退出码为 0，否则为 1。

    \b
    例：
      gongkai audit verify
    """
    from gongkai.web.operations import starting

    starting.set_up()
    starting.check_keys()
    from gongkai.web.audit.verify import verify as prove

    proof = prove(anchor)
    for found in proof.breaks:
        click.echo(found.what)
    if proof.breaks:
        context.exit(1)
    click.echo(f"操作日志完好，共 {proof.count} 条。锚点（请抄在别处）：{proof.anchor}")


@audit.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="写到哪个文件，每条一行 JSON。")
def export(output: Path) -> None:
    """把操作日志写成文件，连同校验值。

    \b
    例：
      gongkai audit export -o 操作日志.jsonl
    """
    from gongkai.web.operations import starting

    starting.set_up()
    from gongkai.web.audit.models import Entry
    from gongkai.web.audit.verify import export as entries

    with output.open("w", encoding="utf-8") as file:
        count = sum(
            bool(file.write(f"{json.dumps(entry, ensure_ascii=False)}\n")) for entry in entries(Entry.objects.all())
        )
    click.echo(f"已写出 {count} 条到 {output}。")
