"""公开目录 (mock-up 11): fields at the left, their lines with states; statutory contents; what is withheld and due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from gongkai.web.disclosure import coverage
from gongkai.web.disclosure.coverage import FieldCover
from gongkai.web.disclosure.models import CatalogueItem, Item, Publication, State
from gongkai.web.disclosure.models import Link as Bond
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.values import Badge, Fact, Link, Tab
from gongkai.web.workbench.access import needs

PAGE = 50


def organ_of(request: HttpRequest) -> Organ:
    """The organ whose catalogue is shown: one's own, or another that one sees."""
    organs = request.user.organs_for("disclosure.see").active()
    wanted = request.GET.get("organ", "")
    return get_object_or_404(organs, short_code=wanted) if wanted else request.user.organ


@dataclass(frozen=True, slots=True)
class Shown:
    """A field in the tree at the left."""

    cover: FieldCover
    url: str
    chosen: bool

    @property
    def share(self) -> float:
        """How much of it is well."""
        return self.cover.full / self.cover.total if self.cover.total else 0.0

    @property
    def kind(self) -> str:
        """Green when nothing is missing."""
        return "ok" if self.cover.full == self.cover.total else "warn"


def tabs(organ: Organ, chosen: str, lines: int | None = None) -> list[Tab]:
    """The three parts of the page."""
    due = coverage.withheld_due(organ, timezone.localdate())
    fields = CatalogueItem.objects.filter(organ=organ, retired_on=None).values("field").distinct().count()
    suffix = f"?organ={organ.short_code}"
    return [
        Tab(f"公开事项标准目录（{fields} 个领域）", reverse("workbench:catalogue") + suffix, chosen == "standard"),
        Tab(
            "法定主动公开内容（条例第二十条、二十一条）",
            reverse("workbench:catalogue-statutory") + suffix,
            chosen == "statutory",
        ),
        Tab(
            "不予公开定期评估", reverse("workbench:catalogue-reassessments") + suffix, chosen == "withheld", due or None
        ),
    ]


@needs("disclosure.see")
def catalogue(request: HttpRequest) -> HttpResponse:
    """公开事项标准目录."""
    organ, today = organ_of(request), timezone.localdate()
    every = coverage.lines(organ, today)
    covers = coverage.fields(every)
    field = request.GET.get("field") or (covers[0].code if covers else "")
    only = bool(request.GET.get("only"))
    shown = [line for line in every if line.item.field == field and (line.needs_work or not only)]
    suffix = f"&organ={organ.short_code}"
    context: dict[str, Any] = {
        "organ": organ,
        "tabs": tabs(organ, "standard"),
        "facts": facts(every),
        "lines": [(line, badge(line)) for line in shown],
        "fields": [Shown(cover, f"?field={cover.code}{suffix}", cover.code == field) for cover in covers],
        "field": next((cover for cover in covers if cover.code == field), None),
        "only": only,
        "subjects": "、".join(dict.fromkeys(line.item.responsible for line in shown if line.item.responsible)),
        "changed": [line for line in every if line.item.field == field and line.item.basis_changed],
        "may_change": request.user.can("disclosure.catalogue", organ),
        "edition": organ.editions.first(),
    }
    return render(request, "workbench/catalogue/catalogue.html", context)


def facts(lines: list[coverage.Line]) -> list[Fact]:
    """The five figures at the top."""
    full = sum(line.last_on is not None for line in lines)
    share = f"{round(100 * full / len(lines))}%" if lines else ""
    late = sum(
        (line.kind == "bad" and line.last_on is not None) or line.words.startswith(("超", "逾期")) for line in lines
    )
    empty, changed = sum(line.words == "空" for line in lines), sum(bool(line.item.basis_changed) for line in lines)
    return [
        Fact("公开事项", len(lines)),
        Fact("有内容", full, share),
        Fact("空着", empty, kind="bad" if empty else ""),
        Fact("超过时限没更新", late, kind="warn" if late else ""),
        Fact("依据已修订，待核对", changed),
    ]


def badge(line: coverage.Line) -> Badge:
    """The state of a line."""
    return Badge(line.words, line.kind)


@needs("disclosure.see")
def statutory(request: HttpRequest) -> HttpResponse:
    """法定主动公开内容: the clauses that bind this level, each with how much is there."""
    organ = organ_of(request)
    rows = []
    for clause, lines, live, newest in coverage.statutory(organ):
        records = (
            Link(str(live), f"{reverse('workbench:items')}?tab=public&clause={clause.code}")
            if live
            else Badge("空", "bad")
        )
        rows.append((clause.title, clause.cites, lines or "", records, newest or ""))
    context = {
        "organ": organ,
        "tabs": tabs(organ, "statutory"),
        "rows": rows,
        "head": ("内容", "依据", "目录事项", "已公开", "最近公开"),
    }
    return render(request, "workbench/catalogue/statutory.html", context)


@needs("disclosure.see")
def reassessments(request: HttpRequest) -> HttpResponse:
    """不予公开定期评估. 条例第十八条. `?item=` opens the page on which that one stands."""
    organ = organ_of(request)
    kept = Item.objects.filter(organ=organ, state=State.KEPT).order_by("review_due", "pk")
    context = {
        "organ": organ,
        "tabs": tabs(organ, "withheld"),
        **paged(request, kept, at=request.GET.get("item", "")),
        "today": timezone.localdate(),
        "may": request.user.can("disclosure.reassess", organ),
    }
    return render(request, "workbench/catalogue/reassessments.html", context)


def paged(request: HttpRequest, rows: QuerySet[Any], at: str = "") -> dict[str, Any]:
    """The page of a list that the address names, or that on which the row with the key `at` stands."""
    pages = Paginator(rows, PAGE)
    keys = list(rows.values_list("pk", flat=True)) if at else []
    row = next((place for place, key in enumerate(keys) if str(key) == at), None)
    number = request.GET.get("page") if row is None else row // PAGE + 1
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop("item", None)
    return {"page": pages.get_page(number), "kept": kept.urlencode()}


REGISTERS = {"normative": "行政规范性文件", "regulations": "规章"}


@needs("disclosure.see")
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """规章、行政规范性文件登记簿, with what is in force."""
    organ = organ_of(request)
    known = kind if kind in REGISTERS else "normative"
    documents = (
        Publication.objects.filter(organ=organ, kind=known)
        .order_by("-made_on", "-pk")
        .select_related("item")
        .prefetch_related("validity_changes")
    )
    shown = paged(request, documents)
    kinds = {"in_force": "ok", "amended": "warn", "repealed": "bad", "expired": "bad"}
    rows = [
        (
            Link(one.title, one.item.get_absolute_url()),
            one.document_number,
            one.made_on,
            one.published_on,
            Badge(one.get_validity_display(), kinds[one.validity]),
            _by(one),
        )
        for one in shown["page"]
    ]
    choices = [
        Tab(title, reverse("workbench:register", args=[code]), code == known) for code, title in REGISTERS.items()
    ]
    context = {
        "organ": organ,
        "tabs": choices,
        "rows": rows,
        **shown,
        "title": REGISTERS[known],
        "head": ("标题", "文号", "成文日期", "公开日期", "有效性", "变化"),
    }
    return render(request, "workbench/catalogue/register.html", context)


def _by(publication: Publication) -> str:
    newest = list(publication.validity_changes.all())[:1]
    return f"{newest[0].since} {newest[0].told}" if newest else ""


@needs("disclosure.see")
def interpretations(request: HttpRequest) -> HttpResponse:
    """解读与回应: documents that still need one, and what there is."""
    from gongkai.web.disclosure import limits, obligations

    organ, today = organ_of(request), timezone.localdate()
    missing = list(obligations.interpretations(organ, today, limits.calendar_of(organ)))
    there = Item.objects.filter(organ=organ, kind__in=("interpretation", "response", "clarification")).exclude(
        state="dropped"
    )
    explains = Bond.objects.filter(what__in=("interprets", "clarifies")).select_related("to")
    there = there.order_by("-pk").prefetch_related(Prefetch("links", explains, to_attr="explains"))
    shown = paged(request, there)
    rows = [
        (
            Link(item.title, item.get_absolute_url()),
            item.get_kind_display(),
            "、".join(link.to.title for link in item.explains),
            item.made_on or "",
            Badge(item.get_state_display(), item.badge),
        )
        for item in shown["page"]
    ]
    context = {
        "organ": organ,
        "missing": missing,
        **shown,
        "rows": rows,
        "head": ("标题", "种类", "对应的文件", "成文日期", "状态"),
        "may_draft": request.user.can("disclosure.draft", organ),
    }
    return render(request, "workbench/catalogue/interpretations.html", context)
