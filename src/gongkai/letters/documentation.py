"""The documentation page of the letters, printed from their templates and examples."""

import json
from collections.abc import Iterator

from gongkai.law.outcomes import outcome
from gongkai.letters.composing import compose
from gongkai.letters.fields import Field, fields_of
from gongkai.letters.kinds import KINDS, Kind, common, kind_of
from gongkai.letters.remedies import first_rules, review_rules

HEAD = """# 法定文书

由 `scripts/print-docs` 从 `letters/templates/*.toml` 打印，请勿手改。

- 列出：`gongkai letter list`
- 样例数据：`gongkai letter example 种类`
- 起草：`gongkai letter 种类 数据.json -o 文书.docx`（也可以是 .pdf、.html、.txt；不写 -o 就在终端打印文字）

每种文书都有法律要求写明的内容。缺了任何一项，文书做不出来，并说明缺什么、依据哪一条。

## 改写用语

机关可以改写用语：把同名的 TOML 文件放进一个文件夹，只写要改的 `title`、`text`、`outcomes`、`parts`，
起草时加 `--wording 文件夹`。救济告知的用语放在 `remedies.toml` 的 `[wording]` 里。
改写后仍然逐项核对：删掉法律要求的内容，当场拒绝并指出条款。
改完用 `gongkai letter check 文件夹` 全部试一遍。

模板一行一段：`{名称}` 填数据；`?名称 ` 有此数据才写；`!名称 ` 没有此数据才写；`# ` 小标题；`□ ` 勾选；
`| 项目 | 内容 |` 表格；`=== ` 另起一页的回执；`{law:deadlines/third_party}` 取当日施行的法定期限。
"""

GROUPS = {
    "organ": "本机关和文书",
    "applicant": "申请人",
    "application": "申请",
    "third_party": "第三方",
    "to_organ": "被征求意见的机关",
    "remedies": "救济告知",
}


def page() -> str:
    """The whole page, Markdown."""
    return "\n".join(
        [HEAD, *_remedies(), *_groups(), *_overview(), *(line for key in KINDS for line in _kind(kind_of(key)))]
    )


def _remedies() -> Iterator[str]:
    yield "## 救济告知\n"
    yield "是否先申请行政复议，按成文日期：\n"
    yield "| 自 | 至 | 范围 | 依据 |"
    yield "| --- | --- | --- | --- |"
    scopes = {"refusals": "凡不提供信息的答复", "listed": "依照条例第十四条、第十五条、第十六条不予公开的"}
    for rule in first_rules():
        note = f"；{rule['note']}" if "note" in rule else ""
        yield f"| {rule['since']} | {rule.get('until', '')} | {scopes[rule['scope']]} | {rule['cites']}{note} |"
    yield "\n向谁申请，按机关类别（`organ.kind`）和成文日期：\n"
    yield "| 机关类别 | 自 | 行政复议机关 | 依据 |"
    yield "| --- | --- | --- | --- |"
    for rule in review_rules():
        yield f"| {rule['kind']} | {rule['since']} | {rule['role']} | {rule['cites']} |"
    yield ""


def _groups() -> Iterator[str]:
    """The data that several letters share, told once."""
    yield "## 共用的数据\n"
    yield '键里的点表示层次：`organ.name` 是 `{"organ": {"name": …}}`。\n'
    for group, title in GROUPS.items():
        yield f"**{title}**（`{group}`）\n"
        yield "| 数据 | 是什么 | 必填 |"
        yield "| --- | --- | --- |"
        yield from map(_field, fields_of(common()["groups"][group]))
        yield f"\n样例：`{json.dumps(common()['example'][group], ensure_ascii=False)}`\n"


def _overview() -> Iterator[str]:
    yield "## 一览\n"
    yield "| 种类 | 文书 | 用途 | 依据 |"
    yield "| --- | --- | --- | --- |"
    for kind in map(kind_of, KINDS):
        yield f"| [{kind.key}](#{kind.key}) | {kind.name} | {kind.summary} | {kind.cites} |"
    yield ""


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.key}\n"
    yield f"**{kind.name}**：{kind.summary}。依据：{kind.cites}；自 {kind.since.isoformat()} 起。{kind.note}\n"
    if kind.outcomes:
        named = "、".join(f"`{code}`（{outcome(code).name}）" for code in kind.outcomes)
        yield f"答复类型（`outcome`）：{named}。\n"
    yield "必须写明：\n"
    yield from (f"- {must.what}（{must.cites}）" for must in kind.musts)
    yield from (f"- {order.what}（{order.cites}）" for order in kind.orders)
    shared = {path for group in kind.groups for path in common()["groups"][group]}
    yield f"\n共用的数据：{'、'.join(GROUPS[group] for group in kind.groups)}。另有：\n"
    yield "| 数据 | 是什么 | 必填 |"
    yield "| --- | --- | --- |"
    yield from (_field(field) for field in kind.fields if field.path not in shared)
    tops = {path.split(".")[0] for path in shared}
    own = {key: value for key, value in kind.example.items() if key not in tops}
    yield f"\n样例（共用的除外）：\n\n```json\n{json.dumps(own, ensure_ascii=False, indent=2)}\n```\n"
    yield "写出来是：\n"
    yield f"```text\n{compose(kind.key, kind.example).text()}```\n"


def _field(field: Field) -> str:
    choices = f"：{'、'.join(f'`{key}` {name}' for key, name in field.choices.items())}" if field.choices else ""
    return f"| `{field.path}` | {field.label}{choices} | {'' if field.optional else '是'} |"
