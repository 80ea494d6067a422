"""Publishing and what comes after it: schedule, withdraw, correct, replace, validity, consultations, versions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Consultation, Item, Link, Publication, Validity
from gongkai.web.disclosure.services import drafting, keeping, publishing, validating, withdrawing
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link as Words
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.items.finding import find, seen_by


@require_POST
@needs("disclosure.see")
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """Through the gate."""
    item = find(request, key)
    press(
        request,
        lambda: publishing.publish(item, by=request.user),
        "已通过发布核验，门户上现在就能看到，其他渠道正在发送。",
    )
    return redirect(item)


class ScheduleForm(Form):
    """When it goes out."""

    at = forms.DateTimeField(
        label="定时发布",
        required=False,
        help_text="空着表示不定时，由人来发布。",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}),
    )


class WithdrawForm(Form):
    """Why it comes down."""

    reason = forms.ChoiceField(
        label="撤下的原因", choices=vocabulary.choices(vocabulary.withdrawals()), widget=forms.RadioSelect
    )
    told = forms.CharField(label="补充说明", required=False, max_length=300, help_text="会显示在原网址上。")


class CorrectForm(Form):
    """Why it is corrected."""

    reason = forms.ChoiceField(
        label="更正的原因", choices=vocabulary.choices(vocabulary.corrections()), widget=forms.RadioSelect
    )
    told = forms.CharField(label="说明", required=False, max_length=300)


class DropForm(Form):
    """Why a draft is let go."""

    why = forms.CharField(label="为什么作废", max_length=200)


class ConsultForm(Form):
    """Who is asked."""

    organ_name = forms.CharField(label="征求意见或者报批的机关", max_length=100)
    what = forms.ChoiceField(label="性质", choices=Consultation.What.choices)
    asked_on = forms.DateField(label="去函日期", initial=timezone.localdate)
    told = forms.CharField(label="说明", required=False, max_length=300)


class AnswerForm(Form):
    """What they said."""

    answer = forms.ChoiceField(
        label="答复", choices=[pair for pair in Consultation.Answer.choices if pair[0] != "waiting"]
    )
    day = forms.DateField(label="答复日期", initial=timezone.localdate)
    told = forms.CharField(label="说明", required=False, max_length=300)


class ValidityForm(Form):
    """What a document's validity is from a day on."""

    to = forms.ChoiceField(label="有效性", choices=Validity.choices)
    since = forms.DateField(label="从哪天起", initial=timezone.localdate)
    document = forms.ModelChoiceField(label="依据哪份文件", required=False, queryset=Publication.objects.none())
    told = forms.CharField(label="说明", required=False, max_length=300)


class LinkForm(Form):
    """What an item is bound to."""

    what = forms.ChoiceField(label="关系", choices=Link.What.choices)
    to = forms.ModelChoiceField(label="哪份信息", queryset=Item.objects.none())


def _ask(
    request: HttpRequest, item: Item, form: Form, title: str, button: str, service: Any, told: str, **more: Any
) -> HttpResponse:
    """A page with one form; its service; back to the item."""
    if form.is_valid() and done(form, lambda: service(form.cleaned_data)):
        messages.success(request, told)
        return redirect(item)
    back = Words(item.title, item.get_absolute_url())
    return render(
        request, "workbench/form.html", {"form": form, "title": title, "button": button, "back": back, **more}
    )


@needs("disclosure.see")
def schedule(request: HttpRequest, key: int) -> HttpResponse:
    """定时发布."""
    item = find(request, key)
    request.user.may("disclosure.publish", item)
    return _ask(
        request,
        item,
        ScheduleForm(*posted(request)),
        "定时发布",
        "存下时间",
        lambda data: publishing.schedule(item, at=data["at"], by=request.user),
        "时间已存下。",
    )


@needs("disclosure.see")
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """撤下."""
    item = find(request, key)
    request.user.may("disclosure.withdraw", item)
    publication = get_object_or_404(Publication, item=item)
    return _ask(
        request,
        item,
        WithdrawForm(*posted(request)),
        "撤下已公开的信息",
        "马上撤下",
        lambda data: withdrawing.withdraw(publication, by=request.user, today=timezone.localdate(), **data),
        "已撤下，原网址上有说明；其他渠道正在撤。",
        danger=True,
        lead=item.title,
    )


@needs("disclosure.see")
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """更正."""
    item = find(request, key)
    request.user.may("disclosure.edit", item)
    return _ask(
        request,
        item,
        CorrectForm(*posted(request)),
        "更正已公开的信息",
        "开始更正",
        lambda data: withdrawing.correct(item, by=request.user, **data),
        "可以修改了。更正稿审完之前，门户上仍是原来的内容。",
        lead=item.title,
    )


@require_POST
@needs("disclosure.see")
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Give a correction up."""
    item = find(request, key)
    press(
        request,
        lambda: withdrawing.cancel_correction(item, by=request.user, today=timezone.localdate()),
        "已放弃更正。",
    )
    return redirect(item)


@needs("disclosure.see")
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """作废草稿."""
    item = find(request, key)
    request.user.may("disclosure.edit", item)
    return _ask(
        request,
        item,
        DropForm(*posted(request)),
        "作废草稿",
        "作废",
        lambda data: drafting.drop(item, by=request.user, **data),
        "已作废，各稿仍留在记录里。",
        danger=True,
    )


@needs("disclosure.see")
def consult(request: HttpRequest, key: int) -> HttpResponse:
    """公开前征求其他机关意见."""
    item = find(request, key)
    request.user.may("disclosure.consult", item)
    return _ask(
        request,
        item,
        ConsultForm(*posted(request)),
        "公开前协商或者报批",
        "登记",
        lambda data: keeping.consult(item, by=request.user, **data),
        "已登记，答复同意之前不会发布（条例第十一条）。",
    )


@needs("disclosure.see")
def answer(request: HttpRequest, key: int, consultation: int) -> HttpResponse:
    """登记答复."""
    item = find(request, key)
    request.user.may("disclosure.consult", item)
    asked = get_object_or_404(Consultation, pk=consultation, item=item)

    def service(data: dict[str, Any]) -> None:
        keeping.answer(asked, answer=data["answer"], on=data["day"], told=data["told"], by=request.user)

    return _ask(
        request, item, AnswerForm(*posted(request)), f"登记{asked.organ_name}的答复", "登记", service, "已登记。"
    )


@needs("disclosure.see")
def validity(request: HttpRequest, key: int) -> HttpResponse:
    """登记有效性."""
    item = find(request, key)
    publication = get_object_or_404(Publication, item=item)
    request.user.may("disclosure.validate", publication)
    form = ValidityForm(*posted(request))
    form.fields["document"].queryset = Publication.objects.live().filter(organ=item.organ).exclude(pk=publication.pk)
    return _ask(
        request,
        item,
        form,
        "登记有效性",
        "登记",
        lambda data: validating.change_validity(publication, by=request.user, today=timezone.localdate(), **data),
        "有效性已更新，门户上同时改了。",
    )


@needs("disclosure.see")
def bind(request: HttpRequest, key: int) -> HttpResponse:
    """关联另一份信息."""
    item = find(request, key)
    request.user.may("disclosure.edit", item)
    form = LinkForm(*posted(request))
    form.fields["to"].queryset = seen_by(request.user).exclude(pk=key).exclude(state="dropped")
    return _ask(
        request,
        item,
        form,
        "关联另一份信息",
        "关联",
        lambda data: drafting.bind(item, by=request.user, **data),
        "已关联，两边的页面会互相链接。",
    )
