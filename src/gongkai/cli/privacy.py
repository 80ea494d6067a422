"""`gongkai privacy`: find personal data in files, mask it, prove it is gone."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gongkai.documents import Unreadable
from gongkai.documents.limits import reason
from gongkai.privacy import Proof, Scan, UnknownPolicy, mask, prove_bytes, scan, shown

SEVERITIES = {"error": "应遮盖", "warning": "请核对", "notice": "提示"}
CHECKED_SUFFIXES = (".docx", ".xlsx", ".pptx", ".pdf", ".zip", ".eml")
"""What a file is after masking must show in its name, or no program opens it."""
FILE = click.Path(path_type=Path)
COLUMNS = ("file", "kind", "where", "masked", "severity", "cites", "note", "error")


published_option = click.option(
    "--published", metavar="电话", multiple=True, help="机关对外公布的办公电话，不算个人信息；可以写多次。"
)


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
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=FILE)
@click.option("-r", "recursive", is_flag=True, help="连同文件夹里的所有文件。")
@click.option("--jsonl", is_flag=True, help="每个文件一行 JSON。")
@click.option("--csv", "as_csv", is_flag=True, help="逗号分隔的清单，可用表格软件打开。")
@published_option
@click.pass_context
def scan_command(
    context: click.Context,
    files: tuple[Path, ...],
    recursive: bool,
    jsonl: bool,
    as_csv: bool,
    published: tuple[str, ...],
) -> None:
    """列出文件里的个人信息：正文、批注、修订、隐藏的行列和工作表、文件属性、附件等处都查。

    退出码：0 没有发现；1 有发现（只有“提示”的不算）；2 有文件读不了，读不了的文件不得公开。

    \b
    例：
      gongkai privacy scan 低保公示名单.xlsx
      gongkai privacy scan -r 网站附件 --csv > 清单.csv
    """
    status = 0
    if as_csv:
        csv.writer(sys.stdout).writerow(COLUMNS)
    today = _today()
    for path in _listed(files, recursive):
        try:
            found = scan(path, on=today, published=published)
        except Unreadable as error:
            status = 2
            _refuse(shown(str(path)), str(error), jsonl=jsonl, as_csv=as_csv)
            continue
        status = max(status, int(found.found))
        _print(found, jsonl=jsonl, as_csv=as_csv)
    context.exit(status)


@privacy.command("mask")
@click.argument("file", metavar="文件", type=FILE)
@click.option("-o", "--output", metavar="文件", required=True, type=FILE, help="写到哪个文件；原文件不动。")
@click.option(
    "--policy", metavar="种类", help="名册种类：低保、临时救助、补贴发放、贫困户、征地补偿、公益岗，或 全部。"
)
@click.option("--proof", "record", metavar="文件", type=FILE, help="把证明记录（JSON）写到这个文件。")
@published_option
@click.pass_context
def mask_command(
    context: click.Context,
    file: Path,
    output: Path,
    policy: str | None,
    record: Path | None,
    published: tuple[str, ...],
) -> None:
    """遮盖文件里的个人信息，再重新打开遮盖后的文件逐处查证，查证不过就不写出。

    不写 --policy 时，遮盖身份证号、护照、通行证、银行卡、手机号、账号和详细住址；
    写了则按名册规则，不许公开的列整列清空。

    \b
    退出码：0 已遮盖并查证；2 读不了、遮盖不了或查证不过。

    \b
    例：
      gongkai privacy mask 来信.docx -o 来信-遮盖.docx
      gongkai privacy mask 低保公示名单.xlsx -o 公示稿.xlsx --policy 低保
    """
    try:
        proof, doubts = _mask(file, output, policy, published)
        if record is not None:
            record_text = json.dumps(proof.to_json(), ensure_ascii=False, indent=2) + "\n"
            _write(record, record_text.encode())
    except (Unreadable, UnknownPolicy) as error:
        click.echo(f"{shown(str(file))}：{error}", err=True)
        context.exit(2)
    total = sum(proof.masked.values())
    click.echo(f"{shown(str(output))}：已遮盖 {total} 处，重新打开后按 {len(proof.routes)} 条路径查证，没有残留。")
    for doubt in doubts:
        click.echo(f"  请人工查看  {doubt}")


def _mask(file: Path, output: Path, policy: str | None, published: tuple[str, ...]) -> tuple[Proof, tuple[str, ...]]:
    if output.exists() and file.exists() and output.samefile(file):
        raise Unreadable("输出文件不能就是原文件，请换一个文件名。")
    found = scan(file, on=_today(), published=published)
    done = mask(file, found.findings, policy)
    if output.suffix.lower() != done.suffix and done.suffix in CHECKED_SUFFIXES:
        raise Unreadable(f"遮盖后是 {done.suffix} 文件，请把输出文件名写成 {shown(output.stem)}{done.suffix}。")
    proof = prove_bytes(done.data, f"masked{done.suffix}", done.findings, source_sha256=found.sha256)
    if not proof.ok:
        places = "；".join(proof.survivors[:3])
        raise Unreadable(f"遮盖后仍能查到 {len(proof.survivors)} 处（{places}），没有写出文件，请人工处理。")
    _write(output, done.data)
    return proof, tuple(dict.fromkeys((*done.doubts, *proof.doubts)))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Unreadable(f"写不了 {shown(str(path))}（{reason(error)}），请核对路径和权限。") from error


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _listed(files: tuple[Path, ...], recursive: bool) -> Iterator[Path]:
    for path in files:
        if recursive and path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.is_file())
        else:
            yield path


def _refuse(file: str, sentence: str, *, jsonl: bool, as_csv: bool) -> None:
    if jsonl:
        click.echo(json.dumps({"file": file, "error": sentence}, ensure_ascii=False))
        return
    if as_csv:
        csv.writer(sys.stdout).writerow([file, *[""] * (len(COLUMNS) - 2), sentence])
    click.echo(f"{file}：{sentence}", err=True)


def _print(found: Scan, *, jsonl: bool, as_csv: bool) -> None:
    if jsonl:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        for finding in found.findings:
            writer.writerow([found.file, *(finding.to_json().get(name, "") for name in COLUMNS[1:-1]), ""])
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
