"""`gongkai report`: read, check, write, convert, annotate and explain annual reports."""

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from gongkai.cli import telling
from gongkai.cli.batch import gather, run, stopping
from gongkai.cli.reporting import (
    INTERRUPTED,
    UNREADABLE,
    Batch,
    as_it_is,
    as_json,
    checked,
    csv_lines,
    load,
    outcome_of,
    ready,
    tell_json,
    tell_lines,
)
from gongkai.documents import Unreadable
from gongkai.documents.limits import reason
from gongkai.report.model import Malformed
from gongkai.report.placing import place_name

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
TARGET = click.Path(path_type=Path, dir_okay=False)

files_argument = click.argument("paths", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
recursive_option = click.option("-r", "--recursive", is_flag=True, help="文件夹里的文件一并处理。")
jobs_option = click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 64), help="同时用几个处理器，默认按文件多少自定。"
)
jsonl_option = click.option("--jsonl", is_flag=True, help="每个文件输出一行 JSON，供程序使用。")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="输出 CSV 表格，可用电子表格打开。")
target_option = click.option(
    "-o", "--output", metavar="文件", type=TARGET, required=True, help="写到哪个文件，格式由后缀定。"
)


@click.group()
def report() -> None:
    """读取、核对、写出政府信息公开工作年度报告。

    \b
    例：
      gongkai report check 年报.docx          核对一份
      gongkai report check -r 各乡镇年报/      核对一个文件夹
      gongkai report convert 年报.pdf -o 年报.docx
      gongkai report annotate 年报.docx -o 批注.html
    """


@report.command()
@files_argument
@jsonl_option
@csv_option
@recursive_option
@jobs_option
@click.pass_context
def read(
    ctx: click.Context, paths: tuple[Path, ...], jsonl: bool, as_csv: bool, recursive: bool, jobs: int | None
) -> None:
    """把年度报告读成数据。读不了的文件说明原因，其余照读；有读不了的，退出码为 2。

    \b
    例：
      gongkai report read 年报.pdf
      gongkai report read -r 年报/ --jsonl > 数据.jsonl
      gongkai report read -r 年报/ --csv > 数据.csv
    """
    files, failed = gather(paths, recursive), False
    if as_csv:
        click.echo(csv_lines([], telling.report_columns(), header=True), nl=False)
    apart = not sys.stdout.isatty()  # else what is read would stand among the bar
    with stopping() as stop:
        for outcome in run(
            partial(outcome_of, as_json if jsonl else as_it_is), files, jobs, stop, bar=apart, warm=ready
        ):
            failed = failed or bool(outcome.error)
            if jsonl:
                tell_json(outcome, "report", outcome.value)
            elif as_csv:
                row = telling.report_row(outcome.file, outcome.value) if outcome.value else {"file": outcome.file}
                click.echo(csv_lines([row | {"error": outcome.error}], telling.report_columns()), nl=False)
            else:
                tell_lines(telling.tell_report(outcome.file, outcome.value) if outcome.value else (), outcome)
        end(ctx, INTERRUPTED if stop.pressed else UNREADABLE if failed else 0)


@report.command()
@files_argument
@click.option("--series", is_flag=True, help="这些文件是同一机关历年的报告：年度之间对不上的，算错误。")
@click.option("--published-on", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), help="公布日期，用来核对是否迟延。")
@jsonl_option
@csv_option
@recursive_option
@jobs_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    series: bool,
    published_on: datetime | None,
    jsonl: bool,
    as_csv: bool,
    recursive: bool,
    jobs: int | None,
) -> None:
    """列出年度报告里的错误。发现错误时退出码为 1，有文件读不了时为 2，都没有为 0。

    \b
    例：
      gongkai report check 2021.docx 2022.docx 2023.docx --series
      gongkai report check -r 年报/ --csv > 问题.csv
    """
    files = gather(paths, recursive)
    work = partial(checked, published_on.date() if published_on else None, len(files) > 1, jsonl or as_csv)
    with stopping() as stop:
        batch = Batch(run(partial(outcome_of, work), files, jobs, stop, warm=ready), series)
        batch.tell("jsonl" if jsonl else "csv" if as_csv else "")
        end(ctx, INTERRUPTED if stop.pressed else batch.status)


@report.command()
@click.argument("data", metavar="数据.json", type=FILE)
@target_option
@click.pass_context
def write(ctx: click.Context, data: Path, output: Path) -> None:
    """由数据写出统一格式的年度报告：docx、pdf、html、xlsx、md、json。

    数据是一份报告的 JSON，或者 gongkai report read --jsonl 输出的一行。

    \b
    例：
      gongkai report write 数据.json -o 年报.docx
    """
    _write_out(ctx, data, output)


@report.command()
@click.argument("source", metavar="文件", type=FILE)
@target_option
@click.pass_context
def convert(ctx: click.Context, source: Path, output: Path) -> None:
    """读一份年度报告，按统一格式写成另一种文件。没有读准的格留空，并逐一说明。

    \b
    例：
      gongkai report convert 年报.pdf -o 年报.docx
      gongkai report convert 年报.doc -o 年报.xlsx
    """
    _write_out(ctx, source, output)


def _write_out(ctx: click.Context, source: Path, output: Path) -> None:
    from gongkai.report.writing import Unprintable
    from gongkai.report.writing import write as write_report

    outcome = outcome_of(as_it_is, str(source))
    if outcome.error:
        refuse(ctx, f"{source}：{outcome.error}")
    try:
        remarks = write_report(outcome.value, output)
    except Unprintable as error:
        refuse(ctx, str(error))
    for path, why in outcome.value.uncertain.items():
        click.echo(f"没有读准，已留空：{place_name(path, outcome.value)}（{why or '请对照原件'}）。", err=True)
    for remark in remarks:
        click.echo(remark, err=True)
    click.echo(f"已写到 {output}。", err=True)


@report.command()
@click.argument("source", metavar="文件", type=FILE)
@target_option
@click.pass_context
def annotate(ctx: click.Context, source: Path, output: Path) -> None:
    """把问题标在原文旁边，写成一个网页（.html），编号两边可以互相点到。数据（.json）先排成统一格式。

    \b
    例：
      gongkai report annotate 年报.docx -o 批注.html
    """
    from gongkai.report.annotating import annotate as annotate_file
    from gongkai.report.annotating import annotate_report

    if output.suffix.lower() not in (".html", ".htm"):
        refuse(ctx, f"批注写成网页，文件名应以 .html 结尾，现为“{output.name}”。")
    try:
        data = source.suffix.lower() == ".json"
        text = annotate_report(load(source), source.name) if data else annotate_file(source)
        output.write_text(text, encoding="utf-8")
    except (Unreadable, Malformed) as error:
        refuse(ctx, f"{source}：{error}")
    except OSError as error:
        refuse(ctx, f"写不了文件“{output}”：{reason(error)}。")
    click.echo(f"已写到 {output}。", err=True)


@report.command()
@click.argument("code", metavar="代码", required=False)
@click.pass_context
def explain(ctx: click.Context, code: str | None) -> None:
    """说明一项检查：为什么查、依据、怎么改、错例和对例。不写代码则列出全部。

    \b
    例：
      gongkai report explain
      gongkai report explain applications-balance
    """
    from gongkai.report.explaining import explanation, listing, near

    if code is None:
        click.echo(listing(), nl=False)
    elif text := explanation(code):
        click.echo(text, nl=False)
    else:
        others = near(code)
        hint = f"是不是 {'、'.join(others)}？" if others else "全部代码见 gongkai report explain。"
        refuse(ctx, f"没有“{code}”这项检查。{hint}")


def refuse(ctx: click.Context, sentence: str) -> NoReturn:
    """Say why not, and end with 2."""
    click.echo(sentence, err=True)
    ctx.exit(UNREADABLE)


def end(ctx: click.Context, status: int) -> None:
    """End with the documented status."""
    if status:
        ctx.exit(status)
