"""The register 台账: a list that filters and stays fast, registering what comes on paper, the year as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django import forms
from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from gongkai.law import outcome
from gongkai.web.accounts.models import Account
from gongkai.web.applications import clock
from gongkai.web.applications.models import Application
from gongkai.web.applications.models.application import RUNNING, ApplicantKind, Channel, Medium, Obtaining, State
from gongkai.web.applications.services import asking, finding, identities, proving
from gongkai.web.applications.services.identities import Identity
from gongkai.web.audit.services import record
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Tab
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted
from gongkai.web.workbench.applications import showing
from gongkai.web.workbench.applications.showing import BADGES
from gongkai.web.workbench.long_lists import LongPaginator

TABS = (
    ("running", "办理中", Q(state__in=RUNNING)),
    ("late", "已逾期", Q(state=State.OPEN)),
    ("lapsed", "待确认不再处理", Q(state__in=(State.LAPSED_UNCORRECTED, State.LAPSED_UNPAID), closed_on=None)),
    ("closed", "已办结", Q(closed_on__isnull=False)),
    ("all", "全部", Q()),
)


COUNTED = ("running", "late", "lapsed")
"""Tabs that say how many wait there; nobody has to act on the others."""
ORDERS = dict.fromkeys(COUNTED, ("next_on", "pk")) | {"closed": ("-closed_on", "-pk")}
"""The most urgent first; of the closed the latest closed; of all the latest entered."""
MAY = {
    "may_register": "applications.register",
    "may_import": "applications.import",
    "may_answer_data": "applications.answer_data",
    "may_keep_seal": "applications.keep_seal",
}
MOST = 200
"""A search lists so many, the newest; whoever gets more says more."""


def organs_of(person: Account) -> list[int]:
    """The organs this person works for that have a case: mostly one, and its index is asked alone."""
    held = Application.objects.filter(organ=OuterRef("pk")).order_by()
    return list(person.organs_for("applications.see").filter(Exists(held)).values_list("pk", flat=True))


def seen_by(person: Account) -> QuerySet[Application]:
    """The cases of the organs this person works for."""
    return Application.objects.filter(organ__in=organs_of(person)).select_related("organ", "officer")


@needs("applications.see")
def register(request: HttpRequest) -> HttpResponse:
    """The list: by state, year and words, the earliest day first among the running."""
    today, chosen = localdate(), request.GET.get("tab", "running")
    organs, year = organs_of(request.user), _year(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = finding.found(organs, words, year=year, most=MOST)
    conditions = {key: condition & (Q(due_on__lt=today) if key == "late" else Q()) for key, _, condition in TABS}
    shown = found.filter(conditions.get(chosen, Q())).order_by(*ORDERS.get(chosen, ("-pk",)))
    shown = clock.with_events(shown.select_related("organ", "officer", "applicant"))
    page = LongPaginator(shown, 50).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"tabs": _tabs(organs, conditions, chosen, year), "page": page, "kept": kept.urlencode()}
    names = identities.opened_all(one.applicant for one in page)
    context |= {
        "rows": [_row(one, names[one.applicant_id], today) for one in page],
        "query": words,
        "year": year,
        "years": _years(organs),
    }
    context["most"] = MOST if words and page.paginator.count >= MOST else 0
    for name, act in MAY.items():
        context[name] = request.user.organs_for(act).exists()
    return render(request, "workbench/applications/list.html", context)


def _year(request: HttpRequest) -> int | None:
    words = request.GET.get("year", "")
    return int(words) if words.isdecimal() and 1949 < int(words) < 10_000 else None


def _years(organs: list[int]) -> list[int]:
    """The years in which something arrived, the newest first."""
    ours = Application.objects.filter(organ__in=organs).order_by()
    first, last = (ours.aggregate(day=which("arrived_on"))["day"] for which in (Min, Max))
    return list(range(last.year, first.year - 1, -1)) if first else []


def _tabs(organs: list[int], conditions: Mapping[str, Q], chosen: str, year: int | None) -> list[Tab]:
    """Each tab keeps the year that was chosen; the number beside it is of all years."""
    cases = Application.objects.filter(organ__in=organs)
    kept = f"&year={year}" if year else ""
    return [
        Tab(
            words, f"?tab={key}{kept}", key == chosen, cases.filter(conditions[key]).count() if key in COUNTED else None
        )
        for key, words, _ in TABS
    ]


def _row(application: Application, who: Identity, today: date) -> dict[str, Any]:
    told = clock.account(application, today) if application.due_on and application.state == State.OPEN else None
    return {
        "application": application,
        "badge": Badge(application.get_state_display(), BADGES.get(State(application.state), "")),
        "due": showing.due(told) if told else None,
        "name": who.shown().name,
    }


class RegisterForm(Form):
    """What came on paper, by fax, by mail or at the counter, in under a minute."""

    organ = forms.ModelChoiceField(label="向哪个机关申请", queryset=Organ.objects.none(), empty_label=None)
    channel = forms.ChoiceField(
        label="怎么来的",
        choices=[pair for pair in Channel.choices if pair[0] != Channel.ONLINE],
        widget=forms.RadioSelect,
    )
    arrived_on = forms.DateField(
        label="到达日期", help_text="信件以收发室签收或者拿到的那天为准，不是转到您手里的那天。"
    )
    content = forms.CharField(label="申请内容", widget=forms.Textarea, help_text="照申请书原文抄写。")
    known_as = forms.CharField(label="名称、文号或者其他特征", required=False, max_length=300)
    kind = forms.ChoiceField(label="申请人", choices=ApplicantKind.choices)
    name = forms.CharField(label="姓名或者名称", max_length=100)
    number = forms.CharField(label="身份证号码或者信用代码", max_length=40)
    phone = forms.CharField(label="电话", required=False, max_length=30)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    email = forms.EmailField(label="电子邮箱", required=False)
    obtaining = forms.ChoiceField(label="希望怎样拿到", choices=Obtaining.choices, initial=Obtaining.MAIL)
    medium = forms.ChoiceField(label="载体", choices=Medium.choices, initial=Medium.PAPER)
    help_needed = forms.CharField(
        label="需要的帮助", required=False, max_length=200, help_text="看不清、听不清、不便书写的，写在这里。"
    )

    scan = forms.FileField(label="申请书扫描件", required=False, help_text="照片或者 PDF；加密保存，只有承办人能看。")

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs

    @transaction.atomic
    def call(self, by: Account, today: date) -> asking.Receipt:
        """The one service."""
        data = self.cleaned_data
        identity = Identity(**{name: data[name] for name in ("name", "number", "phone", "email", "address")})
        if data["kind"] != ApplicantKind.NATURAL_PERSON:
            identity = Identity(**{**vars(identity), "paper": "统一社会信用代码"})
        wish = asking.Wish(
            **{name: data[name] for name in ("content", "known_as", "obtaining", "medium", "help_needed")}
        )
        receipt = asking.register(
            data["organ"], kind=data["kind"], identity=identity, wish=wish, channel=data["channel"],
            arrived_on=data["arrived_on"], by=by, today=today,
        )  # fmt: skip
        if scan := data["scan"]:
            proving.prove(receipt.application, content=scan.read(), name=scan.name, by=by, today=today)
        return receipt


@needs("applications.register")
def add(request: HttpRequest) -> HttpResponse:
    """Register an application and show its receipt once, with the query code."""
    today = localdate()
    organs = request.user.organs_for("applications.register").public()
    form = RegisterForm(*posted(request), organs=organs, initial={"arrived_on": today, "channel": Channel.COUNTER})
    made: list[asking.Receipt] = []
    if form.is_valid() and done(form, lambda: made.append(form.call(request.user, today))):
        request.session[f"code-{made[0].application.pk}"] = made[0].code
        return redirect("workbench:application-receipt", made[0].application.pk)
    return render(request, "workbench/applications/register.html", {"form": form})


HEAD = (
    "登记编号",
    "申请人类别",
    "收到方式",
    "到达日期",
    "收到日期",
    "申请内容",
    "状态",
    "答复期限",
    "办结日期",
    "答复类型",
    "承办人",
)


@needs("applications.export")
def export(request: HttpRequest) -> HttpResponse:
    """The register as a spreadsheet, without identities; that it was taken is logged."""
    cases = seen_by(request.user).filter(organ__in=request.user.organs_for("applications.export"))
    if year := _year(request):
        cases = cases.filter(arrived_on__year=year)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("依申请公开台账")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEAD, bold)
        for number, row in enumerate(_cells(cases.order_by("arrived_on", "pk")), start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_string(number, column, value)
    with transaction.atomic():
        record("applications.exported", request.user.organ, by=request.user, year=request.GET.get("year", ""))
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename="依申请公开台账.xlsx")


def _cells(cases: QuerySet[Application]) -> Iterator[tuple[str | date, ...]]:
    for one in cases.iterator(chunk_size=1000):
        yield (
            one.number, one.get_applicant_kind_display(), one.get_channel_display(), one.arrived_on,
            one.received_on or "", one.content, one.get_state_display(), one.due_on or "", one.closed_on or "",
            outcome(one.outcome).name if one.outcome else "", one.officer.name if one.officer else "",
        )  # fmt: skip
