"""The documentation page of the law room, printed from its data: `docs/law.md`."""

from collections.abc import Iterator
from typing import Any

from gongkai.law.calendar import national_calendar, regions
from gongkai.law.datafiles import DATA
from gongkai.law.guide import questions
from gongkai.law.outcomes import outcomes
from gongkai.law.parameters import FILES, Parameter, national
from gongkai.law.wording import ACTS, CHANNELS, EVENTS, STATES, wording


def page() -> str:
    """The page, in Markdown."""
    parts = (_parameters(), _calendar(), _clock(), _outcomes(), _guide())
    introduction = (DATA / "page.md").read_text(encoding="utf-8")
    return introduction + "\n".join(line for part in parts for line in part)


def _row(*cells: Any) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row(*("---" for _ in cells))]


def _parameters() -> Iterator[str]:
    for stem in FILES:
        yield f"\n## {stem}.toml\n"
        yield from _head("参数", "说明", "自", "至", "值", "依据", "备注")
        for one in national().named.values():
            if one.name.startswith(f"{stem}/"):
                yield from _values(one)


def _values(one: Parameter) -> Iterator[str]:
    for value in one.values:
        unit = "" if isinstance(value.value, bool) else value.unit
        shown = "没有规定" if value.value is None else f"{_shown(value.value)} {unit}".strip()
        yield _row(f"`{one.name}`", one.summary, value.since, value.until or "", shown, value.cites, value.note)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{key} = {_shown(part)}" for key, part in value.items())
    return "；".join(map(_shown, value)) if isinstance(value, list) else str(value)


def _calendar() -> Iterator[str]:
    yield "\n## 日历\n"
    yield from _head("年", "通知", "备注")
    for year, one in sorted(national_calendar().arrangements.items()):
        yield _row(year, one.title, one.note)
    yield "\n### 自治地方的节日\n"
    yield from _head("名称", "也可写作", "依据", "备注")
    for key, region in regions().items():
        yield _row(f"`{key}` {region.name}", "、".join(region.also), region.cites, region.note)


def _clock() -> Iterator[str]:
    yield "\n## 时钟的用语\n"
    for title, words in (("事件", EVENTS), ("状态", STATES), ("时限", ACTS)):
        yield f"\n### {title}\n"
        yield from _head("键", "名称")
        yield from (_row(f"`{key}`", label) for key, label in words.items())
    yield "\n### 收件渠道\n"
    yield from _head("键", "名称", "收到之日", "依据")
    day = {"arrival": "到达（提交、签收）之日", "confirmation": "确认之日"}
    yield from (_row(f"`{key}`", one.label, day[one.receipt], one.cites) for key, one in CHANNELS.items())
    yield "\n### 提示\n"
    yield from _head("代码", "内容", "新办时")
    for code, flag in wording()["flags"].items():
        yield _row(f"`{code}`", flag["message"], "拒绝" if flag.get("unlawful") else "提示")


def _outcomes() -> Iterator[str]:
    yield "\n## 答复类型\n"
    yield from _head("代码", "类型", "依据", "告知书", "2019 年格式", "2021 年格式", "复议前置", "须在卷", "备注")
    for one in outcomes():
        first = "是" if one.withholds else "否"
        rows = (f"`{one.row('2019')}`", f"`{one.row('2021')}`")
        records = "；".join(one.records.values())
        yield _row(f"`{one.code}`", f"{one.number} {one.name}", one.cites, one.letter, *rows, first, records, one.note)


def _guide() -> Iterator[str]:
    yield "\n## 答复七步\n"
    for question in questions().values():
        yield f"\n**{question.step}**　{question.ask}（{question.cites}）\n"
        for answer in question.answers:
            leads = answer.next or answer.outcome or answer.act
            yield f"- `{question.key}={answer.key}` {answer.label} → `{leads}`"
