"""The list of items: by state, kind, field, year and words; sorted; out to a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.web.disclosure import labels, rules, vocabulary
from gongkai.web.disclosure.models import Item, State
from gongkai.web.disclosure.models.item import IN_REVIEW, OPEN_TO_EDIT
from gongkai.web.patterns.values import Badge, Option, Tab
from gongkai.web.patterns.written import calendar_year, whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.items.finding import seen_by
from gongkai.web.workbench.long_sheets import long_workbook

TABS: tuple[tuple[str, str, Q], ...] = (
    ("open", "在办", Q(state__in=(*OPEN_TO_EDIT, *IN_REVIEW, State.READY))),
    ("draft", "起草和退回", Q(state__in=OPEN_TO_EDIT)),
    ("review", "审核中", Q(state__in=IN_REVIEW)),
    ("ready", "待发布", Q(state=State.READY)),
    ("public", "已公开", Q(state__in=(State.PUBLISHED, State.NOTICE, State.OVER))),
    ("down", "已撤下", Q(state=State.WITHDRAWN)),
    ("kept", "不公开留存", Q(state=State.KEPT)),
    ("all", "全部", Q()),
)
ORDERS = {
    "newest": ("最近修改", ("-changed_at", "-pk")),
    "made": ("成文日期", ("-made_on", "-pk")),
    "title": ("标题", ("title", "-pk")),
}


@needs("disclosure.see")
def items(request: HttpRequest) -> HttpResponse:
    """信息发布."""
    every, get = seen_by(request.user), request.GET
    filtered = narrowed(every, get)
    chosen = get.get("tab", "all" if any(get.get(name) for name in ("q", "catalogue", "source")) else "open")
    condition = next((condition for code, _, condition in TABS if code == chosen), Q())
    order = ORDERS.get(get.get("order", ""), ORDERS["newest"])[1]
    page = Paginator(filtered.filter(condition).order_by(*order), 50).get_page(get.get("page"))
    kept = get.copy()
    kept.pop("page", None)
    context: dict[str, Any] = {
        "tabs": [
            Tab(words, _with(get, tab=code), code == chosen, _count(filtered, code, condition))
            for code, words, condition in TABS
        ],
        "rows": [_row(item) for item in page],
        "page": page,
        "kept": kept.urlencode(),
        "query": get.get("q", ""),
        "kinds": _options(get, "kind", vocabulary.choices(vocabulary.kinds())),
        "fields": _options(get, "field", vocabulary.choices(vocabulary.fields())),
        "orders": [
            Option(words, url=_with(get, order=code), chosen=get.get("order", "newest") == code)
            for code, (words, _) in ORDERS.items()
        ],
        "may_draft": request.user.organs_for("disclosure.draft").exists(),
        "tab": chosen,
    }
    return render(request, "workbench/items/items.html", context)


def _count(items: QuerySet[Item], code: str, condition: Q) -> int | None:
    return items.filter(condition).count() if code in ("open", "draft", "review", "ready") else None


def _with(get: QueryDict, **values: str) -> str:
    changed = get.copy()
    changed.pop("page", None)
    for name, value in values.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _options(get: QueryDict, name: str, choices: list[tuple[str, str]]) -> list[Option]:
    return [Option(title, code, chosen=get.get(name) == code) for code, title in choices]


def narrowed(found: QuerySet[Item], get: QueryDict) -> QuerySet[Item]:
    """The items that the filters of an address leave."""
    for name in ("kind", "field", "openness", "state", "clause"):
        if value := get.get(name, "").replace("\0", ""):
            found = found.filter(**{name: value})
    if (line := whole(get.get("catalogue"))) is not None:
        found = found.filter(catalogue=line)
    if (made := calendar_year(get.get("year"))) is not None:
        found = found.filter(made_on__year=made)
    if words := get.get("q", "").replace("\0", "").strip():
        numbered = Q(document_number__icontains=words) | Q(index_number__icontains=words)
        found = found.filter(Q(title__icontains=words) | numbered | Q(made_by_name=words))
    return found


def _row(item: Item) -> dict[str, Any]:
    extra = [Badge("更正中", "warn")] if item.correcting else []
    if rules.needs_interpretation(item):
        extra.append(Badge("缺解读", "warn"))
    return {"item": item, "badge": Badge(item.get_state_display(), item.badge), "extra": extra}


HEADS = ("索引号", "标题", "种类", "文号", "成文日期", "公开属性", "领域", "条款", "状态", "起草人", "机关")


@needs("disclosure.see")
def export(request: HttpRequest) -> HttpResponse:
    """The filtered list as xlsx; past a million rows it goes on on the next sheet."""
    chosen = request.GET.get("tab", "all")
    condition = next((condition for code, _, condition in TABS if code == chosen), Q())
    rows = narrowed(seen_by(request.user), request.GET).filter(condition).order_by("-pk").select_related("organ")
    out = long_workbook("信息公开台账", HEADS, map(_cells, rows.iterator(chunk_size=500)))
    return FileResponse(out, as_attachment=True, filename=f"信息公开台账-{localdate()}.xlsx")


def _cells(item: Item) -> tuple[str, ...]:
    """A line of the spreadsheet."""
    return (
        item.index_number or "",
        item.title,
        item.get_kind_display(),
        item.document_number,
        str(item.made_on or ""),
        item.get_openness_display(),
        labels.say("field", item.field),
        labels.say("clause", item.clause),
        item.get_state_display(),
        item.made_by_name,
        item.organ.name,
    )
