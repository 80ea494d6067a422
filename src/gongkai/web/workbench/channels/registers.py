"""Registers beside the channels: posts made elsewhere and pick-ups by the media; what they share with 移送登记."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.disclosure import elsewhere_sheet
from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import Channel, ElsewherePost, PickUp, Publication
from gongkai.web.disclosure.services import delivering, telling
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link, Tab
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.items.writing import bounded

Cells = tuple[object, ...]


def tabs(chosen: str) -> list[Tab]:
    """The parts of 渠道与公示栏."""
    parts = (("channels", "投递"), ("channels-elsewhere", "其他平台发布"), ("channels-pick-ups", "媒体采用"),
             ("hand-overs", "移送档案馆、图书馆"))  # fmt: skip
    return [Tab(title, reverse(f"workbench:{name}"), name == chosen) for name, title in parts]


def back(name: str) -> Link:
    """The way back to a register."""
    return next(Link(tab.text, tab.url) for tab in tabs(name) if tab.chosen)


def shown(
    request: HttpRequest, name: str, rows: QuerySet[Any], head: Cells, cells: Callable[[Any], Cells], **more: Any
) -> HttpResponse:
    """A register: the chosen year, fifty a page, or as a spreadsheet."""
    years = [day.year for day in rows.dates("on", "year", order="DESC")]
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else None
    found = rows.filter(on__year=year) if year else rows
    if request.GET.get("as") == "xlsx":
        title = f"{back(name).text}{f'{year}年' if year else ''}"
        plain = ([cell.text if isinstance(cell, Link) else cell for cell in cells(row)] for row in found)
        return sheets.answered(sheets.workbook(title, [str(one) for one in head], plain), f"{title}.xlsx")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    kept = f"year={year}" if year else ""
    context = {
        "tabs": tabs(name), "title": back(name).text, "head": head, "page": page, "kept": kept,
        "rows": [(row, list(zip(head[1:], cells(row)[1:], strict=True)), cells(row)[0]) for row in page],
        "years": [Tab("全部年度", "?", year is None), *(Tab(f"{one}年", f"?year={one}", one == year) for one in years)],
        "may": request.user.organs_for(more.pop("act", "disclosure.deliver")).exists(), **more,
    }  # fmt: skip
    return render(request, "workbench/channels/register.html", context)


def asked(request: HttpRequest, form: Form, name: str, title: str, button: str, **more: Any) -> HttpResponse:
    """The form of a register, once its service did not go through."""
    context = {"form": form, "title": title, "button": button, "back": back(name), **more}
    return render(request, "workbench/form.html", context)


@needs("disclosure.see")
def elsewhere(request: HttpRequest) -> HttpResponse:
    """其他平台发布: what was posted without this system, by year."""
    rows = ElsewherePost.objects.filter(organ__in=request.user.organs_for("disclosure.see")).select_related(
        "channel", "organ", "by"
    )
    total = rows.aggregate(total=Sum("count"))["total"] or 0
    return shown(
        request, "channels-elsewhere", rows, ("日期", "渠道", "标题", "条数", "网址", "机关", "登记人"), _post,
        add="workbench:channels-elsewhere-add", import_="workbench:channels-elsewhere-import", button="补录",
        remove="workbench:channels-elsewhere-remove", lead=f"共 {total} 条，计入年度报告的渠道发布数。",
        empty="在别的平台上直接发的，没有经过本系统，补录在这里，年度报告才会算上。",
    )  # fmt: skip


def _post(one: ElsewherePost) -> Cells:
    titles = {code: kind.title for code, kind in kinds().items()}
    channel = one.channel.title if one.channel else titles.get(one.kind, one.kind)
    url = Link(one.url, one.url) if one.url.startswith(("http://", "https://")) else one.url
    return one.on, channel, one.title, one.count, url, one.organ.short_name, one.by.name if one.by else ""


class ElsewhereForm(Form):
    """Posts made without this system."""

    channel = forms.ModelChoiceField(label="渠道", queryset=Channel.objects.none())
    day = forms.DateField(label="日期", initial=timezone.localdate, help_text="按月补录的，写月末那天。")
    count = forms.IntegerField(label="条数", min_value=1, max_value=999_999, initial=1)
    title = forms.CharField(label="标题", required=False, max_length=300)
    url = forms.URLField(label="网址", required=False, max_length=500, assume_scheme="https")


@needs("disclosure.deliver")
def elsewhere_add(request: HttpRequest) -> HttpResponse:
    """补录其他平台发布的条数: the annual report counts them."""
    organ = request.user.organ
    form = ElsewhereForm(*posted(request))
    form.fields["channel"].queryset = Channel.objects.filter(organ=organ)

    def enter() -> None:
        data = form.cleaned_data
        row = {name: data[name] for name in ("channel", "count", "title", "url")}
        delivering.enter_elsewhere(organ, rows=[row | {"kind": data["channel"].kind, "on": data["day"]}],
                                   by=request.user)  # fmt: skip

    if form.is_valid() and done(form, enter):
        messages.success(request, "已补录，计入年度报告。")
        return redirect("workbench:channels-elsewhere")
    return asked(request, form, "channels-elsewhere", "补录其他平台的发布", "补录")


class SheetForm(Form):
    """A spreadsheet of posts."""

    file = forms.FileField(
        label="Excel 文件",
        help_text="一行一次发布，或者一行一个月的条数；表头要有“渠道”“日期”，还可以有“条数”“标题”“网址”。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )  # fmt: skip


@needs("disclosure.deliver")
def elsewhere_import(request: HttpRequest) -> HttpResponse:
    """Take in a spreadsheet; every row that was not taken is told with its reason."""
    if request.GET.get("as") == "xlsx":
        head = [words[0] for words in elsewhere_sheet.HEADINGS.values()]
        sample = [("微信公众号", f"{timezone.localdate():%Y-%m-%d}", 12, "", "")]
        return sheets.answered(sheets.workbook("补录样表", head, sample), "补录样表.xlsx")
    form = SheetForm(*posted(request))
    taken: list[telling.Taken] = []

    def take() -> None:
        file = form.cleaned_data["file"]
        taken.append(telling.import_elsewhere(
            request.user.organ, data=bounded(file), name=file.name, by=request.user, today=timezone.localdate()
        ))  # fmt: skip

    if form.is_valid():
        done(form, take)
    context = {"form": form, "taken": taken[0] if taken else None, "back": back("channels-elsewhere")}
    return render(request, "workbench/channels/import.html", context)


@require_POST
@needs("disclosure.deliver")
def elsewhere_remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take an entry back."""
    post = get_object_or_404(ElsewherePost, pk=key, organ__in=request.user.organs_for("disclosure.deliver"))
    press(request, lambda: telling.remove_elsewhere(post, by=request.user), "已删去，不再计数；操作日志里有记录。")
    return redirect("workbench:channels-elsewhere")


@needs("disclosure.see")
def pick_ups(request: HttpRequest) -> HttpResponse:
    """媒体采用, by year."""
    rows = PickUp.objects.filter(publication__organ__in=request.user.organs_for("disclosure.see")).select_related(
        "publication__item", "publication__organ"
    )
    most = rows.values("medium").annotate(n=Count("pk")).order_by("-n", "medium")[:3]
    told = "、".join(f"{one['medium']} {one['n']} 次" for one in most)
    return shown(
        request, "channels-pick-ups", rows, ("日期", "媒体", "采用的信息", "报道标题", "网址", "机关"), _pick_up,
        add="workbench:channels-pick-up-add", button="登记媒体采用", remove="workbench:channels-pick-up-remove",
        lead=f"采用最多的：{told}。" if told else "",
        empty="媒体转载、采用了本机关公开的信息，登记在这里，年度报告会算上。",
    )  # fmt: skip


def _pick_up(one: PickUp) -> Cells:
    item, url = one.publication.item, Link(one.url, one.url) if one.url.startswith("http") else one.url
    link = Link(one.publication.title, item.get_absolute_url())
    return one.on, one.medium, link, one.title, url, one.publication.organ.short_name


class PickUpForm(Form):
    """Which medium took what up."""

    what = forms.CharField(label="采用了哪份信息", max_length=300, help_text="填索引号、文号、门户上的网址或者标题。")
    medium = forms.CharField(label="媒体名称", max_length=100)
    day = forms.DateField(label="采用日期", initial=timezone.localdate)
    title = forms.CharField(label="报道标题", required=False, max_length=300)
    url = forms.URLField(label="网址", required=False, max_length=500, assume_scheme="https")


@needs("disclosure.deliver")
def pick_up_add(request: HttpRequest) -> HttpResponse:
    """登记媒体采用."""
    organs = request.user.organs_for("disclosure.deliver")
    item = whole(request.GET.get("item"))
    known = Publication.objects.filter(organ__in=organs, item=item).first() if item is not None else None
    form = PickUpForm(*posted(request), initial={"what": known.index_number} if known else {})

    def enter() -> None:
        data = form.cleaned_data
        delivering.enter_pick_up(telling.by_address(organs, data["what"]), medium=data["medium"], on=data["day"],
                                 title=data["title"], url=data["url"], by=request.user)  # fmt: skip

    if form.is_valid() and done(form, enter):
        messages.success(request, "已登记，计入年度报告。")
        return redirect("workbench:channels-pick-ups")
    return asked(request, form, "channels-pick-ups", "登记媒体采用", "登记")


@require_POST
@needs("disclosure.deliver")
def pick_up_remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take an entry back."""
    organs = request.user.organs_for("disclosure.deliver")
    one = get_object_or_404(PickUp, pk=key, publication__organ__in=organs)
    press(request, lambda: telling.remove_pick_up(one, by=request.user), "已删去，不再计数；操作日志里有记录。")
    return redirect("workbench:channels-pick-ups")


def listed(publications: Iterable[Publication]) -> list[Cells]:
    """Publications as lines of a hand-over list."""
    return [
        (number, one.index_number, one.title, one.document_number, one.made_on or "", one.published_on,
         one.get_validity_display()) for number, one in enumerate(publications, start=1)
    ]  # fmt: skip
