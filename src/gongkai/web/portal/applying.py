"""网上申请: what article 29 asks and nothing else, on a phone, without script (mock-ups 04)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai import law
from gongkai.web.applications.citizens import Citizen
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import ApplicantKind, Medium, Obtaining
from gongkai.web.applications.retention import days_of
from gongkai.web.applications.services import asking, identities, proving
from gongkai.web.applications.services.identities import Identity
from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import reading
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Event, Row, said
from gongkai.web.portal import throttling

WAYS = (
    ("online", "在这个网站上看"),
    ("email", "电子邮件"),
    ("mail", "邮寄纸质件"),
    ("pick_up", "到机关领取"),
    ("reading", "当面查阅、抄录"),
)
MEDIA = {"online": Medium.ELECTRONIC, "email": Medium.ELECTRONIC}


KEPT = ("name", "number", "phone", "email", "address", "representative", "agent", "agent_number")
PAPER = forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"})


class ApplyForm(Form):
    """Organ, what, who, how."""

    organ = forms.ModelChoiceField(
        label="向哪个机关申请", queryset=Organ.objects.none(), empty_label="选择一个机关", to_field_name="short_code",
        help_text="不确定就选您所在的乡镇；不归它管的，它会告诉您归谁管。",
    )  # fmt: skip
    content = forms.CharField(
        label="您要的信息", widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
        help_text="写出名称、文号，或者时间、地点、事情。例如“2025年柳河镇河道清淤工程的施工合同”。",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="申请人",
        choices=[("natural_person", "个人（自然人）"), *ApplicantKind.choices[1:]],
        initial="natural_person",
    )
    name = forms.CharField(label="姓名或者单位名称", max_length=100)
    number = forms.CharField(
        label="身份证号码，单位填统一社会信用代码", max_length=40, help_text="加密保存，只有承办人能看。"
    )
    representative = forms.CharField(label="单位的联系人，或者多人申请的代表", required=False, max_length=50)
    others = forms.CharField(
        label="其他申请人", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="几个人一起申请的，一行写一个人的姓名和身份证号码；上面写代表。",
    )  # fmt: skip
    agent = forms.CharField(label="代理人姓名", required=False, max_length=50)
    agent_number = forms.CharField(label="代理人身份证号码", required=False, max_length=40)
    authority = forms.FileField(
        label="授权委托书", required=False, help_text="有代理人的要上传，照片或者 PDF。", widget=PAPER
    )
    picture = forms.FileField(
        label="身份证明的照片", required=False, widget=PAPER,
        help_text=f"不是必须。加密保存，只有承办人能看，办结 {days_of('identity_picture')} 天后删除。",
    )  # fmt: skip
    phone = forms.CharField(label="联系电话", max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(label="电子邮箱", required=False)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    way = forms.ChoiceField(label="希望怎样拿到答复", choices=WAYS, widget=forms.RadioSelect, initial="online")
    help_needed = forms.BooleanField(
        label="请工作人员给我打电话，帮我填写和阅读答复", required=False,
        help_text="看不清、听不清、不方便写字的，勾这里（条例第四十三条）。",
    )  # fmt: skip
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """A trap: people never see it, programs fill it in."""

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs

    def clean_content(self) -> str:
        """Long enough to be searched for."""
        content = self.cleaned_data["content"].strip()
        if len(content) < 4:
            raise forms.ValidationError("写明您要的信息：现在的内容太短，机关无法查找")
        return content

    def clean(self) -> dict[str, Any]:
        """Where the answer is to go must be told."""
        data = super().clean() or self.cleaned_data
        if data.get("way") == "email" and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "填写电子邮箱：您选了用电子邮件收答复")
        if data.get("agent") and not data.get("agent_number"):
            self.add_error("agent_number", "填写代理人身份证号码：代理人也要核对身份")
        if data.get("agent") and not data.get("authority") and "authority" not in self.errors:
            self.add_error("authority", "上传授权委托书：有代理人的，要有申请人签名的委托书")
        if data.get("others") and not data.get("representative"):
            self.add_error("representative", "填写代表：几个人一起申请的，要推选一位代表")
        if data.get("way") == "mail" and not data.get("address"):
            self.add_error("address", "填写通信地址：您选了邮寄")
        return data

    @transaction.atomic
    def call(self, today: date) -> asking.Receipt:
        """The application and what is handed in with it, all or nothing."""
        data, receipt = self.cleaned_data, self._apply(today)
        by = Citizen(receipt.application.receipt)
        if upload := data["picture"]:
            proving.give_picture(receipt.application, content=upload.read(), name=upload.name, by=by, today=today)
        if upload := data["authority"]:
            proving.enclose(
                receipt.application, content=upload.read(), name=upload.name, what="授权委托书", by=by, today=today
            )
        return receipt

    def _apply(self, today: date) -> asking.Receipt:
        data = self.cleaned_data
        kept = {name: data[name] for name in KEPT}
        kept["others"] = tuple(line.strip() for line in data["others"].splitlines() if line.strip())
        paper = "居民身份证" if data["kind"] == ApplicantKind.NATURAL_PERSON else "统一社会信用代码"
        wish = asking.Wish(
            data["content"], obtaining=data["way"], medium=MEDIA.get(data["way"], Medium.PAPER),
            help_needed="请打电话帮助填写和阅读" if data["help_needed"] else "",
        )  # fmt: skip
        return asking.apply(
            data["organ"],
            kind=data["kind"],
            identity=Identity(**kept, paper=paper),
            wish=wish,
            by=Citizen(),
            today=today,
        )


def open_organs() -> QuerySet[Organ]:
    """Organs that take applications here."""
    found = [organ.pk for organ in Organ.objects.public() if "online" in organ.application_channels]
    return Organ.objects.filter(pk__in=found)


def online(request: HttpRequest) -> HttpResponse:
    """The form."""
    organs = open_organs()
    chosen = organs.filter(short_code=request.GET.get("organ", "")).first()
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ApplyForm(*posted, organs=organs, initial=_begun(request, chosen))
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["website"]:
        receipt = _enter(request, form)
        if receipt is not None:
            request.session["receipt"] = {"receipt": receipt.application.receipt, "code": receipt.code}
            return redirect("portal:receipt")
    return render(request, "portal/applications/apply.html", {"form": form, "helper": chosen or organs.first()})


@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """What is published was what he wanted: count it and open it; nothing of an application is sent or kept."""
    key = request.POST.get("publication", "")
    publication = reading.published().filter(pk=key).select_related("item__organ").first() if key.isdecimal() else None
    if publication is None:
        return redirect("portal:apply-online")
    if throttling.allowed(request, "found"):
        asking.found_instead(publication.item, by=Citizen(), today=localdate())
    return redirect(publication.get_absolute_url())


def _begun(request: HttpRequest, chosen: Organ | None) -> dict[str, Any]:
    """What is filled in already: the organ, and the words that were searched for in vain."""
    words = request.GET.get("content", "").replace("\0", "").strip()[:500]
    return {"organ": chosen.short_code if chosen else None, "content": words}


def _enter(request: HttpRequest, form: ApplyForm) -> asking.Receipt | None:
    if not throttling.allowed(request, "apply"):
        wait = throttling.minutes("apply")
        form.add_error(
            None, f"这里提交得太频繁了，请 {wait} 分钟以后再试，也可以当面提交或者邮寄。您填写的内容没有丢失。"
        )
        return None
    try:
        return form.call(localdate())
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, right after applying: number, query code, what happens next."""
    kept = request.session.get("receipt")
    application = Application.objects.filter(receipt=kept["receipt"]).select_related("organ").first() if kept else None
    if application is None:
        return redirect("portal:track")
    who = identities.opened(application.applicant).shown()
    context = {
        "application": application,
        "code": kept["code"],
        "next": next_steps(application),
        "who": rows(application, who),
    }
    return render(request, "portal/applications/receipt.html", context)


def rows(application: Application, who: Identity) -> list[Row]:
    """What was handed in, with the private parts masked."""
    return [
        Row("受理机关", application.organ.name),
        Row("申请人", f"{who.name}（{application.get_applicant_kind_display()}）"),
        Row("证件号码", who.number),
        Row("联系电话", who.phone),
        Row("要的信息", application.content),
        Row("获取方式", dict(WAYS).get(application.obtaining, Obtaining(application.obtaining).label)),
    ]


def _days(name: str, on: date) -> int:
    days: int = law.parameter(f"deadlines/{name}").on(on).value
    return days


def next_steps(application: Application) -> list[Event]:
    """What happens next and by when, if it were confirmed on the day it came in."""
    day = application.arrived_on
    told = law.account(
        [law.Event("arrived", day, channel="online"), law.Event("received", day)],
        region=application.organ.holiday_region or None, as_of=day,
    )  # fmt: skip
    correction = next((limit.by for limit in told.limits if limit.act == "correction"), None)
    steps = [
        Event(f"{said(day)}：您提交了申请", f"{application.organ.unit_name or application.organ.name}会与您联系确认。"),
        Event("确认当天：收到日期", f"今天确认的话，收到日期就是 {said(day)}（条例第三十一条第三项）。", todo=True),
    ]
    if correction:
        steps.append(
            Event(
                f"{said(correction)}前：写得不清楚的，机关会一次告诉您怎么补正",
                f"收到之日起 {_days('correction_notice', day)} 个工作日内（条例第三十条）。",
                todo=True,
            )
        )
    if told.due:
        why = f"收到之日起 {_days('reply', day)} 个工作日内（条例第三十三条第二款）。"
        why += "征求第三方意见或者延长的，会书面告诉您新的日期和原因。"
        steps.append(Event(f"{said(told.due)}前：答复您", why, todo=True))
    return steps
