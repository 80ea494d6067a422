"""投诉举报: hand in a complaint about an organ, and follow it by number and code. 条例第四十七条、第五十一条."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.oversight.models import Complaint
from gongkai.web.oversight.services import complaining
from gongkai.web.oversight.services.complaining import Complainant
from gongkai.web.oversight.terms import limits
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Event, Row
from gongkai.web.portal import throttling

UNKNOWN = "没有查到。请核对回执编号和查询码；都在提交后的回执上。"


class ComplaintForm(Form):
    """Which organ, what about, and, if one wishes, who."""

    organ = forms.ModelChoiceField(
        label="投诉哪个机关", queryset=Organ.objects.none(), empty_label="选择一个机关", to_field_name="short_code"
    )
    kind = forms.ChoiceField(label="什么问题", choices=Complaint.Kind.choices, widget=forms.RadioSelect)
    content = forms.CharField(
        label="写清楚是什么事",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text="什么时候、在哪里看到的，或者哪一天申请、至今没有答复。",
    )
    name = forms.CharField(
        label="您的姓名", required=False, max_length=50, help_text="可以不填。填了加密保存，被投诉的机关看不到。"
    )
    phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text="可以不填。填了方便核实情况。",
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """A trap: people never see it, programs fill it in."""


class FollowForm(Form):
    """The two things that open it."""

    receipt = forms.CharField(label="回执编号", max_length=20, help_text="例如 7K3M-92XQ-P4，在回执上。")
    code = forms.CharField(label="查询码", max_length=20, help_text="八位，提交时给您的。")

    def clean_receipt(self) -> str:
        """In capitals, with its dashes."""
        plain = self.cleaned_data["receipt"].upper().replace("-", "").replace(" ", "")
        return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"


def complain(request: HttpRequest) -> HttpResponse:
    """The form."""
    form = ComplaintForm(request.POST or None, initial={"organ": request.GET.get("organ")})
    form.fields["organ"].queryset = Organ.objects.public()
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["website"]:
        made = _enter(request, form)
        if made:
            complaint, code = made
            request.session["complaint"] = {"receipt": complaint.receipt, "code": code}
            return redirect("portal:complaint-receipt")
    context = {"form": form, "answer_days": limits()["complaint"]["answer_working_days"]}
    return render(request, "portal/complaints/complain.html", context)


def _enter(request: HttpRequest, form: ComplaintForm) -> tuple[Complaint, str] | None:
    if not throttling.allowed(request, "complain"):
        form.add_error(
            None,
            f"这里提交得太频繁了，请 {throttling.minutes('complain')} 分钟以后再试，也可以打电话。内容没有丢失。",
        )
        return None
    data: dict[str, Any] = {key: value for key, value in form.cleaned_data.items() if key not in ("organ", "website")}
    try:
        return complaining.complain(form.cleaned_data["organ"], by=Complainant(), today=localdate(), **data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code, right after; what happens next."""
    kept = request.session.get("complaint")
    found = Complaint.objects.filter(receipt=kept["receipt"]).select_related("organ").first() if kept else None
    if found is None or not kept.get("code"):
        return redirect("portal:complaint-track")
    return render(request, "portal/complaints/receipt.html", {"complaint": found, "code": kept["code"]})


def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; a wrong number and a wrong code get the same answer."""
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not throttling.allowed(request, "track"):
            form.add_error(None, f"查询得太频繁了，请 {throttling.minutes('track')} 分钟以后再试。")
        elif complaining.fits(data["receipt"], data["code"]):
            request.session["complaint"] = {"receipt": data["receipt"], "code": ""}
            return redirect("portal:complaint-case")
        else:
            form.add_error(None, UNKNOWN)
    return render(request, "portal/complaints/track.html", {"form": form})


def _opened(request: HttpRequest) -> Complaint | None:
    kept = request.session.get("complaint")
    return Complaint.objects.filter(receipt=kept["receipt"]).select_related("organ").first() if kept else None


def case(request: HttpRequest) -> HttpResponse:
    """Where it stands, and the answer."""
    found = _opened(request)
    if found is None:
        return redirect("portal:complaint-track")
    kinds = {"received": "warn", "accepted": "info", "answered": "ok"}
    rows = [
        Row("投诉的机关", found.organ.name),
        Row("问题", found.get_kind_display()),
        Row("内容", found.content, True),
        Row("提交日期", found.arrived_on),
        Row("最晚答复", found.due_on if found.open else ""),
        Row("答复", found.answer, True),
    ]
    events = [Event(f"{event.on} {event.act}", event.words) for event in reversed(found.events.all())]
    badge = Badge(found.get_state_display(), kinds.get(found.state, ""))
    return render(
        request, "portal/complaints/case.html", {"complaint": found, "badge": badge, "rows": rows, "events": events}
    )


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    found = _opened(request)
    if found is None:
        return redirect("portal:complaint-track")
    try:
        complaining.withdraw(found, by=Complainant(found.receipt), today=localdate())
        messages.success(request, "已撤回。")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("portal:complaint-case")
