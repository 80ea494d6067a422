"""Every check in words: why, by which rule, what to do, a wrong and a right example; for people and for the docs."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.report.checks import CHECKS, SEVERITIES, Check
from gongkai.report.forms import form_for
from gongkai.report.model import TABLES
from gongkai.report.series import SERIES_CHECKS, SeriesCheck

AnyCheck = type[Check] | type[SeriesCheck]
FIELDS = {"form": "格式", "year": "报告年度", "organ": "机关", "title": "标题", "issued_on": "日期", "printed": "印作"}

MANY = 5
"""More zeros than this are told in one line of an example."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check looks for and why, as people read it; `severity` is the word and not the code.

    `examples` are a wrong report and its correction, each with its lines.
    """

    code: str
    title: str
    severity: str
    reason: str
    cites: str
    mend: str
    innocent: str = ""
    examples: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def points(self) -> list[tuple[str, str]]:
        """Why, by which rule, when it is no fault, what to do: each with its name; what is not said is left out."""
        told = (("为什么", self.reason), ("依据", self.cites and f"{self.cites}。"), ("何时不算错", self.innocent),
                ("怎么改", self.mend))  # fmt: skip
        return [(name, words) for name, words in told if words]


def every() -> Mapping[str, AnyCheck]:
    """All checks by their code: of one report, then between reports."""
    kinds: tuple[AnyCheck, ...] = (*CHECKS, *SERIES_CHECKS)
    return {kind.code: kind for kind in kinds}


def titles() -> Mapping[str, str]:
    """The few words that name what each check finds, by its code."""
    return {code: kind.title for code, kind in every().items()}


def rule(code: str) -> Rule | None:
    """A check as a page tells it, or `None` for a code that there is not."""
    kind = every().get(code)
    return None if kind is None else _rule(kind)


def _rule(kind: AnyCheck) -> Rule:
    shown = tuple((name, tuple(lines)) for name, lines in _examples(kind))
    word, innocent = SEVERITIES[kind.severity], _plain(kind.innocent)
    return Rule(kind.code, kind.title, word, kind.reason(), kind.cites, kind.mend, innocent, shown)


def near(code: str) -> list[str]:
    """Codes like the one that was mistyped."""
    return difflib.get_close_matches(code, every(), n=3, cutoff=0.5)


def listing() -> str:
    """All codes with their titles, a line each."""
    lines = (f"{code:<34}{SEVERITIES[kind.severity]}　{kind.title}" for code, kind in every().items())
    return "\n".join(lines) + "\n"


def explanation(code: str) -> str | None:
    """One check for a person at a terminal, or `None` for a code that there is not."""
    kind = every().get(code)
    return None if kind is None else "\n".join(_lines(kind)) + "\n"


def _lines(kind: AnyCheck) -> Iterator[str]:
    yield f"{kind.code}　{kind.title}（{_severity(kind)}）"
    yield ""
    told = _rule(kind)
    yield from (f"{name}：{words}" for name, words in told.points)
    for name, example in told.examples:
        yield ""
        yield f"{name}："
        yield from (f"  {line}" for line in example)


def page() -> str:
    """`docs/checks.md`, printed from the classes."""
    head = (
        "# 年度报告的检查项\n\n由 `scripts/print-docs` 从 `report/checks/`、`report/series/` 里的类打印，请勿手改。"
        "在终端里看一项：`gongkai report explain 代码`。\n\n"
        "**错误**：报告自相矛盾，或者不合统一格式。**警告**：多半有问题，要人看一看，并说明什么情况下不算错。"
        "**提示**：文字和格式。没有读准的格不参加核对。\n"
    )
    table = ["| 代码 | 查什么 | 级别 |", "| --- | --- | --- |"]
    table += [f"| [{code}](#{code}) | {kind.title} | {_severity(kind)} |" for code, kind in every().items()]
    return "\n".join([head, *table, "", *("\n".join(_section(kind)) for kind in every().values())])


def _section(kind: AnyCheck) -> Iterator[str]:
    yield f"## {kind.code}\n"
    yield f"**{kind.title}**（{_severity(kind)}）。{kind.reason()}\n"
    yield f"- 依据：{kind.cites}。"
    if kind.innocent:
        yield f"- 何时不算错：{_plain(kind.innocent)}"
    yield f"- 怎么改：{kind.mend}"
    for name, example in _examples(kind):
        yield f"\n{name}：\n\n```text"
        yield from example
        yield "```"
    yield ""


def _severity(kind: AnyCheck) -> str:
    word = SEVERITIES[kind.severity]
    declared = getattr(kind, "declared_severity", "")
    return f"{word}；用 --series 时为错误" if declared == "error" else word


def _plain(innocent: str) -> str:
    """The excuse without its blanks."""
    return innocent.replace("{year}", "××××")


def _examples(kind: AnyCheck) -> Iterator[tuple[str, list[str]]]:
    for name, example in (("错例", kind.wrong), ("对例", kind.right)):
        if isinstance(example, tuple):
            lines = [line for report in example for line in (*_report(report), "——")][:-1]
            yield name, lines
        else:
            yield name, list(_report(example))


def _report(values: Mapping[str, Any]) -> Iterator[str]:
    zeros = [path for path, value in values.items() if value == 0 and path.split("/")[0] in TABLES]
    told = values if len(zeros) <= MANY else {path: value for path, value in values.items() if path not in zeros}
    for path, value in told.items():
        if isinstance(value, Mapping):
            yield from (f"{_name(place, values)}印作“{words}”" for place, words in value.items())
        else:
            yield f"{_name(path, values)}：{'空白' if value is None else value if value != '' else '（无文字）'}"
    if len(zeros) > MANY:
        yield f"其余 {len(zeros)} 格：0"


def _name(path: str, values: Mapping[str, Any]) -> str:
    """What stands at a path, in the words of the form."""
    if path in FIELDS:
        return FIELDS[path]
    head, _, rest = path.partition("/")
    if head in ("sections", "headings"):
        name = f"第{'零一二三四五六'[int(rest)]}部分" if rest != "0" else "开头"
        return f"{name}标题" if head == "headings" else name
    if "header" in path:
        return f"第二部分第 {rest.rpartition('/')[2]} 个表头"
    try:
        return form_for(values.get("year", 2021)).label(path)
    except KeyError:
        return path
