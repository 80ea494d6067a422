"""`gongkai law`: deadlines, fees, calendar, outcomes and the decision guide, each with its articles."""

import json
import os
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from gongkai.cli import law_words as words
from gongkai.law import (
    BadData,
    BadInput,
    Fee,
    History,
    Question,
    Unlawful,
    account_of,
    bring_in,
    calendar_with,
    count_pages,
    decide,
    fee_by_applications,
    fee_by_pages,
    outcomes,
    questions,
    to_ics,
)

P = ParamSpec("P")
T = TypeVar("T")
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
DAY = click.DateTime(["%Y-%m-%d"])
as_json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")


class Refused(click.ClickException):
    """Bad input: one sentence and exit status 2."""

    exit_code = 2


def plainly(command: Callable[P, T]) -> Callable[P, T]:
    """Answer what the law room refuses in one sentence."""

    @wraps(command)
    def answered(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except (BadInput, BadData, Unlawful) as error:
            raise Refused(str(error)) from error

    return answered


def years_folder() -> Path:
    """Where imported years are kept: GONGKAI_CALENDARS; else in the platform's data folder, where it looks for them;
    without a platform here, in the user's."""
    if given := os.environ.get("GONGKAI_CALENDARS"):
        return Path(given).expanduser()
    platform = Path(os.environ.get("GONGKAI_DATA") or "gongkai-data").expanduser()
    if os.environ.get("GONGKAI_DATA") or platform.is_dir():
        return platform / "calendars"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "gongkai" / "calendars"


def read_json(file: Path) -> Any:
    """The JSON of a file; refuses what is none, saying where."""
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise BadInput(f"{file.name} 不是 JSON：第 {error.lineno} 行第 {error.colno} 列读不下去。") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} 不是 UTF-8 编码的文本，请另存为 UTF-8 后再试。") from error


def tell(data: Any) -> None:
    """Print data as JSON, Chinese as it is."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def day_of(value: datetime | None) -> date | None:
    """The day of an option."""
    return None if value is None else value.date()


@click.group()
def law() -> None:
    """期限、日历、收费和答复类型，连同条文依据。

    \b
    例：
      gongkai law due 事件.json               什么时候必须答复，为什么
      gongkai law due 事件.json --on 2025-04-30 --json
      gongkai law fee --pages 120             按量计收，列出算式
      gongkai law fee --applications 45       本月 45 件，按件计收
      gongkai law calendar show 2026          全年放假和调休
      gongkai law calendar import 2027.toml   导入新一年的放假安排
      gongkai law outcomes                    全部答复类型
      gongkai law decide                      按七步问答，得出答复类型
    """


@law.command()
@click.argument("events", metavar="事件.json", type=FILE)
@click.option("--on", metavar="日期", type=DAY, help="从哪一天看（判断是否逾期），默认为最后一个事件的日期。")
@as_json_option
@plainly
def due(events: Path, on: datetime | None, as_json: bool) -> None:
    """由一件申请的经过算出答复期限，逐日说明理由。

    事件不合法时照实列出提示，退出码仍为 0；只有文件读不了或者不可能发生的才是 2。

    \b
    例：
      gongkai law due 事件.json
      gongkai law due 事件.json --on 2025-04-30

    \b
    事件.json 这样写：
      {"region": null, "events": [
        {"event": "received", "on": "2025-03-03"},
        {"event": "third_party_asked", "on": "2025-03-10", "party": "甲"},
        {"event": "third_party_received", "on": "2025-03-12", "party": "甲"}]}
    """
    found = account_of(History.read(read_json(events)), day_of(on), calendar_with(years_folder()))
    if as_json:
        tell(found.to_json())
    else:
        click.echo("\n".join(words.account_words(found)))


@law.command()
@click.option("--applications", metavar="件", type=int, help="按件计收：同一申请人本月共几件。")
@click.option("--first", metavar="件", type=int, default=1, show_default=True, help="按件计收：从本月第几件算起。")
@click.option("--pages", metavar="页", type=int, help="按量计收：一件申请的 A4 页数（单面）。")
@click.option(
    "--sides", metavar="幅面=面数", multiple=True, help="按量计收：按幅面写，例如 --sides A4=12 --sides A3=3。"
)
@click.option("--on", metavar="日期", type=DAY, help="哪一天，默认今天。")
@as_json_option
@plainly
def fee(
    applications: int | None, first: int, pages: int | None, sides: tuple[str, ...], on: datetime | None, as_json: bool
) -> None:
    """信息处理费多少钱，列出算式。一件申请只能按件或者按量选一种。

    \b
    例：
      gongkai law fee --pages 120
      gongkai law fee --sides A4=20 --sides A3=8
      gongkai law fee --applications 45              第 1 至 45 件一共
      gongkai law fee --applications 45 --first 45   只算第 45 件
    """
    day = day_of(on) or datetime.now().astimezone().date()
    bases = [applications is not None, pages is not None or bool(sides)]
    if sum(bases) != 1:
        raise BadInput("请在 --applications（按件计收）和 --pages、--sides（按量计收）中选一种；同一件申请不能并收。")
    found = _fee(applications, first, pages, sides, day)
    if as_json:
        tell(found.to_json())
    else:
        click.echo("\n".join(words.fee_words(found)))


def _fee(applications: int | None, first: int, pages: int | None, sides: tuple[str, ...], day: date) -> Fee:
    if applications is not None:
        return fee_by_applications(first, applications, day)
    counted: dict[str, int] = {}
    for side in sides:
        size, _, count = side.partition("=")
        if not count.lstrip("-").isdigit():
            raise BadInput(f"--sides 应写成 A3=8 这样，现在是 {side}。")
        counted[size.upper()] = counted.get(size.upper(), 0) + int(count)
    return fee_by_pages((pages or 0) + (count_pages(counted, day) if counted else 0), day)


@law.group()
def calendar() -> None:
    """工作日历：查看、导出、导入。

    \b
    例：
      gongkai law calendar show 2026
      gongkai law calendar import 2027.toml
    """


@calendar.command()
@click.argument("year", metavar="年份", type=int)
@click.option("--ics", is_flag=True, help="输出 ICS 日历，可导入手机和日历软件。")
@click.option("--region", metavar="地区", help="加上自治地方的节日，例如 宁夏、广西。")
@as_json_option
@plainly
def show(year: int, ics: bool, region: str | None, as_json: bool) -> None:
    """一年的放假、调休和工作日数，连同通知的标题。

    \b
    例：
      gongkai law calendar show 2026
      gongkai law calendar show 2026 --ics > 2026.ics
      gongkai law calendar show 2026 --region 广西
    """
    whole = calendar_with(years_folder()).in_region(region)
    if year not in whole.arrangements:
        raise whole.missing(year)
    if ics:
        click.echo(to_ics(whole.arrangements[year]).decode(), nl=False)
    elif as_json:
        tell(words.year_data(whole, year))
    else:
        click.echo("\n".join(words.year_words(whole, year)))


@calendar.command("import")
@click.argument("file", metavar="文件", type=FILE)
@plainly
def import_year(file: Path) -> None:
    """导入新一年的放假安排（.toml 或 .ics），先核对是否合理。

    存放在环境变量 GONGKAI_CALENDARS 所指的文件夹；未设时在平台的数据文件夹（GONGKAI_DATA）；
    这台机器上没有平台的，在用户数据文件夹。
    正在运行的平台几分钟内自己读到，在办申请的期限随之重算，并告诉承办人哪些变了。

    \b
    例：
      gongkai law calendar import 2027.toml
    """
    one = bring_in(file, years_folder())
    click.echo(f"已导入 {one.year} 年：{one.title}。存放在 {years_folder()}。")


@law.command("outcomes")
@click.option("--on", metavar="日期", type=DAY, help="哪一天，默认今天；影响是否复议前置。")
@as_json_option
@plainly
def list_outcomes(on: datetime | None, as_json: bool) -> None:
    """全部答复类型：依据、告知书、年度报告的行次、是否复议前置、须在卷的材料。

    \b
    例：
      gongkai law outcomes
      gongkai law outcomes --on 2023-06-01
    """
    day = day_of(on) or datetime.now().astimezone().date()
    if as_json:
        tell([words.outcome_data(one, day) for one in outcomes(day)])
    else:
        click.echo("\n".join(line for one in outcomes(day) for line in words.outcome_words(one, day)))


@law.command("decide")
@click.option(
    "--answers", metavar="回答.json", type=FILE, help='回答文件，例如 {"live": "pending", "clear": "clear"}。'
)
@click.option("--answer", metavar="问题=回答", multiple=True, help="逐个给出回答，可重复。")
@as_json_option
@plainly
def choose(answers: Path | None, answer: tuple[str, ...], as_json: bool) -> None:
    """按七步问答（补不补、是不是、谁负责、有没有、给不给、怎么给、怎么答），得出依法的答复类型。

    不带回答时逐个提问；带了回答就直接给出结果，没答完的给出下一问。

    \b
    例：
      gongkai law decide
      gongkai law decide --answer live=pending --answer clear=clear --json
    """
    given = _given(answers, answer)
    found = decide(given)
    while not (answers or answer) and found.question is not None:
        given[found.question.key] = _asked(found.question)
        found = decide(given)
    if as_json:
        tell(found.to_json())
    else:
        click.echo("\n".join(words.decision_words(found)))


def _given(file: Path | None, answer: tuple[str, ...]) -> dict[str, str]:
    data = {} if file is None else read_json(file)
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise BadInput('回答文件应为一个对象，例如 {"live": "pending", "clear": "clear"}。')
    for one in answer:
        question, _, chosen = one.partition("=")
        if not chosen:
            raise BadInput(f"--answer 应写成 问题=回答，问题依次为 {'、'.join(questions())}，现在是 {one}。")
        data[question] = chosen
    return data


def _asked(question: Question) -> str:
    click.echo(f"\n{question.step}　{question.ask}（{question.cites}）", err=True)
    for number, answer in enumerate(question.answers, 1):
        click.echo(f"  {number}. {answer.label}", err=True)
    number = click.prompt("请选", type=click.IntRange(1, len(question.answers)), err=True)
    return question.answers[number - 1].key
