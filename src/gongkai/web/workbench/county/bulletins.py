"""月度通报: drafted from the board, finished by a person, issued; out as Word and PDF."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from gongkai import paper
from gongkai.paper import Unprintable
from gongkai.web.audit.services import Refused
from gongkai.web.oversight import board
from gongkai.web.oversight.models import Bulletin
from gongkai.web.oversight.services import bulletins as services
from gongkai.web.oversight.terms import limits
from gongkai.web.patterns.forms import Form
from gongkai.web.patterns.values import Badge, Link
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import done, posted, press
from gongkai.web.workbench.county import sheets
from gongkai.web.workbench.county.watching import watched


class BulletinForm(Form):
    """The text."""

    title = forms.CharField(label="标题", max_length=200)
    document_number = forms.CharField(label="文号", required=False, max_length=60)
    text = forms.CharField(label="正文", widget=forms.Textarea(attrs={"rows": 18}))
    seen = forms.IntegerField(widget=forms.HiddenInput)


@needs("oversight.bulletin")
def bulletins(request: HttpRequest) -> HttpResponse:
    """All of them."""
    rows = Bulletin.objects.filter(organ__in=request.user.organs_for("oversight.bulletin")).select_related("organ")
    shown = [(one, Badge("已印发", "ok") if one.issued_on else Badge("拟稿", "warn")) for one in rows]
    return render(request, "workbench/county/bulletins.html", {"rows": shown, "month": localdate().replace(day=1)})


def words(lines: list[board.Line], today: date) -> str:
    """The draft: what is well, what is not, what is wanted. Only what the board shows."""
    good = [line.organ.short_name for line in lines if not line.bad and not line.warn]
    bad = [line for line in lines if line.bad]
    parts = [f"截至{today.year}年{today.month}月{today.day}日，对{len(lines)}个机关政务公开工作的检查情况通报如下："]
    parts.append(f"一、总体情况。{len(good)}个机关各项都达到要求" + (f"：{'、'.join(good)}。" if good else "。"))
    if bad:
        parts.append(f"二、存在的问题。{len(bad)}个机关有逾期或者不合格的事项：")
        parts += [f"{line.organ.short_name}：{line.wanting}。" for line in bad]
    else:
        parts.append("二、存在的问题。没有逾期或者不合格的事项。")
    days = limits()["order"]["limit_working_days"]
    parts.append(f"三、工作要求。请有关机关对照附表，在{days}个工作日内整改完成并反馈；主管部门将适时回头看。")
    return "\n".join(parts)


@require_POST
@needs("oversight.bulletin")
def draft(request: HttpRequest) -> HttpResponse:
    """Draft this month's from the board of today."""
    today = localdate()
    made: list[Bulletin] = []

    def do() -> None:
        lines = board.lines(watched(request.user), today)
        table = [["机关", *(title for _, title in board.heads(today))]]
        table += [[line.organ.short_name, *(cell.words for cell in line.cells.values())] for line in lines]
        made.append(
            services.draft(
                request.user.organ, month=today, text=words(lines, today), table=table, by=request.user, today=today
            )
        )

    press(request, do, "通报稿已按今天的一览生成，请核对后印发。")
    return redirect("workbench:bulletin", made[0].pk) if made else redirect("workbench:bulletins")


def found(request: HttpRequest, key: int) -> Bulletin:
    """One that this person may see."""
    return get_object_or_404(Bulletin, pk=key, organ__in=request.user.organs_for("oversight.bulletin"))


@needs("oversight.bulletin")
def bulletin(request: HttpRequest, key: int) -> HttpResponse:
    """Its text: to be finished, or as it was issued."""
    one = found(request, key)
    first = {"title": one.title, "text": one.text, "document_number": one.document_number, "seen": one.version}
    form = None if one.issued_on else BulletinForm(posted(request)[0], initial=first)
    if form and form.is_valid() and done(form, lambda: services.edit(one, by=request.user, **form.cleaned_data)):
        messages.success(request, "通报稿已存。")
        return redirect("workbench:bulletin", key)
    context = {"bulletin": one, "form": form, "head": one.table[0] if one.table else [], "rows": one.table[1:],
               "lines": [line for line in one.text.splitlines() if line.strip()],
               "back": Link("月度通报", reverse("workbench:bulletins"))}  # fmt: skip
    return render(request, "workbench/county/bulletin.html", context)


@require_POST
@needs("oversight.bulletin")
def issue(request: HttpRequest, key: int) -> HttpResponse:
    """Issue it."""
    one = found(request, key)
    press(request, lambda: services.issue(one, by=request.user, today=localdate()), "已印发，不能再改。")
    return redirect("workbench:bulletin", key)


@needs("oversight.bulletin")
def download(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """Word or PDF."""
    one = found(request, key)
    if ending not in ("docx", "pdf"):
        raise Http404
    try:
        content = services.document(one, ending)
    except Unprintable as error:
        raise Refused(str(error)) from error
    return sheets.answered(content, f"{one.title}.{ending}", paper.format_of(ending).media_type)
