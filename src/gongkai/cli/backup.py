"""`gongkai backup`: records and files in one file, keys in another; proved by restoring."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click


def passphrase_option(confirm: bool) -> Callable[[Any], Any]:
    """The passphrase, from a file, from `GONGKAI_BACKUP_PASSPHRASE`, or asked."""
    return click.option(
        "--passphrase", envvar="GONGKAI_BACKUP_PASSPHRASE", prompt="备份口令（至少 12 位）", hide_input=True,
        confirmation_prompt="再输一次" if confirm else False, help="保护密钥的口令；不写在命令里时会询问。",
    )  # fmt: skip


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写到哪个文件；默认 gongkai-日期.backup。")
@click.option("--no-verify", is_flag=True, help="不做恢复核验（不建议）。")
@passphrase_option(confirm=True)
def backup(output: Path | None, no_verify: bool, passphrase: str) -> None:
    """备份数据库和文件，密钥另写一个 .keys 文件（用口令加密，请与备份分开保管），并当场恢复一遍核验。

    \b
    例：
      gongkai backup
      gongkai backup -o /备份盘/gongkai.backup
    """
    from gongkai.web.operations import archive, starting

    starting.set_up()
    starting.check_keys()
    from gongkai.web.operations import backup as backups

    today = datetime.now(ZoneInfo("Asia/Shanghai"))
    target = output or Path(f"gongkai-{today:%Y%m%d-%H%M}.backup")
    try:
        made, keys_file = backups.make(target, passphrase)
        click.echo(f"备份：{made}（{made.stat().st_size / 1048576:.1f} MB）\n密钥：{keys_file}（请与备份分开保管）")
        if not no_verify:
            click.echo(f"核验：{backups.proof_of(made, keys_file, passphrase)}")
    except archive.Damaged as error:
        raise click.ClickException(str(error)) from error
