"""The side navigation, in one tuple; a person sees only what he may do.

To add an entry: a line here, a route in urls.py, a view and its templates (docs/web.md, "How to add a screen").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gongkai.web.disclosure.todo import waiting_count
from gongkai.web.oversight.today import complaint_count, order_count
from gongkai.web.workbench.access import anywhere
from gongkai.web.workbench.channels import queue


@dataclass(frozen=True)
class Entry:
    """A place: its label, route, the act one must be allowed to do, section and icon.

    `below`: only for those who may do the act in other organs too. `count`: how many things wait there, for a person.
    """

    label: str
    url: str
    act: str
    section: str
    icon: str
    below: bool = False
    count: Callable[[Any], int] | None = None


SECTIONS = ("", "业务", "报告", "监督", "全县数据", "本机关", "系统")
NAVIGATION: tuple[Entry, ...] = (
    Entry("今日待办", "workbench:today", "", "", "list-checks"),
    Entry("待我审核", "workbench:reviews", "", "", "stamp", count=waiting_count),
    Entry("依申请公开", "workbench:applications", "applications.see", "业务", "mail-question-mark"),
    Entry("依申请公开统计", "workbench:applications-figures", "applications.figures", "监督", "chart-column", True),
    Entry("信息发布", "workbench:items", "disclosure.see", "业务", "file-text"),
    Entry("公开目录", "workbench:catalogue", "disclosure.see", "业务", "list-tree"),
    Entry("解读与回应", "workbench:interpretations", "disclosure.see", "业务", "message-square-text"),
    Entry("渠道与公示栏", "workbench:channels", "disclosure.see", "业务", "megaphone", count=queue.waiting_count),
    Entry("年度报告", "workbench:reports", "annual_reports.see", "报告", "clipboard-list"),
    Entry("报告体检", "workbench:report-check", "annual_reports.see", "报告", "file-search"),
    Entry("全县监督", "workbench:county", "oversight.watch", "监督", "layout-grid"),
    Entry("年报收审", "workbench:round", "annual_reports.arrange", "监督", "clipboard-check"),
    Entry("整改通知", "workbench:orders", "oversight.see", "监督", "clipboard-pen", count=order_count),
    Entry("年度考核", "workbench:assessments", "oversight.see", "监督", "star"),
    Entry(
        "投诉举报",
        "workbench:complaints",
        "oversight.complaints",
        "监督",
        "message-square-warning",
        count=complaint_count,
    ),
    Entry("培训与台账", "workbench:training", "oversight.see", "监督", "graduation-cap"),
    Entry("月度通报", "workbench:bulletins", "oversight.bulletin", "监督", "newspaper"),
    Entry("汇总与对比", "workbench:sums", "annual_reports.compare", "全县数据", "chart-no-axes-column"),
    Entry("机关与人员", "workbench:organs", "organs.see", "全县数据", "building-2", below=True),
    Entry("指南与机构信息", "workbench:guide", "organs.see", "本机关", "map"),
    Entry("人员与分工", "workbench:people", "accounts.see", "本机关", "users"),
    Entry("审核分工", "workbench:review-plan", "disclosure.plan", "本机关", "list-ordered"),
    Entry("校对词表", "workbench:words", "disclosure.words", "本机关", "spell-check"),
    Entry("文件", "workbench:files", "files.store", "系统", "folders"),
    Entry("消息发送", "workbench:outbox", "messages.see", "系统", "send"),
    Entry("接口令牌", "workbench:tokens", "api.issue_token", "系统", "key-round"),
    Entry("操作日志", "workbench:audit", "audit.see", "系统", "history"),
)


def shown(person: Any, path: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """The sections with the entries this person sees; the one that `path` lies in is marked."""
    sections: dict[str, list[dict[str, Any]]] = {name: [] for name in SECTIONS}
    here = _here(path)
    for entry in NAVIGATION:
        if entry.act and not anywhere(person, entry.act, entry.below):
            continue
        url = reverse(entry.url)
        sections[entry.section].append({
            "url": url, "label": entry.label, "icon": entry.icon, "count": entry.count(person) if entry.count else 0,
            "current": url == here,
        })  # fmt: skip
    return [(name, entries) for name, entries in sections.items() if entries]


def _here(path: str) -> str:
    """The place that a path lies in: the one that names most of it; the home is only itself."""
    home = reverse("workbench:today")
    urls = (reverse(entry.url) for entry in NAVIGATION)
    return max((url for url in urls if path == url or (url != home and path.startswith(url))), key=len, default="")
