"""通知, the wish how to be told, and the calendar feed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.web.messages import services
from gongkai.web.messages.models import Wish
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Link
from gongkai.web.workbench.access import staff
from gongkai.web.workbench.acting import done, posted

SETTINGS = Link("账号设置", "/workbench/account/")


class WishForm(Form):
    """How to be told beside the screen."""

    email = forms.BooleanField(label="同时发邮件", required=False)
    sms = forms.BooleanField(label="同时发短信", required=False, help_text="夜里不发，第二天早上再发；急事不受此限。")
    digest = forms.BooleanField(label="每个工作日早上发一份今日待办", required=False, help_text="发到电子邮箱。")


@staff
def notifications(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    page = Paginator(request.user.notifications.all(), 30).get_page(request.GET.get("page"))
    unread = request.user.notifications.filter(read_at=None).count()
    return render(request, "workbench/notices/list.html", {"page": page, "unread": unread})


@require_POST
@staff
def read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    count = services.mark_read(request.user)
    messages.success(request, f"{count} 条通知已读。")
    return redirect("workbench:notifications")


@staff
def wish(request: HttpRequest) -> HttpResponse:
    """通知方式."""
    now = Wish.objects.filter(account=request.user).first() or Wish(account=request.user)
    start = {name: getattr(now, name) for name in ("email", "sms", "digest")}
    form = WishForm(posted(request)[0], initial=start)
    if form.is_valid() and done(form, lambda: services.set_wish(request.user, by=request.user, **form.cleaned_data)):
        messages.success(request, "通知方式已存。")
        return redirect("workbench:account")
    context = {"title": "通知方式", "form": form, "button": "存通知方式", "back": SETTINGS,
               "lead": "屏幕上的通知总会有；这里选还要怎么告诉您。"}  # fmt: skip
    return render(request, "workbench/form.html", context)


@require_POST
@staff
def calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address of the calendar feed, shown once."""
    address = services.new_calendar_address(request.user, by=request.user)
    here = f"webcal://{address.partition('://')[2]}"
    return render(request, "workbench/notices/calendar.html", {"address": address, "here": here, "back": SETTINGS})
