"""渠道与公示栏: what waits, what failed, what hangs on walls with its photos, what was posted elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.disclosure.channels import kinds
from gongkai.web.disclosure.models import Channel, Delivery, Posting
from gongkai.web.disclosure.services import delivering
from gongkai.web.files import services as files
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link, Tab
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.channels import registers
from gongkai.web.workbench.items.writing import bounded

BADGES = {"waiting": "info", "by_hand": "warn", "done": "ok", "failed": "bad", "not_needed": ""}
TABS = (
    ("board", "待张贴、待撤下", {"state": "by_hand"}),
    ("waiting", "待发", {"state": "waiting"}),
    ("failed", "发送失败", {"state": "failed"}),
    ("done", "已送达", {"state": "done"}),
    ("all", "全部", {}),
)


@needs("disclosure.see")
def queue(request: HttpRequest) -> HttpResponse:
    """The queue."""
    organs = request.user.organs_for("disclosure.see")
    every = Delivery.objects.filter(channel__organ__in=organs).select_related("channel", "publication__item")
    chosen = request.GET.get("tab", "board")
    condition: dict[str, str] = next((condition for code, _, condition in TABS if code == chosen), {})
    page = Paginator(every.filter(**condition), 50).get_page(request.GET.get("page"))
    hanging = Posting.objects.filter(delivery__channel__organ__in=organs, taken_down_on=None).select_related(
        "delivery__channel", "delivery__publication"
    )
    context: dict[str, Any] = {
        "tabs": [
            Tab(
                title,
                f"?tab={code}",
                code == chosen,
                every.filter(**cond).count() if code not in ("done", "all") else None,
            )
            for code, title, cond in TABS
        ],
        "rows": [(one, Badge(one.get_state_display(), BADGES[one.state])) for one in page],
        "page": page,
        "tab": chosen,
        "hanging": hanging[:100],
        "today": timezone.localdate(),
        "parts": registers.tabs("channels"),
        "channels": Channel.objects.filter(organ__in=organs, active=True),
        "may": {act: request.user.organs_for(f"disclosure.{act}").exists() for act in ("deliver", "channels")},
    }
    return render(request, "workbench/channels/queue.html", context)


def waiting_count(person: Any) -> int:
    """How many notices wait to be put up or taken down: the number in the navigation."""
    return Delivery.objects.filter(
        channel__organ__in=person.organs_for("disclosure.deliver"), state=Delivery.State.BY_HAND
    ).count()


class PostingForm(Form):
    """When, by whom, with a photo."""

    day = forms.DateField(label="日期", initial=timezone.localdate)
    who = forms.CharField(label="张贴或者撤下的人", max_length=50)
    photo = forms.ImageField(
        label="现场照片",
        help_text="拍到公示栏全貌和日期；只作存档，不公开。",
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def clean_day(self) -> date:
        """What hangs or came down did so on a day that has been."""
        if self.cleaned_data["day"] > timezone.localdate():
            raise forms.ValidationError("这一天还没有到：张贴或者撤下以后再登记。")
        return self.cleaned_data["day"]


def _posted(request: HttpRequest, form: PostingForm, channel: Channel) -> dict[str, Any]:
    photo = form.cleaned_data["photo"]
    photo.seek(0)
    stored = files.store(
        bounded(photo), name=photo.name, organ=channel.organ, by=request.user, case=f"disclosure.channel:{channel.pk}"
    )
    return {"on": form.cleaned_data["day"], "who": form.cleaned_data["who"], "photo": stored.key, "by": request.user}


@needs("disclosure.deliver")
def put_up(request: HttpRequest, key: int) -> HttpResponse:
    """登记张贴."""
    delivery = get_object_or_404(Delivery, pk=key, channel__organ__in=request.user.organs_for("disclosure.deliver"))
    form = PostingForm(*posted(request), initial={"who": request.user.name})

    def service() -> None:
        delivering.put_up(delivery, **_posted(request, form, delivery.channel))

    return _posting(
        request, form, f"登记张贴：{delivery.channel.title}", "登记张贴", service, delivery.publication.title
    )


@needs("disclosure.deliver")
def take_down(request: HttpRequest, key: int) -> HttpResponse:
    """登记撤下."""
    organs = request.user.organs_for("disclosure.deliver")
    posting = get_object_or_404(Posting, pk=key, delivery__channel__organ__in=organs)
    form = PostingForm(*posted(request), initial={"who": request.user.name})
    channel = posting.delivery.channel

    def service() -> None:
        delivering.take_down(posting, **_posted(request, form, channel))

    return _posting(
        request, form, f"登记撤下：{channel.title}", "登记撤下", service, posting.delivery.publication.title
    )


def _posting(request: HttpRequest, form: Form, title: str, button: str, service: Any, lead: str) -> HttpResponse:
    if form.is_valid() and done(form, service):
        messages.success(request, "已登记，照片已存档。")
        return redirect("workbench:channels")
    back = Link("渠道与公示栏", reverse("workbench:channels"))
    return render(
        request, "workbench/form.html", {"form": form, "title": title, "button": button, "back": back, "lead": lead}
    )


@require_POST
@needs("disclosure.deliver")
def retry(request: HttpRequest, key: int) -> HttpResponse:
    """重发."""
    delivery = get_object_or_404(Delivery, pk=key, channel__organ__in=request.user.organs_for("disclosure.deliver"))
    press(request, lambda: delivering.retry(delivery, by=request.user), "已重新排入，马上再发。")
    return redirect("workbench:channels")


class ChannelForm(Form):
    """A channel of an organ."""

    kind = forms.ChoiceField(label="类型")
    title = forms.CharField(label="名称", max_length=100)
    place = forms.CharField(label="位置", required=False, max_length=200)
    appid = forms.CharField(
        label="AppID", required=False, max_length=60, help_text="只有微信公众号要填，在公众平台“基本配置”里。"
    )
    secret = forms.CharField(
        label="密钥", required=False, max_length=300, widget=forms.PasswordInput,
        help_text="微信公众号填 AppSecret，微博填授权得到的 access_token。加密保存，不再显示。",
    )  # fmt: skip
    publish = forms.BooleanField(
        label="微信公众号直接发布", required=False, help_text="不勾的，只放进草稿箱，由人在公众平台上发布。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, kind.title) for code, kind in kinds().items() if code != "portal"]


@needs("disclosure.channels")
def open_(request: HttpRequest) -> HttpResponse:
    """添加渠道."""
    organ = request.user.organ
    form = ChannelForm(*posted(request))

    def service() -> None:
        delivering.open_channel(organ, by=request.user, **form.cleaned_data)

    if form.is_valid() and done(form, service):
        messages.success(request, "渠道已添加。")
        return redirect("workbench:channels")
    back = Link("渠道与公示栏", reverse("workbench:channels"))
    return render(request, "workbench/form.html", {"form": form, "title": "添加渠道", "button": "添加", "back": back})
