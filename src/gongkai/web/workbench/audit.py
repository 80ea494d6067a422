"""操作日志: who did what, for the auditor."""

from __future__ import annotations

import io
import json
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST

from gongkai.web.audit.models import Entry
from gongkai.web.audit.services import record
from gongkai.web.audit.verify import verify
from gongkai.web.patterns.forms import Form
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.spreadsheets import XLSX

ACTS = {
    "organs": "机关", "accounts": "账号和登录", "audit": "操作日志", "files": "文件", "messages": "消息", "api": "接口",
    "disclosure": "信息公开", "applications": "依申请公开", "annual_reports": "年度报告", "oversight": "监督",
    "participation": "互动",
}  # fmt: skip


MOST = 100_000
"""Entries in one spreadsheet; Excel itself drops what is beyond its last row."""
HEADS = ("序号", "时间", "操作人", "操作人编号", "操作", "对象", "对象编号", "依据", "之前", "之后", "事实", "校验值")


class FilterForm(Form):
    """What to look for."""

    kind = forms.ChoiceField(label="哪一类", choices=[("", "全部"), *ACTS.items()], required=False)
    who = forms.CharField(label="操作人", max_length=50, required=False)
    what = forms.CharField(label="对象", max_length=100, required=False)
    since = forms.DateField(label="从哪天", required=False)
    until = forms.DateField(label="到哪天", required=False)


def found(request: HttpRequest, form: FilterForm, act: str = "audit.see") -> Any:
    """The entries of the organs this person audits, newest first; who audits from the root also those of no organ."""
    organs = request.user.organs_for(act)
    entries = Entry.objects.filter(organ__in=list(organs.values_list("pk", flat=True)))
    if organs.filter(parent=None).exists():
        entries = entries | Entry.objects.filter(organ=None)
    data = form.cleaned_data if form.is_valid() else {}
    wanted = {
        "act__startswith": data.get("kind") and f"{data['kind']}.", "actor_name__icontains": data.get("who"),
        "subject_name__icontains": data.get("what"), "at__date__gte": data.get("since"),
        "at__date__lte": data.get("until"),
    }  # fmt: skip
    return entries.filter(**{name: value for name, value in wanted.items() if value}).order_by("-sequence")


@needs("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    """The list with its filter; each entry opens to before and after."""
    form = FilterForm(request.GET)
    page = Paginator(found(request, form), 50).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "kept": kept.urlencode(),
        "may_export": request.user.organs_for("audit.export").exists(),
    }
    return render(request, "workbench/audit/list.html", context)


@require_POST
@needs("audit.see")
def prove(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and say whether it holds; the anchor is to be noted down elsewhere."""
    proof = verify()
    if proof.breaks:
        told = "；".join(f"第 {found.sequence} 条：{found.what}" for found in proof.breaks[:3])
        messages.error(request, f"{proof.count} 条记录里有 {len(proof.breaks)} 处对不上：{told}")
    else:
        messages.success(request, f"{proof.count} 条记录首尾相扣，没有缺改。请把锚点抄在别处：{proof.short_anchor}")
    return redirect("workbench:audit")


@needs("audit.export")
def export(request: HttpRequest) -> HttpResponse:
    """The entries of the filter as xlsx; that they were taken out is logged too."""
    chosen = found(request, FilterForm(request.GET), "audit.export")
    if chosen.count() > MOST:
        messages.error(request, f"超过 {MOST} 条，一张表放不下。请按日期分几次导出，或者由系统维护人员用命令导出全部。")
        return redirect("workbench:audit")
    content, count = sheet(chosen)
    with transaction.atomic():
        request.user.may("audit.export", request.user.organ)
        record("audit.exported", request.user.organ, by=request.user, entries=count, filter=dict(request.GET.items()))
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="audit-{localdate()}.xlsx"'
    return answer


def sheet(entries: Any) -> tuple[bytes, int]:
    """The entries as a spreadsheet, one a line, and how many."""
    buffer, count = io.BytesIO(), 0
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        page = book.add_worksheet("操作日志")
        for column, head in enumerate(HEADS):
            page.write_string(0, column, head)
        for count, entry in enumerate(entries.iterator(), 1):
            told = [entry.before, entry.after, entry.facts]
            line = [
                str(entry.sequence), f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}", entry.actor_name, entry.actor,
                entry.act, entry.subject_name, entry.subject, entry.ground,
                *(json.dumps(value, ensure_ascii=False) if value else "" for value in told), entry.digest,
            ]  # fmt: skip
            for column, cell in enumerate(line):
                page.write_string(count, column, cell[:32000])
    return buffer.getvalue(), count
