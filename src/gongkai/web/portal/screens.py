"""电子屏: a full-screen page that turns by itself without script, and the same as JSON. 条例第二十五条第三款."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure import reading
from gongkai.web.disclosure.models import Channel, Delivery, Publication
from gongkai.web.portal import published
from gongkai.web.portal.items import code

SHOWN = 30
"""How many items a screen turns through, the newest."""
SECONDS = 20
LINES = 12
"""Lines of a text that fit a screen; the rest is read by its code."""
SHORT = 4000
"""Characters of a text that are shown with their tables; of a longer one its first lines."""


def on_screen(channel: Channel) -> list[Publication]:
    """What was delivered to this screen and is published at this moment; never more."""
    sent = Delivery.objects.filter(channel=channel, state=Delivery.State.DONE).exclude(act=Delivery.Act.WITHDRAW)
    live = reading.published().select_related("rendition").filter(pk__in=sent.values("publication"))
    return list(live.order_by("-published_on", "-pk")[:SHOWN])


def _screen(number: int) -> Channel:
    return get_object_or_404(Channel.objects.select_related("organ"), pk=number, kind="screen", active=True)


def screen(request: HttpRequest, number: int) -> HttpResponse:
    """One item at a time; after some seconds the browser asks for the next."""
    channel = _screen(number)
    shown = on_screen(channel)
    told = request.GET.get("at", "0")
    at = int(told[:6]) % len(shown) if told.isascii() and told.isdigit() and shown else 0
    publication = shown[at] if shown else None
    try:
        text = reading.text_of(publication) if publication else ""
        body = SafeString(reading.body_of(publication)) if publication and len(text) <= SHORT else SafeString("")
    except Refused:
        publication, text, body = None, "", SafeString("")
    context = {
        "channel": channel,
        "publication": publication,
        "badge": published.state(publication) if publication else None,
        "body": body,
        "lines": text.splitlines()[:LINES],
        "code": code(publication) if publication else SafeString(""),
        "at": at + 1,
        "count": len(shown),
        "next": f"?at={at + 1}",
        "seconds": SECONDS,
    }
    answer = render(request, "portal/screens/screen.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def screen_json(request: HttpRequest, number: int) -> JsonResponse:
    """What the screen turns through, for players of other makers."""
    channel = _screen(number)
    rows = [
        {
            "id": one.key, "title": one.title, "organ": one.organ.name, "published_on": str(one.published_on),
            "text": reading.text_of(one), "url": request.build_absolute_uri(one.get_absolute_url()),
        }
        for one in on_screen(channel)
    ]  # fmt: skip
    told = {"title": channel.title, "seconds": SECONDS, "results": rows}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "no-store"})
