"""The page of an item and the acts on it: each view asks, calls one service, and says what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.models import Finding, Item, Stage
from gongkai.web.disclosure.services import masking, publishing, reviewing
from gongkai.web.messages.services import notify
from gongkai.web.patterns.written import whole
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import press
from gongkai.web.workbench.items import review_page
from gongkai.web.workbench.items.finding import find


@needs("disclosure.see")
def item(request: HttpRequest, key: int) -> HttpResponse:
    """审读."""
    one = find(request, key)
    context = review_page.context(one, request.user, timezone.localdate(), request.GET.get("stage", ""))
    return render(request, "workbench/items/item.html", context)


@require_POST
@needs("disclosure.see")
def submit(request: HttpRequest, key: int) -> HttpResponse:
    """Send to review."""
    one = find(request, key)
    at_once = timezone.now() if request.POST.get("at_once") else None
    press(
        request,
        lambda: reviewing.submit(one, by=request.user, today=timezone.localdate(), publish_at=at_once),
        "已提交审核，个人信息已经扫描。",
    )
    return redirect(one)


@require_POST
@needs("disclosure.see")
def recall(request: HttpRequest, key: int) -> HttpResponse:
    """Take back into the draft."""
    one = find(request, key)
    press(request, lambda: reviewing.recall(one, by=request.user), "已取回，可以修改。")
    return redirect(one)


@require_POST
@needs("disclosure.see")
def rescan(request: HttpRequest, key: int) -> HttpResponse:
    """Scan again."""
    one = find(request, key)
    press(request, lambda: reviewing.rescan(one, by=request.user, today=timezone.localdate()), "已重新扫描。")
    return redirect(one)


@require_POST
@needs("disclosure.see")
def mask(request: HttpRequest, key: int) -> HttpResponse:
    """Carry out one proposal, or all of them."""
    one = find(request, key)
    open_ones = one.findings.filter(status=Finding.Status.OPEN)
    chosen = open_ones if request.POST.get("all") else open_ones.filter(pk=whole(request.POST.get("finding")) or 0)
    how = "" if request.POST.get("all") else request.POST.get("how", "")
    told = "已处理，正文和附件都换成了新的一稿。"
    press(
        request,
        lambda: masking.accept(one, findings=list(chosen), by=request.user, today=timezone.localdate(), how=how),
        told,
    )
    return redirect(f"{one.get_absolute_url()}#findings")


@require_POST
@needs("disclosure.see")
def overrule(request: HttpRequest, key: int, finding: int) -> HttpResponse:
    """Leave a finding with a reason."""
    one = find(request, key)
    found = get_object_or_404(Finding, pk=finding, item=one)
    press(
        request,
        lambda: masking.overrule(found, reason=request.POST.get("reason", ""), by=request.user),
        "已保留，理由和您的姓名记在这一处。",
    )
    return redirect(f"{one.get_absolute_url()}#findings")


@require_POST
@needs("disclosure.see")
def review(request: HttpRequest, key: int, stage: str) -> HttpResponse:
    """Pass, return, or refer; then the next item that waits for this person."""
    one = find(request, key)
    if stage not in Stage.values:
        return redirect(one)
    if not press(request, lambda: _judge(request, one, Stage(stage)), _told(request.POST.get("act", ""), Stage(stage))):
        return redirect(one)
    return redirect("workbench:reviews")


def _judge(request: HttpRequest, one: Item, stage: Stage) -> None:
    post, by = request.POST, request.user
    version, comment = whole(post.get("version")) or 0, post.get("comment", "").strip()
    if post.get("act") == "return":
        reviewing.send_back(one, stage=stage, version=version, reason=comment, by=by, places=_places(post))
        _tell_author(one, f"{by.name}退回了“{one.title}”：{comment}")
    elif post.get("act") == "refer":
        reviewing.refer(one, version=version, reason=comment, by=by)
    elif post.get("act") == "pass":
        done = reviewing.approve(one, stage=stage, version=version, by=by, today=timezone.localdate(), comment=comment)
        if done.state == "ready" and done.publish_at and done.publish_at <= timezone.now():
            publishing.publish_due(timezone.now())
    else:
        raise Refused("请选择通过或者退回。")


def _places(post: Any) -> list[dict[str, str]]:
    pairs = zip(post.getlist("place"), post.getlist("place_reason"), strict=False)
    return [
        {"place": place.strip(), "reason": reason.strip()}
        for place, reason in pairs
        if place.strip() and reason.strip()
    ]


def _tell_author(one: Item, text: str) -> None:
    if one.made_by:
        notify(one.made_by, text[:300], key=f"returned:{one.pk}:{one.version}", url=one.get_absolute_url())


def _told(act: str, stage: Stage) -> str:
    return {"return": "已退回，起草人会看到原因。", "refer": "已登记报请确定，确定之前不会发布。"}.get(
        act, f"{stage.label}已通过。"
    )
