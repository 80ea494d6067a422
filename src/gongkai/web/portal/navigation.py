"""The columns of the portal, in one tuple. The first five names are fixed by 国办公开办函〔2019〕61号.

To add a column: a line here, a route in urls.py, a view and its templates (docs/web.md, "How to add a screen").
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Column:
    """A column: its statutory name, the part that is left of it on a phone, its route, and its icon on the home page.

    `section` is the first part of its address: whatever lies below belongs to it.
    """

    label: str
    short: str
    url: str
    icon: str
    statutory: bool = True
    more: tuple[str, ...] = ()
    """Other first parts of addresses that belong to it."""

    def holds(self, path: str) -> bool:
        """Whether an address lies in this column."""
        url = reverse(self.url)
        return path == url if url == "/" else path.startswith((url, *self.more))

    @property
    def before(self) -> str:
        """What a phone leaves out before the short name."""
        return self.label.partition(self.short)[0]

    @property
    def after(self) -> str:
        """What a phone leaves out after the short name."""
        return self.label.partition(self.short)[2]


NAVIGATION: tuple[Column, ...] = (
    Column("首页", "首页", "portal:home", "house", statutory=False),
    Column("政府信息公开指南", "指南", "portal:guide", "map"),
    Column("政府信息公开制度", "制度", "portal:rules", "scale"),
    Column("法定主动公开内容", "主动公开", "portal:content", "folders", more=("/items/", "/fields/", "/search/")),
    Column("政府信息公开年报", "年报", "portal:reports", "clipboard-list"),
    Column("依申请公开", "依申请公开", "portal:apply", "mail-question-mark", statutory=False),
    Column("办理查询", "办理查询", "portal:track", "search", statutory=False),
)


def bar(path: str) -> list[dict[str, object]]:
    """The bar of columns, with the one that `path` lies in marked."""
    shown = []
    for column in NAVIGATION:
        url = reverse(column.url)
        shown.append(
            {
                "url": url,
                "current": column.holds(path),
                "label": column.label,
                "short": column.short,
                "before": column.before,
                "after": column.after,
            }
        )
    return shown
