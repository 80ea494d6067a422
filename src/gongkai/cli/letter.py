"""`gongkai letter`: draft the statutory letters from data."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import click

from gongkai.letters import KINDS, Incomplete, compose, faults, kind_of
from gongkai.paper import Unprintable, render

REFUSED = 2
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


class Refused(click.ClickException):
    """What cannot be drafted, in one sentence."""

    exit_code = REFUSED


class Letters(click.Group):
    """The commands `list`, `example` and `check`, and one for each kind of letter."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, then the letters in the order of an application's life."""
        return [*super().list_commands(ctx), *KINDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, or the one that drafts the letter of that kind."""
        return super().get_command(ctx, cmd_name) or (_drafting(cmd_name) if cmd_name in KINDS else None)


@click.group(cls=Letters)
def letter() -> None:
    """起草法定告知书和答复书，缺了法律要求的内容就不出文书。

    \b
    例：
      gongkai letter list                            有哪些文书
      gongkai letter example refused > 数据.json      样例数据，照着改
      gongkai letter refused 数据.json -o 答复书.docx  起草不予公开答复书
      gongkai letter check 本机关用语/                试一遍本机关改写的用语
    """


@letter.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")
def list_letters(as_json: bool) -> None:
    """列出全部文书：种类、名称、用途和依据。

    \b
    例：
      gongkai letter list
    """
    kinds = [kind_of(key) for key in KINDS]
    if as_json:
        rows = [
            {"kind": k.key, "name": k.name, "summary": k.summary, "cites": k.cites, "outcomes": [*k.outcomes]}
            for k in kinds
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for kind in kinds:
        click.echo(f"{click.style(kind.key, bold=True)}  {kind.name}")
        click.echo(f"    {kind.summary}。{kind.cites}")


@letter.command()
@click.argument("kind", metavar="种类", type=click.Choice(KINDS))
def example(kind: str) -> None:
    """打印一种文书的样例数据（JSON）。

    \b
    例：
      gongkai letter example refused > 数据.json
    """
    click.echo(json.dumps(kind_of(kind).example, ensure_ascii=False, indent=2))


@letter.command()
@click.argument("folder", metavar="文件夹", type=FOLDER)
def check(folder: Path) -> None:
    """用本机关改写的用语把每种文书试一遍，删了法律要求的内容会指出来。

    \b
    例：
      gongkai letter check 本机关用语/
    """
    found = faults(folder)
    for key, sentence in found.items():
        click.echo(f"{click.style(key, fg='red')}  {sentence}")
    if found:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(KINDS)} 种文书都做得出来，法律要求的内容齐全。")


def _drafting(key: str) -> click.Command:
    """The command that drafts letters of one kind."""
    kind = kind_of(key)

    text = f"起草{kind.name}：{kind.summary}（{kind.cites}）。"
    text += f"\n\n\b\n例：\n  gongkai letter {key} 数据.json -o {kind.name}.docx"

    @click.command(name=key, short_help=f"起草{kind.name}。", help=text)
    @click.argument("data", metavar="数据.json", type=click.File(encoding="utf-8"))
    @click.option("-o", "--output", metavar="文件", type=click.Path(path_type=Path, dir_okay=False), help=OUTPUT)
    @click.option("--wording", metavar="文件夹", type=FOLDER, help="本机关改写的用语。")
    @click.option("--draft", is_flag=True, help="标明草稿和盖章的位置。")
    def draft_letter(data: IO[str], output: Path | None, wording: Path | None, draft: bool) -> None:
        try:
            made = compose(key, _read(data), wording=wording)
            if output is None:
                click.echo(made.text(), nl=False)
                return
            for remark in render(made.page(draft=draft), output):
                click.echo(remark, err=True)
        except (Incomplete, Unprintable) as error:
            raise Refused(str(error)) from error

    return draft_letter


OUTPUT = "写到哪个文件，后缀定格式：docx、pdf、html、txt；不写则在终端打印文字。"


def _read(file: IO[str]) -> Mapping[str, Any]:
    try:
        data = json.load(file)
    except (ValueError, RecursionError) as error:
        raise Refused(f"“{file.name}”不是 JSON 数据，请照 gongkai letter example 的样子写。") from error
    if not isinstance(data, dict):
        raise Refused(f"“{file.name}”里应为一个 JSON 对象，请照 gongkai letter example 的样子写。")
    return data
