"""移送档案馆、图书馆: what was given to whom, with the list to hand over and the receipt. 条例第二十五条."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.web.disclosure.models import HandOver
from gongkai.web.disclosure.services import telling
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link, Row
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.channels import registers
from gongkai.web.workbench.county import sheets

KINDS = HandOver._meta.get_field("what").choices
LINES = ("序号", "索引号", "标题", "文号", "成文日期", "公开日期", "有效性")


@needs("disclosure.see")
def hand_overs(request: HttpRequest) -> HttpResponse:
    """移送登记, by year."""
    organs = request.user.organs_for("disclosure.see")
    rows = (
        HandOver.objects.filter(organ__in=organs)
        .select_related("organ")
        .annotate(n=Count("publications"))
        .order_by("-on", "-pk")
    )
    left = "，".join(f"{title} {telling.not_handed_over(request.user.organ, code).count()} 件" for code, title in KINDS)
    return registers.shown(
        request, "hand-overs", rows, ("移送日期", "接收单位", "类别", "件数", "回执", "移送人", "机关"), _cells,
        act="disclosure.hand_over", add="workbench:hand-over-add", button="登记移送",
        lead=f"主动公开的信息要及时提供给国家档案馆、公共图书馆（条例第二十五条）。本机关还没有移送的：{left}。",
        empty="向档案馆、图书馆移送了主动公开的信息，登记在这里，可以导出移送清单。",
    )  # fmt: skip


def _cells(one: HandOver) -> registers.Cells:
    day = Link(f"{one.on:%Y-%m-%d}", reverse("workbench:hand-over", args=[one.pk]))
    return day, one.receiver, one.get_what_display(), one.n, one.receipt or "还没有", one.by_name, one.organ.short_name


class HandOverForm(Form):
    """To whom, and what was published in which time."""

    what = forms.ChoiceField(label="移送给", choices=KINDS, widget=forms.RadioSelect)
    receiver = forms.CharField(label="接收单位", max_length=100, help_text="写全称，例如“青禾县档案馆”。")
    first = forms.DateField(label="公开日期从")
    last = forms.DateField(label="到", initial=timezone.localdate, help_text="这段时间公开、还没有移送过的都列入清单。")
    on = forms.DateField(label="移送日期", initial=timezone.localdate)
    receipt = forms.CharField(label="回执", required=False, max_length=200, help_text="没有拿到的先空着，以后补登。")


@needs("disclosure.hand_over")
def add(request: HttpRequest) -> HttpResponse:
    """登记移送."""
    organ = request.user.organ
    before = HandOver.objects.filter(organ=organ).order_by("-on", "-pk").first()
    what = before.what if before else KINDS[0][0]
    oldest = telling.not_handed_over(organ, what).first()
    first = oldest.published_on if oldest else timezone.localdate()
    known = {"what": what, "receiver": before.receiver if before else "", "first": first}
    form = HandOverForm(*posted(request), initial=known)
    made: list[HandOver] = []

    def service() -> None:
        made.append(telling.hand_over_period(organ, by=request.user, **form.cleaned_data))

    if form.is_valid() and done(form, service):
        messages.success(request, f"已登记，移送 {made[0].publications.count()} 件，清单可以导出。")
        return redirect("workbench:hand-over", made[0].pk)
    return registers.asked(request, form, "hand-overs", "登记移送", "列清单并登记")


class ReceiptForm(Form):
    """The receipt."""

    receipt = forms.CharField(label="回执", max_length=200, help_text="接收单位回执的文号或者日期、签收人。")


@needs("disclosure.see")
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """One hand-over: its list on the screen or as a spreadsheet, and its receipt."""
    organs = request.user.organs_for("disclosure.see")
    handed = get_object_or_404(HandOver.objects.select_related("organ"), pk=key, organ__in=organs)
    lines = registers.listed(handed.publications.order_by("published_on", "pk"))
    title = f"{handed.organ.short_name}移送清单（{handed.receiver}，{handed.on:%Y-%m-%d}）"
    if request.GET.get("as") == "xlsx":
        return sheets.answered(sheets.workbook("移送清单", LINES, lines), f"{title}.xlsx")
    may = request.user.can("disclosure.hand_over", handed)
    form = ReceiptForm(*posted(request)) if may else None
    if form and form.is_valid() and done(
        form, lambda: telling.confirm_receipt(handed, receipt=form.cleaned_data["receipt"], by=request.user)
    ):  # fmt: skip
        messages.success(request, "回执已登记。")
        return redirect("workbench:hand-over", handed.pk)
    rows = [
        Row("移送机关", handed.organ.name), Row("接收单位", handed.receiver), Row("类别", handed.get_what_display()),
        Row("移送日期", handed.on), Row("移送人", handed.by_name), Row("回执", handed.receipt or "还没有拿到"),
    ]  # fmt: skip
    context = {"title": title, "summary": rows, "lines": [(row[0], list(zip(LINES[1:], row[1:], strict=True)))
               for row in lines], "head": LINES, "form": form, "back": registers.back("hand-overs")}  # fmt: skip
    return render(request, "workbench/channels/hand_over.html", context)
