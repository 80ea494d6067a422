"""投诉举报 at the county's desk: take down, list, answer, and, with a reason that is logged, who wrote."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Complaint
from gongkai.web.oversight.services import complaining
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Due, Event, Link, Row, Tab, said
from gongkai.web.workbench.access import anywhere, needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county import sheets

BADGES = {"received": "warn", "accepted": "info", "declined": "", "answered": "ok", "withdrawn": ""}


class TakeDownForm(Form):
    """A complaint that came by telephone, letter or visit."""

    organ = forms.ModelChoiceField(label="投诉哪个机关", queryset=Organ.objects.none(), empty_label="选择一个机关")
    channel = forms.ChoiceField(
        label="从哪里来", choices=[one for one in Complaint.Channel.choices if one[0] != Complaint.Channel.PORTAL]
    )
    arrived_on = forms.DateField(label="收到日期", help_text="来电、来访的当天，收到信的当天；答复期限从这天起算。")
    kind = forms.ChoiceField(label="什么问题", choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    content = forms.CharField(
        label="内容", widget=forms.Textarea, max_length=4000, help_text="照投诉人说的记，不写他的姓名。"
    )
    name = forms.CharField(
        label="投诉人姓名", required=False, max_length=50, help_text="愿意留的才填。加密保存，被投诉的机关看不到。"
    )
    phone = forms.CharField(label="投诉人电话", required=False, max_length=30)


class AnswerForm(Form):
    """What was found."""

    verified = forms.TypedChoiceField(
        label="查实了吗",
        choices=(("1", "查实"), ("0", "没有查实")),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )
    words = forms.CharField(
        label="答复",
        widget=forms.Textarea,
        help_text="核实的情况和处理结果；投诉人凭回执编号能看到，不写内部人员的姓名。",
    )


class DeclineForm(Form):
    """Why not."""

    reason = forms.CharField(
        label="为什么不受理", widget=forms.Textarea, help_text="写明应当向哪里反映。投诉人会看到。"
    )


class WhoForm(Form):
    """Why one must know."""

    why = forms.CharField(
        label="为什么要看投诉人的身份", max_length=200, help_text="例如“电话核实情况”。会记入操作日志。"
    )


def seen(request: HttpRequest) -> QuerySet[Complaint]:
    """Those about the organs this person watches over."""
    return Complaint.objects.filter(organ__in=request.user.organs_for("oversight.see_complaints")).select_related(
        "organ"
    )


@needs("oversight.complaints")
def complaints(request: HttpRequest) -> HttpResponse:
    """The register."""
    every, tab = seen(request), request.GET.get("tab", "open")
    waiting = every.filter(state__in=("received", "accepted")).order_by("due_on")
    rows = waiting if tab == "open" else every
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    shown = [(one, Badge(one.get_state_display(), BADGES[one.state]), _due(one)) for one in page]
    tabs = [
        Tab("待办", "?tab=open", tab == "open", waiting.count()),
        Tab("全部", "?tab=all", tab == "all", every.count()),
    ]
    sees = anywhere(request.user, "oversight.see_complaints")
    context = {"rows": shown, "page": page, "tabs": tabs if sees else [], "kept": f"tab={tab}", "sees": sees,
               "may_add": anywhere(request.user, "oversight.complain")}  # fmt: skip
    return render(request, "workbench/county/complaints.html", context)


def _due(one: Complaint) -> Due | None:
    return Due(one.due_on, (one.due_on - localdate()).days, "天") if one.open else None


@needs("oversight.complain")
def add(request: HttpRequest) -> HttpResponse:
    """Take down what came by telephone or letter; number and code are for whoever complains."""
    today = localdate()
    form = TakeDownForm(posted(request)[0], initial={"arrived_on": today})
    form.fields["organ"].queryset = request.user.organs_for("oversight.complain").public()
    made: list[tuple[Complaint, str]] = []
    if form.is_valid() and done(
        form, lambda: made.append(complaining.complain(by=request.user, today=today, **form.cleaned_data))
    ):
        one, code = made[0]
        messages.success(
            request, f"已登记，应于 {said(one.due_on)}前答复。请告诉投诉人：回执编号 {one.receipt}，查询码 {code}。"
            "凭这两样在门户上查办理情况；查询码只显示这一次。",
        )  # fmt: skip
        return redirect("workbench:complaints")
    context = {"title": "登记来电来信投诉", "form": form, "button": "登记这件投诉",
               "lead": "登记以后由主管部门办理（条例第四十七条第二款、第五十一条），被投诉的机关看不到是谁投诉的。",
               "back": Link("投诉举报", reverse("workbench:complaints"))}  # fmt: skip
    return render(request, "workbench/form.html", context)


@needs("oversight.see_complaints")
def export(request: HttpRequest) -> HttpResponse:
    """The register as xlsx, without who wrote."""
    head = (
        "回执编号",
        "来源",
        "被投诉机关",
        "类别",
        "内容",
        "收到日期",
        "答复期限",
        "状态",
        "查实",
        "答复",
        "答复日期",
    )
    found = {True: "查实", False: "没有查实", None: ""}
    rows = [
        (
            one.receipt,
            one.get_channel_display(),
            one.organ.name,
            one.get_kind_display(),
            one.content,
            one.arrived_on,
            one.due_on,
            one.get_state_display(),
            found[one.verified],
            one.answer,
            one.answered_on,
        )
        for one in seen(request)
    ]
    return sheets.answered(sheets.workbook("投诉举报", head, rows), "投诉举报台账.xlsx")


@needs("oversight.see_complaints")
def complaint(request: HttpRequest, key: int) -> HttpResponse:
    """One complaint."""
    one = get_object_or_404(seen(request), pk=key)
    who = None
    form = WhoForm(posted(request)[0]) if one.sealed and request.user.can("oversight.see_complainant", one) else None
    if form is not None and form.is_valid():
        found: list[dict[str, str]] = []
        if done(form, lambda: found.append(complaining.who(one, why=form.cleaned_data["why"], by=request.user))):
            who = [Row("姓名", found[0]["name"]), Row("电话", found[0]["phone"])]
    rows = [
        Row("被投诉机关", one.organ.name),
        Row("类别", one.get_kind_display()),
        Row("来源", one.get_channel_display()),
        Row("内容", one.content, True),
        Row("收到日期", one.arrived_on),
        Row("受理或者不予受理", f"{said(complaining.accept_by(one))}前" if one.state == one.State.RECEIVED else ""),
        Row("答复期限", one.due_on),
        Row("答复", one.answer, True),
    ]
    events = [Event(f"{event.on} {event.act}", event.words or event.by_name) for event in reversed(one.events.all())]
    context = {
        "complaint": one,
        "badge": Badge(one.get_state_display(), BADGES[one.state]),
        "due": _due(one),
        "rows": rows,
        "events": events,
        "form": form,
        "who": who,
        "may": request.user.can("oversight.answer_complaint", one),
    }
    return render(request, "workbench/county/complaint.html", context)


@require_POST
@needs("oversight.answer_complaint")
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Take it up."""
    one = get_object_or_404(seen(request), pk=key)
    press(request, lambda: complaining.accept(one, by=request.user, today=localdate()), f"{one.receipt}已受理。")
    return redirect("workbench:complaint", key)


@needs("oversight.answer_complaint")
def close(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Answer it, or say why it is not taken up."""
    kinds = {"answer": ("答复投诉举报", "答复投诉人", AnswerForm), "decline": ("不予受理", "告诉投诉人", DeclineForm)}
    if name not in kinds:
        raise Http404
    one = get_object_or_404(seen(request), pk=key)
    title, button, kind = kinds[name]
    form, today = kind(posted(request)[0]), localdate()
    service = complaining.answer if name == "answer" else complaining.decline
    if form.is_valid() and done(form, lambda: service(one, by=request.user, today=today, **form.cleaned_data)):
        messages.success(request, f"{one.receipt}已办结，投诉人凭编号和查询码能看到。")
        return redirect("workbench:complaint", key)
    context = {
        "title": title,
        "form": form,
        "button": button,
        "lead": one.content[:200],
        "back": Link(one.receipt, reverse("workbench:complaint", args=[key])),
    }
    return render(request, "workbench/form.html", context)
