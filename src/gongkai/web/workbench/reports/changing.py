"""What is posted from the page of a report: cells, sentences, and the one-button acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_POST

from gongkai.web.annual_reports.counting import entered
from gongkai.web.annual_reports.models import AnnualReport, Note, Sentence
from gongkai.web.annual_reports.services import entering, gating, judging, moving, publishing, rounds, setting, writing
from gongkai.web.audit.services import Refused
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import press
from gongkai.web.workbench.reports.finding import address, report_of
from gongkai.web.workbench.reports.page import shown


@require_POST
@needs("annual_reports.see")
def cells(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Save the cells that were changed: entered figures as such, others against the count and with a reason."""
    report = report_of(request, code, year)
    try:
        seen = json.loads(request.POST.get("seen", "{}"))
    except ValueError:
        seen = {}
    if not isinstance(seen, dict):
        seen = {}
    typed = {path: request.POST[path].strip() for path in seen if path in request.POST}
    changed = {path: words for path, words in typed.items() if words != seen[path]}
    reason = request.POST.get("reason", "")
    try:
        with transaction.atomic():
            for path, words in changed.items():
                _set(report, path, words, str(seen[path]), reason, request)
    except Refused as refused:
        kept = "；".join(f"{path}={words}" for path, words in changed.items())
        messages.error(request, f"没有存：{refused}")
        return shown(request, report, typed=typed, refused=f"{refused}（您填的都还在：{len(changed)} 格，{kept}）")
    if changed:
        messages.success(request, f"存了 {len(changed)} 格。")
    back = next(iter(changed), "")
    return redirect(address(report) + (f"?cell={back}#source" if len(changed) == 1 else "#s2"))


def _set(report: AnnualReport, path: str, words: str, seen: str, reason: str, request: HttpRequest) -> None:
    ledger = report.source != AnnualReport.Source.UPLOAD and report.frozen_at is None
    if path in entered() and ledger and not report.overrides.filter(path=path).exists():
        entering.enter(report.organ, report.year, path=path, value=words, seen=seen, by=request.user)
        writing.follow(report)
    else:
        setting.override(report, path=path, value=words, reason=reason, seen=seen, by=request.user)


@require_POST
@needs("annual_reports.see")
def sentence(request: HttpRequest, code: str, year: int, key: int) -> HttpResponse:
    """Save one sentence; a script saves it while it is written and gets the new version back."""
    report = report_of(request, code, year)
    one = get_object_or_404(Sentence, pk=key, report=report)
    text, seen = request.POST.get("text", ""), request.POST.get("seen", "0")
    try:
        one = writing.edit_sentence(one, text=text, seen=whole(seen) or 0, by=request.user)
    except Refused as refused:
        if request.htmx:
            return render(request, "workbench/reports/kept.html", {"sentence": one, "seen": seen, "refused": refused})
        messages.error(request, str(refused))
        return shown(request, report, refused=str(refused), sentence={"key": key, "text": text})
    if request.htmx:
        context = {"sentence": one, "seen": one.version, "at": localtime(now())}
        return render(request, "workbench/reports/kept.html", context)
    messages.success(request, "这一句存好了。")
    return redirect(f"{address(report)}#s{one.section}")


Act = Callable[[AnnualReport, HttpRequest], Any]


def _note(report: AnnualReport, request: HttpRequest) -> Note:
    key = request.POST.get("note", "")
    return get_object_or_404(Note, pk=whole(key) or 0, report=report)


def _sentence(report: AnnualReport, request: HttpRequest) -> Sentence:
    key = request.POST.get("sentence", "")
    return get_object_or_404(Sentence, pk=whole(key) or 0, report=report)


def _said(request: HttpRequest, name: str = "reason") -> str:
    return request.POST.get(name, "").strip()


def _section(request: HttpRequest) -> int:
    said = whole(_said(request, "section"))
    return -1 if said is None else said


ACTS: dict[str, tuple[Act, str]] = {
    "redraft": (lambda one, request: writing.redraft(one, by=request.user),
                "草稿按现在的登记簿重写了，您改过的句子没有动。"),
    "add": (lambda one, request: writing.add_sentence(one, section=_section(request), text=_said(request, "text"),
                                                      by=request.user), "加了一段。"),
    "release": (lambda one, request: writing.release_sentence(_sentence(one, request), by=request.user),
                "这一句又随数据更新了。"),
    "describe": (lambda one, request: writing.describe(
        one, document_number=_said(request, "document_number"), by=request.user,
        issued_on=parse_date(_said(request, "issued_on")), unit=_said(request, "unit")), "文号和成文日期存好了。"),
    "spare": (lambda one, request: gating.spare(one, fingerprint=_said(request, "finding"), reason=_said(request),
                                                by=request.user, today=localdate()),
              "已记下：这一处保留，理由和您的姓名留在报告上。"),
    "freeze": (lambda one, request: setting.freeze(one, by=request.user),
               "数据已冻结，以后登记簿再变，报告不跟着变。"),
    "whole": (lambda one, request: setting.speak_for(one, whole=True, by=request.user),
              "现在汇总下级：表里是本机关的数加上下级机关已公布的数。"),
    "alone": (lambda one, request: setting.speak_for(one, whole=False, by=request.user), "现在只算本机关的数。"),
    "thaw": (lambda one, request: setting.thaw(one, reason=_said(request), by=request.user),
             "已解冻，数字又随登记簿更新。"),
    "override": (lambda one, request: setting.override(
        one, path=_said(request, "path"), value=_said(request, "value"), reason=_said(request),
        seen=_said(request, "seen"), by=request.user), "数已改，标了“改”。"),
    "drop-override": (lambda one, request: setting.drop_override(one, path=_said(request, "path"), by=request.user),
                      "改回登记簿的数了。"),
    "judge": (lambda one, request: judging.judge(one, fingerprint=_said(request, "finding"), reason=_said(request),
                                                 by=request.user), "已记下：这一处不是错误。"),
    "unjudge": (lambda one, request: judging.drop_verdict(one, fingerprint=_said(request, "finding"), by=request.user),
                "认定撤回了。"),
    "mend": (lambda one, request: judging.apply_mend(one, fingerprint=_said(request, "finding"), by=request.user),
             "改好了。"),
    "settle": (lambda one, request: rounds.settle(_note(one, request), answer=_said(request, "answer"),
                                                  by=request.user), "意见答复好了，主管部门看得到。"),
    "submit": (lambda one, request: moving.submit(one, reason=_said(request), by=request.user), "已送核。"),
    "review": (lambda one, request: moving.review(one, secrecy=bool(_said(request, "secrecy")), by=request.user),
               "核稿通过，送签发。"),
    "return": (lambda one, request: moving.give_back(one, reason=_said(request), by=request.user), "已退回编写的人。"),
    "sign": (lambda one, request: moving.sign(one, name=_said(request, "name"), today=localdate(), by=request.user),
             "已签发，可以公布了。"),
    "publish": (lambda one, request: publishing.publish(one, today=localdate(), by=request.user),
                "已公布：网页、Word、PDF 和数据都在门户上，同时报送了主管部门。"),
    "correct": (lambda one, request: moving.correct(one, reason=_said(request), by=request.user),
                "可以改了。已经公布的那一版还在，重新公布后旧版也能查到。"),
    "accept": (lambda one, request: moving.accept(one, today=localdate(), by=request.user), "已收审。"),
    "send-back": (lambda one, request: moving.send_back(one, reason=_said(request), by=request.user),
                  "已退回，公布的那一版还在。"),
}  # fmt: skip
"""Address → the one service it calls, and what is said when it went through."""


@require_POST
@needs("annual_reports.see")
def act(request: HttpRequest, code: str, year: int, name: str) -> HttpResponse:
    """Do one act and come back to the page."""
    report = report_of(request, code, year)
    if name not in ACTS:
        raise Http404
    service, told = ACTS[name]
    press(request, lambda: service(report, request), told)
    cell = _said(request, "path")
    return redirect(address(report) + (f"?cell={cell}#source" if cell else ""))
