"""`gongkai demo`: make the invented 青禾县 and serve it."""

import os
import time

import click


@click.command()
@click.option("--port", default=8000, show_default=True, help="监听的端口。")
@click.option("--build-only", is_flag=True, help="只造数据，不打开平台。")
@click.option("--fresh", is_flag=True, help="删去以前的演示数据，重新造。")
def demo(port: int, build_only: bool, fresh: bool) -> None:
    """造一个虚构的青禾县（县政府、县政府办公室、两个部门、三个乡镇和村），并打开平台。

    数据放在 GONGKAI_DATA（默认当前文件夹下的 gongkai-data）。再次运行时直接打开，不重造。

    \b
    例：
      gongkai demo
      gongkai demo --port 9000
      GONGKAI_DATA=/tmp/qinghe gongkai demo --build-only
    """
    began = time.monotonic()
    os.environ.setdefault("GONGKAI_ADDRESS", f"http://localhost:{port}")
    os.environ.setdefault("GONGKAI_COUNTY", "青禾县人民政府")
    from gongkai.web.operations import demonstrating, serving

    log_ins = demonstrating.build(fresh=fresh, told=lambda line: click.echo(f"  {line}"))
    click.echo(f"青禾县已备好，用时 {time.monotonic() - began:.1f} 秒。")
    _tell(log_ins, port)
    if not build_only:
        serving.serve(address="127.0.0.1", port=port)


def _tell(log_ins: list[tuple[str, str, str]], port: int) -> None:
    from gongkai.web.demo.world import PASSWORD

    click.echo(f"\n  门户    http://localhost:{port}/\n  工作台  http://localhost:{port}/workbench/")
    click.echo(f"  接口    http://localhost:{port}/api/v1/openapi.json\n\n  登录名（密码都是 {PASSWORD}）：")
    for login, organ, roles in log_ins:
        click.echo(f"    {login:<16}{organ}　{roles}")
    click.echo("\n按 Ctrl+C 结束。")
