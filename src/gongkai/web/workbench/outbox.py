"""消息发送: the queue of everything that leaves the platform, and what did not go out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.web.messages import services
from gongkai.web.messages.channels import channels
from gongkai.web.messages.models import Outgoing, State
from gongkai.web.patterns.values import Badge, Tab
from gongkai.web.workbench.access import needs
from gongkai.web.workbench.acting import press

KINDS = {State.WAITING: "info", State.SENT: "ok", State.REFUSED: "bad", State.GIVEN_UP: "bad", State.CANCELLED: ""}


@needs("messages.see")
def outbox(request: HttpRequest) -> HttpResponse:
    """The queue by state; channels that are not set up are said."""
    found = Outgoing.objects.filter(organ__in=request.user.organs_for("messages.see")).select_related("organ")
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    tabs = [Tab("全部", "?", not state, sum(counts.values()))]
    tabs += [Tab(one.label, f"?state={one.value}", state == one.value, counts.get(one.value, 0)) for one in State]
    page = Paginator(found.filter(state=state) if state in State.values else found, 50).get_page(
        request.GET.get("page")
    )
    names = {code: channel.name for code, channel in channels().items()}
    rows = [
        (
            message,
            names.get(message.channel, message.channel),
            Badge(message.get_state_display(), KINDS[State(message.state)]),
        )
        for message in page
    ]
    context = {
        "tabs": tabs, "page": page, "rows": rows, "kept": f"state={state}" if state else "",
        "names": {code: channel.name for code, channel in channels().items()},
        "asleep": [channel.name for channel in channels().values() if not channel.ready()],
    }  # fmt: skip
    return render(request, "workbench/outbox/list.html", context)


@require_POST
@needs("messages.retry")
def retry(request: HttpRequest, key: int) -> HttpResponse:
    """Send once more what was refused or given up."""
    message = get_object_or_404(Outgoing, pk=key, organ__in=request.user.organs_for("messages.see"))
    press(request, lambda: services.retry(message, by=request.user), "已重新排队，几分钟内再发一次。")
    return redirect("workbench:outbox")
