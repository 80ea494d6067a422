"""整改通知: the list, sending one, its page with every step, and the acts that its state allows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Inspection, Order
from gongkai.web.oversight.models.mending import OPEN, ORGAN_ACTS, State
from gongkai.web.oversight.services import mending
from gongkai.web.oversight.terms import limits
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Due, Event, Link, Row, Tab
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.county.watching import watching

UNTOLD = f"不填的，按 {limits()['order']['limit_working_days']} 个工作日算。"
BADGES = {
    State.FOUND: "",
    State.NOTIFIED: "warn",
    State.REPLIED: "info",
    State.DONE: "info",
    State.RETURNED: "bad",
    State.VERIFIED: "ok",
}
TABS = (
    ("open", "没有销号", Q(state__in=(State.FOUND, *OPEN))),
    ("late", "已逾期", Q(state__in=ORGAN_ACTS)),
    ("done", "待复查", Q(state=State.DONE)),
    ("verified", "已销号", Q(state=State.VERIFIED)),
    ("all", "全部", Q()),
)


class WordsForm(Form):
    """What is said with an act."""

    words = forms.CharField(label="说明", widget=forms.Textarea)


class LimitForm(Form):
    """A limit, and what is wrong where it is sent back."""

    limit_on = forms.DateField(label="整改时限", required=False, help_text=UNTOLD)


class ReturnForm(LimitForm):
    """What was not mended."""

    words = forms.CharField(label="哪里没有改好", widget=forms.Textarea)


class AgainForm(Form):
    """What 回头看 found."""

    recurred = forms.TypedChoiceField(
        label="现在怎样",
        choices=(("0", "没有反弹"), ("1", "问题又出现了")),
        widget=forms.RadioSelect,
        coerce=lambda value: value == "1",
    )
    words = forms.CharField(label="看到的情况", required=False, widget=forms.Textarea, help_text="反弹的要写明。")


class PlainForm(Form):
    """Nothing but the button."""


ACTS: dict[str, tuple[str, str, type[Form], dict[str, str], str]] = {
    "issue": ("发出整改通知", "发出整改通知", LimitForm, {}, "oversight.inspect"),
    "reply": ("反馈整改措施", "反馈措施", WordsForm, {"words": "measures"}, "oversight.rectify"),
    "finish": ("报告整改完成", "报告完成", WordsForm, {"words": "result"}, "oversight.rectify"),
    "verify": ("复查通过，销号", "销号", PlainForm, {}, "oversight.inspect"),
    "return": ("复查退回", "退回再改", ReturnForm, {"words": "reason"}, "oversight.inspect"),
    "again": ("回头看", "记下回头看", AgainForm, {}, "oversight.inspect"),
    "criticise": ("逾期通报", "通报", PlainForm, {}, "oversight.inspect"),
    "escalate": ("提级，建议追究责任", "提级", WordsForm, {}, "oversight.inspect"),
}
HINTS = {
    "reply": "怎样改、谁来办、哪天完成。",
    "finish": "做了什么，佐证在哪里（网址、截图、文号）。",
    "escalate": "建议怎样处理。",
}


def seen(request: HttpRequest) -> QuerySet[Order]:
    """The orders of the organs this person sees."""
    organs = request.user.organs_for("oversight.see")
    rows = Order.objects.filter(organ__in=organs).select_related("organ", "office")
    code = request.GET.get("organ", "")
    return rows.filter(organ__short_code=code) if code else rows


def due_of(order: Order) -> Due | None:
    """The chip while the organ has to act."""
    if not order.waits_for_organ or order.limit_on is None:
        return None
    return Due(order.limit_on, (order.limit_on - localdate()).days, "天")


@needs("oversight.see")
def orders(request: HttpRequest) -> HttpResponse:
    """The list."""
    today, chosen = localdate(), request.GET.get("tab", "open")
    rows = seen(request)
    conditions = {code: condition & (Q(limit_on__lt=today) if code == "late" else Q()) for code, _, condition in TABS}
    page = Paginator(rows.filter(conditions.get(chosen, Q())), 50).get_page(request.GET.get("page"))
    tabs = [
        Tab(
            words,
            f"?tab={code}",
            code == chosen,
            rows.filter(conditions[code]).count(),
            "bad" if code == "late" else "",
        )
        for code, words, _ in TABS
    ]
    shown = [(one, Badge(one.get_state_display(), BADGES[State(one.state)]), due_of(one)) for one in page]
    context = {
        "tabs": tabs,
        "page": page,
        "rows": shown,
        "kept": f"tab={chosen}",
        "may_find": request.user.organs_for("oversight.inspect").exists(),
    }
    return render(request, "workbench/county/orders.html", context)


@needs("oversight.see")
def export(request: HttpRequest) -> HttpResponse:
    """问题整改台账 as xlsx."""
    head = (
        "编号",
        "责任单位",
        "来源",
        "问题",
        "发现日期",
        "整改时限",
        "状态",
        "整改措施",
        "完成情况",
        "完成日期",
        "复查日期",
        "复发次数",
    )
    rows = [
        (
            one.number,
            one.organ.name,
            one.source,
            one.problem,
            one.found_on,
            one.limit_on,
            one.get_state_display(),
            one.measures,
            one.result,
            one.done_on,
            one.verified_on,
            one.recurred,
        )
        for one in seen(request)
    ]
    return sheets.answered(sheets.workbook("问题整改", head, rows), "问题整改台账.xlsx")


class FindForm(Form):
    """A problem."""

    organ = forms.ModelChoiceField(
        label="责任单位", queryset=Organ.objects.none(), empty_label="选择机关", to_field_name="short_code"
    )
    inspection = forms.ModelChoiceField(
        label="哪次检查发现的", queryset=Inspection.objects.none(), required=False, empty_label="不是检查发现的"
    )
    source = forms.CharField(label="来源", required=False, max_length=100, help_text="例如投诉举报、日常巡查、考核。")
    problem = forms.CharField(label="问题", widget=forms.Textarea, help_text="一份通知写一个问题，便于逐个销号。")
    evidence = forms.CharField(
        label="依据和佐证", required=False, widget=forms.Textarea, help_text="违反哪一条；网址、截图在哪里。"
    )
    limit_on = forms.DateField(label="整改时限", required=False, help_text=UNTOLD)


@needs("oversight.inspect")
def add(request: HttpRequest) -> HttpResponse:
    """Find a problem and send its order."""
    organs = watching(request.user, "oversight.inspect")
    form = FindForm(posted(request)[0], initial={"organ": request.GET.get("organ"), "source": request.GET.get("about")})
    form.fields["organ"].queryset = organs
    form.fields["inspection"].queryset = Inspection.objects.filter(
        organ__in=request.user.organs_for("oversight.inspect")
    )
    today, made = localdate(), []

    def send() -> None:
        data = dict(form.cleaned_data)
        organ, limit = data.pop("organ"), data.pop("limit_on")
        found = mending.find(organ, office=request.user.organ, by=request.user, today=today, **data)
        made.append(found)
        mending.issue(found, limit_on=limit, by=request.user, today=today)

    if form.is_valid() and done(form, send):
        messages.success(request, f"{made[0].number}已发给{made[0].organ.short_name}。")
        return redirect("workbench:order", made[0].pk)
    context = {
        "title": "发整改通知",
        "form": form,
        "button": "发出整改通知",
        "lead": "依据：条例第四十七条。",
        "back": Link("整改通知", reverse("workbench:orders")),
    }
    return render(request, "workbench/form.html", context)


@needs("oversight.see")
def order(request: HttpRequest, key: int) -> HttpResponse:
    """One order."""
    one = get_object_or_404(seen(request), pk=key)
    rows = [
        Row("责任单位", one.organ.name),
        Row("发出机关", one.office.name),
        Row("来源", one.source),
        Row("问题", one.problem, True),
        Row("依据和佐证", one.evidence, True),
        Row("发现日期", one.found_on),
        Row("整改时限", one.limit_on),
        Row("整改措施", one.measures, True),
        Row("完成情况", one.result, True),
        Row("回头看", one.again_on),
        Row("复发", f"{one.recurred} 次（考核加倍计）" if one.recurred else ""),
        Row("通报", one.criticised_on),
        Row("提级", one.escalated_on),
    ]
    events = [
        Event(f"{step.on} {step.act}", f"{step.words}（{step.by_name}）" if step.words else step.by_name)
        for step in reversed(one.steps.all())
    ]
    names = [name for name in mending.open_acts(one, localdate()) if request.user.can(ACTS[name][4], one)]
    context = {
        "order": one,
        "badge": Badge(one.get_state_display(), BADGES[State(one.state)]),
        "due": due_of(one),
        "rows": rows,
        "events": events,
        "acts": [(name, ACTS[name][0]) for name in names],
    }
    return render(request, "workbench/county/order.html", context)


@needs("oversight.see")
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One act: one form, one service."""
    if name not in ACTS:
        raise Http404
    one = get_object_or_404(seen(request), pk=key)
    title, button, kind, renamed, needed = ACTS[name]
    request.user.may(needed, one)
    form = kind(posted(request)[0])
    if name in HINTS:
        form.fields["words"].help_text = HINTS[name]

    def do() -> Any:
        values = {renamed.get(field, field): value for field, value in form.cleaned_data.items()}
        return mending.ACTS[name](one, by=request.user, today=localdate(), **values)

    if form.is_valid() and done(form, do):
        messages.success(request, f"{one.number}：{title}。")
        return redirect("workbench:order", key)
    context = {
        "title": title,
        "form": form,
        "button": button,
        "back": Link(one.number, reverse("workbench:order", args=[key])),
        "lead": one.problem,
        "danger": name in ("criticise", "escalate"),
    }
    return render(request, "workbench/form.html", context)
