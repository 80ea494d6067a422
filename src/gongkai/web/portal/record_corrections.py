"""更正: asking to correct a government record about oneself, and its answer. 条例第四十一条."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import CorrectionRequest
from gongkai.web.applications.services import correcting
from gongkai.web.applications.services.identities import Identity
from gongkai.web.audit.services import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.portal import throttling
from gongkai.web.portal.applying import open_organs


class RecordForm(Form):
    """Which record, what is wrong, the evidence, who asks."""

    organ = forms.ModelChoiceField(
        label="哪个机关的记录", queryset=Organ.objects.none(), empty_label="选择一个机关", to_field_name="short_code"
    )
    about = forms.CharField(
        label="哪份记录、哪里不准确", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text="只能是行政机关提供的、与您自己有关的信息。",
    )  # fmt: skip
    evidence = forms.CharField(
        label="能证明不准确的证据", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000,
        help_text="写明证据的名称和内容，核实时带原件。",
    )  # fmt: skip
    name = forms.CharField(label="姓名", max_length=100)
    number = forms.CharField(label="身份证号码", max_length=40, help_text="加密保存，只有承办人能看。")
    phone = forms.CharField(label="联系电话", max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def call(self) -> tuple[CorrectionRequest, str]:
        """The one service."""
        data, today = self.cleaned_data, localdate()
        identity = Identity(data["name"], data["number"], data["phone"])
        facts = {"about": data["about"], "evidence": data["evidence"], "received_on": today}
        return correcting.ask(data["organ"], identity=identity, by=Citizen(), today=today, **facts)


def ask(request: HttpRequest) -> HttpResponse:
    """The form, and after it the number and the code."""
    form = RecordForm(request.POST or None)
    form.fields["organ"].queryset = open_organs()
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["website"]:
        if not throttling.allowed(request, "apply"):
            form.add_error(None, f"这里提交得太频繁了，请 {throttling.minutes('apply')} 分钟以后再试。")
        elif made := _asked(form):
            one, code = made
            request.session["tracked_correction"] = one.receipt
            return render(request, "portal/applications/correction.html", {"one": one, "code": code})
    return render(request, "portal/applications/correct.html", {"form": form})


def _asked(form: RecordForm) -> tuple[CorrectionRequest, str] | None:
    try:
        return form.call()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def progress(request: HttpRequest) -> HttpResponse:
    """Where a request stands, and its answer."""
    receipt = request.session.get("tracked_correction") or "-"
    one = CorrectionRequest.objects.filter(receipt=receipt).select_related("organ", "applicant").first()
    if one is None:
        return redirect("portal:track")
    context = {"one": one, "text": correcting.text_of(one)}
    return render(request, "portal/applications/correction.html", context)
