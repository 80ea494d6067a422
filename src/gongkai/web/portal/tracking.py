"""办理查询: where an application stands, when the answer is due and why, and what the applicant may do (mock-up 05)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from gongkai.paper import Unprintable, to_bytes
from gongkai.web.applications import clock
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application, CorrectionRequest, Letter
from gongkai.web.applications.retention import days_of
from gongkai.web.applications.services import (
    answering,
    asking,
    confirming,
    enclosing,
    handling,
    numbers,
    proving,
    writing,
)
from gongkai.web.applications.services.telling import receipt_of
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import said
from gongkai.web.portal import throttling
from gongkai.web.portal.progress import progress

View = Callable[..., HttpResponse]
UNKNOWN = "没有查到。请核对回执编号和查询码；都在申请后的回执上。找不到回执的，请带身份证件到机关查询。"


class TrackForm(Form):
    """The two things that open a case."""

    receipt = forms.CharField(label="回执编号", max_length=20, help_text="例如 7K3M-92XQ-P4，在回执上。")
    code = forms.CharField(label="查询码", max_length=20, help_text="八位，提交申请时给您的。")

    def clean_receipt(self) -> str:
        """In capitals, with its dashes."""
        return numbers.as_written(self.cleaned_data["receipt"])


class CorrectionForm(Form):
    """The answer to a 补正."""

    content = forms.CharField(
        label="补正的内容", widget=forms.Textarea, max_length=4000, help_text="按补正告知书写的逐项说明。"
    )


class WithdrawForm(Form):
    """A withdrawal."""

    words = forms.CharField(label="原因", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RateForm(Form):
    """How it was."""

    stars = forms.TypedChoiceField(
        label="您对这次办理", coerce=int, widget=forms.RadioSelect,
        choices=((5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意")),
    )  # fmt: skip
    words = forms.CharField(label="想说的话", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; a wrong number and a wrong code get the same answer."""
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not throttling.allowed(request, "track"):
            form.add_error(None, f"查询得太频繁了，请 {throttling.minutes('track')} 分钟以后再试。")
        elif _correction(form.cleaned_data["receipt"], form.cleaned_data["code"]):
            request.session["tracked_correction"] = form.cleaned_data["receipt"]
            return redirect("portal:correction")
        elif _fits(form.cleaned_data["receipt"], form.cleaned_data["code"]):
            request.session["tracked"] = form.cleaned_data["receipt"]
            return redirect("portal:case")
        else:
            form.add_error(None, UNKNOWN)
    return render(request, "portal/applications/track.html", {"form": form})


def _fits(receipt: str, code: str) -> bool:
    application = Application.objects.filter(receipt=receipt).only("query_digest").first()
    digest = application.query_digest if application else numbers.query_digest("", "")
    return numbers.query_fits(receipt, code, digest) and application is not None


def _correction(receipt: str, code: str) -> bool:
    one = CorrectionRequest.objects.filter(receipt=receipt).only("query_digest").first()
    return one is not None and numbers.query_fits(receipt, code, one.query_digest)


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the message: a page with one button, so that no program confirms by looking at it."""
    found = Application.objects.filter(receipt=receipt_of(token) or "-").select_related("organ").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        confirming.confirm_own(found, by=Citizen(found.receipt), today=localdate())
        found.refresh_from_db()
    return render(request, "portal/applications/confirm.html", {"application": found})


def opened(view: View) -> View:
    """A page of the application that number and code have opened in this session."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        receipt = request.session.get("tracked") or (request.session.get("receipt") or {}).get("receipt")
        found = Application.objects.filter(receipt=receipt or "-").select_related("organ", "applicant").first()
        return view(request, found, *args, **kwargs) if found else redirect("portal:track")

    return checked


@opened
def case(request: HttpRequest, application: Application) -> HttpResponse:
    """The progress page."""
    return render(request, "portal/applications/case.html", progress(application, localdate()))


@opened
def part(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """Another application of the same letter, which the same code opens: the first, or one that was split off."""
    whole = numbers.whole(application.receipt)
    found = get_object_or_404(Application, receipt=whole if number == 1 else f"{whole}-{number}")
    request.session["tracked"] = found.receipt
    return redirect("portal:case")


class ContactForm(Form):
    """How one is reached now; what stays empty is deleted."""

    phone = forms.CharField(label="联系电话", required=False, max_length=30)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = forms.CharField(label="通信地址", required=False, max_length=200)


class PictureForm(Form):
    """A picture of the identity paper."""

    picture = forms.FileField(
        label="身份证明的照片",
        help_text=f"JPG、PNG 或者 PDF。加密保存，只有承办人能看，办结 {days_of('identity_picture')} 天后删除。",
    )


class ReasonsForm(Form):
    """The reasons for many applications. 条例第三十五条."""

    words = forms.CharField(label="理由", widget=forms.Textarea, max_length=4000)


class DataForm(Form):
    """What one wants of one's own data."""

    kind = forms.ChoiceField(
        label="您要求", widget=forms.RadioSelect,
        choices=(("see", "查阅机关保存的本人信息"), ("erase", "办结后删除本人信息")),
    )  # fmt: skip


LEADS = {
    "withdraw": "撤回以后，机关不再办理这件申请，也不能恢复；还需要的，可以重新申请。",
    "contact": "请把现在能联系到您的方式都写上：这里没有填的，原来留的会删掉。",
    "data": "机关会按您留的联系方式与您核对身份，再办理；要求删除的，等这件申请办结以后才能删除。",
}
"""What the applicant should know before he presses."""


def asked_of(application: Application, name: str) -> str:
    """What the organ asks for, in its words, above the form in which it is answered."""
    kind = {"correction": "correction_asked", "reasons": "reasons_asked"}.get(name)
    event = application.events.filter(kind=kind, struck_on=None).last() if kind else None
    if event is None:
        return LEADS.get(name, "")
    until = f"请在 {said(event.until, weekday=True)}以前（当天也可以）提交。" if event.until else ""
    return f"机关请您写明：{event.words.rstrip('。；; ')}。{until}"


ACTS: dict[str, tuple[str, str, type[Form]]] = {
    "correction": ("补正申请", "提交补正", CorrectionForm),
    "withdraw": ("撤回申请", "撤回申请", WithdrawForm),
    "rate": ("评价这次办理", "提交评价", RateForm),
    "contact": ("更新联系方式", "更新", ContactForm),
    "picture": ("提供身份证明照片", "上传", PictureForm),
    "reasons": ("说明理由", "提交", ReasonsForm),
    "data": ("查阅或者删除本人信息", "提出", DataForm),
}


def services_of(application: Application) -> dict[str, Callable[..., object]]:
    """What each form of the applicant calls."""
    today = localdate()
    facts = {"by": Citizen(application.receipt), "today": today}
    return {
        "correction": lambda content: handling.answer_correction(application, on=today, content=content, **facts),
        "withdraw": lambda words: asking.withdraw(application, words=words, **facts),
        "contact": lambda **data: confirming.change_contact(application, **data, **facts),
        "picture": lambda picture: proving.give_picture(
            application, content=picture.read(), name=picture.name, **facts
        ),
        "reasons": lambda words: handling.give_reasons(application, on=today, words=words, **facts),
        "data": lambda kind: confirming.ask_data(application, kind=kind, **facts),
        "rate": lambda stars, words: answering.rate(application, stars=stars, words=words, **facts),
    }


@opened
def act(request: HttpRequest, application: Application, name: str) -> HttpResponse:
    """Something that the applicant does: one form, one service."""
    if name not in ACTS:
        raise Http404
    title, button, kind = ACTS[name]
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, services = kind(*posted), services_of(application)
    if request.method == "POST" and form.is_valid():
        try:
            services[name](**form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{title}：已收到。")
            return redirect("portal:case")
    shown = {"form": form, "title": title, "button": button, "application": application}
    shown["lead"] = asked_of(application, name)
    return render(request, "portal/applications/act.html", shown)


@opened
def letter(request: HttpRequest, application: Application, key: int) -> HttpResponse:
    """A letter of the case, as PDF where the machine can, else as text; opening it is its delivery."""
    letters = Letter.objects.filter(application=application, sent_on__isnull=False, addressee="")
    one = get_object_or_404(letters, pk=key)
    answering.receive(application, one, by=Citizen(application.receipt), today=localdate())
    try:
        content, kind = to_bytes(writing.page_of(one), "pdf"), "application/pdf"
    except (Unprintable, Refused):
        content, kind = writing.text_of(one).encode(), "text/plain; charset=utf-8"
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "private, no-store"})


@opened
def file(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """A file that came with an answer."""
    try:
        stored, content = enclosing.open_own(application, key, by=Citizen(application.receipt))
    except Refused as refused:
        raise Http404 from refused
    answer = HttpResponse(content, content_type=stored.media_type, headers={"Cache-Control": "private, no-store"})
    answer["Content-Disposition"] = content_disposition_header(True, enclosing.shown_name(stored))
    return answer


__all__ = ["act", "case", "clock", "file", "letter", "part", "track"]
