"""`gongkai privacy`: find personal data in files, mask it, prove it is gone."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gongkai.documents import Unreadable
from gongkai.privacy import Scan, scan

SEVERITIES = {"error": "应遮盖", "warning": "请核对", "notice": "提示"}
COLUMNS = ("file", "kind", "where", "masked", "severity", "cites", "note")


@click.group()
def privacy() -> None:
    """查找、遮盖文件里的个人信息，并证明已经去除。任何输出都不显示号码本身。

    \b
    例：
      gongkai privacy scan 低保公示名单.xlsx
      gongkai privacy scan -r 网站附件 --csv > 清单.csv
      gongkai privacy mask 低保公示名单.xlsx -o 公示稿.xlsx --policy 低保
    """


@privacy.command("scan")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-r", "recursive", is_flag=True, help="连同文件夹里的所有文件。")
@click.option("--jsonl", is_flag=True, help="每个文件一行 JSON。")
@click.option("--csv", "as_csv", is_flag=True, help="逗号分隔的清单，可用表格软件打开。")
@click.pass_context
def scan_command(context: click.Context, files: tuple[Path, ...], recursive: bool, jsonl: bool, as_csv: bool) -> None:
    """列出文件里的个人信息：正文、批注、修订、隐藏的行列和工作表、文件属性、附件等处都查。

    退出码：0 没有发现；1 有发现（只有“提示”的不算）；2 有文件读不了，读不了的文件不得公开。
    """
    status = 0
    if as_csv:
        csv.writer(sys.stdout).writerow(COLUMNS)
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    for path in _listed(files, recursive):
        try:
            found = scan(path, on=today)
        except Unreadable as error:
            status = 2
            _refuse(path, str(error), jsonl=jsonl)
            continue
        status = max(status, int(found.found))
        _print(found, jsonl=jsonl, as_csv=as_csv)
    context.exit(status)


def _listed(files: tuple[Path, ...], recursive: bool) -> Iterator[Path]:
    for path in files:
        if recursive and path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.is_file())
        else:
            yield path


def _refuse(path: Path, sentence: str, *, jsonl: bool) -> None:
    if jsonl:
        click.echo(json.dumps({"file": str(path), "error": sentence}, ensure_ascii=False))
    else:
        click.echo(f"{path}：{sentence}", err=True)


def _print(found: Scan, *, jsonl: bool, as_csv: bool) -> None:
    if jsonl:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        for finding in found.findings:
            writer.writerow([found.file, *(finding.to_json().get(name, "") for name in COLUMNS[1:])])
    else:
        _table(found)


def _table(found: Scan) -> None:
    """The findings as a person reads them: what, where, masked, how grave; then what was not looked into."""
    click.echo(f"{found.file}：" + (_summary(found) or "没有发现个人信息。"))
    for finding in found.findings:
        line = f"  {SEVERITIES[finding.severity]}  {finding.kind}  {finding.where}  {finding.masked}"
        click.echo(line + (f"  （{finding.note}）" if finding.note else ""))
    for doubt in found.doubts:
        click.echo(f"  未能查看  {doubt}")


def _summary(found: Scan) -> str:
    counts: Counter[str] = Counter(finding.severity for finding in found.findings)
    return "，".join(f"{words} {counts[name]} 处" for name, words in SEVERITIES.items() if counts[name])
