"""`gongkai search`: the index."""

import click


@click.group()
def search() -> None:
    """检索索引：重建、查看。

    \b
    例：
      gongkai search rebuild
    """


@search.command()
def rebuild() -> None:
    """按已公开的信息重建索引和条数，再重建台账的检索和年度报告的汇总表。索引文件夹丢了也会自动重建，一般不用手工做。

    \b
    例：
      gongkai search rebuild
    """
    from gongkai.web.operations import starting

    starting.set_up()
    from gongkai.web.annual_reports.services import publishing
    from gongkai.web.applications.services import finding
    from gongkai.web.search import jobs

    click.echo(f"已重建，共 {jobs.rebuild()} 条；台账 {finding.rebuild()} 件；年度报告 {publishing.rebuild()} 份。")
