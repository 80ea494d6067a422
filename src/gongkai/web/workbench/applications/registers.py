"""Registers beside the applications: 更正, people's requests about their own data, an old year from a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.web.applications import old_register
from gongkai.web.applications.models import CorrectionRequest, DataRequest
from gongkai.web.applications.services import confirming, correcting, identities
from gongkai.web.applications.services.identities import Identity
from gongkai.web.organs.models import Organ
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link, Row
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted

HOME = Link("依申请公开", "/workbench/applications/")
CORRECTIONS = Link("更正申请", "/workbench/applications/corrections/")
DATA = Link("个人信息请求", "/workbench/applications/data-requests/")


class CorrectionForm(Form):
    """A request that came on paper or at the counter."""

    organ = forms.ModelChoiceField(label="向哪个机关提出", queryset=Organ.objects.none(), empty_label=None)
    received_on = forms.DateField(label="收到日期")
    about = forms.CharField(label="哪份记录、哪里不准确", widget=forms.Textarea)
    evidence = forms.CharField(label="证据", widget=forms.Textarea)
    name = forms.CharField(label="姓名", max_length=100)
    number = forms.CharField(label="身份证号码", max_length=40)
    phone = forms.CharField(label="电话", max_length=30)
    address = forms.CharField(label="通信地址", required=False, max_length=200)

    def call(self, by: Any) -> tuple[CorrectionRequest, str]:
        """The one service."""
        data = self.cleaned_data
        identity = Identity(data["name"], data["number"], data["phone"], address=data["address"])
        facts = {name: data[name] for name in ("about", "evidence", "received_on")}
        return correcting.ask(data["organ"], identity=identity, by=by, today=localdate(), **facts)


class CorrectionAnswerForm(Form):
    """What was found and done. 条例第四十一条."""

    verified = forms.CharField(label="核实的情况", widget=forms.Textarea)
    decision = forms.ChoiceField(
        label="处理结果", widget=forms.RadioSelect,
        choices=(("corrected", "已经更正"), ("not_corrected", "核实无误，不予更正"),
                 ("forwarded", "无权更正，已转送有权机关"), ("redirected", "无权更正，告知向有权机关提出")),
    )  # fmt: skip
    corrected_on = forms.DateField(label="更正日期", required=False)


class DataAnswerForm(Form):
    """What was done about a request."""

    done = forms.ChoiceField(
        label="怎样办理", widget=forms.RadioSelect, choices=(("yes", "照办"), ("no", "不能办理，写明理由"))
    )
    answer = forms.CharField(label="办理说明", widget=forms.Textarea)


class ImportForm(Form):
    """An old year's register."""

    organ = forms.ModelChoiceField(label="哪个机关的台账", queryset=Organ.objects.none(), empty_label=None)
    file = forms.FileField(label="Excel 文件", widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    rehearse = forms.BooleanField(label="只试一遍，不存", required=False, initial=True)


def _corrections(request: HttpRequest) -> Any:
    organs = request.user.organs_for("applications.see")
    return CorrectionRequest.objects.filter(organ__in=organs).select_related("organ", "applicant")


@needs("applications.see")
def corrections(request: HttpRequest) -> HttpResponse:
    """The register of 更正 requests."""
    page = Paginator(_corrections(request), 50).get_page(request.GET.get("page"))
    rows = [
        (Link(one.number, reverse("workbench:correction", args=[one.pk])), one.record[:40],
         identities.opened(one.applicant).shown().name, one.received_on,
         Badge(one.get_state_display(), "warn" if one.state == "open" else "ok"))
        for one in page
    ]  # fmt: skip
    context = {"page": page, "rows": rows, "head": ("编号", "要求更正的记录", "申请人", "收到", "状态"), "back": HOME}
    context |= {
        "title": "更正申请",
        "lead": "认为行政机关关于自己的记录不准确的，可以要求更正（条例第四十一条）；不计入表三。",
    }
    if request.user.organs_for("applications.ask_record_correction").exists():
        context["add"] = Link("登记更正申请", reverse("workbench:correction-add"))
    return render(request, "workbench/applications/others.html", context)


@needs("applications.ask_record_correction")
def correction_add(request: HttpRequest) -> HttpResponse:
    """Register a request that came on paper or at the counter."""
    form = CorrectionForm(request.POST or None, initial={"received_on": localdate()})
    form.fields["organ"].queryset = request.user.organs_for("applications.ask_record_correction").public()
    made: list[tuple[CorrectionRequest, str]] = []
    if form.is_valid() and done(form, lambda: made.append(form.call(request.user))):
        one, code = made[0]
        messages.success(request, f"已登记。回执编号 {one.receipt}，查询码 {code}，请抄给申请人。")
        return redirect("workbench:correction", one.pk)
    context = {"form": form, "title": "登记更正申请", "button": "登记", "back": CORRECTIONS}
    return render(request, "workbench/form.html", context)


@needs("applications.see")
def correction(request: HttpRequest, key: int) -> HttpResponse:
    """One request, and the form of its answer while it is open."""
    one = get_object_or_404(_corrections(request), pk=key)
    form = CorrectionAnswerForm(request.POST or None, initial={"corrected_on": localdate()})
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "today": localdate(), **form.cleaned_data}
        if done(form, lambda: correcting.answer(one, **facts)):
            messages.success(request, "已答复，答复书可以打印。")
            return redirect("workbench:correction", key)
    rows = [
        Row("申请人", identities.opened(one.applicant).shown().name), Row("收到", one.received_on),
        Row("要求更正的记录", one.record), Row("证据", one.evidence), Row("状态", one.get_state_display()),
        Row("文号", one.letter_number),
    ]  # fmt: skip
    may = one.state == "open" and request.user.can("applications.correct_record", one)
    context = {"title": one.number, "rows": rows, "text": correcting.text_of(one), "form": form, "may_answer": may}
    context |= {"back": CORRECTIONS, "button": "答复申请人"}
    return render(request, "workbench/applications/other.html", context)


def _data(request: HttpRequest) -> Any:
    organs = request.user.organs_for("applications.answer_data")
    return DataRequest.objects.filter(organ__in=organs).select_related("organ", "application")


@needs("applications.answer_data")
def data_requests(request: HttpRequest) -> HttpResponse:
    """Who asked to see or erase his data, and what was done: the register of erasures."""
    page = Paginator(_data(request), 50).get_page(request.GET.get("page"))
    rows = [
        (Link(one.application.number, reverse("workbench:data-request", args=[one.pk])), one.get_kind_display(),
         one.asked_on, Badge(one.get_state_display(), "warn" if one.state == "open" else "ok"), one.answered_on or "",
         one.answer)
        for one in page
    ]  # fmt: skip
    context = {"page": page, "rows": rows, "head": ("申请", "要求", "提出", "状态", "办理", "说明"), "back": HOME}
    context |= {
        "title": "个人信息请求",
        "lead": "申请人要求查阅或者删除本人信息的，在这里办理和留痕（个人信息保护法第四十五条、第四十七条）。",
    }
    return render(request, "workbench/applications/others.html", context)


@needs("applications.answer_data")
def data_request(request: HttpRequest, key: int) -> HttpResponse:
    """One request and its answer."""
    one = get_object_or_404(_data(request), pk=key)
    form = DataAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = {"done": form.cleaned_data["done"] == "yes", "answer": form.cleaned_data["answer"]}
        if done(form, lambda: confirming.answer_data(one, by=request.user, today=localdate(), **answer)):
            messages.success(request, "已办理。")
            return redirect("workbench:data-requests")
    number = Link(one.application.number, reverse("workbench:application", args=[one.application_id]))
    rows = [
        Row("申请", number),
        Row("要求", one.get_kind_display()),
        Row("提出", one.asked_on),
        Row("说明", one.answer),
    ]
    context = {"title": one.get_kind_display(), "rows": rows, "form": form, "may_answer": one.state == "open"}
    return render(request, "workbench/applications/other.html", context | {"back": DATA, "button": "办理"})


@needs("applications.import")
def import_(request: HttpRequest) -> HttpResponse:
    """Bring an old year's register in; a rehearsal tells the errors and keeps nothing."""
    form = ImportForm(*posted(request))
    form.fields["organ"].queryset = request.user.organs_for("applications.import").public()
    outcome: list[old_register.Outcome] = []
    if form.is_valid():
        data = form.cleaned_data
        content, facts = data["file"].read(), {"organ": data["organ"], "rehearse": data["rehearse"]}
        done(form, lambda: outcome.append(
            old_register.take_in(content, by=request.user, today=localdate(), **facts)
        ))  # fmt: skip
    context = {"form": form, "back": HOME, "outcome": outcome[0] if outcome else None}
    return render(request, "workbench/applications/import.html", context)


@needs("applications.import")
def import_sheet(request: HttpRequest) -> HttpResponse:
    """An empty sheet with the headings that the import reads."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, list(old_register.COLUMNS.values()), book.add_format({"bold": True}))
        sheet.set_column(0, len(old_register.COLUMNS) - 1, 16)
        sheet.freeze_panes(1, 0)
        _explained(book)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename="旧台账样表.xlsx")


def _explained(book: xlsxwriter.Workbook) -> None:
    """The second sheet, which the import does not read: what to write in each column."""
    notes, bold = book.add_worksheet("填写说明"), book.add_format({"bold": True})
    notes.write_row(0, 0, ("列名", "要不要填", "怎么填"), bold)
    for line, (name, label) in enumerate(old_register.COLUMNS.items(), start=1):
        needed = "要填" if name in old_register.REQUIRED else "可以不填"
        notes.write_row(line, 0, (label, needed, old_register.NOTES[name]))
    notes.set_column(0, 1, 16)
    notes.set_column(2, 2, 90)
