"""`gongkai restore`: a backup into an empty installation, proved."""

from pathlib import Path

import click

from gongkai.cli.backup import passphrase_option

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("archive", metavar="备份", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--keys", "keys_file", type=click.Path(path_type=Path, exists=True), required=True, help="密钥备份（.keys）。"
)
@passphrase_option(confirm=False)
def restore(archive: Path, keys_file: Path, passphrase: str) -> None:
    """把备份恢复到空的数据文件夹和空的数据库，并核对条数、文件和操作日志。

    密钥用备份当时或之后的都可以；用之后的，其间已按要求销毁的个人数据不会复活。

    \b
    例：
      GONGKAI_DATA=/srv/gongkai gongkai restore gongkai-20260122.backup --keys gongkai-20260122.keys
    """
    from gongkai.web.environment import value
    from gongkai.web.operations import archive as archives
    from gongkai.web.operations import starting

    data: Path = value("GONGKAI_DATA")
    data.mkdir(parents=True, exist_ok=True)
    try:
        owners = archives.unpack_keys(keys_file, passphrase, data)
        starting.set_up(static=True)
        starting.prepare_records()
        from gongkai.web.operations.backup import restore as load

        manifest = load(archive, owners)
    except archives.Damaged as error:
        raise click.ClickException(str(error)) from error
    count = sum(manifest.counts.values())
    click.echo(f"已恢复 {count} 条记录、{len(manifest.files)} 个文件，条数、文件和操作日志核对无误。")
