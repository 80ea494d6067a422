"""`gongkai serve`: production."""

import click


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True, help="监听的地址；前面应有 nginx。")
@click.option("--port", default=8000, show_default=True, help="监听的端口。")
@click.option("--processes", default=1, show_default=True, help="进程数；用 PostgreSQL 时可设为处理器核数。")
@click.option("--threads", default=4, show_default=True, help="每个进程的线程数。")
@click.option("--worker", is_flag=True, help="只运行后台任务，不提供网页（配合 GONGKAI_WORKER=none）。")
@click.option("--check", is_flag=True, help="只检查设置是否合格。")
@click.option("--set-up", "organ", metavar="机关全称", help="第一次安装：登记县政府，开通第一位系统管理员。")
@click.option("--code", default="county", show_default=True, help="和 --set-up 一起用：机关的短代码。")
@click.option("--login", default="admin", show_default=True, help="和 --set-up 一起用：管理员的登录名。")
@click.option("--name", default="系统管理员", show_default=True, help="和 --set-up 一起用：管理员的姓名。")
def serve(
    address: str, port: int, processes: int, threads: int, worker: bool, check: bool, organ: str | None, code: str,
    login: str, name: str,
) -> None:  # fmt: skip
    """正式运行平台。设置不够安全时不会启动，会逐条说明怎样改。设置见 docs/settings.md。

    \b
    例：
      gongkai serve --set-up 青禾县人民政府 --login admin
      gongkai serve --check
      gongkai serve --processes 4
    """
    from gongkai.web.operations import serving, starting

    starting.set_up(make_keys=organ is not None, static=True)
    if organ is not None:
        starting.prepare()
        _first(organ, code, login, name)
        return
    if weak := serving.weaknesses():
        raise click.ClickException(
            "设置不合格，没有启动：\n" + "\n".join(f"  {n}. {line}" for n, line in enumerate(weak, 1))
        )
    if check:
        click.echo("设置合格。")
        return
    starting.prepare()
    starting.check_keys()
    if worker:
        from gongkai.web.messages.worker import run_alone

        run_alone()
    else:
        serving.serve(address=address, port=port, processes=processes, threads=threads)


def _first(organ: str, code: str, login: str, name: str) -> None:
    from gongkai.web.audit.services import Refused
    from gongkai.web.operations.serving import first_administrator

    try:
        password = first_administrator(organ, code, login, name)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"已登记{organ}。管理员 {login} 的初始密码：{password}（只显示这一次，首次登录须修改）")
